//! Exports opened by the programs of their users: `tests/exports/validate.py`.

use std::path::Path;

use anyhow::Result;

use crate::step::{Program, say};

/// Where `setup` puts what the script reads exports with.
const HOME: &str = "target/exports-python";
const NEEDS: &str = "tests/exports/requirements.txt";

/// The Python that has it, else the system's; nothing where there is none.
pub(crate) fn python() -> Option<String> {
    let own = format!("{HOME}/bin/python");
    let all = [own, "python3".to_owned()];
    all.into_iter().find(|python| Program::new(python, &["--version"]).succeeds())
}

/// Lets others open every export; what is not installed is named and skipped.
pub(crate) fn run(python: &str) -> Result<()> {
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let program = format!("{target}/release/recount");
    Program::new(python, &["tests/exports/validate.py", &program, "examples"]).run()
}

/// Installs what the script reads exports with. A machine that has it not, skips those steps.
pub(crate) fn set_up() {
    let has_home = Path::new(HOME).is_dir() || Program::new("python3", &["-m", "venv", HOME]).succeeds();
    let pip = format!("{HOME}/bin/python");
    if !has_home || Program::new(&pip, &["-m", "pip", "install", "--quiet", "--requirement", NEEDS]).run().is_err() {
        say("the programs that open exports are not all installed; `cargo x test --all` says what it skips");
    }
    if !Program::new("ogr2ogr", &["--version"]).succeeds()
        && Program::new("apt-get", &["install", "--yes", "--quiet", "gdal-bin"]).run().is_err()
    {
        say("ogr2ogr is missing and apt-get cannot install it (gdal-bin); `cargo x test --all` skips it");
    }
}
