//! The store: where cases stand, who may read them, and what may stand in their way.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;

use candor::cases::{
    CaseId, ExportError, Journal, ReadError, RecordKind, Store, StoreError, Tail, write_whole,
};

use crate::support::cases::{append_next, case, journal_path, records};
use crate::support::process;

/// Seeds 0, 1, 2 ... in the bits an id is made of.
fn counting() -> impl FnMut() -> [u8; 8] {
    let mut next = 0_u64;
    move || {
        let seed = (next << 24).to_be_bytes();
        next += 1;
        seed
    }
}

#[test]
fn a_case_made_in_the_store_is_listed_and_read() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("deep/down/data")).unwrap();
    assert!(store.list().unwrap().is_empty());
    let mut seeds = counting();
    let (first, mut journal) = store.create(&mut seeds).unwrap();
    let (second, _) = store.create(&mut seeds).unwrap();
    append_next(&mut journal);
    assert_eq!(
        journal.path(),
        dir.path().join("deep/down/data/cases/0000-0000.journal")
    );
    assert_eq!(store.path(&first), journal.path());

    // What is no journal, or not in its place, is left out.
    let cases = dir.path().join("deep/down/data/cases");
    for name in [
        "0000-0003.journal.tail-1",
        "notes.txt",
        "0000-00O3.journal",
        ".journal",
    ] {
        fs::write(cases.join(name), b"x").unwrap();
    }
    fs::create_dir(cases.join("0000-0004.journal")).unwrap();
    let mut listed = store.list().unwrap();
    listed.sort_by_key(|case| case.id);
    assert_eq!(
        listed.iter().map(|case| case.id).collect::<Vec<_>>(),
        [first, second]
    );
    assert!(
        listed
            .iter()
            .all(|case| case.modified.is_some() && case.path == store.path(&case.id))
    );
    assert_eq!(store.read(&first).unwrap().records, records(1));
    assert_eq!(store.read(&second).unwrap().tail, Tail::Clean);
    assert!(matches!(
        store.read(&case()),
        Err(ReadError::Missing { .. })
    ));
}

#[test]
fn twenty_threads_with_the_same_seeds_make_twenty_cases() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let made = thread::scope(|scope| {
        let threads = (0..20).map(|n: u8| {
            let store = &store;
            scope.spawn(move || {
                let (id, mut journal) = store.create(counting()).unwrap();
                journal.append(RecordKind(1), &[n]).unwrap();
                (id, n)
            })
        });
        let threads = threads.collect::<Vec<_>>();
        threads
            .into_iter()
            .map(|t| t.join().unwrap())
            .collect::<Vec<_>>()
    });
    let ids = made.iter().map(|(id, _)| *id).collect::<BTreeSet<CaseId>>();
    assert_eq!(ids.len(), 20);
    for (id, n) in made {
        let found = store.read(&id).unwrap();
        assert_eq!(found.records.len(), 1);
        assert_eq!(found.records[0].payload, [n]);
    }
}

#[test]
fn when_every_seed_is_taken_the_store_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let (_, mut journal) = store.create(|| [9; 8]).unwrap();
    append_next(&mut journal);
    let mut tries = 0;
    let refused = store.create(|| {
        tries += 1;
        [9; 8]
    });
    assert!(matches!(refused, Err(StoreError::NoFreeId)));
    assert_eq!(tries, 64);
    assert_eq!(store.list().unwrap().len(), 1);
    assert_eq!(store.read(&journal.id()).unwrap().records, records(1));
}

#[test]
fn a_file_in_place_of_a_folder_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("data");
    fs::write(&file, b"mine").unwrap();
    for wanted in [file.clone(), file.join("below/it")] {
        let refused = Store::open(&wanted).unwrap_err();
        assert!(
            matches!(&refused, StoreError::NotAFolder { path, .. } if *path == file),
            "{refused:?}"
        );
    }
    let cases = dir.path().join("cases");
    fs::write(&cases, b"mine").unwrap();
    let said = Store::open(dir.path()).unwrap_err().to_string();
    assert!(
        said.contains("it is a file, not a folder") && said.contains("--data-dir"),
        "{said}"
    );
    assert_eq!(fs::read(&cases).unwrap(), b"mine");
}

#[test]
fn an_exported_file_is_whole_and_leaves_nothing_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("advice.html");
    write_whole(&target, b"one").unwrap();
    write_whole(&target, &vec![b'2'; 300_000]).unwrap();
    assert_eq!(fs::read(&target).unwrap(), vec![b'2'; 300_000]);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    let folder = dir.path().join("folder");
    fs::create_dir(&folder).unwrap();
    assert!(matches!(
        write_whole(&folder, b"x"),
        Err(ExportError::Occupied { .. })
    ));
    let missing = dir.path().join("missing/advice.html");
    assert!(matches!(
        write_whole(&missing, b"x"),
        Err(ExportError::Io { .. })
    ));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
}

/// Opens the store in the given folder and makes one case with a torn tail, moved aside, and one exported file; tells what failed.
#[test]
#[ignore = "run by another test as a process of its own"]
fn helper_that_makes_a_case() {
    let Some(dir) = process::folder() else {
        return;
    };
    let store = match Store::open(&dir.join("new/data")) {
        Ok(store) => store,
        Err(e) => {
            println!("refused: {e:?}\nsaid: {e}");
            return;
        }
    };
    let (_, journal) = store.create(counting()).unwrap();
    let path = journal.path().to_owned();
    drop(journal);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, [&bytes[..], b"torn"].concat()).unwrap();
    assert!(Journal::resume(&path).unwrap().moved.is_some());
    write_whole(&dir.join("new/data/export.json"), b"{}").unwrap();
    println!("made");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::io::ErrorKind;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn output(mut command: Command) -> String {
        let output = loop {
            match command.output() {
                // Another test was starting a process while the copy was written, and still holds it open for an instant.
                Err(e) if e.kind() == ErrorKind::ExecutableFileBusy => thread::yield_now(),
                result => break result.unwrap(),
            }
        };
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    #[test]
    fn only_the_owner_can_read_whatever_the_umask() {
        for mask in ["000", "022", "077", "277"] {
            let dir = tempfile::tempdir().unwrap();
            let name = "case_store::helper_that_makes_a_case";
            let said = output(process::helper_with_umask(mask, name, dir.path()));
            assert!(said.contains("made"), "umask {mask}: {said}");
            for folder in ["new", "new/data", "new/data/cases"] {
                assert_eq!(
                    mode(&dir.path().join(folder)),
                    0o700,
                    "{folder} umask {mask}"
                );
            }
            for file in [
                "cases/0000-0000.journal",
                "cases/0000-0000.journal.tail-1",
                "export.json",
            ] {
                let path = dir.path().join("new/data").join(file);
                assert_eq!(mode(&path), 0o600, "{file} umask {mask}");
            }
        }
    }

    #[test]
    fn what_others_could_read_is_closed_before_it_is_used() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("cases")).unwrap();
        fs::set_permissions(dir.path().join("cases"), fs::Permissions::from_mode(0o755)).unwrap();
        let store = Store::open(dir.path()).unwrap();
        assert_eq!(mode(&dir.path().join("cases")), 0o700);
        let (id, journal) = store.create(counting()).unwrap();
        drop(journal);
        fs::set_permissions(store.path(&id), fs::Permissions::from_mode(0o644)).unwrap();
        Journal::resume(&store.path(&id)).unwrap();
        assert_eq!(mode(&store.path(&id)), 0o600);
    }

    #[test]
    fn a_link_in_place_of_anything_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let victim = elsewhere.path().join("victim");
        fs::write(&victim, b"precious").unwrap();

        let path = journal_path(dir.path());
        for target in [victim.clone(), elsewhere.path().join("not there")] {
            symlink(&target, &path).unwrap();
            assert!(Journal::create(dir.path(), &case()).is_err());
            let refused = Journal::resume(&path).unwrap_err().to_string();
            assert!(refused.contains("a symbolic link"), "{refused}");
            assert!(candor::cases::read(&path).is_err());
            let refused = write_whole(&path, b"x").unwrap_err().to_string();
            assert!(refused.contains("a symbolic link"), "{refused}");
            fs::remove_file(&path).unwrap();
        }

        // A side file's name that is taken by a link is passed over.
        let journal = Journal::create(dir.path(), &case()).unwrap();
        drop(journal);
        symlink(&victim, dir.path().join("7f3k-92qd.journal.tail-1")).unwrap();
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, [&bytes[..], b"torn"].concat()).unwrap();
        let moved = Journal::resume(&path).unwrap().moved.unwrap();
        assert!(moved.ends_with("7f3k-92qd.journal.tail-2"));

        for (place, link) in [("a", "a"), ("a/", "a"), ("a/.", "a"), ("b", "b/cases")] {
            let _ = fs::create_dir(dir.path().join("b"));
            let link = dir.path().join(link);
            symlink(elsewhere.path(), &link).unwrap();
            let refused = Store::open(&dir.path().join(place))
                .unwrap_err()
                .to_string();
            assert!(refused.contains("it is a symbolic link"), "{refused}");
            fs::remove_file(link).unwrap();
        }
        assert_eq!(fs::read(&victim).unwrap(), b"precious");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_pipe_in_place_of_a_journal_stops_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = journal_path(dir.path());
        assert!(
            Command::new("mkfifo")
                .arg(&path)
                .status()
                .unwrap()
                .success()
        );
        assert!(matches!(
            candor::cases::read(&path),
            Err(ReadError::NotAFile { .. })
        ));
        assert!(Journal::resume(&path).is_err());
        assert!(matches!(
            write_whole(&path, b"x"),
            Err(ExportError::Occupied { .. })
        ));
    }

    /// The helper as a user whom permissions bind: root is bound by none, so then it runs as nobody, from a copy nobody can reach.
    fn as_ordinary_user(dir: &Path) -> Command {
        let name = "case_store::helper_that_makes_a_case";
        if !permissions_mean_nothing(dir) {
            return process::helper(name, dir);
        }
        let copy = dir.join("suite");
        fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
        let from = process::helper(name, dir);
        let mut command = Command::new(copy);
        command
            .args(from.get_args())
            .uid(65_534)
            .gid(65_534)
            .current_dir("/");
        for (key, value) in from.get_envs() {
            command.env(key, value.unwrap());
        }
        command
    }

    /// Whether permissions mean nothing to this process.
    fn permissions_mean_nothing(dir: &Path) -> bool {
        let probe = dir.join("probe");
        fs::create_dir(&probe).unwrap();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o500)).unwrap();
        let root = fs::write(probe.join("x"), b"").is_ok();
        fs::remove_dir_all(&probe).unwrap();
        root
    }

    #[test]
    fn a_folder_without_permission_is_refused_with_a_way_out() {
        for (closed, permissions) in [
            ("", 0o555),
            ("new", 0o555),
            ("new/data", 0o555),
            ("new/data", 0o000),
        ] {
            let dir = tempfile::tempdir().unwrap();
            fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
            let command = as_ordinary_user(dir.path());
            let folder = dir.path().join(closed);
            fs::create_dir_all(&folder).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(permissions)).unwrap();
            let said = output(command);
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
            assert!(said.contains("refused: Denied"), "{closed}: {said}");
            assert!(said.contains("permission is missing"), "{closed}: {said}");
            assert!(said.contains("--data-dir"), "{closed}: {said}");
        }
    }
}
