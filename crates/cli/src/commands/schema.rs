//! `recount schema`: the JSON Schema of the coded form, as it stands in `docs/schema`.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;

use crate::exit::Exit;

static SCHEMA: &str = include_str!("../../../../docs/schema/coded.schema.json");

/// Print the JSON Schema of the coded form.
#[derive(Debug, Args)]
pub(crate) struct Schema {}

impl Schema {
    #[expect(clippy::unused_self, reason = "every command is run in the same way")]
    pub(crate) fn run(&self) -> Result<Exit> {
        io::stdout().lock().write_all(SCHEMA.as_bytes())?;
        Ok(Exit::Fine)
    }
}
