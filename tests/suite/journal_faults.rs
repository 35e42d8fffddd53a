//! Journals while the disk fails, the process is killed, or somebody else has the file open.

use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use candor::cases::{Journal, JournalError, RecordKind, Tail, read};

use crate::support::cases::{Calls, FailingDisk, append_next, case, journal_path, record, records};
use crate::support::process;

#[test]
fn after_a_failed_call_the_acknowledged_records_are_there_and_the_journal_takes_nothing_more() {
    for fails_at in 3..=40 {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::Other] {
            let dir = tempfile::tempdir().unwrap();
            let calls = Calls::default();
            let wrap = FailingDisk::wrap(&calls, fails_at, kind);
            let mut journal = Journal::create_on(dir.path(), &case(), wrap).unwrap();
            let mut acknowledged = 0;
            let failure = loop {
                let next = record(acknowledged + 1);
                match journal.append(next.kind, &next.payload) {
                    Ok(receipt) => acknowledged = receipt.seq,
                    Err(e) => break e,
                }
            };
            assert_eq!(acknowledged, (fails_at as u64 - 3) / 2);
            match failure {
                JournalError::DiskFull { safe, .. } if kind == io::ErrorKind::StorageFull => {
                    assert_eq!(safe, acknowledged);
                }
                JournalError::Failed { safe, .. } if kind == io::ErrorKind::Other => {
                    assert_eq!(safe, acknowledged);
                }
                other => panic!("{other}"),
            }
            assert!(journal.is_poisoned());
            for _ in 0..3 {
                let refused = journal.append(RecordKind(1), b"{}");
                assert!(
                    matches!(refused, Err(JournalError::Poisoned { safe, .. }) if safe == acknowledged)
                );
            }
            assert_eq!(
                calls.load(Ordering::SeqCst),
                fails_at,
                "the disk was used again"
            );
            assert_eq!(journal.saved(), acknowledged);

            let found = read(journal.path()).unwrap();
            assert!(!matches!(found.tail, Tail::Broken { .. }));
            let on_disk = found.records.len() as u64;
            assert!((acknowledged..=acknowledged + 1).contains(&on_disk));
            assert_eq!(found.records, records(on_disk));

            // The lock stays until the window lets go; then the case goes on after what is whole.
            let path = journal.path().to_owned();
            assert!(matches!(
                Journal::resume(&path),
                Err(JournalError::InUse { .. })
            ));
            drop(journal);
            let mut resumed = Journal::resume(&path).unwrap();
            append_next(&mut resumed.journal);
            assert_eq!(read(&path).unwrap().records, records(on_disk + 1));
        }
    }
}

#[test]
fn after_a_failure_a_new_file_takes_what_was_acknowledged_and_what_comes_next() {
    for fails_at in 3..=20 {
        let dir = tempfile::tempdir().unwrap();
        let wrap = FailingDisk::wrap(&Calls::default(), fails_at, io::ErrorKind::Other);
        let mut journal = Journal::create_on(dir.path(), &case(), wrap).unwrap();
        let failed = fs::File::open(journal.path()).unwrap();
        while !journal.is_poisoned() {
            let next = record(journal.saved() + 1);
            let _ = journal.append(next.kind, &next.payload);
        }
        let acknowledged = journal.saved();
        let path = journal.path().to_owned();
        // A new file that cannot be finished leaves everything as it was, however far it came.
        for again in 1..=2 {
            let wrap = FailingDisk::wrap(&Calls::default(), again, io::ErrorKind::StorageFull);
            let refused = journal.renew_on(wrap).unwrap_err();
            assert!(matches!(refused, JournalError::DiskFull { safe, .. } if safe == acknowledged));
            assert!(journal.is_poisoned());
            assert!(read(&path).unwrap().records.len() as u64 >= acknowledged);
        }
        journal.renew().unwrap();
        append_next(&mut journal);
        append_next(&mut journal);
        assert_eq!(read(&path).unwrap().records, records(acknowledged + 2));
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let inode = |data: fs::Metadata| data.ino();
            let new = inode(fs::metadata(&path).unwrap());
            assert_ne!(
                inode(failed.metadata().unwrap()),
                new,
                "what failed once is used again"
            );
        }
        assert!(matches!(
            Journal::resume(&path),
            Err(JournalError::InUse { .. })
        ));
        drop(journal);
        let resumed = Journal::resume(&path).unwrap();
        assert_eq!(resumed.recovered.records, records(acknowledged + 2));
    }
}

/// Begins a new file whose folder cannot be synced once it has its name, and looks who may have the case then.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "run by another test as a process whose second sync of a folder fails"]
fn helper_whose_new_file_has_its_name_when_the_folder_cannot_be_synced() {
    let Some(dir) = process::folder() else {
        return;
    };
    let wrap = FailingDisk::wrap(&Calls::default(), 5, io::ErrorKind::Other);
    let mut journal = Journal::create_on(&dir, &case(), wrap).unwrap();
    append_next(&mut journal);
    journal.append(RecordKind(1), b"{}").unwrap_err();
    let refused = journal.renew().unwrap_err();
    assert!(
        matches!(refused, JournalError::Failed { safe: 1, .. }),
        "{refused}"
    );
    assert!(journal.is_poisoned());
    let path = journal.path().to_owned();
    assert!(
        matches!(Journal::resume(&path), Err(JournalError::InUse { .. })),
        "another window may go on with a case that this one still has"
    );
    journal.renew().unwrap();
    append_next(&mut journal);
    assert_eq!(read(&path).unwrap().records, records(2));
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_new_file_whose_folder_cannot_be_synced_is_locked_all_the_same() {
    let strace = || std::process::Command::new("strace");
    let tried = strace().args(["-o", "/dev/null", "true"]).status();
    if !tried.is_ok_and(|status| status.success()) {
        println!("skipped: strace does not work here");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let name =
        "journal_faults::helper_whose_new_file_has_its_name_when_the_folder_cannot_be_synced";
    let helper = process::helper(name, dir.path());
    // Files are synced by another call.
    let ran = strace()
        .args(["-f", "-o", "/dev/null", "-e", "trace=fsync"])
        .args(["-e", "inject=fsync:error=EIO:when=2"])
        .arg(helper.get_program())
        .args(helper.get_args())
        .envs(
            helper
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
fn a_journal_that_cannot_be_begun_leaves_no_file() {
    for fails_at in 1..=2 {
        let dir = tempfile::tempdir().unwrap();
        let wrap = FailingDisk::wrap(&Calls::default(), fails_at, io::ErrorKind::StorageFull);
        let refused = Journal::create_on(dir.path(), &case(), wrap).unwrap_err();
        assert!(
            matches!(refused, JournalError::DiskFull { safe: 0, .. }),
            "{refused}"
        );
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_journal_whose_header_cannot_be_written_again_can_be_opened_later() {
    for fails_at in 1..=2 {
        let dir = tempfile::tempdir().unwrap();
        let path = journal_path(dir.path());
        fs::write(&path, [0; 300]).unwrap();
        let wrap = FailingDisk::wrap(&Calls::default(), fails_at, io::ErrorKind::Other);
        let refused = Journal::resume_on(&path, wrap).unwrap_err();
        assert!(
            matches!(refused, JournalError::NotReady { safe: 0, .. }),
            "{refused}"
        );
        append_next(&mut Journal::resume(&path).unwrap().journal);
        assert_eq!(read(&path).unwrap().records, records(1));
    }
}

#[test]
fn an_error_while_going_on_poisons_like_one_at_the_beginning() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    append_next(&mut journal);
    let path = journal.path().to_owned();
    drop(journal);
    let wrap = FailingDisk::wrap(&Calls::default(), 1, io::ErrorKind::Other);
    let mut journal = Journal::resume_on(&path, wrap).unwrap().journal;
    assert!(matches!(
        journal.append(RecordKind(1), b"{}"),
        Err(JournalError::Failed { safe: 1, .. })
    ));
    assert!(matches!(
        journal.append(RecordKind(1), b"{}"),
        Err(JournalError::Poisoned { safe: 1, .. })
    ));
    assert_eq!(read(&path).unwrap().records, records(1));
}

#[test]
fn a_second_descriptor_is_refused_and_can_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    append_next(&mut journal);
    let path = journal.path().to_owned();
    let again = Journal::create(dir.path(), &case());
    assert!(matches!(again, Err(JournalError::Exists { .. })));
    for _ in 0..100 {
        assert!(matches!(
            Journal::resume(&path),
            Err(JournalError::InUse { .. })
        ));
    }
    assert_eq!(read(&path).unwrap().records, records(1));
    drop(journal);
    Journal::resume(&path).unwrap();
}

#[test]
fn windows_that_fight_for_one_case_never_mix_their_records() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    append_next(&mut journal);
    let path = journal.path().to_owned();
    drop(journal);
    let saved = Arc::new(AtomicUsize::new(1));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..125 {
                    match Journal::resume(&path) {
                        Ok(mut resumed) => {
                            append_next(&mut resumed.journal);
                            saved.fetch_add(1, Ordering::SeqCst);
                        }
                        Err(JournalError::InUse { .. }) => std::thread::yield_now(),
                        Err(e) => panic!("{e}"),
                    }
                }
            });
        }
    });
    let found = read(&path).unwrap();
    assert_eq!(found.records, records(saved.load(Ordering::SeqCst) as u64));
    assert_eq!(found.tail, Tail::Clean);
}

/// Appends to the case in the given folder until it is killed, telling each number once it is saved.
#[test]
#[ignore = "run by another test as a process of its own"]
fn helper_that_appends_until_it_is_killed() {
    let Some(dir) = process::folder() else {
        return;
    };
    let path = journal_path(&dir);
    let mut journal = if path.exists() {
        Journal::resume(&path).unwrap().journal
    } else {
        Journal::create(&dir, &case()).unwrap()
    };
    loop {
        let seq = append_next(&mut journal).seq;
        println!("saved {seq}");
    }
}

#[test]
fn a_killed_process_loses_nothing_it_acknowledged_and_frees_the_case_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = journal_path(dir.path());
    let mut acknowledged = 0;
    for round in 0..12_u64 {
        let name = "journal_faults::helper_that_appends_until_it_is_killed";
        let mut command = process::helper(name, dir.path());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let number = |line: String| Some(line.split_once("saved ")?.1.parse::<u64>().unwrap());
        let first = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(number)
            .unwrap();
        assert!(first > acknowledged);
        acknowledged = first;

        assert!(matches!(
            Journal::resume(&path),
            Err(JournalError::InUse { .. })
        ));
        std::thread::sleep(Duration::from_micros(700 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            acknowledged = number(line).unwrap_or(acknowledged).max(acknowledged);
        }
        let found = read(&path).unwrap();
        let there = found.records.len() as u64;
        assert!(there >= acknowledged, "{there} of {acknowledged}");
        assert_eq!(found.records, records(there));
        drop(Journal::resume(&path).unwrap());
    }
}
