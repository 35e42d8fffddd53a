//! By what a dangerous place for a record is told: the word for its file system, the names on its path, files that programs leave.

/// Kinds of file systems, told by the word Linux has for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A disk of this computer.
    Disk,
    /// A folder of another computer.
    Network,
    /// Reached through a program of its own.
    Helper,
    /// Without permissions.
    Fat,
    /// Gone when the computer or the container is restarted.
    Temporary,
}

/// The kind of a file system.
#[must_use]
pub fn medium(word: &str) -> Medium {
    const NETWORK: [&str; 24] = [
        "nfs",
        "nfs3",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afpfs",
        "afs",
        "ncpfs",
        "9p",
        "ceph",
        "coda",
        "davfs",
        "glusterfs",
        "lustre",
        "gpfs",
        "sshfs",
        "rclone",
        "s3fs",
        "curlftpfs",
        "gvfsd-fuse",
        "virtiofs",
    ];
    let inner = word.strip_prefix("fuse.").unwrap_or(word);
    match inner {
        "vfat" | "msdos" | "exfat" | "fat" => Medium::Fat,
        "tmpfs" | "ramfs" | "overlay" | "overlayfs" | "aufs" | "unionfs" | "rootfs" => {
            Medium::Temporary
        }
        inner if NETWORK.contains(&inner) => Medium::Network,
        _ if word.starts_with("fuse") => Medium::Helper,
        _ => Medium::Disk,
    }
}

/// The program that copies a folder to other computers, told by the names on its path and by the files such programs leave.
#[must_use]
pub fn synced_by(names: &[String], markers: &[&str]) -> Option<&'static str> {
    const NAMES: [(&str, &str); 14] = [
        ("onedrive", "OneDrive"),
        ("dropbox", "Dropbox"),
        ("google drive", "Google Drive"),
        ("googledrive", "Google Drive"),
        ("my drive", "Google Drive"),
        ("icloud drive", "iCloud"),
        ("iclouddrive", "iCloud"),
        ("mobile documents", "iCloud"),
        ("com~apple~clouddocs", "iCloud"),
        ("nextcloud", "Nextcloud"),
        ("owncloud", "ownCloud"),
        ("pclouddrive", "pCloud"),
        ("box sync", "Box"),
        ("cloudstorage", "a cloud drive"),
    ];
    const MARKERS: [(&str, &str); 6] = [
        (".dropbox.cache", "Dropbox"),
        (".nextcloudsync.log", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".stfolder", "Syncthing"),
        (".tmp.drivedownload", "Google Drive"),
        (".tmp.driveupload", "Google Drive"),
    ];
    // OneDrive adds the company to its folder: `OneDrive - Example`. Others add the account in brackets or after a hyphen.
    let is_called = |name: &String, known: &str| {
        let name = name.to_lowercase();
        let rest = name.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(']))
    };
    let by_name = NAMES
        .iter()
        .find(|(known, _)| names.iter().any(|name| is_called(name, known)));
    let by_marker = MARKERS.iter().find(|(known, _)| markers.contains(known));
    by_name.or(by_marker).map(|(_, program)| *program)
}

/// Whether a path with these names lies in the part of a Windows profile that travels.
#[must_use]
pub fn is_roaming(names: &[String]) -> bool {
    names.windows(2).any(|pair| match pair {
        [above, below] => {
            above.eq_ignore_ascii_case("AppData") && below.eq_ignore_ascii_case("Roaming")
        }
        _ => false,
    })
}
