//! The interview: a pure state machine. What was said is a list of [`Fact`]s; everything else is folded from them.
//!
//! [`Interview`] is the fold: answers, what was put off, notes, with undo and redo without limit. [`Flow`] says for a catalog which
//! questions apply, which are open and which comes next. [`derive()`] turns answers into what the ranking needs, and [`case_needs`] a
//! whole conversation: its answers, and the choices between two offerings that were shown without names.
//! A [`Scenario`] is answers that are only tried.

mod answers;
mod bookmark;
mod choice;
mod ending;
mod fact;
mod fits;
mod flow;
mod needs;
mod open;
mod places;
mod possible;
mod privacy;
mod reads;
mod scenario;
mod state;

pub use answers::{AnswersError, Given, from_json};
pub use bookmark::{About, Bookmark, Page, Unsent, UnsentNote, UnsentWords};
pub use choice::{Choice, Preferred, Side, case_needs, held};
pub use ending::{CLOSING_QUESTION, Closing, ClosingAnswer, Outcome, Recommendation};
pub use fact::{Acceptance, Began, Consent, Fact, NoteKind, PersonMark, Recorded};
pub use fits::fits;
pub use flow::{Flow, Status};
pub use needs::{CaseNeeds, MustLine, Origin, WishLine, derive};
pub use open::open_questions;
pub use privacy::Privacy;
pub use scenario::{Scenario, other_answers};
pub use state::{Interview, Note};
