//! The program run as people run it: another process, with nothing in its environment but folders of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// A home folder of its own.
pub struct Home {
    dir: TempDir,
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Home {
    pub fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file in it and says where.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// A copy of a shipped catalog in the folder `name`, with `change` made to its `catalog.json`.
    pub fn catalog(&self, name: &str, change: impl Fn(String) -> String) -> PathBuf {
        let shipped = candor::catalog::builtin::find("vehicles").unwrap();
        self.file(
            &format!("{name}/catalog.json"),
            change(shipped.catalog.to_owned()),
        );
        self.file(&format!("{name}/offerings.csv"), shipped.offerings);
        self.file(&format!("{name}/tests.json"), shipped.tests);
        self.path(name)
    }

    /// The program, to be given arguments.
    pub fn candor(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("APPDATA", self.path("data"))
            .env("LOCALAPPDATA", self.path("data"))
            .current_dir(self.dir.path());
        command
    }

    /// Runs it with `arguments`, separated by spaces.
    pub fn run(&self, arguments: &str) -> Ran {
        self.run_with(arguments.split_whitespace(), "")
    }

    /// Runs it with `arguments` and something on standard input.
    pub fn run_with<A: AsRef<std::ffi::OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        input: impl Into<Vec<u8>>,
    ) -> Ran {
        let output = self
            .candor()
            .args(arguments)
            .write_stdin(input)
            .output()
            .unwrap();
        output.into()
    }

    /// Runs it with the path of `file` put in place of `FILE`.
    pub fn run_on(&self, arguments: &str, file: &Path) -> Ran {
        let arguments = arguments.split_whitespace().map(|word| match word {
            "FILE" => file.as_os_str().to_owned(),
            word => word.into(),
        });
        self.run_with(arguments, "")
    }
}
