//! What a question can still do, in words.

use crate::domain::SafeText;
use crate::ranking::in_ten;

use super::sure::Sure;
use super::view::View;

impl View<'_> {
    /// How often the answer to an open question, alone, puts another offering first; `None` for a question that is not open.
    #[must_use]
    pub fn worth_words(&self, sure: &Sure, question: usize) -> Option<SafeText> {
        let worth = sure
            .ahead
            .questions
            .iter()
            .find(|worth| worth.id == question)?;
        let words = match in_ten(u64::from(worth.changes), 10_000) {
            _ if !worth.matters => "The answer cannot change 1st place any more.".to_owned(),
            0 => "The answer rarely changes 1st place.".to_owned(),
            tenths => format!("The answer changes 1st place in about {tenths} of 10 cases."),
        };
        Some(words.into())
    }
}
