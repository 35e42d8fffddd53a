//! The interview: a pure state machine. What was said is a list of [`Fact`]s; everything else is folded from them.
//!
//! [`Interview`] is the fold: answers, what was put off, notes, with undo and redo without limit. [`Flow`] says for a catalog which
//! questions apply, which are open and which comes next. [`derive()`] turns answers into what the ranking needs.

mod answers;
mod fact;
mod flow;
mod needs;
mod open;
mod reads;
mod state;

pub use answers::{AnswersError, from_json};
pub use fact::{Began, Fact, NoteKind, Outcome, Recorded};
pub use flow::{Flow, Status};
pub use needs::{CaseNeeds, MustLine, Origin, WishLine, derive};
pub use open::open_questions;
pub use state::{Interview, Note};
