//! What commands give back, and the one place that writes it: results to standard output, messages to standard error.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::domain::SafeText;

/// How a command ended. The numbers are stable; scripts depend on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: a check found something, or nothing fits.
    Found,
    /// 2: the command, the answers or the catalog are wrong.
    Wrong,
    /// 3: storage or the terminal makes trouble.
    Trouble,
}

impl Exit {
    /// The number the system gets.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Found => 1,
            Self::Wrong => 2,
            Self::Trouble => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.number())
    }
}

/// Why a command gave no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How the program ends.
    pub exit: Exit,
    /// For the person: what happened, where, what is safe, what to do.
    pub message: String,
}

impl Failure {
    /// The command, the answers or the catalog are wrong.
    pub fn wrong(message: impl ToString) -> Self {
        Self {
            exit: Exit::Wrong,
            message: message.to_string(),
        }
    }

    /// Storage or the terminal makes trouble.
    pub fn trouble(message: impl ToString) -> Self {
        Self {
            exit: Exit::Trouble,
            message: message.to_string(),
        }
    }
}

/// The result of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// For standard output, with the line end of its last line.
    pub text: String,
    /// For standard error, a message each.
    pub notes: Vec<String>,
    /// How the program ends.
    pub exit: Exit,
}

impl Output {
    /// A result without messages.
    #[must_use]
    pub const fn done(text: String) -> Self {
        Self {
            text,
            notes: Vec::new(),
            exit: Exit::Done,
        }
    }

    /// The same with another way to end.
    #[must_use]
    pub const fn ending(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }
}

/// Writes `result` and says how the program ends.
///
/// A reader that has gone away is no mistake: it had what it wanted.
pub fn deliver(result: Result<Output, Failure>, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    match result {
        Ok(output) => match write(&output.text, out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Err(error) => {
                let message = format!(
                    "The result could not be written: {error}. Nothing else was changed. Check where the output goes, and run the command again."
                );
                tell(&message, err);
                Exit::Trouble
            }
            Ok(()) => {
                for note in &output.notes {
                    tell(note, err);
                }
                output.exit
            }
        },
        Err(failure) => {
            tell(&failure.message, err);
            failure.exit
        }
    }
}

fn write(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes a message, each of its lines cleaned. Nobody can be told when even that fails.
pub fn tell(message: &str, err: &mut dyn Write) {
    let _ = write(&cleaned(message), err);
}

/// Each line made harmless for a terminal, with a line end after the last.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let mut clean = String::with_capacity(text.len() + 1);
    for line in text.trim_end_matches('\n').split('\n') {
        clean.push_str(&SafeText::new(line));
        clean.push('\n');
    }
    clean
}

/// A JSON value over several lines, with a line end.
pub fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .map_err(|error| {
            Failure::trouble(format!(
                "The result cannot be written as JSON: {error}. Nothing was changed."
            ))
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    struct Fails(io::ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn result() -> Result<Output, Failure> {
        Ok(Output::done("text\n".to_owned()).ending(Exit::Found))
    }

    #[test]
    fn a_reader_that_went_away_is_no_mistake() {
        let mut err = Vec::new();
        let exit = deliver(result(), &mut Fails(io::ErrorKind::BrokenPipe), &mut err);
        assert_eq!((exit, err.len()), (Exit::Done, 0));
    }

    #[test]
    fn a_full_disk_is_said_and_is_trouble() {
        let mut err = Vec::new();
        let exit = deliver(result(), &mut Fails(io::ErrorKind::StorageFull), &mut err);
        assert_eq!(exit, Exit::Trouble);
        assert!(
            String::from_utf8(err)
                .unwrap()
                .contains("could not be written")
        );
    }

    #[test]
    fn a_message_that_cannot_be_written_changes_nothing() {
        let failure = Err(Failure::wrong("no"));
        let exit = deliver(
            failure,
            &mut Vec::new(),
            &mut Fails(io::ErrorKind::BrokenPipe),
        );
        assert_eq!(exit, Exit::Wrong);
    }

    #[test]
    fn messages_hold_no_control_characters() {
        assert_eq!(cleaned("a\u{1b}[31m\nb"), "a<U+001B>[31m\nb\n");
    }
}
