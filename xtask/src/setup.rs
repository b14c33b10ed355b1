//! `cargo x setup`: what a fresh machine lacks. Cargo fetches the crates; the compiler's companions come from rustup.

use anyhow::{Result, bail};

use crate::exports;
use crate::step::{Program, cargo, say};

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
    cargo(&["fetch", "--locked"]).run()?;
    say("ready: `cargo x test --all`");
    Ok(())
}
