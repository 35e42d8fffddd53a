//! The nouns everything else is said in: safe text, ids, importance, answers, columns of facts.
//!
//! Nothing here knows a file, a screen, a seller or a clock; `serde` is the only guest.

mod answer;
mod column;
mod id;
mod importance;
mod text;

pub use answer::{Answer, AnswerValue, Certainty, Provenance};
pub use column::{Cell, Column};
pub use id::{Id, IdError};
pub use importance::Importance;
pub use text::SafeText;
