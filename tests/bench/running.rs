//! The program itself on a pseudo-terminal of 80x24, with what it writes and when.

use std::ffi::OsStr;
use std::io::Read as _;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// How long nothing is written before all is quiet.
const QUIET: Duration = Duration::from_millis(150);
/// Longer than anything that works takes.
const LONG: Duration = Duration::from_secs(20);

/// A running program; its records go with it.
pub struct Running {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    keys: Box<dyn std::io::Write + Send>,
    bytes: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    _home: tempfile::TempDir,
}

/// What came of a key.
pub struct Pressed {
    /// From the key to the end of the first frame.
    pub first: Duration,
    /// From the key to the end of the last frame before all was quiet.
    pub last: Duration,
    /// Bytes of all of them.
    pub bytes: usize,
}

impl Running {
    pub fn start(arguments: &[&OsStr]) -> Self {
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
        command.args(arguments);
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
        Self {
            child,
            keys,
            bytes,
            screen: vt100::Parser::new(24, 80, 0),
            _home: home,
        }
    }

    /// Waits until `text` is on the screen; when that was.
    pub fn wait(&mut self, text: &str) -> Instant {
        loop {
            let (at, bytes) = self.bytes.recv_timeout(LONG).expect("the program writes");
            self.screen.process(&bytes);
            if self.screen().contains(text) {
                return at;
            }
        }
    }

    /// Waits until nothing has been written for a while.
    pub fn quiet(&mut self) {
        while let Ok((_, bytes)) = self.bytes.recv_timeout(QUIET) {
            self.screen.process(&bytes);
        }
    }

    /// Presses a key and waits until all is quiet; `None` when nothing came of it.
    pub fn press(&mut self, key: &str) -> Option<Pressed> {
        let began = Instant::now();
        self.keys.write_all(key.as_bytes()).unwrap();
        let (mut first, mut last, mut all) = (None, None, Vec::new());
        while let Ok((at, bytes)) = self.bytes.recv_timeout(QUIET) {
            self.screen.process(&bytes);
            all.extend(bytes);
            if all.ends_with(b"\x1b[?2026l") {
                first.get_or_insert(at - began);
                last = Some(at - began);
            }
        }
        Some(Pressed {
            first: first?,
            last: last?,
            bytes: all.len(),
        })
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        self.screen.screen().contents()
    }

    /// `Q7` of `Q7 of 40`, as the screen has it.
    pub fn question(&self) -> Option<String> {
        let screen = self.screen();
        let before = screen.split(" of 40").next()?;
        before.split_whitespace().last().map(str::to_owned)
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// The most memory that has been resident, in bytes; `None` where the system does not say.
    pub fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kibibytes: u64 = line.trim().trim_end_matches(" kB").trim().parse().ok()?;
        Some(kibibytes * 1024)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
