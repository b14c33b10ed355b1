//! `cargo x setup`: what a fresh machine lacks. Cargo fetches the crates; the compiler's companions come from rustup.

use anyhow::{Result, bail};

use crate::exports;
use crate::step::{Program, cargo, say};
use crate::ui;

/// Checks for each tool, and installs it where it can.
pub(crate) fn run() -> Result<()> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if cargo(&[tool, "--version"]).succeeds() {
            continue;
        }
        say(&format!("{component} is missing: rustup adds it"));
        if Program::new("rustup", &["component", "add", component]).run().is_err() {
            bail!("{component} is missing and rustup cannot add it; install it with your system's packages");
        }
    }
    if !Program::new("cc", &["--version"]).succeeds() {
        say("a C compiler is missing: apt brings one");
        if Program::new("apt-get", &["install", "--yes", "--quiet", "gcc", "libc6-dev"]).run().is_err() {
            bail!("a C compiler is missing and apt-get cannot install it; install gcc or clang with your system's packages");
        }
    }
    exports::set_up();
    // What the browser application is built and tested with; cargo alone needs none of it.
    let browser = |name: &str| Program::new(name, &["--version"]).succeeds();
    if !["npm", "node"].iter().all(|name| browser(name))
        || !["chromium", "chromium-browser", "google-chrome"].iter().any(|name| browser(name))
    {
        say("Node or a browser is missing: apt brings them");
        if Program::new("apt-get", &["install", "--yes", "--quiet", "nodejs", "npm", "chromium"]).run().is_err() {
            say("apt-get cannot install nodejs, npm and chromium: `cargo x ui` and the browser tests are skipped without them");
        }
    }
    if Program::new("npm", &["--version"]).succeeds() {
        Program::new("npm", &["--prefix", ui::FOLDER, "ci", "--no-audit", "--no-fund"]).run()?;
    }
    cargo(&["fetch", "--locked"]).run()?;
    say("ready: `cargo x test --all`");
    Ok(())
}
