//! A conversation in lines, in the world of [`Talk`].

use std::cell::Cell;
use std::time::Duration;

use candor::catalog::{AnswerKind, Question};
use candor::line::{End, Lines, World, hold};
use candor::tui::app::{Effect, Event};

use super::app::Talk;

struct InMemory<'t> {
    talk: &'t mut Talk,
    /// How much time passes between two lines.
    pace: Duration,
    passed: Cell<Duration>,
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
}

/// Goes on with `talk` in lines, from where it stands, in lines of `width` cells; what was written comes back.
pub fn in_lines(talk: &mut Talk, script: &str, width: usize) -> String {
    let lines = Lines {
        width,
        ascii: false,
        prompt: false,
        because: "for a test",
        folder: Some("~/candor".into()),
    };
    let mut out = Vec::new();
    let app = talk.app.clone();
    // What was drawn before was a while ago.
    let passed = Cell::new(Duration::from_hours(1000));
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
