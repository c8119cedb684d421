//! One path on disk at a time, without ever following a symbolic link: nothing outside the output folder is read,
//! written or removed.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Reason;

/// What stands at a path on disk.
pub(super) enum Found {
    Nothing,
    File(String),
    Foreign { path: String, reason: Reason },
}

/// Looks at a path without following links, so that nothing outside `dir` is ever read or written.
pub(super) fn find(dir: &Path, path: &str) -> io::Result<Found> {
    check(path)?;
    let mut place = dir.to_path_buf();
    for (end, part) in ends(path) {
        place.push(part);
        let kind = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(named(&error, &place)),
        };
        let is_last = end == path.len();
        let reason = match kind {
            _ if kind.is_symlink() => Reason::Link,
            _ if is_last && !kind.is_file() => Reason::NotAFile,
            _ if !is_last && !kind.is_dir() => Reason::NotAFolder,
            _ => continue,
        };
        return Ok(Found::Foreign { path: path[..end].to_owned(), reason });
    }
    let bytes = fs::read(&place).map_err(|error| named(&error, &place))?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) if text.contains('\r') => Found::File(text.replace("\r\n", "\n")),
        Ok(text) => Found::File(text),
        Err(_) => Found::Foreign { path: path.to_owned(), reason: Reason::NotText },
    })
}

/// The parts of a path, each with the place where it ends.
fn ends(path: &str) -> impl Iterator<Item = (usize, &str)> {
    path.split('/').scan(0, |end, part| {
        let at = *end + part.len();
        *end = at + 1;
        Some((at, part))
    })
}

/// Refuses a path that would leave the folder, on this or on another system.
fn check(path: &str) -> io::Result<()> {
    let leaves = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', ':', '\0']);
    if path.split('/').any(leaves) {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            format!("the path leaves the output folder: `{path}`"),
        ));
    }
    Ok(())
}

/// Everything but folders in a folder of `dir`, as paths relative to `dir`.
pub(super) fn listing(dir: &Path, folder: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let place = dir.join(&folder);
        match fs::symlink_metadata(&place) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                found.push(folder);
                continue;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(named(&error, &place)),
        }
        for entry in fs::read_dir(&place).map_err(|error| named(&error, &place))? {
            let entry = entry.map_err(|error| named(&error, &place))?;
            let Ok(name) = entry.file_name().into_string() else {
                return Err(refused(&entry.path(), "has a name that is not UTF-8"));
            };
            if !name.starts_with('.') {
                folders.push(format!("{folder}/{name}"));
            }
        }
    }
    Ok(found)
}

/// Writes beside the target and renames.
pub(super) fn write(target: &Path, text: &str) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = named_temp_file(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(metadata) = fs::metadata(target) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.persist(target).map_err(|error| error.error).map(drop)
}

/// A temporary file with the permissions of any other new file, where `tempfile` alone would make it private.
fn named_temp_file(folder: &Path) -> io::Result<tempfile::NamedTempFile<File>> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".codegen-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // the umask takes its part
    builder.tempfile_in(folder)
}

/// Removes a file and the folders, up to `top`, that are empty without it.
pub(super) fn remove(target: &Path, top: &Path) -> io::Result<()> {
    fs::remove_file(target)?;
    let above: Vec<PathBuf> =
        target.ancestors().skip(1).take_while(|at| *at != top).map(Path::to_path_buf).collect();
    for folder in above {
        match fs::remove_dir(folder) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => break,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The same error, naming the file.
pub(super) fn named(error: &io::Error, place: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", place.display()))
}

pub(super) fn refused(place: &Path, reason: impl fmt::Display) -> io::Error {
    io::Error::new(ErrorKind::AlreadyExists, format!("{} {reason}", place.display()))
}
