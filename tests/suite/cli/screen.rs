//! The way into the full screen.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::support::program::Home;

/// How long the program may take on a machine with much to do.
const LONG: Duration = Duration::from_secs(20);

/// The program in a terminal.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn std::io::Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    fn start(home: &Home, arguments: &[&str]) -> Self {
        let size = PtySize {
            rows: 30,
            cols: 100,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_candor"));
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home.path(""));
        command.cwd(home.path(""));
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (to_us, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if to_us.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            keys: pty.master.take_writer().unwrap(),
            bytes,
            screen: vt100::Parser::new(30, 100, 0),
            _master: pty.master,
        }
    }

    /// Waits until `text` stands on the screen.
    fn wait_for(&mut self, text: &str) {
        let began = Instant::now();
        while !self.screen.screen().contents().contains(text) {
            let left = LONG.saturating_sub(began.elapsed());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(_) => panic!("no {text} on\n{}", self.screen.screen().contents()),
            }
        }
    }

    fn press(&mut self, keys: &[u8]) {
        self.keys.write_all(keys).unwrap();
        self.keys.flush().unwrap();
    }

    fn code(&mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }
}

#[test]
fn an_interview_opens_on_the_catalog_named_and_is_on_disk_from_the_start() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, &["interview", "vehicles", "--data-dir", "data"]);
    terminal.wait_for("New cars and trucks");
    terminal.press(b"\x03");
    thread::sleep(Duration::from_millis(200));
    terminal.press(b"\x03");
    assert_eq!(terminal.code(), 0);
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
    let arguments = ["--catalogs", "shelf", "--data-dir", "data"];
    let mut terminal = Terminal::start(&home, &arguments);
    terminal.wait_for("New cars and trucks");
    terminal.wait_for("broken");
    terminal.child.kill().unwrap();
}

#[test]
fn what_keeps_the_screen_from_opening_is_said_with_the_right_exit_code() {
    let home = Home::new();
    home.file("occupied", "a file");
    for (arguments, said, code) in [
        (["--theme", "nigth"], "Did you mean 'night'?", 2),
        (["--data-dir", "occupied"], "it is a file, not a folder", 3),
    ] {
        let mut terminal = Terminal::start(&home, &arguments);
        terminal.wait_for(said);
        assert_eq!(terminal.code(), code);
    }
}
