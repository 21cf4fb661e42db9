//! Owns zip: each file in it is read as a file of the corpus is. Where the directory at its end is lost, what stands before the
//! break is read. Refuses passwords, packings other than deflate, and to write anything to disk.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use zip::read::read_zipfile_from_stream;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::Sink;
use super::document::{Document, Facts, inner};
use super::inside::{self, Paths};
use super::meter::{Expanding, Meter, at};
use crate::aside;
use crate::error::{Error, Result, Skipped};

/// What the directory's record of one entry takes in memory, about.
const ENTRY: u64 = 400;

/// Reads each file of the archive, in the order of its directory.
///
/// # Errors
/// If it is no zip, its directory is too large, or a limit of the whole file was passed.
pub(super) fn read<R: Read + Seek>(
    file: &mut R,
    document: &Document,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let path = document.path;
    let count = at(path, entries(file))?;
    let _held = meter
        .hold(count.unwrap_or(0).saturating_mul(ENTRY))
        .map_err(|e| Error::file(path, e))?;
    at(path, file.rewind())?;
    match listed(file, path, meter, sink) {
        Ok(done) => done,
        Err(ZipError::Io(e)) if e.raw_os_error().is_some() => Err(Error::io(path, e)),
        Err(_) => salvage(file, path, meter, sink),
    }
}

/// How many entries the record at the end says that there are; `None` if there is no such record.
fn entries(file: &mut (impl Read + Seek)) -> io::Result<Option<u64>> {
    let size = file.seek(SeekFrom::End(0))?;
    // The record is followed by a comment of at most 64 KiB.
    let from = size.saturating_sub((64 << 10) + 22);
    file.seek(SeekFrom::Start(from))?;
    let mut end = Vec::new();
    file.take(size - from).read_to_end(&mut end)?;
    let Some(at) = memchr::memmem::rfind(&end, b"PK\x05\x06") else {
        return Ok(None);
    };
    let count = end.get(at + 10..at + 12).map_or(0, little);
    // Larger archives keep the number in another record, which stands right before its locator.
    let large = memchr::memmem::rfind(&end[..at], b"PK\x06\x06");
    let large = large.and_then(|at| end.get(at + 32..at + 40)).map(little);
    Ok(Some(large.unwrap_or(0).max(count)))
}

fn little(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |number, &byte| number << 8 | u64::from(byte))
}

fn listed<R: Read + Seek>(
    file: &mut R,
    path: &str,
    meter: &Meter,
    sink: &mut Sink,
) -> std::result::Result<Result<()>, ZipError> {
    let mut archive = ZipArchive::new(file)?;
    if archive.has_overlapping_files()? {
        return Ok(Err(Error::file(
            path,
            "its entries share bytes, as those of no honest archive do; unpack and pack it anew",
        )));
    }
    let mut paths = Paths::new(path);
    for at in 0..archive.len() {
        let entry = archive.by_index_data(at)?;
        let name = inside::name(entry.name_raw());
        if entry.is_dir() || name.is_empty() {
            continue;
        }
        if entry.is_symlink() || aside::is_aside(&name) {
            meter.pass_over();
            continue;
        }
        let (encrypted, size) = (entry.encrypted(), entry.size());
        let packing = entry.compression();
        let entry_path = paths.of(&name);
        let mut name_it = |reason: String| {
            sink(Err(Skipped {
                path: entry_path.clone(),
                reason,
            }));
        };
        if encrypted {
            name_it("encrypted; unpack it and index what comes out".to_string());
            continue;
        }
        if !matches!(
            packing,
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) {
            name_it("packed in a way that is not read here; pack it anew as plain zip".to_string());
            continue;
        }
        match archive.by_index(at) {
            Ok(unpacked) => {
                if let Err(error) = entry_of(unpacked, &entry_path, Some(size), meter, sink) {
                    return Ok(Err(error));
                }
            }
            Err(ZipError::Io(e)) if e.raw_os_error().is_some() => {
                return Ok(Err(Error::io(path, e)));
            }
            Err(_) => name_it("damaged: its header is not where the archive says".to_string()),
        }
    }
    Ok(Ok(()))
}

fn entry_of(
    unpacked: impl Read,
    path: &str,
    size: Option<u64>,
    meter: &Meter,
    sink: &mut Sink,
) -> Result<()> {
    let facts = Facts::default();
    let document = Document {
        path,
        facts: &facts,
        size,
    };
    let expanding = Expanding {
        inner: unpacked,
        meter,
    };
    inner(&mut BufReader::new(expanding), &document, meter, sink).map(|_| ())
}

/// Reads the entries of an archive that has lost its directory, from its beginning up to the break.
fn salvage<R: Read + Seek>(file: &mut R, path: &str, meter: &Meter, sink: &mut Sink) -> Result<()> {
    at(path, file.rewind())?;
    let mut paths = Paths::new(path);
    let mut read = 0u64;
    loop {
        let unpacked = match read_zipfile_from_stream(file) {
            Ok(Some(unpacked)) => unpacked,
            Err(ZipError::Io(e)) if e.raw_os_error().is_some() => return Err(Error::io(path, e)),
            Ok(None) | Err(_) => break,
        };
        let name = inside::name(unpacked.name_raw());
        if unpacked.is_dir() || name.is_empty() || unpacked.encrypted() || aside::is_aside(&name) {
            continue;
        }
        read += 1;
        let entry_path = paths.of(&name);
        let mut broken = false;
        // What the break cuts is told once, by the archive.
        entry_of(
            unpacked,
            &entry_path,
            None,
            meter,
            &mut |found| match found {
                Err(bad) if bad.path == entry_path => broken = true,
                found => sink(found),
            },
        )?;
        if broken {
            read -= 1;
        }
    }
    Err(Error::file(
        path,
        match read {
            0 => "damaged zip: no directory at its end, and no entry that can be read".to_string(),
            _ => "truncated: the archive has no directory at its end; what stands before the break is read".to_string(),
        },
    ))
}
