//! The program on a pseudo-terminal, driven by keys and read by its screen.

use std::io::{Read as _, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use super::bytes::{fault_on_a_terminal, without_copies, without_open_update};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The size most tests use.
pub const SIZE: (u16, u16) = (120, 40);

/// Longest wait for something to be on the screen: this machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between keys, so that they are no burst.
const GAP: Duration = Duration::from_millis(60);

/// The running program. When it is over, however that comes about, all it wrote is judged: only printable text and the sequences on
/// the list may have reached the terminal.
pub struct Pty {
    child: Box<dyn Child + Send + Sync>,
    /// `None` once the window is closed.
    line: Option<Line>,
    seen: Arc<Mutex<Seen>>,
    pump: Option<JoinHandle<()>>,
    /// Tells the pump to let go of the terminal.
    leave: Arc<AtomicBool>,
    /// Tells the pump to read nothing.
    paused: Arc<AtomicBool>,
    cut_off: bool,
    /// How often it may have offered something to the clipboard: as often as that was asked for.
    copies: usize,
}

/// Our end of the terminal.
struct Line {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
}

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    /// How many of the bytes are on the screen: a frame comes there as a whole.
    shown: usize,
}

impl Seen {
    fn show(&mut self, to: usize) {
        self.screen.process(&self.bytes[self.shown..to]);
        self.shown = to;
    }
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

/// The program with cases in `data` and nothing else of this user's.
pub fn program(data: &Path, arguments: &[&str]) -> CommandBuilder {
    behind(&[], data, arguments)
}

/// The same, started by another program: its name and arguments come `first`.
pub fn behind(first: &[&str], data: &Path, arguments: &[&str]) -> CommandBuilder {
    let words = first.iter().copied().chain([env!("CARGO_BIN_EXE_candor")]);
    let mut command = CommandBuilder::from_argv(words.map(Into::into).collect());
    command.env_clear();
    let home = data.parent().unwrap();
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(name, home);
    }
    command.env("PATH", "/usr/bin:/bin");
    command.env("TERM", "xterm-256color");
    command.env("TZ", "UTC");
    command.cwd(home);
    command.arg("--data-dir");
    command.arg(data);
    // What is asked when must not depend on the figures of a catalog here.
    command.arg("--in-order");
    command.args(arguments);
    command
}

impl Pty {
    /// Opens the vehicles catalog and goes on from the opening: to read it out would take its time.
    pub fn begun(data: &Path, cells: (u16, u16)) -> Self {
        let mut pty = Self::start(data, cells);
        pty.sees("New conversation");
        pty.key("1").sees("READ WORD FOR WORD");
        pty.key("Enter").sees("How many people");
        pty
    }

    /// Says that what is on the screen was read out, as often as it takes: nobody reads in no time. `done` tells by the screen when it
    /// was taken.
    pub fn reads_out(&mut self, done: impl Fn(&str) -> bool) -> &mut Self {
        for _ in 0..120 {
            self.key("y");
            std::thread::sleep(std::time::Duration::from_millis(500));
            if done(&self.text()) {
                return self;
            }
        }
        panic!("it was never taken:\n{}", self.text());
    }

    /// Starts the program with cases in `data` and nothing else of this user's.
    pub fn start(data: &Path, cells: (u16, u16)) -> Self {
        Self::run(program(data, &[]), cells)
    }

    /// Starts any command on a terminal of its own.
    pub fn run(command: CommandBuilder, cells: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(size(cells)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(cells.1, cells.0, 0),
            bytes: Vec::new(),
            shown: 0,
        }));
        let sink = Arc::clone(&seen);
        let leave = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&leave);
        let paused = Arc::new(AtomicBool::new(false));
        let waits = Arc::clone(&paused);
        let pump = std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            // On Linux the end of a pseudo-terminal is an error, not an empty read.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let mut seen = sink.lock().unwrap();
                seen.bytes.extend_from_slice(&buffer[..count]);
                let whole = without_open_update(&seen.bytes, seen.shown);
                seen.show(whole);
                if told.load(Ordering::SeqCst) {
                    return;
                }
                // The lock is not held: whoever looks at the screen sees what has been read.
                drop(seen);
                while waits.load(Ordering::SeqCst) {
                    sleep(Duration::from_millis(5));
                }
            }
            // A terminal does not wait for ever for the rest of an update.
            let mut seen = sink.lock().unwrap();
            let all = seen.bytes.len();
            seen.show(all);
        });
        let keys = pair.master.take_writer().unwrap();
        Self {
            child,
            line: Some(Line {
                master: pair.master,
                keys,
            }),
            seen,
            pump: Some(pump),
            leave,
            paused,
            cut_off: false,
            copies: 0,
        }
    }

    /// Allows so many offers to the clipboard.
    pub fn copies(mut self, copies: usize) -> Self {
        self.copies = copies;
        self
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    /// Waits until the screen is so.
    pub fn waits_for(&mut self, what: &str, until: impl Fn(&str) -> bool) -> &mut Self {
        self.waits(what, until)
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
            "Tab" => "\t",
            "Up" => "\u{1b}[A",
            "Down" => "\u{1b}[B",
            "Right" => "\u{1b}[C",
            "Ctrl+C" => "\u{3}",
            "F7" => "\u{1b}[18~",
            "F8" => "\u{1b}[19~",
            one => one,
        };
        sleep(GAP);
        self.send(bytes).unwrap();
        self
    }

    /// Presses a key that shows nothing, and waits until the program has read it: what is done to the window then comes after it.
    pub fn key_taken(&mut self, name: &str) -> &mut Self {
        // How many characters it has read; only Linux tells.
        let io = format!("/proc/{}/io", self.process());
        let read = || {
            std::fs::read_to_string(&io)
                .ok()?
                .lines()
                .next()
                .map(str::to_owned)
        };
        let before = read();
        self.key(name);
        if before.is_none() {
            sleep(Duration::from_secs(1));
            return self;
        }
        self.waits("the key is not read", |_| read() != before);
        // It is held for some milliseconds, to be told from a paste.
        sleep(Duration::from_millis(300));
        self
    }

    /// Gives the program bytes as a terminal would; fails when it is gone.
    pub fn send(&mut self, bytes: &str) -> std::io::Result<()> {
        let keys = &mut self.line.as_mut().unwrap().keys;
        keys.write_all(bytes.as_bytes())?;
        keys.flush()
    }

    /// Reads nothing of what it writes from now on, as a window that hangs.
    pub fn pause(&self) {
        self.paused.store(true, Ordering::SeqCst);
    }

    /// Reads again.
    pub fn go_on(&self) {
        self.paused.store(false, Ordering::SeqCst);
    }

    /// All it wrote up to now.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.lock().unwrap().bytes.clone()
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
        let line = self.line.as_ref().unwrap();
        line.master.resize(size((cols, rows))).unwrap();
        self
    }

    /// Ends the program as `kill -9` does; what was on the screen then comes back.
    pub fn kill(mut self) -> String {
        self.cut_off = true;
        // The library would hang up first, which the program answers.
        self.signal("-KILL");
        self.child.wait().unwrap();
        self.close();
        self.text()
    }

    /// Closes the window and waits for the end of the program; how long that took and the exit code come back.
    pub fn closed(mut self) -> (Duration, u32) {
        self.cut_off = true;
        // The window is closed when nobody holds it any more, and the pump lets go of it after something was drawn.
        self.leave.store(true, Ordering::SeqCst);
        self.send("\u{c}").unwrap();
        let began = Instant::now();
        self.close();
        let code = self.code();
        (began.elapsed(), code)
    }

    /// Tells the program to go, as the system does, and waits for the end.
    pub fn told(self, signal: &str) -> Ended {
        self.signal(signal);
        self.gone()
    }

    /// Whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Sends the running program a signal by its name, such as `-STOP`.
    pub fn call(&self, signal: &str) {
        self.signal(signal);
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    fn signal(&self, signal: &str) {
        let sent = std::process::Command::new("kill")
            .args([signal, &self.process().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Presses the last key and waits for the end.
    pub fn ends(mut self, key: &str) -> Ended {
        self.key(key);
        self.gone()
    }

    /// Waits for an end that comes by itself.
    pub fn over(self) -> Ended {
        self.gone()
    }

    fn gone(mut self) -> Ended {
        let code = self.code();
        let master = &self.line.as_ref().unwrap().master;
        let line_mode = master.get_termios().is_some_and(|termios| {
            let flags = format!("{:?}", termios.local_flags);
            flags.contains("ICANON") && flags.contains("ECHO")
        });
        self.close();
        Ended {
            code,
            bytes: String::from_utf8_lossy(&self.bytes()).into_owned(),
            line_mode,
        }
    }

    /// Waits for the end.
    fn code(&mut self) -> u32 {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            if began.elapsed() > PATIENCE {
                self.child.kill().unwrap();
                panic!("it does not end:\n{}", self.text());
            }
            sleep(Duration::from_millis(5));
        }
    }

    /// Closes our end, after which the pump has read all there is.
    fn close(&mut self) {
        self.go_on();
        self.line = None;
        if let Some(pump) = self.pump.take() {
            pump.join().unwrap();
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A failure that is under way is the one to be told.
        if std::thread::panicking() {
            let _ = self.child.kill();
            return;
        }
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            self.cut_off = true;
            self.child.kill().unwrap();
            self.child.wait().unwrap();
        }
        self.close();
        let (bytes, copies) = without_copies(&self.bytes());
        assert_eq!(copies.len(), self.copies, "offered to the clipboard");
        if let Some(fault) = fault_on_a_terminal(&bytes, self.cut_off) {
            panic!("this reached the terminal: {fault}");
        }
    }
}

#[test]
#[should_panic(expected = "the sequence \"[6n\"")]
fn nobody_can_forget_to_judge_what_reached_a_terminal() {
    let mut command = CommandBuilder::new("printf");
    command.arg("\\033[6n");
    let mut pty = Pty::run(command, SIZE);
    pty.code();
}

#[test]
fn whoever_opens_a_terminal_judges_what_reached_it() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut folders = vec![suite];
    let mut openers = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let opens = text.contains("native_pty_system");
                openers += usize::from(opens);
                let judges = text.contains("fault_on_a_terminal");
                assert!(judges || !opens, "{}", path.display());
            }
        }
    }
    assert!(openers >= 2);
}
