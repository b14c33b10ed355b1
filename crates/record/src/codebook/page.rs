//! The codebook page: every profile with its columns, every table with its rows.

use super::table::{Codebooks, Table};

/// The page, as Markdown.
pub fn page() -> String {
    let books = Codebooks::builtin();
    let mut page = String::from(
        "# Which codebooks does Recount speak, and what does each lose?\n\n\
         `recount export --profile NAME --out FILE` writes a profile and `FILE.losses.csv`: what was refused, merged, forced or\n\
         quoted, each with the reason. Made from the tables in `crates/record/codebooks` by `cargo x generate`.\n\n\
         | profile | form | figures by | version | what |\n|---|---|---|---|---|\n",
    );
    for row in &books.profiles.rows {
        let of = |column| books.profiles.get(row[0], column);
        let counts = if of("counts").is_empty() { "`--counts`" } else { of("counts") };
        page += &format!("| `{}` | {} | {counts} | {} | {} |\n", row[0], of("form"), of("version"), of("about"));
    }
    for row in &books.profiles.rows {
        if let Some(sheet) = books.sheet(row[0]) {
            page +=
                &format!("\n## `{}`, {} columns\n\n| column | is | what stands in it |\n|---|---|---|\n", sheet.name, sheet.columns.len());
            for column in &sheet.columns {
                let tag = if column.tag.is_empty() { String::new() } else { format!(" `{}`", column.tag) };
                let meaning = if column.blank.is_empty() { column.meaning.to_owned() } else { format!("*blank: {}*", column.blank) };
                page += &format!("| `{}`{tag} | {} | {meaning} |\n", column.name, column.is);
            }
        }
    }
    let tables =
        [&books.tactics, &books.events, &books.numbers, &books.parties, &books.roles, &books.objects, &books.weapons, &books.statements];
    for table in tables {
        page += &printed(table);
    }
    page + "\nCodes of countries and classes of organisations stand in `countries.tsv` and `organisations.tsv`.\n"
}

fn printed(table: &Table) -> String {
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let rule: Vec<&str> = table.columns.iter().map(|_| "---").collect();
    let rows: String = table.rows.iter().map(|row| line(row)).collect();
    format!("\n## Table `{}`\n\n{}{}{rows}", table.name, line(&table.columns), line(&rule))
}
