//! A disk that makes trouble, as its user meets it: at the start, and in the middle of a conversation.
//!
//! Disks of their own (full, read-only) need a system administrator; without one those tests say so and do nothing.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use candor::casebook::{self, CaseRecords};
use candor::cases::{Store, Tail};
use candor::interview::{Fact, Interview};

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE, behind, program};

/// A small disk in memory, gone when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Puts one in place of the folder `at`; `None` with a printed reason where that is not allowed.
    fn mount(at: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let tried = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "none"])
            .arg(at)
            .output();
        match tried {
            Ok(output) if output.status.success() => Some(Self(at.to_owned())),
            why => {
                println!("skipped: no small disk can be made here ({why:?})");
                None
            }
        }
    }

    fn mount_again(&self, options: &str) {
        let options = format!("remount,{options}");
        let status = Command::new("mount")
            .args(["-o", &options])
            .arg(&self.0)
            .status();
        assert!(status.unwrap().success());
    }

    /// Fills it up to the last byte.
    fn fill(&self) -> PathBuf {
        let path = self.0.join("filling");
        let mut file = fs::File::create(&path).unwrap();
        for size in [4096, 1] {
            while file.write_all(&vec![b'x'; size]).is_ok() {}
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A conversation with its first question answered.
fn begun(data: &Path) -> Pty {
    let mut pty = Pty::begun(data, SIZE);
    pty.key("4").sees("Q2 of 14").sees("1 answered");
    pty
}

/// The start says what is wrong and what to do, does nothing on Enter, and leaves when told to.
fn asks_at_the_start(mut pty: Pty, wrong: &str) {
    pty.sees("Conversations cannot be saved").sees(wrong);
    pty.sees("Nothing was").sees("changed.").sees("--data-dir");
    pty.key("Enter").key("q").sees("Leave?");
    assert_eq!(pty.ends("q").code, 0);
}

/// Takes a note of some hundred characters.
fn note(pty: &mut Pty, number: usize) {
    pty.key("n").sees("0 of 500");
    let words = format!("note {number} {}", "word ".repeat(90));
    pty.send(&format!("\u{1b}[200~{words}\u{1b}[201~")).unwrap();
    pty.sees(&format!("note {number} word"));
    pty.key("Enter").lacks("of 500");
}

/// The notes and answers of the one case, which must be whole.
fn kept(data: &Path) -> (usize, usize) {
    let store = Store::open(data).unwrap();
    let cases = store.list().unwrap();
    assert_eq!(cases.len(), 1);
    let CaseRecords { facts, tail, .. } = casebook::load(&store, &cases[0].id).unwrap();
    assert!(!matches!(tail, Tail::Broken { .. }), "{tail:?}");
    assert!(matches!(facts[0].fact, Fact::Began(_)));
    let interview = Interview::fold(&facts);
    (interview.answers().len(), interview.notes().len())
}

#[test]
fn a_disk_that_fills_up_in_a_conversation_is_said_at_once_and_what_was_saved_stays() {
    let home = Home::new();
    let Some(disk) = SmallDisk::mount(&home.path("disk"), "size=256k,mode=700") else {
        return;
    };
    let data = home.path("disk/data");
    let mut pty = begun(&data);
    let filling = disk.fill();
    let mut taken = 0;
    while !pty.text().contains("NOT SAVED") {
        note(&mut pty, taken + 1);
        taken += 1;
        assert!(taken < 40, "a full disk takes everything:\n{}", pty.text());
    }
    // The last one was refused: its words are told, and that nothing before it is lost.
    pty.sees("The disk is full")
        .sees("are safe")
        .sees("Free at least 1 MB");
    // The conversation can still be looked at, and an answer that cannot be saved is not acknowledged.
    pty.key("w").sees("is first:");
    pty.key("Esc").sees("> 2 Uses");
    pty.key("1").key("Enter").sees("NOT SAVED");
    assert!(!pty.text().contains("saved \u{b7}") && !pty.text().contains("2 answered"));
    assert_eq!(
        kept(&data),
        (1, taken - 1),
        "of {taken} notes the last was refused"
    );
    pty.key("Ctrl+C")
        .sees("The last step is not saved, nor is what was begun.");
    pty.key("Esc").lacks("The last step");
    // There is space again: the answer that waited is saved without a key, into a new file, and the conversation goes on.
    fs::remove_file(filling).unwrap();
    pty.sees("Q3 of 14").sees("2 answered").lacks("NOT SAVED");
    assert_eq!(kept(&data), (2, taken - 1));
    // The note that was refused still waits to be kept.
    pty.key("n").sees(&format!("note {taken} word"));
    pty.key("Enter").lacks("of 500");
    pty.kill();
    assert_eq!(kept(&data), (2, taken));
}

#[test]
fn on_a_full_disk_no_conversation_begins_and_none_is_left_behind() {
    let home = Home::new();
    let Some(disk) = SmallDisk::mount(&home.path("disk"), "size=256k,mode=700") else {
        return;
    };
    let data = home.path("disk/data");
    Store::open(&data).unwrap();
    let filling = disk.fill();
    let mut pty = Pty::start(&data, SIZE);
    pty.sees("New conversation");
    pty.key("1")
        .sees("The disk is full")
        .sees("Free at least 1 MB");
    assert_eq!(fs::read_dir(data.join("cases")).unwrap().count(), 0);
    // With space again the same key begins it.
    fs::remove_file(filling).unwrap();
    pty.key("1").sees("READ WORD FOR WORD");
    pty.kill();
    assert_eq!(kept(&data), (0, 0));
}

#[test]
fn a_disk_that_may_only_be_read_is_said_at_the_start_with_a_way_out() {
    let home = Home::new();
    let Some(disk) = SmallDisk::mount(&home.path("disk"), "size=256k,mode=700") else {
        return;
    };
    let data = home.path("disk/data");
    let mut pty = begun(&data);
    pty.key("Ctrl+C").sees("Leave?");
    assert_eq!(pty.ends("Ctrl+C").code, 0);
    disk.mount_again("ro");
    for data in [data.clone(), home.path("disk/other")] {
        asks_at_the_start(Pty::start(&data, SIZE), "read-only");
    }
    disk.mount_again("rw");
    assert_eq!(kept(&data), (1, 0));
}

#[test]
fn a_folder_that_is_missing_is_made() {
    let home = Home::new();
    let data = home.path("not/there/yet");
    fs::create_dir_all(home.path("not")).unwrap();
    let mut command = program(&data, &[]);
    command.cwd(home.path(""));
    let mut pty = Pty::run(command, SIZE);
    pty.sees("New conversation");
    pty.key("1").sees("READ WORD FOR WORD");
    pty.kill();
    assert_eq!(kept(&data), (0, 0));
}

#[test]
fn a_file_in_place_of_the_folder_is_said_at_the_start_and_left_alone() {
    let home = Home::new();
    for place in ["data", "data/cases"] {
        let file = home.file(place, "somebody's");
        let pty = Pty::start(&home.path("data"), SIZE);
        asks_at_the_start(pty, "it is a file, not a folder");
        assert_eq!(fs::read_to_string(&file).unwrap(), "somebody's");
        fs::remove_file(file).unwrap();
    }
}

/// A deleted file once took every answer, synced it and kept nothing.
#[test]
fn a_folder_that_is_deleted_in_a_conversation_acknowledges_nothing_more() {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = begun(&data);
    fs::remove_dir_all(&data).unwrap();
    pty.key("1").key("Enter").sees("NOT SAVED").sees("deleted");
    assert!(!pty.text().contains("2 answered"), "{}", pty.text());
    pty.key("Ctrl+C").sees("The last step is not saved");
    assert_eq!(pty.ends("Ctrl+C").code, 0);
}

#[test]
fn a_transcript_that_cannot_be_written_is_said_and_the_conversation_stays() {
    let home = Home::new();
    let Some(disk) = SmallDisk::mount(&home.path("disk"), "size=256k,mode=700") else {
        return;
    };
    let data = home.path("disk/data");
    let mut pty = begun(&data);
    disk.fill();
    pty.key("s").sees("We suggest");
    pty.key("e").sees("full");
    assert_eq!(kept(&data), (1, 0));
    let names = fs::read_dir(data.join("cases")).unwrap();
    let names = names.map(|entry| entry.unwrap().path());
    let others = names.filter(|name| name.extension() != Some("owner".as_ref()));
    assert_eq!(others.count(), 1, "half a transcript was left");
    pty.kill();
}

#[test]
fn a_folder_without_permission_is_said_at_the_start_with_a_way_out() {
    let home = Home::new();
    let data = home.path("data");
    Store::open(&data).unwrap();
    fs::set_permissions(data.join("cases"), fs::Permissions::from_mode(0o500)).unwrap();
    let closed = fs::write(data.join("cases/probe"), b"").is_err();
    let first: &[&str] = if closed {
        &[]
    } else {
        // Nothing is closed to a system administrator, so the program runs as nobody, in a home that nobody can enter.
        fs::remove_file(data.join("cases/probe")).unwrap();
        fs::set_permissions(home.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        let nobody = [
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
        ];
        let reach = Command::new(nobody[0])
            .args(&nobody[1..])
            .args([env!("CARGO_BIN_EXE_candor"), "--version"])
            .output();
        if !reach.as_ref().is_ok_and(|output| output.status.success()) {
            println!("skipped: the program cannot be run as another user here ({reach:?})");
            return;
        }
        &[
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
        ]
    };
    let pty = Pty::run(behind(first, &data, &[]), SIZE);
    asks_at_the_start(pty, "permission is missing");
}
