//! What candor promises of itself, measured from outside: how it goes, idles, waits for a terminal, and what it never touches.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use candor::casebook::load;
use candor::cases::Store;
use candor::interview::Interview;

use crate::support::program::Home;
use crate::support::pty::{Pty, SIZE, behind, program};

/// The processor time a process has used, in hundredths of a second; `None` when it is gone.
fn cpu(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold anything.
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

/// A figure of `/proc/.../status`.
fn figure(status: &str, name: &str) -> u64 {
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// How often the threads of a process went to sleep, which is how often they were woken.
fn sleeps(process: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let status = threads.map(|thread| fs::read_to_string(thread.unwrap().path().join("status")));
    status
        .map(|status| figure(&status.unwrap(), "voluntary_ctxt_switches"))
        .sum()
}

/// Resident memory in kilobytes.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    figure(&status, "VmRSS")
}

/// A conversation with one answer, everything drawn.
fn begun(data: &Path) -> Pty {
    let mut pty = Pty::begun(data, SIZE);
    pty.key("4").sees("Q2 of 14");
    pty
}

/// How many answers the one case has on disk.
fn answers(data: &Path) -> usize {
    let store = Store::open(data).unwrap();
    let id = store.list().unwrap()[0].id;
    Interview::fold(&load(&store, &id).unwrap().facts)
        .answers()
        .len()
}

/// S-034.
#[test]
fn a_closed_window_ends_it_within_a_second_and_costs_next_to_nothing() {
    let attempt = |turn: usize| {
        let home = Home::new();
        let data = home.path("data");
        let deaf = ["sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""];
        let first: &[&str] = if turn.is_multiple_of(2) { &deaf } else { &[] };
        let mut pty = Pty::run(behind(first, &data, &["interview", "vehicles"]), SIZE);
        pty.sees("READ WORD FOR WORD")
            .key("Enter")
            .sees("How many people");
        // The closing end of the pseudo-terminal presses Enter once more, which does nothing on this page.
        pty.key("4").sees("Q2 of 14");
        pty.key("c").sees("side by side");
        let process = pty.process();
        let before = cpu(process).unwrap();
        let watch = std::thread::spawn(move || {
            let mut last = 0;
            while let Some(used) = cpu(process) {
                last = used;
                sleep(Duration::from_millis(1));
            }
            last
        });
        let (took, _) = pty.closed();
        let used = watch.join().unwrap().saturating_sub(before);
        assert_eq!(answers(&data), 1);
        (took, used)
    };
    // This machine may be busy; the program may not be slow each time.
    let took: Vec<(Duration, u64)> = (0..4).map(attempt).collect();
    for turn in 0..2 {
        let good = |(took, used): &(Duration, u64)| *took < Duration::from_secs(1) && *used <= 5;
        assert!(took.iter().skip(turn).step_by(2).any(good), "{took:?}");
    }
}

/// How often it was woken in `time` without a key, and the processor time that took, in hundredths of a second.
fn idle(time: Duration) -> (u64, u64) {
    let home = Home::new();
    let pty = begun(&home.path("data"));
    sleep(Duration::from_secs(2));
    let process = pty.process();
    let before = (sleeps(process), cpu(process).unwrap());
    sleep(time);
    let after = (sleeps(process), cpu(process).unwrap());
    (after.0 - before.0, after.1 - before.1)
}

/// S-035.
#[test]
fn nothing_wakes_it_while_nobody_presses_a_key() {
    let (woken, used) = idle(Duration::from_secs(4));
    assert!(woken <= 1, "woken {woken} times in 4 s");
    assert_eq!(used, 0);
}

/// S-035.
#[test]
#[ignore = "ten minutes"]
fn ten_idle_minutes_cost_at_most_fifty_milliseconds() {
    let (woken, used) = idle(Duration::from_secs(600));
    println!("woken {woken} times in 10 minutes, {used}0 ms");
    assert!(woken <= 11 && used <= 5, "{woken} times, {used}0 ms");
}

/// S-016, U-034: nobody reads the terminal for `time`.
fn blocked(time: Duration) {
    let home = Home::new();
    let data = home.path("data");
    let mut pty = Pty::begun(&data, SIZE);
    let process = pty.process();
    pty.pause();
    // More than the terminal keeps for a reader.
    let redraws = |pty: &mut Pty, times: usize| {
        for _ in 0..times {
            pty.key("\u{c}");
        }
    };
    redraws(&mut pty, 30);
    let before = memory(process);
    pty.key("4");
    let began = Instant::now();
    while answers(&data) == 0 {
        assert!(began.elapsed() < Duration::from_secs(1), "not on disk");
        sleep(Duration::from_millis(10));
    }
    // The second question has never been on the screen.
    pty.key("1").key("Enter");
    while began.elapsed() < time {
        redraws(&mut pty, 1);
    }
    let grown = memory(process).saturating_sub(before);
    assert!(grown <= 5 * 1024, "{grown} kB more");
    assert_eq!(answers(&data), 1);
    pty.go_on();
    pty.sees("Q2 of 14").sees("1 answered");
    assert!(!pty.text().contains("[x]"), "{}", pty.text());
}

#[test]
fn a_terminal_nobody_reads_keeps_no_answer_from_the_disk() {
    blocked(Duration::from_secs(3));
}

#[test]
#[ignore = "a minute"]
fn a_terminal_nobody_reads_for_a_minute_costs_neither_answers_nor_memory() {
    blocked(Duration::from_secs(60));
}

/// S-049.
#[test]
fn no_package_can_reach_a_network() {
    const FORBIDDEN: [&str; 30] = [
        "actix-web",
        "async-std",
        "attohttpc",
        "axum",
        "curl",
        "curl-sys",
        "dns-lookup",
        "ftp",
        "h2",
        "hickory-resolver",
        "http",
        "hyper",
        "isahc",
        "libp2p",
        "minreq",
        "native-tls",
        "openssl",
        "openssl-sys",
        "quinn",
        "reqwest",
        "rustls",
        "smol",
        "socket2",
        "ssh2",
        "surf",
        "tokio",
        "tonic",
        "tungstenite",
        "ureq",
        "warp",
    ];
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap();
    assert!(lock.contains("name = \"candor\"\n"));
    for name in FORBIDDEN {
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "{name}");
    }
}

/// S-049, S-050: what the system is asked for in a whole conversation with its transcript.
#[test]
fn a_conversation_opens_no_socket_and_starts_no_process() {
    let tried = std::process::Command::new("strace")
        .args(["-f", "-o", "/dev/null", "true"])
        .output();
    if !tried.as_ref().is_ok_and(|output| output.status.success()) {
        println!("skipped: no strace can be used here ({tried:?})");
        return;
    }
    let home = Home::new();
    let calls = home.path("calls");
    let calls_to = calls.to_str().unwrap();
    let asked = "trace=socket,connect,bind,listen,accept,accept4,fork,vfork,execve,execveat";
    let first = ["strace", "-f", "-qq", "-o", calls_to, "-e", asked];
    let command = behind(&first, &home.path("data"), &["interview", "vehicles"]);
    let mut pty = Pty::run(command, SIZE);
    pty.sees("READ WORD FOR WORD")
        .key("Enter")
        .sees("How many people");
    pty.key("4").sees("Q2 of 14").key("s").sees("We suggest");
    pty.key("4").sees("Written");
    pty.key("q").sees("Leave?");
    assert_eq!(pty.ends("q").code, 0);
    let calls = fs::read_to_string(calls).unwrap();
    let calls: Vec<&str> = calls
        .lines()
        // How threads end, and calls that were cut off before anybody saw which they were.
        .filter(|line| !["+++", "---", "???"].iter().any(|end| line.contains(end)))
        .collect();
    // The first is the program itself being started.
    assert_eq!(calls.len(), 1, "{calls:?}");
    assert!(calls[0].contains("execve("), "{calls:?}");
}

/// Every file below `folder`, by its path in it.
fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).unwrap();
                files.push(inside.to_string_lossy().into_owned());
            }
        }
    }
    files
}

/// S-051: with `--data-dir` nothing is written anywhere else, whatever the environment says. Without it `HOME` and `XDG_DATA_HOME` say
/// where the user's own data folder is, and nothing is written outside that.
#[test]
fn the_environment_moves_no_file_out_of_the_folder_of_data() {
    for stated in [true, false] {
        let home = Home::new();
        let data = home.path("data");
        let trap = home.path("trap");
        fs::create_dir(&trap).unwrap();
        let mut command = program(&data, &["interview", "vehicles"]);
        for name in [
            "TMPDIR",
            "TMP",
            "TEMP",
            "PWD",
            "OLDPWD",
            "XDG_RUNTIME_DIR",
            "XDG_CACHE_HOME",
            "XDG_STATE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_DIRS",
            "CANDOR_DATA_DIR",
            "CANDOR_HOME",
            "EDITOR",
            "VISUAL",
            "PAGER",
            "BROWSER",
        ] {
            command.env(name, &trap);
        }
        if stated {
            command.env("HOME", &trap);
            command.env("XDG_DATA_HOME", &trap);
        } else {
            // Nothing is stated: the folder of the user's data is the one that the system names.
            command = without_data_dir(command);
            command.env("HOME", home.path(""));
            command.env("XDG_DATA_HOME", &data);
        }
        let mut pty = Pty::run(command, SIZE);
        pty.sees("READ WORD FOR WORD")
            .key("Enter")
            .sees("How many people");
        pty.key("4").sees("Q2 of 14").key("s").sees("We suggest");
        pty.key("4").sees("Written");
        pty.key("q").sees("Leave?");
        assert_eq!(pty.ends("q").code, 0);
        assert_eq!(files(&trap), [""; 0]);
        let written = files(&home.path(""));
        assert!(written.iter().any(|file| file.ends_with(".journal")));
        let outside = written.iter().filter(|file| !file.starts_with("data/"));
        assert_eq!(outside.count(), 0, "{written:?}");
    }
}

/// The same command without `--data-dir` and what follows it.
fn without_data_dir(command: portable_pty::CommandBuilder) -> portable_pty::CommandBuilder {
    let mut plain = command.clone();
    let words = plain.get_argv_mut();
    let at = words.iter().position(|word| word == "--data-dir").unwrap();
    words.drain(at..at + 2);
    plain
}
