//! A conversation in lines, in the world of [`Talk`].

use std::cell::Cell;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::time::Duration;

use candor::catalog::{AnswerKind, Question};
use candor::line::{End, Lines, World, hold};
use candor::tui::app::{Effect, Event};
use jiff::Timestamp;

use super::app::Talk;

struct InMemory<'t> {
    talk: &'t mut Talk,
    /// How much time passes between two lines.
    pace: Duration,
    passed: Rc<Cell<Duration>>,
}

impl World for InMemory<'_> {
    fn perform(&mut self, effect: Effect) -> Option<Event> {
        self.talk.answer(effect)
    }

    fn news(&mut self, _: Duration) -> Option<Event> {
        None
    }

    fn ticks(&self) -> Duration {
        self.passed.set(self.passed.get() + self.pace);
        self.passed.get()
    }

    fn now(&self) -> Timestamp {
        let passed = i64::try_from(self.passed.get().as_secs()).unwrap();
        Timestamp::from_second(1_700_000_000 + passed).unwrap()
    }
}

/// Lines that come one after the other, each so long after the one before.
struct Slowly<'c> {
    lines: VecDeque<(Duration, String)>,
    /// What is left of the line that is being read.
    read: usize,
    passed: &'c Cell<Duration>,
}

impl Read for Slowly<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Slowly<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let Some((after, _)) = self.lines.front_mut() {
            let after = std::mem::take(after);
            self.passed.set(self.passed.get() + after);
        }
        let line = self.lines.front().map_or("", |(_, line)| line);
        Ok(&line.as_bytes()[self.read..])
    }

    fn consume(&mut self, read: usize) {
        self.read += read;
        if self
            .lines
            .front()
            .is_some_and(|(_, line)| line.len() == self.read)
        {
            self.lines.pop_front();
            self.read = 0;
        }
    }
}

/// Goes on with `talk` in lines that come after so many minutes each, where nobody is taken to be there after `away` without one.
pub fn in_lines_after(talk: &mut Talk, script: &[(u64, &str)], away: Option<Duration>) -> String {
    let lines = Lines { away, ..lines(100) };
    let passed = Rc::new(Cell::new(Duration::ZERO));
    let input = Slowly {
        lines: script
            .iter()
            .map(|(after, line)| (Duration::from_mins(*after), format!("{line}\n")))
            .collect(),
        read: 0,
        passed: &passed,
    };
    let mut out = Vec::new();
    let app = talk.app.clone();
    let mut world = InMemory {
        talk,
        pace: Duration::ZERO,
        passed: Rc::clone(&passed),
    };
    let end = hold(app, &mut world, lines, input, &mut out).unwrap();
    assert_eq!(end, End::Saved);
    String::from_utf8(out).unwrap()
}

fn lines(width: usize) -> Lines {
    Lines {
        width,
        ascii: false,
        prompt: false,
        because: "for a test",
        folder: Some("~/candor".into()),
        away: None,
    }
}

/// Goes on with `talk` in lines, from where it stands, in lines of `width` cells; what was written comes back.
pub fn in_lines(talk: &mut Talk, script: &str, width: usize) -> String {
    let lines = lines(width);
    let mut out = Vec::new();
    let app = talk.app.clone();
    // What was drawn before was a while ago.
    let passed = Rc::new(Cell::new(Duration::from_hours(1000)));
    let pace = talk.pace;
    let mut world = InMemory { talk, pace, passed };
    let end = hold(app, &mut world, lines, script.as_bytes(), &mut out).unwrap();
    assert_eq!(end, End::Saved);
    String::from_utf8(out).unwrap()
}

/// The line that answers the question as [`Talk::answered`] does with keys.
pub fn line_of(question: &Question, asked: usize, customer: usize) -> String {
    let turn = |options: usize| (customer + asked) % options.max(1);
    let options = question.kind.options().count();
    match &question.kind {
        AnswerKind::One { .. } | AnswerKind::Several { .. } => {
            (turn(options.min(9)) + 1).to_string()
        }
        AnswerKind::YesNo => (turn(2) + 1).to_string(),
        AnswerKind::Level(_) => (turn(4) + 1).to_string(),
        AnswerKind::Order(_) => {
            let first = turn(options.min(9)) + 1;
            format!("{first} {}", first % options + 1)
        }
        AnswerKind::Number(range) | AnswerKind::Money(range) if !range.usual.is_empty() => {
            range.usual[turn(range.usual.len())].to_string()
        }
        _ => "not sure".to_owned(),
    }
}
