//! `candor doctor`: what it makes of the facts, that it finds them out, and that it tells nobody's name.

use std::fs;
use std::path::Path;

use candor::cases::mounted;
use candor::cli::doctor::{
    AtHand, Cases, Facts, Folder, Gravity, Medium, Open, SettingsFile, Standing, Terminal, Veil,
    judge, medium, synced_by,
};
use serde_json::Value;

use crate::support::program::{Home, Ran};

/// A computer on which nothing is to be found.
fn healthy() -> Facts {
    Facts {
        version: "1",
        system: "linux",
        folder: Some(Folder {
            path: "~/.local/share/candor".into(),
            names: ["home", "ann", ".local", "share", "candor"]
                .map(str::to_owned)
                .to_vec(),
            standing: Standing::Usable,
            open: Vec::new(),
            file_system: Some("ext4".into()),
            markers: Vec::new(),
            free: Some(5_000_000_000),
        }),
        cases: Some(Cases {
            count: 3,
            unreadable: Vec::new(),
            newer: 0,
        }),
        outbox: None,
        settings: SettingsFile {
            path: Some("~/.config/candor/settings.json".into()),
            there: false,
            trouble: None,
        },
        terminal: Terminal {
            interactive: true,
            term: Some("xterm-256color".into()),
            colorterm: None,
            program: None,
            colours: "256",
            size: Some((80, 24)),
            ascii: false,
            encoding: Some("UTF-8".into()),
        },
        catalogs: vec![AtHand {
            name: "vehicles".into(),
            trouble: None,
        }],
        themes: Vec::new(),
        zone: Some("Europe/Berlin".into()),
    }
}

/// What is found once `change` was made to a healthy computer: what each finding is about.
fn found(change: impl FnOnce(&mut Facts)) -> Vec<&'static str> {
    let mut facts = healthy();
    change(&mut facts);
    let found = judge(&facts);
    for finding in &found {
        let words = [finding.what.as_str(), finding.means, finding.to_do];
        assert!(words.iter().all(|words| words.len() > 10), "{finding:?}");
    }
    found.iter().map(|finding| finding.about).collect()
}

fn in_folder(change: impl FnOnce(&mut Folder)) -> Vec<&'static str> {
    found(|facts| change(facts.folder.as_mut().unwrap()))
}

fn names(path: &str) -> Vec<String> {
    path.split(['/', '\\'])
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn nothing_is_found_on_a_healthy_computer() {
    assert_eq!(found(|_| {}), [""; 0]);
    assert_eq!(
        in_folder(|folder| folder.standing = Standing::CanBeMade),
        [""; 0]
    );
    // A system that does not say is not suspected.
    assert_eq!(
        in_folder(|folder| {
            folder.file_system = None;
            folder.free = None;
        }),
        [""; 0]
    );
}

#[test]
fn file_systems_that_endanger_the_record_are_told_apart() {
    let kinds = [
        (
            "ext4 xfs btrfs zfs f2fs apfs ntfs ntfs3 ecryptfs hfsplus",
            Medium::Disk,
        ),
        (
            "nfs nfs4 cifs smb3 smbfs afpfs 9p ceph davfs fuse.sshfs fuse.rclone fuse.gvfsd-fuse fuse.glusterfs",
            Medium::Network,
        ),
        ("fuseblk fuse fuse.encfs fuse.mergerfs", Medium::Helper),
        ("vfat msdos exfat", Medium::Fat),
        ("tmpfs ramfs overlay aufs", Medium::Temporary),
    ];
    for (words, kind) in kinds {
        for word in words.split(' ') {
            assert_eq!(medium(word), kind, "{word}");
            let about = in_folder(|folder| folder.file_system = Some(word.into()));
            let expected: &[&str] = match kind {
                Medium::Disk => &[],
                Medium::Network => &["network"],
                Medium::Helper => &["helper"],
                Medium::Fat => &["fat"],
                Medium::Temporary => &["temporary"],
            };
            assert_eq!(about, expected, "{word}");
        }
    }
    let share = in_folder(|folder| {
        folder.file_system = None;
        folder.path = "\\\\server\\home\\candor".into();
    });
    assert_eq!(share, ["network"]);
}

#[test]
fn folders_that_are_copied_to_other_computers_are_told_by_name_and_by_marker() {
    let synced = [
        ("C:\\Users\\ann\\OneDrive\\candor", "OneDrive"),
        ("C:\\Users\\ann\\OneDrive - Example Ltd\\candor", "OneDrive"),
        ("/home/ann/Dropbox (Work)/candor", "Dropbox"),
        (
            "/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/candor",
            "iCloud",
        ),
        (
            "/Users/ann/Library/CloudStorage/GoogleDrive-ann/My Drive/candor",
            "Google Drive",
        ),
        ("/home/ann/Nextcloud/candor", "Nextcloud"),
    ];
    for (path, program) in synced {
        assert_eq!(synced_by(&names(path), &[]), Some(program), "{path}");
        assert_eq!(
            in_folder(|folder| folder.names = names(path)),
            ["synced"],
            "{path}"
        );
    }
    for path in [
        "/home/ann/dropboxes/candor",
        "/home/ann/my drives/x",
        "/home/onedriver/candor",
    ] {
        assert_eq!(synced_by(&names(path), &[]), None, "{path}");
    }
    assert_eq!(synced_by(&[], &[".stfolder"]), Some("Syncthing"));
    assert_eq!(
        in_folder(|folder| folder.markers = vec![".dropbox.cache"]),
        ["synced"]
    );
    let roaming = names("C:\\Users\\ann\\AppData\\Roaming\\candor");
    assert_eq!(in_folder(|folder| folder.names = roaming), ["roaming"]);
    let local = names("C:\\Users\\ann\\AppData\\Local\\candor");
    assert_eq!(in_folder(|folder| folder.names = local), [""; 0]);
}

#[test]
fn what_else_endangers_the_record_or_the_work_is_found() {
    assert_eq!(
        in_folder(|folder| folder.free = Some(99_999_999)),
        ["space"]
    );
    assert_eq!(in_folder(|folder| folder.free = Some(100_000_000)), [""; 0]);
    let open = Open {
        path: "candor/audit.log".into(),
        mode: 0o644,
    };
    assert_eq!(in_folder(|folder| folder.open.push(open)), ["permissions"]);
    let broken = || AtHand {
        name: "x".into(),
        trouble: Some("broken".into()),
    };
    assert_eq!(
        found(|facts| facts.cases.as_mut().unwrap().unreadable.push(broken())),
        ["case"]
    );
    assert_eq!(
        found(|facts| facts.cases.as_mut().unwrap().newer = 1),
        ["case"]
    );
    assert_eq!(
        found(|facts| facts.settings.trouble = Some("settings.json:1:1".into())),
        ["settings"]
    );
    assert_eq!(found(|facts| facts.catalogs.push(broken())), ["catalog"]);
    assert_eq!(found(|facts| facts.themes.push(broken())), ["theme"]);
    assert_eq!(found(|facts| facts.zone = None), ["time zone"]);
    assert_eq!(
        found(|facts| facts.terminal.size = Some((39, 24))),
        ["terminal"]
    );
    assert_eq!(found(|facts| facts.terminal.size = Some((40, 10))), [""; 0]);
    assert_eq!(
        found(|facts| facts.terminal.term = Some("dumb".into())),
        ["terminal"]
    );
    assert_eq!(
        found(|facts| facts.terminal.encoding = Some("ISO-8859-1".into())),
        ["terminal"]
    );
    let ascii = found(|facts| {
        facts.terminal.encoding = Some("C".into());
        facts.terminal.ascii = true;
    });
    assert_eq!(ascii, [""; 0]);
}

#[test]
fn that_nothing_can_be_kept_comes_first() {
    let mut facts = healthy();
    facts.zone = None;
    let folder = facts.folder.as_mut().unwrap();
    folder.file_system = Some("nfs".into());
    folder.standing = Standing::Refused("the disk is read-only".into());
    let found = judge(&facts);
    assert_eq!(found[0].gravity, Gravity::Unusable);
    assert_eq!(
        found.iter().map(|one| one.about).collect::<Vec<_>>(),
        ["folder", "network", "time zone"]
    );
    facts.folder = None;
    assert_eq!(judge(&facts)[0].gravity, Gravity::Unusable);
}

#[test]
fn the_deepest_mount_holds_the_folder_and_of_two_the_later() {
    let mounts = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
                  garbage\n\
                  40 22 0:30 / /home rw - nfs4 server:/home rw\n\
                  41 22 0:31 / /home/ann/my\\040disk rw - vfat /dev/sdb1 rw\n\
                  42 22 0:32 / /srv rw - ext4 /dev/sdc1 rw\n\
                  43 22 0:33 / /srv rw - cifs //server/x rw\n";
    for (path, kind) in [
        ("/var/lib", "ext4"),
        ("/homes/ann", "ext4"),
        ("/home/ann/.local", "nfs4"),
        ("/home/ann/my disk/candor", "vfat"),
        ("/srv/x", "cifs"),
    ] {
        assert_eq!(
            mounted(mounts, Path::new(path)).unwrap().as_str(),
            kind,
            "{path}"
        );
    }
    assert_eq!(mounted("", Path::new("/")), None);
}

#[test]
fn the_home_folder_and_the_name_of_the_user_are_taken_out() {
    let veil = Veil::new(Some(Path::new("/home/ann")), Some("ann"));
    for (text, veiled) in [
        ("/home/ann/.local/share", "~/.local/share"),
        ("The folder /home/ann is full.", "The folder ~ is full."),
        ("/home/anna/x", "/home/anna/x"),
        ("/data/ann/x", "/data/USER/x"),
        ("C:\\Users\\Ann\\x", "C:\\Users\\USER\\x"),
        ("annual report", "annual report"),
    ] {
        assert_eq!(veil.over(text).as_str(), veiled);
    }
}

/// The program's doctor as a script reads it. What this computer's own disk is like is left out.
fn doctor(home: &Home, arguments: &str) -> (Value, Vec<String>) {
    let ran = home.run(&format!("doctor --format json {arguments}"));
    assert_eq!(ran.err, "", "{}", ran.out);
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    let about = said["findings"].as_array().unwrap().iter();
    let about = about.map(|finding| finding["about"].as_str().unwrap().to_owned());
    let here = ["temporary", "network", "helper", "space", "time zone"];
    let about: Vec<String> = about
        .filter(|about| !here.contains(&about.as_str()))
        .collect();
    let expected = match (
        said["ok"].as_bool().unwrap(),
        about.iter().any(|about| about == "folder"),
    ) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 3,
    };
    assert_eq!(ran.code, expected, "{}", ran.out);
    (said, about)
}

#[test]
fn the_doctor_finds_out_what_there_is() {
    let home = Home::new();
    let (said, about) = doctor(&home, "--data-dir d/e");
    assert_eq!(about, [""; 0]);
    assert_eq!(said["facts"]["folder"]["standing"]["is"], "can_be_made");
    assert!(!home.path("d").exists(), "looking makes nothing");
    assert_eq!(home.run("case list --data-dir d/e").code, 0);
    let (said, about) = doctor(&home, "--data-dir d/e");
    assert_eq!(about, [""; 0]);
    assert_eq!(said["facts"]["folder"]["standing"]["is"], "usable");
    assert_eq!(said["facts"]["cases"]["count"], 0);
    assert_eq!(said["facts"]["catalogs"].as_array().unwrap().len(), 3);
    assert_eq!(said["facts"]["terminal"]["size"], Value::Null);
    let left: Vec<_> = fs::read_dir(home.path("d/e/cases")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
    #[cfg(target_os = "linux")]
    {
        assert!(said["facts"]["folder"]["file_system"].is_string());
        assert!(said["facts"]["folder"]["free"].is_u64());
    }
}

#[test]
fn the_doctor_finds_what_is_wrong() {
    let home = Home::new();
    home.file(
        "d/cases/7f3k-92qd.journal",
        "no journal at all, but long enough to be looked at as one",
    );
    home.file("shelf/broken/catalog.json", "{");
    home.file("Dropbox/x", "");
    fs::create_dir_all(home.path("Dropbox/d")).unwrap();
    let settings = home.run("settings").out;
    home.file(settings.lines().last().unwrap().trim(), "{ \"width\": 1 }");
    let (said, about) = doctor(&home, "--data-dir d --catalogs shelf");
    for expected in ["case", "settings", "catalog"] {
        assert!(
            about.iter().any(|about| about == expected),
            "{expected}: {about:?}"
        );
    }
    assert_eq!(said["facts"]["cases"]["unreadable"][0]["name"], "7F3K-92QD");
    let (_, about) = doctor(&home, "--data-dir Dropbox/d");
    assert!(about.contains(&"synced".to_owned()), "{about:?}");
    let (_, about) = doctor(&home, "--data-dir Dropbox/x");
    assert_eq!(about[0], "folder");
}

#[cfg(unix)]
#[test]
fn the_doctor_finds_what_lies_open_to_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    assert_eq!(home.run("case list --data-dir d").code, 0);
    let audit = home.file("d/audit.log", "");
    let closed =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    closed(&audit, 0o600);
    closed(&home.path("d"), 0o755);
    // Others may look at which folders there are, when the user's own folder was so before.
    assert!(
        !doctor(&home, "--data-dir d")
            .1
            .contains(&"permissions".to_owned())
    );
    closed(&audit, 0o640);
    let (said, about) = doctor(&home, "--data-dir d");
    assert!(about.contains(&"permissions".to_owned()), "{about:?}");
    assert_eq!(said["facts"]["folder"]["open"][0]["mode"], "0640");
    closed(&audit, 0o600);
    closed(&home.path("d"), 0o777);
    assert!(
        doctor(&home, "--data-dir d")
            .1
            .contains(&"permissions".to_owned())
    );
}

#[test]
fn the_outcome_names_nobody() {
    let home = Home::new();
    home.file("d/cases/7f3k-92qd.journal", "no journal");
    home.file("shelf/broken/catalog.json", "{");
    let own = home
        .path("")
        .to_string_lossy()
        .trim_end_matches('/')
        .to_owned();
    let run = |arguments: &str| -> Ran {
        let output = home
            .candor()
            .env("USER", "Quillon")
            .args(arguments.split(' '))
            .output()
            .unwrap();
        output.into()
    };
    for format in ["text", "json"] {
        for folder in ["d", "quillon/d", "d/cases/7f3k-92qd.journal"] {
            let ran = run(&format!(
                "doctor --data-dir {folder} --catalogs shelf --format {format} --width 400"
            ));
            assert!(!ran.out.is_empty() && ran.err.is_empty(), "{}", ran.err);
            assert!(!ran.out.contains(&own), "{}", ran.out);
            assert!(!ran.out.to_lowercase().contains("quillon"), "{}", ran.out);
            assert!(ran.out.contains("~/"), "{}", ran.out);
        }
    }
}

#[test]
fn the_text_fits_its_width_and_plain_terminals() {
    let home = Home::new();
    let ran = home.run("doctor --width 60 --ascii --data-dir Dropbox/d");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.is_ascii());
    for line in ran.out.lines() {
        assert!(line.len() <= 60, "{line}");
    }
    for part in [
        "WHAT THERE IS",
        "WHAT TO LOOK AFTER",
        "! The folder is copied",
        "means:",
        "to do:",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}
