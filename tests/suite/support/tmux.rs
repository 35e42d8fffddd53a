//! The program in a window of tmux, with the settings tmux has by itself.

use std::path::Path;
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::program::Home;

/// How long something may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Two keys this close are two keys: below it they would be text that arrives at once, or a key that bounces.
const GAP: Duration = Duration::from_millis(150);

/// A tmux of its own, which ends with this.
pub struct Tmux {
    home: Home,
}

impl Tmux {
    /// Starts the program in a window of 120x40, below which tmux has a line of its own; `None` where there is no tmux.
    pub fn start() -> Option<Self> {
        let found = Command::new("tmux").arg("-V").output().ok()?;
        found.status.success().then_some(())?;
        let tmux = Self { home: Home::new() };
        let program = env!("CARGO_BIN_EXE_candor");
        let data = tmux.home.path("data");
        let session = [
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "120",
            "-y",
            "41",
            "--",
            program,
            "--in-order",
            "--data-dir",
        ];
        let mut words: Vec<&str> = session.to_vec();
        words.push(data.to_str().unwrap());
        let started = tmux.says(&words);
        let why = String::from_utf8_lossy(&started.stderr);
        assert!(started.status.success(), "{why}");
        Some(tmux)
    }

    /// What tmux says to a command.
    fn says(&self, words: &[&str]) -> Output {
        let data = self.home.path("data");
        let home: &Path = data.parent().unwrap();
        let mut command = Command::new("tmux");
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin:/usr/local/bin");
        command
            .env("TERM", "xterm-256color")
            .env("TZ", "UTC")
            .env("LC_ALL", "C.UTF-8");
        for name in [
            "HOME",
            "TMUX_TMPDIR",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
        ] {
            command.env(name, home);
        }
        command.current_dir(home).args(words).output().unwrap()
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        let said = self.says(&["capture-pane", "-p"]);
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    /// Presses a key by its name.
    pub fn key(&mut self, name: &str) {
        sleep(GAP);
        let name = if name == "Backspace" { "BSpace" } else { name };
        assert!(self.says(&["send-keys", name]).status.success());
    }

    /// Waits until the screen is so.
    pub fn waits_for(&mut self, what: &str, until: impl Fn(&str) -> bool) {
        let began = Instant::now();
        loop {
            let text = self.text();
            if until(&text) {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "{what}:\n{text}");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.says(&["kill-server"]);
    }
}
