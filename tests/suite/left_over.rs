//! What a killed process leaves of a file it was writing: gone after the next start, and never while a process still writes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use candor::cases::{Store, Trial, write_whole};

use crate::support::process;
use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE};

/// Names below `folder` that only exist for a moment.
fn left(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        // Another process may just have removed it.
        let Ok(entry) = entry else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(".candor-") {
            found.push(entry.path());
        } else if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(left(&entry.path()));
        }
    }
    found
}

/// Waits until something is `there`.
fn waits(what: &str, mut there: impl FnMut() -> bool) {
    let began = Instant::now();
    while !there() {
        assert!(began.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn helper(name: &str, folder: &Path) -> Child {
    let name = format!("left_over::{name}");
    let mut command = process::helper(&name, folder);
    command.stdout(Stdio::null()).spawn().unwrap()
}

#[test]
#[ignore = "a helper of the tests below"]
fn helper_that_writes_until_it_is_killed() {
    let Some(dir) = process::folder() else {
        return;
    };
    let bytes = vec![b'x'; 32 << 20];
    loop {
        write_whole(&dir.join("cases/whole"), &bytes).unwrap();
    }
}

#[test]
#[ignore = "a helper of the tests below"]
fn helper_that_writes_many_files() {
    let Some(dir) = process::folder() else {
        return;
    };
    let bytes = vec![b'x'; 64 << 10];
    for n in 0..400 {
        write_whole(&dir.join(format!("cases/whole{}", n % 7)), &bytes).unwrap();
    }
    fs::write(dir.join("finished"), b"").unwrap();
}

#[test]
#[ignore = "a helper of the tests below"]
fn helper_that_tries_the_disk_out_until_it_is_killed() {
    let Some(dir) = process::folder() else {
        return;
    };
    let trial = Trial::begin(&Store::open(&dir).unwrap()).unwrap();
    let slow = |work: &mut dyn FnMut()| {
        work();
        Duration::ZERO
    };
    let _ = trial.appends(10_000_000, Duration::from_secs(1), slow);
}

/// Whether `folder` has a file in it that something was written to: its writer has locked it before.
#[cfg(target_os = "linux")]
fn half_written(folder: &Path) -> bool {
    left(folder)
        .iter()
        .any(|path| fs::metadata(path).is_ok_and(|file| file.len() > 0))
}

/// Sends `signal` to the process `child`.
#[cfg(target_os = "linux")]
fn tell(child: &Child, signal: &str) {
    let mut kill = std::process::Command::new("kill");
    let sent = kill.arg(signal).arg(child.id().to_string()).status();
    assert!(sent.unwrap().success(), "{signal} was not sent");
}

/// Whether every thread of `child` stands still.
#[cfg(target_os = "linux")]
fn stands_still(child: &Child) -> bool {
    let threads = fs::read_dir(format!("/proc/{}/task", child.id())).unwrap();
    threads.flatten().all(|thread| {
        let state = fs::read_to_string(thread.path().join("stat"));
        state.is_ok_and(|state| state.contains(") T "))
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_a_killed_process_was_writing_is_removed_and_not_before() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    for _ in 0..3 {
        let mut child = helper("helper_that_writes_until_it_is_killed", dir.path());
        // Between two files, and before a new one is locked, there is nothing to look at: it is stopped in the middle of one.
        waits("it is stopped while it writes", || {
            tell(&child, "-STOP");
            waits("it stands still", || stands_still(&child));
            let stopped = half_written(dir.path());
            if !stopped {
                tell(&child, "-CONT");
            }
            stopped
        });
        assert_eq!(store.sweep(), 0, "it is being written");
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(left(dir.path()).len(), 1);
        assert_eq!(store.sweep(), 1);
        assert_eq!(left(dir.path()), Vec::<PathBuf>::new());
    }
}

#[test]
fn sweeping_all_the_time_never_takes_a_file_from_its_writer() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let mut child = helper("helper_that_writes_many_files", dir.path());
    let mut met = 0;
    while child.try_wait().unwrap().is_none() {
        met += left(dir.path()).len();
        let _ = store.sweep();
    }
    assert!(child.wait().unwrap().success());
    assert!(dir.path().join("finished").exists());
    assert!(
        met > 10,
        "only {met} files were met while they were written"
    );
    assert_eq!(left(dir.path()), Vec::<PathBuf>::new());
    for n in 0..7 {
        let whole = fs::read(dir.path().join(format!("cases/whole{n}"))).unwrap();
        assert_eq!(whole.len(), 64 << 10);
    }
}

#[test]
fn the_folder_of_a_selftest_stays_while_it_runs_and_goes_when_it_was_killed() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let mut child = helper(
        "helper_that_tries_the_disk_out_until_it_is_killed",
        dir.path(),
    );
    waits("the folder is made", || {
        left(dir.path()).iter().any(|path| path.is_dir())
    });
    assert_eq!(store.sweep(), 0, "it is in use");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(left(dir.path()).len(), 2);
    assert_eq!(store.sweep(), 2);
    assert_eq!(left(dir.path()), Vec::<PathBuf>::new());
    // One whose removal was cut short has no file beside it any more.
    fs::create_dir(dir.path().join(".candor-selftest-4fK2xa")).unwrap();
    assert_eq!(store.sweep(), 1);
}

#[test]
fn nothing_is_removed_that_is_not_ours() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let precious = dir.path().join("precious");
    fs::create_dir(&precious).unwrap();
    fs::write(precious.join(".candor-4fK2xa.tmp"), b"precious").unwrap();
    let kept = [
        ".candor-4fK2x.tmp",
        ".candor-4fK2xab.tmp",
        ".candor-4fK2x-.tmp",
        ".candor-4fK2xa.txt",
        ".candor-selftest-4fK2xa",
        "candor-4fK2xa.tmp",
        "x.candor-4fK2xa.tmp",
        ".candor-trial-4fK2xa.tmp",
    ];
    for name in kept {
        fs::write(dir.path().join("cases").join(name), b"precious").unwrap();
    }
    fs::create_dir(dir.path().join(".candor-4fK2xb.tmp")).unwrap();
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::symlink;
        symlink(
            precious.join(".candor-4fK2xa.tmp"),
            dir.path().join(".candor-4fK2xc.tmp"),
        )
        .unwrap();
        symlink(&precious, dir.path().join(".candor-selftest-4fK2xd")).unwrap();
        symlink(&precious, dir.path().join("editions")).unwrap();
    }
    assert_eq!(store.sweep(), 0);
    assert!(precious.join(".candor-4fK2xa.tmp").exists());
    for name in kept {
        assert!(dir.path().join("cases").join(name).exists(), "{name}");
    }
}

/// Files as killed processes leave them, in every folder where one may stand.
fn litter(data: &Path) {
    fs::create_dir_all(data.join("editions/0a")).unwrap();
    fs::create_dir_all(data.join(".candor-selftest-4fK2xa/below")).unwrap();
    fs::write(data.join(".candor-selftest-4fK2xa/below/x"), b"x").unwrap();
    for name in [
        ".candor-selftest-4fK2xa.tmp",
        ".candor-000000.tmp",
        "cases/.candor-ABCdef.tmp",
        "editions/0a/.candor-4fK2xa.tmp",
    ] {
        fs::write(data.join(name), b"x").unwrap();
    }
}

#[test]
fn the_next_start_of_the_screen_and_a_purge_remove_what_was_left() {
    let home = Home::new();
    let data = home.path("data");
    drop(Store::open(&data).unwrap());
    litter(&data);
    let mut pty = Pty::start(&data, SIZE);
    pty.sees("New conversation");
    waits("everything is removed", || left(&data).is_empty());
    pty.kill();
    litter(&data);
    let ran = home.run("case purge --dry-run --data-dir data");
    assert_eq!((ran.code, left(&data).len()), (0, 5), "{}", ran.out);
    let ran = home.run("case purge --data-dir data");
    assert!(
        ran.out.contains("5 files that interrupted runs had left"),
        "{}",
        ran.out
    );
    assert_eq!(left(&data), Vec::<PathBuf>::new());
}

#[test]
fn a_conversation_cut_off_before_its_first_fact_is_offered_to_nobody_and_gone_after_the_next_start()
{
    let home = Home::new();
    let data = home.path("data");
    let store = Store::open(&data).unwrap();
    let begin = |seed: u8| store.create(|| [seed; 8]).unwrap();
    let (cut_off, journal) = begin(1);
    drop(journal);
    // Another window is just beginning this one.
    let (beginning, _journal) = begin(2);
    let there = |id| store.list().unwrap().iter().any(|file| file.id == id);
    let mut pty = Pty::start(&data, SIZE);
    pty.sees("New conversation");
    waits("it is removed", || !there(cut_off));
    assert!(there(beginning));
    assert!(!pty.text().contains("Go on with"), "{}", pty.text());
    pty.kill();
    // And by a purge.
    let (again, journal) = begin(3);
    drop(journal);
    let ran = home.run("case purge --data-dir data");
    assert!(!there(again), "{}", ran.out);
    assert!(there(beginning));
}
