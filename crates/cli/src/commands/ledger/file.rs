//! A file that is there whole or not at all.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A file under another name until it is whole.
pub(super) struct NewFile {
    path: PathBuf,
    part: PathBuf,
    /// What is written.
    pub(super) out: BufWriter<File>,
}

impl NewFile {
    /// Begins a file beside `path`.
    ///
    /// # Errors
    /// The folder may not be written.
    pub(super) fn begin(path: &Path) -> Result<Self> {
        let part = PathBuf::from(format!("{}.part", path.display()));
        let out = BufWriter::new(File::create(&part).with_context(|| format!("{}: cannot be written", part.display()))?);
        Ok(Self { path: path.to_owned(), part, out })
    }

    /// Puts the file into its place.
    ///
    /// # Errors
    /// It cannot be written to the end.
    pub(super) fn finish(self) -> Result<()> {
        let wrong = || format!("{}: cannot be written", self.path.display());
        let file = self.out.into_inner().map_err(std::io::IntoInnerError::into_error).with_context(wrong)?;
        file.sync_all().with_context(wrong)?;
        fs::rename(&self.part, &self.path).with_context(wrong)
    }

    /// Takes away what was begun.
    pub(super) fn give_up(self) {
        // Where it cannot be removed, nothing better is left to do.
        let _ = fs::remove_file(&self.part);
    }
}
