//! Whatever form reports come in, `code` and `add` read them, and what cannot be read costs nothing else.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str], input: Option<&[u8]>) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
    command.current_dir(folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    std::io::Write::write_all(&mut stdin, input.unwrap_or_default()).expect("the program reads its input");
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    (output.status.code().unwrap_or(-1), words(output.stdout), words(output.stderr))
}

/// A PDF of one page with these lines.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T* ")).collect();
    let stream = format!("BT /F1 12 Tf 14 TL 50 700 Td {shown}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let table: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let start = file.len();
    file += &format!("xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

const TABLE: &str = "event_id,event_date,notes
B1,14 March 2023,\"Gunmen killed five guards near Gao, Mali, on Monday.\"
B2,someday,\"Gunmen killed two guards near Kidal, Mali, on Monday.\"
B3,15 March 2023,\"A roadside bomb killed two farmers near Kidal, Mali, on Tuesday.\"
";

const FEED: &str = "<rss><channel><title>Belvara Post</title><item><title>Three die</title><guid>feed-1</guid>
<pubDate>Tue, 14 Mar 2023 08:00:00 GMT</pubDate><description>Rebels killed three traders in Mopti, Mali, on Monday.</description></item>
</channel></rss>";

fn archive() -> String {
    let page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Attack</title><p>Gunmen killed four nurses in Segou, Mali, on Monday.";
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://belvara.example/2023/03/14/attack\r\n\
         Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
        page.len()
    )
}

#[test]
fn a_folder_of_many_forms_is_read_and_what_is_broken_costs_nothing_else() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join("in").join(name), bytes).unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    write("a.csv", TABLE.as_bytes());
    write("b.rss", FEED.as_bytes());
    write("c.warc", archive().as_bytes());
    write("d.pdf", &pdf(&["Gunmen killed six soldiers near", "Sikasso, Mali, on 13 March 2023."]));
    write("e.pdf", b"%PDF-1.4 and then nothing of the kind");
    write("f.xml", b"<rss><channel><item><title>Two die");
    let (code, told, errors) = run(folder.path(), &["add", "in", "--map", "text=notes,published=event_date,id=event_id"], None);
    assert_eq!(code, 1, "{errors}");
    assert!(told.contains("\"added\":5") && told.contains("\"failed\":3"), "{told}{errors}");
    for (file, line, reason) in [
        ("in/a.csv", "3", "\\\"someday\\\" is no date"),
        ("in/e.pdf", "null", "cannot be read as PDF: damaged"),
        ("in/f.xml", "1", "the feed breaks off within this item"),
    ] {
        let row = format!("{{\"error\":{{\"file\":\"{file}\",\"line\":{line},\"reason\":\"{reason}");
        assert!(errors.contains(&row), "{errors}");
    }
    let (_, incidents, _) = run(folder.path(), &["incidents"], None);
    for (id, killed) in [("B1", 5), ("B3", 2), ("feed-1", 3), ("https://belvara.example/2023/03/14/attack", 4), ("d.pdf", 6)] {
        let line = incidents.lines().find(|line| line.contains(id)).unwrap_or_else(|| panic!("no incident of {id}: {incidents}"));
        assert!(line.contains(&format!("\"best\":{killed}")), "{line}");
    }
    let again = run(folder.path(), &["add", "in", "--map", "text=notes,published=event_date,id=event_id"], None).1;
    assert!(again.contains("\"added\":0") && again.contains("\"unchanged\":5"), "{again}");
}

#[test]
fn standard_input_may_be_any_of_them() {
    let folder = TempDir::new().unwrap();
    let killed = |args: &[&str], input: &[u8]| {
        let (code, out, errors) = run(folder.path(), args, Some(input));
        assert_eq!(code, 0, "{errors}");
        let coded: serde_json::Value = serde_json::from_str(out.lines().next().expect("a coded report")).unwrap();
        coded["incidents"][0]["totals"]["killed"]["best"].as_u64()
    };
    assert_eq!(killed(&["code", "-"], FEED.as_bytes()), Some(3));
    assert_eq!(killed(&["code", "-"], archive().as_bytes()), Some(4));
    assert_eq!(killed(&["code", "-"], &pdf(&["Gunmen killed six soldiers near Sikasso, Mali."])), Some(6));
    assert_eq!(killed(&["code", "-", "--map", "text=notes"], b"notes\n\"Gunmen killed five guards near Gao, Mali.\"\n"), Some(5));
}

#[test]
fn what_this_program_wrote_is_read_again() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("feed.rss"), FEED).unwrap();
    let (_, coded, _) = run(folder.path(), &["code", "feed.rss"], None);
    fs::write(folder.path().join("coded.jsonl"), &coded).unwrap();
    assert_eq!(run(folder.path(), &["code", "coded.jsonl"], None).1, coded);
    assert!(run(folder.path(), &["add", "coded.jsonl"], None).1.contains("\"added\":1"));
    let (_, lines, _) = run(folder.path(), &["export"], None);
    fs::write(folder.path().join("exported.jsonl"), lines).unwrap();
    assert!(run(folder.path(), &["add", "exported.jsonl", "feed.rss"], None).1.contains("\"unchanged\":2"));
}
