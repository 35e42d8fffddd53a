//! The way into the full screen.
#![cfg(unix)]

use crate::support::program::Home;
use crate::support::pty::{Pty, program};

/// The program on a terminal with these arguments, its cases in the folder `data` of the home.
fn start(home: &Home, arguments: &[&str]) -> Pty {
    Pty::run(program(&home.path("data"), arguments), (100, 30))
}

#[test]
fn an_interview_opens_on_the_catalog_named_and_is_on_disk_from_the_start() {
    let home = Home::new();
    let mut terminal = start(&home, &["interview", "vehicles"]);
    terminal.sees("New cars and trucks");
    terminal.key("Ctrl+C").sees("Leave?");
    assert_eq!(terminal.ends("Ctrl+C").code, 0);
    let ran = home.run("case list --data-dir data");
    assert!(
        ran.out.contains("open, vehicles, 0 answered"),
        "{}",
        ran.out
    );
}

#[test]
fn without_a_catalog_all_of_them_are_offered_and_a_broken_one_is_named() {
    let home = Home::new();
    home.catalog("shelf/broken", |text| text.replacen('{', "", 1));
    let mut terminal = start(&home, &["--catalogs", "shelf"]);
    terminal.sees("New cars and trucks").sees("broken");
    terminal.kill();
}

#[test]
fn what_keeps_the_screen_from_opening_is_said_with_the_right_exit_code() {
    let home = Home::new();
    let end = start(&home, &["--theme", "nigth"]).over();
    assert_eq!(end.code, 2);
    assert!(end.bytes.contains("Did you mean 'night'?"), "{}", end.bytes);
}
