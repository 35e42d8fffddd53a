//! What a person waits for: the first frame of a started program, and the frame after a key.

use std::hint::black_box;
use std::io::Read as _;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use candor::catalog::{builtin, from_files};
use candor::domain::SafeText;
use candor::interview::{Began, Fact, Recorded};
use candor::tui::app::{App, Effect, Event, Look};
use candor::tui::glyphs::Glyphs;
use candor::tui::terminal::{Guarded, Input, Key};
use candor::tui::theme;
use candor::tui::view::draw;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::layout::Rect;

use crate::table::{heading, measure, of, row};

pub fn run() {
    heading("Screen: a key that answers, the advice and the frame, in memory");
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut app = talk();
        let area = Rect::new(0, 0, width, height);
        let mut n = 0_usize;
        row(
            &format!("answer to buffer at {width}x{height}, 110 offerings"),
            measure(101, || {
                // The first question is answered again and again, each time otherwise.
                n += 1;
                let key = Key::Char(['2', '3', '4'][n % 3]);
                answer(&mut app, key);
                black_box(draw(&app, area));
                app.case.as_mut().unwrap().go_to(0);
            }),
        );
    }
    let longest = SafeText::new(&"x ".repeat(32 * 1024));
    row(
        "wrapping the longest text there is (64 KiB) to 80 cells",
        measure(15, || {
            black_box(candor::tui::text::wrap(&longest, 80));
        }),
    );
    heading("Screen: the program itself on a pseudo-terminal of 80x24");
    let starts: Vec<Duration> = (0..15).map(|_| first_frame()).collect();
    row("process start to first frame", of(starts));
    row(
        "key to bytes of the new frame (synced answer)",
        of(key_to_frame()),
    );
}

fn talk() -> App {
    let shipped = builtin::find("vehicles").unwrap();
    let catalog = from_files(shipped.catalog.as_bytes(), shipped.offerings.as_bytes()).unwrap();
    let began = Began {
        catalog: catalog.id.clone(),
        edition: catalog.edition.clone(),
        fingerprint: catalog.fingerprint.as_str().into(),
        program: "bench".into(),
    };
    let look = Look {
        theme: theme::builtin(theme::DEFAULT).unwrap(),
        glyphs: Glyphs::choose(false),
        zone: jiff::tz::TimeZone::UTC,
    };
    let today = jiff::civil::date(2026, 1, 1);
    let catalog = Arc::new(catalog);
    let mut app = App::new(
        vec![Arc::clone(&catalog)],
        Vec::new(),
        Vec::new(),
        Vec::new(),
        look,
        today,
    );
    app.update(Event::Opened {
        catalog,
        id: "bench".into(),
        facts: vec![Recorded {
            at: jiff::Timestamp::UNIX_EPOCH,
            fact: Fact::Began(began),
        }],
        notice: None,
    });
    app.update(Event::Person(Guarded::Input(Input::Key(Key::Enter))));
    app
}

fn answer(app: &mut App, key: Key) {
    for effect in app.update(Event::Person(Guarded::Input(Input::Key(key)))) {
        if let Effect::Record(fact) = effect {
            app.update(Event::Recorded(Recorded {
                at: jiff::Timestamp::UNIX_EPOCH,
                fact,
            }));
        }
    }
}

/// The program on a pseudo-terminal, with what it writes and when.
struct Running {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    keys: Box<dyn std::io::Write + Send>,
    bytes: Receiver<(Instant, Vec<u8>)>,
    _home: tempfile::TempDir,
}

fn start() -> Running {
    let home = tempfile::tempdir().unwrap();
    let size = PtySize {
        rows: 24,
        cols: 80,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_candor"));
    command.env_clear();
    command.env("HOME", home.path());
    command.env("TERM", "xterm-256color");
    command.args(["--data-dir".as_ref(), home.path().join("data").as_os_str()]);
    let child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let keys = pair.master.take_writer().unwrap();
    let mut output = pair.master.try_clone_reader().unwrap();
    let (sender, bytes) = channel();
    std::thread::spawn(move || {
        let _master = pair.master;
        let mut room = [0; 65536];
        while let Ok(n @ 1..) = output.read(&mut room) {
            if sender.send((Instant::now(), room[..n].to_vec())).is_err() {
                break;
            }
        }
    });
    Running {
        child,
        keys,
        bytes,
        _home: home,
    }
}

impl Running {
    /// Waits until `text` has been written; when that was.
    fn wait(&self, text: &str) -> Instant {
        let mut seen = Vec::new();
        loop {
            let (at, bytes) = self
                .bytes
                .recv_timeout(Duration::from_secs(20))
                .expect("the program writes");
            seen.extend(bytes);
            if String::from_utf8_lossy(&seen).contains(text) {
                return at;
            }
        }
    }

    /// Waits until nothing has been written for a while.
    fn quiet(&self) {
        while self.bytes.recv_timeout(Duration::from_millis(150)).is_ok() {}
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn first_frame() -> Duration {
    let began = Instant::now();
    let program = start();
    program.wait("conversation") - began
}

fn key_to_frame() -> Vec<Duration> {
    let mut program = start();
    program.wait("conversation");
    for key in ["\r", "\r"] {
        program.quiet();
        program.keys.write_all(key.as_bytes()).unwrap();
    }
    (0..15)
        .map(|n| {
            program.quiet();
            // An answer, then back to its question.
            let began = Instant::now();
            program
                .keys
                .write_all(["2", "3"][n % 2].as_bytes())
                .unwrap();
            let (at, _) = program
                .bytes
                .recv_timeout(Duration::from_secs(20))
                .expect("a frame");
            program.quiet();
            program.keys.write_all(b"\x7f").unwrap();
            at - began
        })
        .collect()
}
