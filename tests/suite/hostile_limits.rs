//! Limits: what is too large, too much or no file is refused with the limit and what to do, in little time and memory.
#![cfg(target_os = "linux")]

use std::fs::File;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::catalogs::broadband_files;
use crate::support::program::Home;

/// Most memory a refusal may take, in KiB of addresses: the program itself and its stacks are a part of it.
const MEMORY: u32 = 400_000;
/// Longest a refusal may take here, where tests are not optimized and machines are busy.
const LONG: Duration = Duration::from_secs(15);

/// Runs the program on little memory.
fn runs(home: &Home, arguments: &[&str]) -> Output {
    let began = Instant::now();
    let limited = format!("ulimit -v {MEMORY}; exec timeout 20 \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_candor")])
        .args(arguments)
        .env("HOME", home.path(""))
        .current_dir(home.path(""))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(
        began.elapsed() < LONG,
        "{arguments:?} took {:?}",
        began.elapsed()
    );
    output
}

/// It is refused, and these words are said.
fn refused(home: &Home, arguments: &[&str], said: &[&str]) {
    let output = runs(home, arguments);
    let code = output.status.code();
    let text =
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    let shown: String = text.chars().take(1000).collect();
    assert!(
        matches!(code, Some(1 | 2)),
        "{arguments:?}: {code:?}\n{shown}"
    );
    for part in said {
        assert!(
            text.contains(part),
            "{arguments:?} does not say {part:?}:\n{shown}"
        );
    }
    assert!(
        text.len() < 200_000,
        "{arguments:?} says {} bytes",
        text.len()
    );
}

/// A catalog with this `catalog.json` and this table; the small one's where none is given.
fn catalog(home: &Home, catalog: Option<&str>, table: Option<&str>) {
    let files = broadband_files();
    home.file(
        "c/catalog.json",
        catalog.map_or(files.catalog, |text| text.as_bytes().to_vec()),
    );
    home.file(
        "c/offerings.csv",
        table.map_or(files.offerings, |text| text.as_bytes().to_vec()),
    );
}

/// A file of that length which takes no room.
fn long_file(path: &Path, length: u64) {
    File::create(path).unwrap().set_len(length).unwrap();
}

#[test]
fn files_that_are_too_long_are_refused_before_they_are_read() {
    let home = Home::new();
    catalog(&home, None, None);
    long_file(&home.path("c/catalog.json"), 16 * 1024 * 1024 + 1);
    refused(
        &home,
        &["catalog", "check", "./c"],
        &[
            "16777217 bytes",
            "the most is 16777216",
            "nothing was changed",
        ],
    );
    catalog(&home, None, None);
    long_file(&home.path("c/offerings.csv"), 512 * 1024 * 1024 + 1);
    refused(
        &home,
        &["catalog", "check", "./c"],
        &[
            "536870913 bytes",
            "the most is 536870912",
            "nothing was changed",
        ],
    );
    long_file(&home.path("long"), 1 << 40);
    refused(
        &home,
        &["advise", "vehicles", "--answers", "long"],
        &["longer than 1048576 bytes", "Is it the right file?"],
    );
    refused(
        &home,
        &["theme", "check", "long"],
        &["longer than 1048576 bytes"],
    );
}

/// The program reads its settings at every start, so that what stands there may stop it and nothing else.
#[test]
fn settings_that_are_too_long_too_deep_or_no_file_are_refused() {
    let home = Home::new();
    let file = home.file(".config/candor/settings.json", "");
    let on = |said: &[&str]| {
        refused(&home, &["catalog", "list"], said);
        refused(&home, &["settings"], said);
    };
    long_file(&file, 64 * 1024 + 1);
    on(&["longer than 65536 bytes", "--no-settings"]);
    long_file(&file, 1 << 40);
    on(&["longer than 65536 bytes", "--no-settings"]);
    std::fs::write(&file, format!("{{\"theme\": {}", "[".repeat(60_000))).unwrap();
    on(&["too many braces and brackets", "--no-settings"]);
    let many: Vec<String> = (0..6_000).map(|n| format!("\"k{n}\":1")).collect();
    std::fs::write(&file, format!("{{{}}}", many.join(","))).unwrap();
    on(&["The key 'k0' is not known here", "--no-settings"]);
    std::fs::write(&file, format!("{{\"{}\":1}}", "w".repeat(60_000))).unwrap();
    on(&["is not known here"]);
    std::fs::write(&file, [0xff; 100]).unwrap();
    on(&["settings.json:1:1: The file is not UTF-8"]);
    std::fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &file).unwrap();
    on(&["is no file", "--no-settings"]);
    std::fs::remove_file(&file).unwrap();
    let made = Command::new("mkfifo").arg(&file).status();
    assert!(made.unwrap().success());
    on(&["is no file", "--no-settings"]);
    let output = runs(&home, &["--no-settings", "catalog", "list"]);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn what_has_no_end_or_never_begins_is_no_file() {
    let home = Home::new();
    catalog(&home, None, None);
    for device in ["/dev/zero", "/dev/full"] {
        std::fs::remove_file(home.path("c/catalog.json")).unwrap();
        std::os::unix::fs::symlink(device, home.path("c/catalog.json")).unwrap();
        refused(
            &home,
            &["catalog", "check", "./c"],
            &["catalog.json is no file", "Nothing was changed"],
        );
    }
    std::fs::remove_file(home.path("c/catalog.json")).unwrap();
    let made = Command::new("mkfifo")
        .arg(home.path("c/catalog.json"))
        .status();
    assert!(made.unwrap().success());
    refused(
        &home,
        &["catalog", "check", "./c"],
        &["catalog.json is no file", "Nothing was changed"],
    );
    refused(
        &home,
        &["advise", "vehicles", "--answers", "/dev/zero"],
        &["longer than 1048576 bytes"],
    );
    std::fs::rename(home.path("c/catalog.json"), home.path("pipe.json")).unwrap();
    refused(
        &home,
        &["theme", "check", "./pipe.json"],
        &["There is no theme"],
    );
}

/// Each of these once took minutes or gigabytes.
#[test]
fn many_mistakes_and_long_words_are_refused_in_little_time() {
    let home = Home::new();
    let many = |entry: &dyn Fn(usize) -> String, count: usize| {
        (0..count).map(entry).collect::<Vec<_>>().join(",")
    };
    let same = format!("{{{}}}", many(&|_| "\"a\":1".to_owned(), 200_000));
    let unknown = format!("{{{}}}", many(&|n| format!("\"k{n}\":1"), 100_000));
    let questions = format!("{{\"questions\":[{}]}}", many(&|_| "0".to_owned(), 500_000));
    let long = format!("{{\"{}\":1}}", "a".repeat(12_000_000));
    for (text, said) in [
        (&same, "The key 'a' stands twice"),
        (&unknown, "is not known here"),
        (&questions, "does not fit here"),
        (&long, "is not known here"),
    ] {
        catalog(&home, Some(text), None);
        refused(&home, &["catalog", "check", "./c"], &[said]);
    }
    let word = "w".repeat(450_000);
    let answers = format!("{{\"answers\": {{\"{word}\": \"{word}\"}}}}");
    home.file("answers.json", &answers);
    refused(
        &home,
        &["advise", "vehicles", "--answers", "answers.json"],
        &["1 mistake"],
    );
    home.file(
        "answers.json",
        format!("{{\"answers\": {{\"people\": \"{word}\"}}}}"),
    );
    refused(
        &home,
        &["advise", "vehicles", "--answers", "answers.json"],
        &["1 mistake"],
    );
    home.file(
        "theme.json",
        format!("{{\"{word}\": 1, \"roles\": {{\"{word}\": {{}}}}}}"),
    );
    refused(
        &home,
        &["theme", "check", "theme.json"],
        &["the key", "the role"],
    );
}

#[test]
fn tables_that_are_too_wide_or_have_long_cells_are_refused_with_the_limit() {
    let home = Home::new();
    let wide = (0..300_000)
        .map(|n| format!("c{n}"))
        .collect::<Vec<_>>()
        .join(",");
    catalog(&home, None, Some(&wide));
    refused(
        &home,
        &["catalog", "check", "./c"],
        &["300000 columns; the most is 256"],
    );
    let table = String::from_utf8(broadband_files().offerings).unwrap();
    let (heading, rows) = table.split_once('\n').unwrap();
    let name = rows.split(',').nth(1).unwrap();
    catalog(
        &home,
        None,
        Some(&table.replacen(name, &"n".repeat(65 * 1024), 1)),
    );
    refused(
        &home,
        &["catalog", "check", "./c"],
        &["the most is 65536", "Shorten it"],
    );
    let thin = format!("{heading}\n{}", "x,y\n".repeat(300_000));
    catalog(&home, None, Some(&thin));
    refused(&home, &["catalog", "check", "./c"], &["1 problem"]);
}

/// Both a table that fits into memory and one that does not; `ulimit -d` counts what a process holds for itself.
#[test]
fn a_table_with_too_many_rows_is_refused_with_the_limit_in_a_hundred_megabytes() {
    let home = Home::new();
    for row in ["a,b\n".to_owned(), format!("a,{}\n", "b".repeat(60))] {
        let table = "id,name\n".to_owned() + &row.repeat(1_100_000);
        catalog(&home, None, Some(&table));
        drop(table);
        let began = Instant::now();
        let output = Command::new("sh")
            .args([
                "-c",
                "ulimit -d 100000; exec timeout 20 \"$0\" catalog check ./c",
            ])
            .arg(env!("CARGO_BIN_EXE_candor"))
            .env("HOME", home.path(""))
            .current_dir(home.path(""))
            .output()
            .unwrap();
        let said =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("more than 1000000 rows"), "{said}");
        println!("{} bytes each: {:?}", row.len(), began.elapsed());
    }
}

/// Rows with nothing in them, as spreadsheets leave them below a table, are none.
#[test]
fn empty_rows_are_not_counted() {
    let files = broadband_files();
    let mut table = files.offerings.clone();
    table.extend(",,,\n".repeat(1_000_002).bytes());
    assert!(candor::catalog::from_files(&files.catalog, &table).is_ok());
}

#[test]
fn braces_and_brackets_deeper_than_sixteen_are_refused_with_the_limit_and_the_place() {
    let home = Home::new();
    let deep = |levels: usize, inside: &str| {
        let (open, close) = ("[".repeat(levels - 1), "]".repeat(levels - 1));
        format!("{{\"glossary\":\n{open}{inside}{close}}}")
    };
    catalog(&home, Some(&deep(17, "1")), None);
    refused(
        &home,
        &["catalog", "check", "./c"],
        &["catalog.json:2:16", "inside each other; the most is 16"],
    );
    // What stands in a text opens nothing, and sixteen are allowed.
    let output = {
        catalog(&home, Some(&deep(16, "\"\\\"[[[{{{\"")), None);
        runs(&home, &["catalog", "check", "./c"])
    };
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("inside each other"), "{said}");
    catalog(&home, Some(&"[".repeat(10_000_000)), None);
    refused(&home, &["catalog", "check", "./c"], &["the most is 16"]);
}

#[test]
fn figures_that_are_none_are_refused_everywhere() {
    let home = Home::new();
    for figure in ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"] {
        home.file(
            "answers.json",
            format!("{{\"answers\": {{\"budget\": {figure}}}}}"),
        );
        refused(
            &home,
            &["advise", "vehicles", "--answers", "answers.json"],
            &["budget"].map(|_| "Nothing was changed"),
        );
        let table = String::from_utf8(broadband_files().offerings).unwrap();
        let mut rows = crate::support::catalogs::records(&table);
        let column = rows[0].iter().position(|head| head == "price").unwrap();
        rows[1][column] = figure.to_owned();
        catalog(&home, None, Some(&crate::support::catalogs::written(&rows)));
        refused(
            &home,
            &["catalog", "check", "./c"],
            &["row 2, column 'price'"],
        );
    }
}

/// The time the processor worked for a command, load of the machine or not.
fn work(home: &Home, arguments: &[&str]) -> Duration {
    let output = Command::new("sh")
        .args(["-c", "\"$0\" \"$@\" >said 2>&1; LC_ALL=C times"])
        .arg(env!("CARGO_BIN_EXE_candor"))
        .args(arguments)
        .env("HOME", home.path(""))
        .current_dir(home.path(""))
        .output()
        .unwrap();
    // Two lines of two times, such as 0m0.013000s: of the shell, then of what it ran.
    let text = String::from_utf8(output.stdout).unwrap();
    let times = text.lines().nth(1).unwrap().split(' ');
    times
        .map(|time| {
            let (minutes, seconds) = time.strip_suffix('s').unwrap().split_once('m').unwrap();
            let minutes: f64 = minutes.parse().unwrap();
            Duration::from_secs_f64(minutes * 60.0 + seconds.parse::<f64>().unwrap())
        })
        .sum()
}

/// S-041 wants a hundred milliseconds on a computer of today. Three times as much is allowed, because other tests work beside it, and
/// more where starting the program alone takes its time; what reads on to the end of such a file takes seconds.
#[test]
fn what_is_over_a_limit_is_refused_with_little_work() {
    let home = Home::new();
    let least = |arguments: &[&str]| (0..5).map(|_| work(&home, arguments)).min().unwrap();
    let start = least(&["--version"]);
    let allowed = Duration::from_millis(300).max(start * 60);
    let check = |arguments: &[&str], says: &str| {
        let took = least(arguments);
        let said = std::fs::read_to_string(home.path("said")).unwrap();
        assert!(said.contains(says), "{arguments:?}: {said}");
        assert!(
            took <= allowed,
            "{arguments:?} took {took:?}, {start:?} to start"
        );
    };
    let checked = ["catalog", "check", "./c"];
    catalog(&home, None, None);
    long_file(&home.path("c/catalog.json"), 16 * 1024 * 1024 + 1);
    check(&checked, "the most is 16777216");
    catalog(&home, None, None);
    long_file(&home.path("c/offerings.csv"), 512 * 1024 * 1024 + 1);
    check(&checked, "the most is 536870912");
    catalog(&home, Some(&"[".repeat(10_000_000)), None);
    check(&checked, "the most is 16");
    let wide: Vec<String> = (0..100_000).map(|n| format!("c{n}")).collect();
    catalog(&home, None, Some(&wide.join(",")));
    check(&checked, "the most is 256");
    long_file(&home.path("long"), 1 << 40);
    check(
        &["advise", "vehicles", "--answers", "long"],
        "longer than 1048576 bytes",
    );
    check(&["theme", "check", "long"], "longer than 1048576 bytes");
}
