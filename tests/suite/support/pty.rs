//! The program on a pseudo-terminal, driven by keys and read by its screen.

use std::io::{Read as _, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The size most tests use.
pub const SIZE: (u16, u16) = (120, 40);

/// Longest wait for something to be on the screen: this machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between keys, so that they are no burst.
const GAP: Duration = Duration::from_millis(60);

/// The running program.
pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    seen: Arc<Mutex<Seen>>,
    pump: JoinHandle<()>,
}

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

/// How the program ended.
pub struct Ended {
    /// Exit code.
    pub code: u32,
    /// All it wrote.
    pub bytes: String,
    /// Whether the terminal echoes and takes whole lines again.
    pub line_mode: bool,
}

fn size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Pty {
    /// Starts the program with cases in `data` and nothing else of this user's.
    pub fn start(data: &Path, cells: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(size(cells)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear();
        let home = data.parent().unwrap();
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env(name, home);
        }
        command.env("TERM", "xterm-256color");
        command.env("TZ", "UTC");
        command.cwd(home);
        command.arg("--data-dir");
        command.arg(data);
        // What is asked when must not depend on the figures of a catalog here.
        command.arg("--in-order");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(cells.1, cells.0, 0),
            bytes: Vec::new(),
        }));
        let sink = Arc::clone(&seen);
        let pump = std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            // On Linux the end of a pseudo-terminal is an error, not an empty read.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let mut seen = sink.lock().unwrap();
                seen.screen.process(&buffer[..count]);
                seen.bytes.extend_from_slice(&buffer[..count]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self {
            child,
            master: pair.master,
            keys,
            seen,
            pump,
        }
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    fn waits(&mut self, what: &str, until: impl Fn(&str) -> bool) -> &mut Self {
        let began = Instant::now();
        loop {
            let text = self.text();
            if until(&text) {
                return self;
            }
            assert!(began.elapsed() < PATIENCE, "{what}:\n{text}");
            sleep(Duration::from_millis(10));
        }
    }

    /// Waits until `text` is on the screen.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        self.waits(&format!("no {text:?}"), |screen| screen.contains(text))
    }

    /// Waits until `text` is not on the screen.
    pub fn lacks(&mut self, text: &str) -> &mut Self {
        self.waits(&format!("still {text:?}"), |screen| !screen.contains(text))
    }

    /// Presses a key by name.
    pub fn key(&mut self, name: &str) -> &mut Self {
        let bytes = match name {
            "Enter" => "\r",
            "Esc" => "\u{1b}",
            "Backspace" => "\u{7f}",
            "Ctrl+C" => "\u{3}",
            "F8" => "\u{1b}[19~",
            one => one,
        };
        sleep(GAP);
        self.keys.write_all(bytes.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Types text, a key for each character.
    pub fn keys(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.key(&c.to_string());
        }
        self
    }

    /// Gives the window another size.
    pub fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.seen
            .lock()
            .unwrap()
            .screen
            .screen_mut()
            .set_size(rows, cols);
        self.master.resize(size((cols, rows))).unwrap();
        self
    }

    /// Ends the program as `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Tells the program to go, as the system does, and waits for the end.
    pub fn told(self, signal: &str) -> Ended {
        let id = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args([signal, &id])
            .status();
        assert!(sent.unwrap().success());
        self.gone()
    }

    /// Presses the last key and waits for the end.
    pub fn ends(mut self, key: &str) -> Ended {
        self.key(key);
        self.gone()
    }

    fn gone(mut self) -> Ended {
        let began = Instant::now();
        let code = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.exit_code();
            }
            if began.elapsed() > PATIENCE {
                self.child.kill().unwrap();
                panic!("it does not end:\n{}", self.text());
            }
            sleep(Duration::from_millis(10));
        };
        let line_mode = self.master.get_termios().is_some_and(|termios| {
            let flags = format!("{:?}", termios.local_flags);
            flags.contains("ICANON") && flags.contains("ECHO")
        });
        drop(self.keys);
        drop(self.master);
        self.pump.join().unwrap();
        let bytes = self.seen.lock().unwrap().bytes.clone();
        Ended {
            code,
            bytes: String::from_utf8_lossy(&bytes).into_owned(),
            line_mode,
        }
    }
}
