//! Things in a folder that are no ordinary files: pipes, devices, loops, folders, files that may not be read.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::GOOD;
use crate::step::Program;

/// A named pipe that nobody writes to.
pub(super) fn pipe(path: &Path) -> io::Result<()> {
    Program::new("mkfifo", &[&path.display().to_string()]).run().map_err(io::Error::other)
}

/// A link to a device that never ends.
pub(super) fn device(path: &Path) -> io::Result<()> {
    symlink("/dev/zero", path)
}

/// A folder with a link to the folder above it, beside a good report.
pub(super) fn link_loop(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    fs::write(path.join("good.txt"), GOOD)?;
    symlink(path, path.join("loop"))
}

/// A link that leads nowhere but to itself.
pub(super) fn link_to_itself(path: &Path) -> io::Result<()> {
    symlink(path, path)
}

/// A file that its reader may not read. A superuser may, so that it then is only empty.
pub(super) fn forbidden(path: &Path) -> io::Result<()> {
    fs::write(path, "")?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o000))
}

/// A folder whose name ends like that of a file.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    fs::write(path.join("good.txt"), GOOD)
}

/// A gigabyte of one byte in some thousandth of it.
pub(super) fn bomb(path: &Path, first: &[u8], byte: u8) -> io::Result<()> {
    let mut encoder = GzEncoder::new(io::BufWriter::new(fs::File::create(path)?), Compression::default());
    encoder.write_all(first)?;
    let block = vec![byte; 1 << 20];
    for _ in 0..1 << 10 {
        encoder.write_all(&block)?;
    }
    encoder.finish()?.flush()
}

/// A compressed file within a compressed file.
pub(super) fn twice_compressed(path: &Path) -> io::Result<()> {
    fs::write(path, gzip(&gzip(GOOD.as_bytes())?)?)
}

/// The first half of a compressed file.
pub(super) fn half_compressed(path: &Path) -> io::Result<()> {
    let bytes = gzip(GOOD.repeat(50).as_bytes())?;
    fs::write(path, &bytes[..bytes.len() / 2])
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}
