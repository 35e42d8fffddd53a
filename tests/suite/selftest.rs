//! `candor selftest`: it holds here, leaves nothing behind, names nobody, and says what does not hold.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use candor::cases::{Store, Trial};
use candor::cli::selftest::{EXPECTED, first_personas};
use pretty_assertions::assert_eq;

use crate::support::program::{Home, Ran};

/// Set to write the hashes anew after a change of the advice that was meant: `CANDOR_UPDATE_GOLDEN=1 cargo test selftest`.
const UPDATE: &str = "CANDOR_UPDATE_GOLDEN";

fn run(home: &Home, arguments: &str, zone: &str) -> Ran {
    let output = home
        .candor()
        .env("TZ", zone)
        .env("USER", "Quillon")
        .args(arguments.split(' '))
        .output()
        .unwrap();
    output.into()
}

#[test]
fn the_advice_it_compares_with_is_the_one_the_engine_gives() {
    let computed = first_personas().unwrap();
    if std::env::var_os(UPDATE).is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/selftest/expected.txt");
        fs::write(path, &computed).unwrap();
        return;
    }
    assert_eq!(EXPECTED, computed);
    assert_eq!(EXPECTED.lines().count(), 3);
}

#[test]
fn everything_holds_here_and_nothing_is_left_behind() {
    let home = Home::new();
    let began = Instant::now();
    let ran = run(
        &home,
        "selftest --data-dir Quillon/d --width 200",
        "Europe/Paris",
    );
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let names = [
        "permissions",
        "append and sync",
        "lock",
        "rename",
        "torn tail",
        "tidy",
        "time",
        "colours",
        "width of text",
        "advice",
        "advice",
        "advice",
    ];
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), names.len() + 2, "{}", ran.out);
    for (line, name) in lines[1..].iter().zip(names) {
        assert!(line.starts_with(&format!("ok      {name}: ")), "{line}");
    }
    assert!(lines[2].contains("worst of 50"), "{}", lines[2]);
    let mut left: Vec<_> = fs::read_dir(home.path("Quillon/d"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["cases"]);
    assert_eq!(
        fs::read_dir(home.path("Quillon/d/cases")).unwrap().count(),
        0
    );
    let own = home.path("").to_string_lossy().into_owned();
    assert!(!ran.out.contains(own.trim_end_matches('/')), "{}", ran.out);
    assert!(!ran.out.contains("Quillon"), "{}", ran.out);
}

#[test]
fn what_does_not_hold_is_said_and_is_found() {
    let home = Home::new();
    let ran = run(&home, "selftest --data-dir d --width 200", "Nowhere/At_all");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(
        ran.out.contains("not ok  time: the time zone"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("1 of 12 do not hold"), "{}", ran.out);
    home.file("file", "");
    let ran = run(&home, "selftest --data-dir file", "UTC");
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
}

#[test]
fn a_disk_that_loses_what_was_saved_is_found() {
    let home = Home::new();
    let store = Store::open(&home.path("d")).unwrap();
    let folder = || {
        let mut inside = fs::read_dir(home.path("d"))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        inside
            .find(|path| path.is_dir() && path.to_string_lossy().contains("selftest"))
            .unwrap()
    };
    let trial = Trial::begin(&store).unwrap();
    // Behind the back of the journal its file is emptied, as a disk does that only says it has synced.
    let mut times = 0;
    let told = trial.appends(5, Duration::from_secs(9), |work| {
        work();
        times += 1;
        if times == 4 {
            for entry in fs::read_dir(folder()).unwrap() {
                let path = entry.unwrap().path();
                let whole = fs::read(&path).unwrap();
                fs::write(&path, &whole[..whole.len() / 2]).unwrap();
            }
        }
        Duration::ZERO
    });
    assert!(told.is_err(), "{told:?}");
    let words = trial.without_path(&told.unwrap_err().to_string());
    assert!(!words.contains("selftest"), "{words}");
    // Nothing can be written where a file stands; every promise finds that by itself.
    let gone = folder();
    fs::remove_dir_all(&gone).unwrap();
    fs::write(&gone, "").unwrap();
    assert!(trial.permissions().is_err());
    assert!(trial.lock().is_err());
    assert!(trial.rename_over().is_err());
    assert!(trial.torn_tail().is_err());
}

#[test]
fn a_slow_disk_does_not_hold_up_the_rest() {
    let home = Home::new();
    let store = Store::open(&home.path("d")).unwrap();
    let trial = Trial::begin(&store).unwrap();
    let took = trial.appends(50, Duration::from_secs(4), |work| {
        work();
        Duration::from_secs(1)
    });
    assert_eq!(took.unwrap().len(), 4);
    trial.end().unwrap();
}

#[cfg(unix)]
#[test]
fn on_a_terminal_keys_and_window_are_tried_and_the_terminal_is_given_back() {
    use crate::support::pty::{Pty, SIZE, program};
    let home = Home::new();
    let ended = Pty::run(program(&home.path("d"), &["selftest"]), SIZE).over();
    assert_eq!(ended.code, 0, "{}", ended.bytes);
    for part in [
        "keys: the terminal was taken",
        "window: 120x40 cells",
        "All 14 hold",
    ] {
        assert!(ended.bytes.contains(part), "{part}\n{}", ended.bytes);
    }
    assert!(ended.line_mode);
}
