//! `recount demo` and `recount serve`: the incidents of a ledger in a browser.

use std::fs;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::thread;

use anyhow::{Context, Result};
use clap::Args;
use recount::Coder;
use recount_web::{Serve as Served, fill_demo};

use super::ledger::LedgerArgs;
use crate::exit::Exit;

/// Show invented stories in the browser.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    at: At,
    /// Only serve; open no browser
    #[arg(long)]
    no_browser: bool,
}

/// Show a ledger in the browser.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    ledger: LedgerArgs,
    #[command(flatten)]
    at: At,
    /// Open the browser
    #[arg(long)]
    browser: bool,
}

#[derive(Debug, Args)]
struct At {
    /// The address, one of this machine
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// The port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 7878)]
    port: u16,
}

impl Demo {
    pub(crate) fn run(&self) -> Result<Exit> {
        let folder = Folder::new()?;
        let ledger = folder.0.join("demo.db");
        fill_demo(&ledger, &Coder::builtin())?;
        let served = Served { address: self.at.address, port: self.at.port, is_demo: true, ..Served::new(ledger) };
        recount_web::serve(served, |address| tell(address, "invented stories; what you change is gone when you end it", !self.no_browser))?;
        Ok(Exit::Fine)
    }
}

impl Serve {
    pub(crate) fn run(&self) -> Result<Exit> {
        let ledger = &self.ledger.ledger;
        let served = Served { address: self.at.address, port: self.at.port, ..Served::new(ledger.clone()) };
        recount_web::serve(served, |address| tell(address, &ledger.display().to_string(), self.browser))?;
        Ok(Exit::Fine)
    }
}

/// Tells where it is served; the browser is opened beside, and its failure is no failure of ours.
fn tell(address: SocketAddr, what: &str, opens: bool) {
    let url = format!("http://{address}/");
    let _ = writeln!(anstream::stdout(), "{url}  ({what}; Ctrl+C ends it)");
    if opens {
        thread::spawn(move || open(&url));
    }
}

fn open(url: &str) {
    let (program, args): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let _ = process::Command::new(program).args(args).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

/// A folder that is gone when the program ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("recount-demo-{}", process::id()));
        // What a killed run left under this number is not ours.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).with_context(|| format!("{}: cannot be made", Path::display(&path)))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
