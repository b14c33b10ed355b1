//! Decompression within bounds. In: a compressed reader. Out: a reader that stops with an error at the limits.

use std::io::{self, BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;

use super::{ReadOptions, ReadReason};

/// Below this many bytes no ratio is suspicious.
const HARMLESS: u64 = 1 << 20;

/// Whether these bytes begin a gzip file.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B])
}

/// Decompresses a gzip stream, and fails where it passes `max_ratio` or `max_decompressed`.
pub fn gunzip<R: Read>(reader: R, options: &ReadOptions) -> impl BufRead + use<R> {
    BufReader::new(Gunzip {
        decoder: MultiGzDecoder::new(Counting { reader, count: 0 }),
        written: 0,
        max_ratio: options.max_ratio,
        max_decompressed: options.max_decompressed,
    })
}

struct Gunzip<R: Read> {
    decoder: MultiGzDecoder<Counting<R>>,
    written: u64,
    max_ratio: u64,
    max_decompressed: u64,
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.decoder.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                io::Error::other(ReadReason::BrokenGzip { message: error.to_string() })
            }
            _ => error,
        })?;
        self.written += length as u64;
        if self.written > self.max_decompressed {
            return Err(io::Error::other(ReadReason::TooMuch { limit: self.max_decompressed }));
        }
        let most = self.decoder.get_ref().count.saturating_mul(self.max_ratio);
        if self.written > most.max(HARMLESS) {
            return Err(io::Error::other(ReadReason::TooDense { limit: self.max_ratio }));
        }
        Ok(length)
    }
}

/// A reader that counts what is taken from it.
struct Counting<R> {
    reader: R,
    count: u64,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.count += length as u64;
        Ok(length)
    }
}
