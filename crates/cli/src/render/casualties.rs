//! The figures of an incident as a table. A figure that another one already contains stands indented below it.

use recount::record::{Casualty, Incident, Status, Total, Totals};
use unicode_width::UnicodeWidthStr;

use super::incident::country_name;
use super::style::{DIM, Ink, PLAIN};
use super::{Page, visible, words};

/// Outcome, count, who, what they were, for whom, what else.
const COLUMNS: usize = 6;
const HEADS: [&str; COLUMNS] = ["outcome", "count", "who", "role", "organisation", ""];

struct Row {
    cells: [String; COLUMNS],
    ink: Ink,
}

/// Writes the table; nothing where the report tells no figure.
pub(super) fn write(page: &mut Page, incident: &Incident) {
    let rows: Vec<Row> = in_order(&incident.casualties).into_iter().map(|(i, depth)| row(incident, i, depth)).collect();
    if rows.is_empty() {
        return;
    }
    let widths = widths(&rows, page.style.width);
    page.gap();
    page.line(&DIM.on(&laid(&HEADS.map(str::to_owned), &widths)));
    for row in &rows {
        page.line(&row.ink.on(&laid(&row.cells, &widths)));
    }
    page.gap();
}

/// Each figure with its depth: parts follow what contains them.
fn in_order(casualties: &[Casualty]) -> Vec<(usize, usize)> {
    let mut order = Vec::with_capacity(casualties.len());
    let is_top = |casualty: &Casualty| casualty.part_of.is_none_or(|whole| whole as usize >= casualties.len());
    for (i, _) in casualties.iter().enumerate().filter(|(_, casualty)| is_top(casualty)) {
        push(casualties, i, 0, &mut order);
    }
    // Figures that contain each other are nobody's part: they stand at the end.
    for i in 0..casualties.len() {
        if order.iter().all(|(known, _)| *known != i) {
            order.push((i, 0));
        }
    }
    order
}

fn push(casualties: &[Casualty], i: usize, depth: usize, order: &mut Vec<(usize, usize)>) {
    order.push((i, depth));
    for (part, casualty) in casualties.iter().enumerate() {
        if casualty.part_of.is_some_and(|whole| whole as usize == i) && order.iter().all(|(known, _)| *known != part) {
            push(casualties, part, depth + 1, order);
        }
    }
}

fn row(incident: &Incident, i: usize, depth: usize) -> Row {
    let casualty = &incident.casualties[i];
    let people = [
        casualty.age.map(|age| age.as_str().to_owned()),
        casualty.sex.map(|sex| if sex.as_str() == "f" { "female" } else { "male" }.to_owned()),
        casualty.staff.map(|staff| format!("{staff} staff")),
    ];
    let role = match casualty.role.as_str() {
        "unknown" => String::new(),
        role => words::plain(role),
    };
    let role: Vec<String> = std::iter::once(role).filter(|role| !role.is_empty()).chain(people.into_iter().flatten()).collect();
    let nationality = casualty.nationality.as_deref().map(|code| country_name(code).unwrap_or_else(|| code.to_owned()));
    let organisation: Vec<String> =
        casualty.organisation.as_deref().map(|name| visible(name).into_owned()).into_iter().chain(nationality).collect();
    let cells = [
        casualty.outcome.to_string(),
        words::count(&casualty.count),
        format!("{:indent$}{}", "", visible(&casualty.who), indent = 2 * depth),
        role.join(", "),
        organisation.join(", "),
        remarks(incident, casualty).join(", "),
    ];
    let ink = if casualty.status == Status::Adopted { PLAIN } else { DIM };
    Row { cells, ink }
}

fn remarks(incident: &Incident, casualty: &Casualty) -> Vec<String> {
    let mut remarks = Vec::new();
    remarks.extend(words::side(casualty.side).map(str::to_owned));
    if casualty.total {
        remarks.push("total".to_owned());
    }
    match casualty.status {
        Status::Adopted => {}
        Status::Rival => remarks.push("rival figure".to_owned()),
        Status::PerpetratorClaim => remarks.push("claim of the attackers".to_owned()),
        Status::Superseded => remarks.push("earlier figure".to_owned()),
    }
    if let Some(by) = &casualty.by {
        remarks.push(format!("by {}", visible(by)));
    }
    let is_refined = |total: &Total| total.count == casualty.count && total.from.as_str() == "refined";
    let Totals { killed, wounded, .. } = &incident.totals;
    if casualty.total && [killed, wounded].into_iter().flatten().any(is_refined) {
        remarks.push("refined".to_owned());
    }
    remarks
}

/// The width of each column: as wide as its widest cell, "who" and "organisation" cut to what the page has left.
fn widths(rows: &[Row], page: usize) -> [usize; COLUMNS] {
    let widest = |i: usize| rows.iter().map(|row| row.cells[i].width()).chain([HEADS[i].width()]).max().unwrap_or_default();
    let mut widths: [usize; COLUMNS] = std::array::from_fn(widest);
    let spare = page.saturating_sub(3 + 2 * COLUMNS);
    for column in [2, 4, 5] {
        let over = widths.iter().sum::<usize>().saturating_sub(spare);
        widths[column] = widths[column].saturating_sub(over).max(widths[column].min(18));
    }
    widths
}

fn laid(cells: &[String; COLUMNS], widths: &[usize; COLUMNS]) -> String {
    let mut line = "   ".to_owned();
    for (i, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let cell = cut(cell, *width);
        let gap = " ".repeat(width.saturating_sub(cell.width()));
        // Numbers stand at the right of their column.
        line.push_str(&if i == 1 { format!("{gap}{cell}  ") } else { format!("{cell}{gap}  ") });
    }
    line.trim_end().to_owned()
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut kept = String::new();
    for letter in cell.chars() {
        let mut longer = kept.clone();
        longer.push(letter);
        if longer.width() + 1 > width {
            break;
        }
        kept = longer;
    }
    kept + "…"
}
