//! S-077: hand-overs in the outbox are delivered at least once, whole and in order, whoever is killed when; a bad one holds up nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use candor::cases::{CaseId, Outbox, Store, Waiting, outbox_count};
use jiff::Timestamp;
use serde_json::Value;

use crate::cli::cases::damaged;
use crate::support::cases::{edition, whole_case};
use crate::support::catalogs::broadband_files;
use crate::support::dice::Dice;
use crate::support::process;
use crate::support::program::Home;

/// How many hand-overs are queued.
const ITEMS: usize = 1000;

fn at(millisecond: i64) -> Timestamp {
    Timestamp::from_millisecond(1_763_733_600_000 + millisecond).unwrap()
}

fn id(number: usize) -> String {
    format!("item-{number:04}")
}

/// A body that is only right when it is whole.
fn body(number: usize) -> Vec<u8> {
    let words = format!("{number} ").repeat(3000);
    format!(
        "{{\"kind\":\"handover\",\"id\":\"{}\",\"words\":\"{words}\"}}\n",
        id(number)
    )
    .into_bytes()
}

/// The items that wait in a folder, in the order of their names.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json") && !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

/// Files of interrupted runs.
fn left_over(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".candor-"))
        .count()
}

/// Puts every item into the outbox that `sent` does not have yet, and notes each there after it is put.
#[test]
#[ignore = "a helper of the test below"]
fn helper_that_puts_items_until_all_are_sent() {
    let Some(dir) = process::folder() else {
        return;
    };
    let sent = fs::read_to_string(dir.join("sent")).unwrap_or_default();
    // A number that was cut off counts for nothing.
    let done = sent.matches('\n').count();
    let mut note = fs::File::options()
        .create(true)
        .append(true)
        .open(dir.join("sent"))
        .unwrap();
    let mut outbox = Outbox::open(&dir.join("outbox")).unwrap();
    for number in done..ITEMS {
        // A clock that stands still, or goes back, changes no order.
        let clock = at(-i64::try_from(number).unwrap());
        outbox.put(&id(number), &body(number), clock).unwrap();
        note.write_all(b"\n").unwrap();
    }
}

/// Picks up what waits, as another program does: by name, and each whole. The numbers of the items.
fn pick_up(folder: &Path) -> Vec<usize> {
    names(folder)
        .into_iter()
        .map(|name| {
            let item = Waiting::named(&name).expect("a name of an item");
            let number: usize = item.id.strip_prefix("item-").unwrap().parse().unwrap();
            let bytes = fs::read(folder.join(&name)).unwrap();
            assert_eq!(bytes, body(number), "{name} is whole");
            fs::remove_file(folder.join(&name)).unwrap();
            number
        })
        .collect()
}

#[test]
fn a_thousand_items_are_each_delivered_in_order_whenever_the_sender_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("outbox");
    let mut dice = Dice::new(77);
    let (mut delivered, mut kills) = (Vec::new(), 0);
    loop {
        let mut sender = process::helper(
            "outbox::helper_that_puts_items_until_all_are_sent",
            dir.path(),
        )
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
        let patience = 1 + dice.below(60);
        let ended = loop {
            if let Some(status) = sender.try_wait().unwrap() {
                break Some(status);
            }
            if names(&folder).len() >= patience {
                sender.kill().unwrap();
                sender.wait().unwrap();
                break None;
            }
        };
        assert!(left_over(&folder) <= 1, "at most one file is left over");
        delivered.extend(pick_up(&folder));
        match ended {
            Some(status) => {
                assert!(status.success());
                break;
            }
            None => kills += 1,
        }
    }
    assert!(kills >= ITEMS / 200, "{kills} kills");
    let mut seen = BTreeSet::new();
    let first: Vec<usize> = delivered
        .iter()
        .copied()
        .filter(|number| seen.insert(*number))
        .collect();
    assert_eq!(
        first,
        (0..ITEMS).collect::<Vec<_>>(),
        "each of them, in order"
    );
    let doubles = delivered.len() - first.len();
    assert!(doubles <= kills, "{doubles} doubles of {kills} kills");
    drop(Outbox::open(&folder).unwrap());
    assert_eq!(
        left_over(&folder),
        0,
        "the next run removes what is left over"
    );
}

#[test]
fn names_keep_the_order_when_the_clock_goes_back_and_an_item_that_waits_is_not_doubled() {
    let dir = tempfile::tempdir().unwrap();
    let mut outbox = Outbox::open(dir.path()).unwrap();
    for (number, clock) in [5000, 4000, 4000, -1_000_000].into_iter().enumerate() {
        assert!(outbox.put(&id(number), &body(number), at(clock)).unwrap());
    }
    assert!(!outbox.put(&id(1), &body(1), at(9000)).unwrap());
    // Another run sees the same.
    let mut outbox = Outbox::open(dir.path()).unwrap();
    assert!(!outbox.put(&id(2), &body(2), at(9000)).unwrap());
    assert!(outbox.put(&id(4), &body(4), at(-5)).unwrap());
    assert_eq!(pick_up(dir.path()), [0, 1, 2, 3, 4]);
    // What is no item is nobody's business here.
    for name in [
        "0-a.json",
        "000000000000001-A.json",
        "000000000000001-.json",
        "notes.txt",
    ] {
        assert_eq!(Waiting::named(name), None, "{name}");
    }
}

#[test]
fn a_bad_item_is_set_aside_with_its_reason_and_the_others_wait_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut outbox = Outbox::open(dir.path()).unwrap();
    for number in 0..3 {
        outbox.put(&id(number), &body(number), at(0)).unwrap();
    }
    let bad = names(dir.path())[1].clone();
    fs::write(dir.path().join(&bad), b"{\"kind\":").unwrap();
    let odd = |_: &Waiting, bytes: &[u8]| {
        let whole = bytes.ends_with(b"}\n");
        whole
            .then_some(())
            .ok_or_else(|| "It is cut off.".to_owned())
    };
    let aside = outbox.check(odd).unwrap();
    assert_eq!(aside, [(bad.clone(), "It is cut off.".to_owned())]);
    let reason = bad.replace(".json", ".reason.txt");
    let folder = dir.path().join("set-aside");
    assert_eq!(fs::read(folder.join(&bad)).unwrap(), b"{\"kind\":");
    assert_eq!(
        fs::read_to_string(folder.join(reason)).unwrap(),
        "It is cut off.\n"
    );
    let count = outbox_count(dir.path()).unwrap();
    assert_eq!((count.waiting, count.aside), (2, 1));
    assert_eq!(pick_up(dir.path()), [0, 2]);
    // It can be put there again.
    assert!(outbox.put(&id(1), &body(1), at(0)).unwrap());
}

#[test]
fn a_name_with_the_last_number_of_all_changes_nothing_for_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let stray = "999999999999999-x.json";
    fs::write(dir.path().join(stray), b"{}").unwrap();
    let mut outbox = Outbox::open(dir.path()).unwrap();
    outbox.put(&id(1), &body(1), at(0)).unwrap();
    outbox.put(&id(0), &body(0), at(0)).unwrap();
    // Both are seen by everybody who looks.
    let numbers = |outbox: &Outbox| outbox.waiting().unwrap().len();
    assert_eq!((numbers(&outbox), names(dir.path()).len()), (3, 3));
    let strange = |item: &Waiting, _: &[u8]| {
        let known = item.id.starts_with("item-");
        known.then_some(()).ok_or_else(|| "It is none.".to_owned())
    };
    assert_eq!(outbox.check(strange).unwrap().len(), 1);
    fs::remove_file(dir.path().join(&names(dir.path())[1])).unwrap();
    fs::remove_file(dir.path().join(&names(dir.path())[0])).unwrap();
    fs::write(dir.path().join(stray), b"{}").unwrap();
    let mut outbox = Outbox::open(dir.path()).unwrap();
    outbox.check(strange).unwrap();
    // Once it is set aside the order is that in which they are put there again.
    for number in [3, 2] {
        outbox.put(&id(number), &body(number), at(0)).unwrap();
    }
    assert_eq!(pick_up(dir.path()), [3, 2]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_outbox_holds_nothing_up() {
    let dir = tempfile::tempdir().unwrap();
    let name = "000000000000001-item-0001.json";
    let mut made = std::process::Command::new("mkfifo");
    made.arg(dir.path().join(name));
    assert!(made.status().unwrap().success());
    let folder = dir.path().to_owned();
    let (done, looked) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut outbox = Outbox::open(&folder).unwrap();
        let _ = done.send(outbox.check(|_, _| Ok(())).unwrap());
    });
    let aside = looked.recv_timeout(std::time::Duration::from_secs(20));
    let aside = aside.expect("it waits for whoever writes into the pipe");
    assert_eq!(aside.len(), 1);
    assert!(aside[0].1.contains("a device or a pipe"), "{aside:?}");
}

/// A home with ended cases in `data`, the one that ended first at the beginning.
fn ended(home: &Home, count: u64) -> Vec<CaseId> {
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &broadband_files());
    // Every third made-up case does not end.
    let numbers = (10..).filter(|number: &u64| !number.is_multiple_of(3));
    numbers
        .take(count as usize)
        .map(|number| whole_case(&store, number, &edition, at(number as i64 * 60_000)))
        .collect()
}

/// The cases whose items wait, in order; each of them a whole item.
fn waiting(home: &Home, folder: &str) -> Vec<String> {
    let folder = home.path(folder);
    let names = names(&folder);
    names
        .iter()
        .map(|name| {
            let item: Value =
                serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap();
            let known = Waiting::named(name).unwrap();
            assert_eq!(item["id"], known.id);
            assert_eq!(
                (&item["kind"], &item["format"]),
                (&"handover".into(), &1.into())
            );
            assert_eq!(item["transcript"]["kind"], "transcript");
            assert_eq!(item["transcript"]["head"]["case"], item["case"]);
            item["case"].as_str().unwrap().to_owned()
        })
        .collect()
}

fn words(ids: &[CaseId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

#[test]
fn every_ended_case_waits_once_in_the_order_in_which_they_ended() {
    let home = Home::new();
    let ids = ended(&home, 4);
    let open = crate::cli::cases::begin(&home, 9_000_000, None);
    let all = "case export --all --outbox --data-dir data";
    let ran = home.run(all);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(
        ran.out.starts_with("4 hand-overs were put into the outbox"),
        "{}",
        ran.out
    );
    assert_eq!(waiting(&home, "data/outbox"), words(&ids));
    let ran = home.run(all);
    assert!(ran.out.starts_with("No hand-over was put"), "{}", ran.out);
    // Picked up is picked up: nothing comes again by itself, and by name it can be put there again under the same id.
    let before = names(&home.path("data/outbox"));
    fs::remove_dir_all(home.path("data/outbox")).unwrap();
    assert!(home.run(all).out.contains("; 0 wait there."));
    let ran = home.run(&format!("case export {} --outbox --data-dir data", ids[2]));
    assert!(ran.out.starts_with("1 hand-over was put"), "{}", ran.out);
    let again = Waiting::named(&names(&home.path("data/outbox"))[0]).unwrap();
    assert_eq!(again.id, Waiting::named(&before[2]).unwrap().id);
    // A case that goes on is handed over again, as another item.
    let accepted = home.run(&format!("case accept {} --by Ana --data-dir data", ids[0]));
    assert_eq!(accepted.code, 0, "{}", accepted.err);
    assert!(home.run(all).out.starts_with("1 hand-over was put"));
    assert_eq!(waiting(&home, "data/outbox"), words(&[ids[2], ids[0]]));
    // One that has not ended goes there when it is named.
    let ran = home.run(&format!(
        "case export {open} --outbox=there --redacted --data-dir data"
    ));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(waiting(&home, "there"), words(&[open]));
    let name = &names(&home.path("there"))[0];
    assert!(name.ends_with("-redacted.json"), "{name}");
    let verified = home.run("verify --all --data-dir data");
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn the_settings_name_the_outbox_and_doctor_counts_it() {
    let home = Home::new();
    ended(&home, 2);
    let folder = home.path("office");
    let settings = serde_json::json!({ "outbox": folder.to_str().unwrap() });
    home.file("config/candor/settings.json", settings.to_string());
    let ran = home.run("case export --all --outbox --data-dir data");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(&folder).len(), 2);
    let shown = home.run("settings --data-dir data --width 400");
    assert!(
        shown.out.contains("outbox") && shown.out.contains("office"),
        "{}",
        shown.out
    );
    let doctor = home.run("doctor --data-dir data --width 400");
    assert!(
        doctor.out.contains("2 to be picked up, 0 set aside"),
        "{}",
        doctor.out
    );
}

#[test]
fn erasing_a_case_takes_back_what_nobody_has_picked_up() {
    let home = Home::new();
    let ids = ended(&home, 3);
    let all = "case export --all --outbox --data-dir data";
    assert_eq!(home.run(all).code, 0);
    let outbox = home.path("data/outbox");
    // The second is picked up, the third was set aside.
    let known = names(&outbox);
    fs::remove_file(outbox.join(&known[1])).unwrap();
    fs::create_dir(outbox.join("set-aside")).unwrap();
    let aside = outbox.join("set-aside").join(&known[2]);
    fs::rename(outbox.join(&known[2]), &aside).unwrap();
    let reason = aside.with_extension("reason.txt");
    fs::write(&reason, "It is not whole.\n").unwrap();
    // A case that could not be exported has a reason of its own.
    let own_reason = format!("set-aside/{}-12.reason.txt", ids[2].file_stem());
    let own_reason = outbox.join(own_reason);
    fs::write(&own_reason, "It cannot be exported.\n").unwrap();
    let erase = |id: &CaseId| {
        let ran = home.run(&format!("case erase {id} --data-dir data"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran
    };
    let ran = erase(&ids[0]);
    assert_eq!(names(&outbox), [""; 0], "{}", ran.out);
    assert!(!ran.err.contains("recall it"), "{}", ran.err);
    let ran = erase(&ids[1]);
    assert!(
        ran.err.contains("json (outbox)") && ran.err.contains("recall it"),
        "{}",
        ran.err
    );
    let ran = erase(&ids[2]);
    assert!(!aside.exists() && !reason.exists(), "{}", ran.out);
    assert!(!own_reason.exists(), "{}", ran.out);
    assert!(!ran.err.contains("recall it"), "{}", ran.err);
    let verified = home.run("verify --all --data-dir data");
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn a_case_that_cannot_be_read_is_set_aside_and_the_others_go_on() {
    let home = Home::new();
    let ids = ended(&home, 2);
    let broken = damaged(&home);
    let ran = home.run("case export --all --outbox --data-dir data");
    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(ran.err.contains(&broken.to_string()), "{}", ran.err);
    assert_eq!(waiting(&home, "data/outbox"), words(&ids));
    let aside: Vec<_> = fs::read_dir(home.path("data/outbox/set-aside"))
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(aside.len(), 1);
    let reason = fs::read_to_string(aside[0].path()).unwrap();
    assert!(reason.contains("is damaged"), "{reason}");
    let doctor = home.run("doctor --data-dir data --width 400");
    assert!(
        doctor.out.contains("1 in the outbox were set aside."),
        "{}",
        doctor.out
    );
    // A file that is no item any more goes the same way.
    let bad = home
        .path("data/outbox")
        .join(&names(&home.path("data/outbox"))[0]);
    fs::write(&bad, b"not JSON").unwrap();
    let ran = home.run("case export --all --outbox --data-dir data");
    assert!(
        ran.err
            .contains("was set aside: It is not a whole hand-over"),
        "{}",
        ran.err
    );
    assert_eq!(waiting(&home, "data/outbox"), words(&ids[1..]));
}

#[test]
fn what_does_not_go_together_is_refused() {
    let home = Home::new();
    let ids = ended(&home, 1);
    for wrong in [
        format!("case export {} --outbox --format html", ids[0]),
        format!("case export {} --outbox --output x", ids[0]),
        "case export --outbox".to_owned(),
    ] {
        let ran = home.run(&format!("{wrong} --data-dir data"));
        assert_eq!(ran.code, 2, "{wrong}: {}", ran.err);
    }
    home.file("file", "not a folder");
    let ran = home.run("case export --all --outbox=file --data-dir data");
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("not a folder"), "{}", ran.err);
}

/// The calls by which something gets onto the disk.
#[cfg(target_os = "linux")]
const CALLS: [&str; 8] = [
    "write",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
];

/// Puts two ended cases into the outbox, killed at use number `step` of `call`; whether that was still to come when it was done.
#[cfg(target_os = "linux")]
fn is_done_before(call: &str, step: usize) -> bool {
    let what = format!("{call} {step}");
    let home = Home::new();
    let ids = ended(&home, 2);
    let ran = std::process::Command::new("strace")
        .args(["-f", "-o", "/dev/null", "-e"])
        .arg(format!("inject={call}:signal=KILL:when={step}"))
        .arg(env!("CARGO_BIN_EXE_candor"))
        .args(["case", "export", "--all", "--outbox", "--data-dir", "data"])
        .env_clear()
        .env("HOME", home.path(""))
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .current_dir(home.path(""))
        .output()
        .unwrap();
    let folder = home.path("data/outbox");
    assert!(left_over(&folder) <= 1, "{what}");
    // What has a name is whole, also now.
    let now = waiting(&home, "data/outbox");
    assert_eq!(now, words(&ids)[..now.len()], "{what}");
    if ran.status.success() {
        return true;
    }
    let again = home.run("case export --all --outbox --data-dir data");
    assert_eq!(again.code, 0, "{what}: {}", again.err);
    assert_eq!(waiting(&home, "data/outbox"), words(&ids), "{what}");
    assert_eq!(left_over(&folder), 0, "{what}");
    let verified = home.run("verify --all --data-dir data");
    let told = format!("{}{}", verified.out, verified.err);
    assert_eq!(verified.code, 0, "{what}: {told}");
    false
}

/// Interrupted at each of its writes, syncs and renames, the next run puts it right.
#[cfg(target_os = "linux")]
#[test]
fn killed_at_any_step_the_next_run_delivers_everything_in_order() {
    let tried = std::process::Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .status();
    if !tried.is_ok_and(|status| status.success()) {
        println!("skipped: strace does not work here");
        return;
    }
    let kills = CALLS.map(|call| {
        (1..)
            .take_while(|&step| !is_done_before(call, step))
            .count()
    });
    let kills: usize = kills.iter().sum();
    assert!(kills >= 12, "only {kills} steps");
}
