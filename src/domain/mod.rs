//! The nouns everything else is said in: safe text and the secrets in it, ids, importance, answers, columns of facts.
//!
//! Nothing here knows a file, a screen, a seller or a clock; `serde` is the only guest.

mod answer;
mod column;
mod digest;
mod id;
mod importance;
mod numbers;
mod secret;
mod text;
mod window;

pub use answer::{Answer, AnswerValue, Certainty, Provenance};
pub use column::{Cell, Column};
pub use digest::{sha256, sha256_of};
pub use id::{Id, IdError};
pub use importance::Importance;
pub use numbers::Numbers;
pub use secret::{Found, is_same_but_hidden, masked, masked_unfinished, masked_while_typed};
pub use text::SafeText;
pub use window::Window;
