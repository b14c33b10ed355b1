//! A ledger that cannot be used says why and what to do, and stays as it is.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use recount_record::{Coded, from_json};
use recount_store::{Mode, SCHEMA_VERSION, Store, StoreError};
use rusqlite::Connection;
use tempfile::TempDir;

fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("recount.db");
    (folder, path)
}

fn report(id: usize, text: &str) -> Coded {
    let json = format!(
        r#"{{"schema":"recount.coded/1","coder":{{"version":"0","rules":"r"}},"report":{{"id":"{id}","source":null,"url":null,"title":null,
        "language":"en","published":null,"published_from":null,"published_evidence":[],"text":"{text}"}},"incidents":[],"sums":[],
        "statements":[],"context":[],"findings":[],"notes":[]}}"#
    );
    from_json(&json).expect("a report of the published form")
}

fn filled(path: &Path, n: usize) {
    let mut store = Store::open(path, Mode::Write).expect("a ledger is made");
    let batch = store.write().expect("a ledger is made");
    for i in 0..n {
        let text = format!("All was quiet in the valley of Kelabo on day {i}. ").repeat(20);
        batch.keep(&format!("report {i}"), &report(i, &text)).expect("a ledger is made");
    }
    batch.commit().expect("a ledger is made");
}

#[test]
fn what_was_not_committed_is_not_there() {
    let (_folder, path) = folder();
    filled(&path, 3);
    let mut store = Store::open(&path, Mode::Write).unwrap();
    let batch = store.write().unwrap();
    batch.keep("another", &report(9, "Nothing happened.")).unwrap();
    drop(batch);
    assert_eq!(store.read().counts().unwrap().reports, 3);
}

#[test]
fn a_ledger_of_a_newer_program_is_left_alone() {
    let (_folder, path) = folder();
    filled(&path, 1);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    let before = fs::read(&path).unwrap();
    for mode in [Mode::Read, Mode::Write] {
        let error = Store::open(&path, mode).unwrap_err();
        assert!(matches!(error, StoreError::Newer { .. }), "{error}");
        let told =
            format!("written by a newer recount (form {}, this program knows {SCHEMA_VERSION}); use that program", SCHEMA_VERSION + 1);
        assert!(error.to_string().contains(&told), "{error}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn another_programs_file_is_refused() {
    let (_folder, path) = folder();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE notes (text)").unwrap();
    assert!(matches!(Store::open(&path, Mode::Write).unwrap_err(), StoreError::NoLedger(_)));
    fs::write(&path, "three dead, the mayor said, and that was that; nothing of this is a database at all").unwrap();
    let error = Store::open(&path, Mode::Write).unwrap_err().to_string();
    assert!(error.contains("not a ledger of recount; name another file with `--ledger PATH`"), "{error}");
}

#[test]
fn a_missing_ledger_is_not_made_by_reading() {
    let (_folder, path) = folder();
    let error = Store::open(&path, Mode::Read).unwrap_err().to_string();
    assert!(error.contains("no ledger here; `recount add` makes one"), "{error}");
    assert!(!path.exists());
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let (_folder, path) = folder();
    filled(&path, 1);
    let mut first = Store::open(&path, Mode::Write).unwrap();
    let mut second = Store::open(&path, Mode::Write).unwrap();
    let batch = first.write().unwrap();
    let error = second.write().unwrap_err();
    assert!(matches!(error, StoreError::Busy(_)), "{error}");
    // Readers go on reading.
    assert_eq!(Store::open(&path, Mode::Read).unwrap().read().counts().unwrap().reports, 1);
    batch.keep("another", &report(2, "Nothing happened.")).unwrap();
    batch.commit().unwrap();
    drop(second.write().unwrap());
}

#[test]
fn a_damaged_page_is_found() {
    let (_folder, path) = folder();
    filled(&path, 200);
    let length = fs::metadata(&path).unwrap().len();
    let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    for part in 1..8 {
        file.seek(SeekFrom::Start(length * part / 8)).unwrap();
        file.write_all(&[0xA5; 512]).unwrap();
    }
    drop(file);
    let faults = Store::open(&path, Mode::Read).and_then(|store| store.read().faults());
    match faults {
        Ok(faults) => assert!(!faults.is_empty(), "seven damaged pages are not seen"),
        Err(error) => assert!(error.to_string().contains("restore a backup"), "{error}"),
    }
}

#[test]
fn a_copy_is_whole_and_never_writes_over_a_file() {
    let (folder, path) = folder();
    filled(&path, 5);
    let copy = folder.path().join("copy.db");
    let store = Store::open(&path, Mode::Read).unwrap();
    store.back_up(&copy).unwrap();
    assert_eq!(Store::open(&copy, Mode::Read).unwrap().read().counts().unwrap().reports, 5);
    assert!(store.back_up(&copy).unwrap_err().to_string().contains("is there already; choose another file"));
}

#[cfg(unix)]
#[test]
fn a_file_without_the_right_to_write_is_read_and_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = folder();
    filled(&path, 2);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(Store::open(&path, Mode::Read).unwrap().read().counts().unwrap().reports, 2);
    // The superuser may write everywhere, and then it is no fault.
    if fs::OpenOptions::new().write(true).open(&path).is_err() {
        let error = Store::open(&path, Mode::Write).unwrap_err().to_string();
        assert!(error.contains("may not be written; ask for the right"), "{error}");
    }
}
