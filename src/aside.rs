//! Owns the question which files stand beside articles, by their names: hidden ones, and what editors, downloads, office programs
//! and systems leave behind. Refuses to look into them.

/// Whether a path of several names, folders before the last, is passed over.
pub(crate) fn is_aside(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    is_name_aside(name, false) || folders.split('/').any(|folder| is_name_aside(folder, true))
}

/// Whether the name of one file or folder says that it is passed over.
pub(crate) fn is_name_aside(name: &str, is_folder: bool) -> bool {
    if name.starts_with('.') || name == "__MACOSX" {
        return true;
    }
    if is_folder {
        return false;
    }
    let lower = name.to_lowercase();
    let backup = [
        "~",
        ".swp",
        ".swo",
        ".swx",
        ".bak",
        ".backup",
        ".orig",
        ".rej",
        ".tmp",
        ".temp",
        ".part",
        ".crdownload",
    ];
    backup.iter().any(|ending| lower.ends_with(ending))
        || (name.len() > 2 && name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$")
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
}
