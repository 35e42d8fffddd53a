//! The redacted twin of a document: for somebody who is to learn from the advice and not whom it was given to.
//!
//! The rule, all of it:
//!
//! 1. **Words.** What anybody typed is left out: answers in free words, notes of every kind, promises, reasons of
//!    the adviser, to whom the customer was referred, summaries of a colleague. In
//!    its place stands that words were left out. Of a promise only the day stays by which it is due.
//! 2. **Names.** Who asked, who took over: left out. Contact details are never part of a document.
//! 3. **Times.** No time is finer than a day (UTC), and how long a question took is left out.
//! 4. **Figures.** A figure that could name a person stands as the band of its first digit: `$33,547` as `$30,000 to $40,000`, `62` as
//!    `60 to 70`. Such a figure is every amount of money from ten on, every figure from a thousand on, and every figure from ten on
//!    that the customer gave, wherever in the words made for this case it stands. Points are whole, and their parts are left out,
//!    because one could compute a figure from them.
//! 5. **Evidence.** The facts of the conversation, the report and the head of the chain are left out: a redacted document proves nothing
//!    and is never final.
//!
//! What comes from the catalog stays: names of offerings and sellers, statements, sources, scope, interests, what to do afterwards. So do
//! options that were chosen, and the id of the case, which says nothing and lets its owner be asked.
//!
//! Words, names and times are taken out of the facts, before the document is made from them, so that nothing made from a fact can
//! bring them back. A new kind of fact, or a new field of a document, does not compile before somebody has decided about it.

mod bands;
mod document;
mod facts;
mod proof;

use jiff::Timestamp;

use crate::domain::SafeText;
use crate::interview::Interview;

use super::build::Material;
use super::document::Document;

use bands::Bands;

/// Stands where words were.
const WORDS: &str = "(words left out)";
/// Stands where a name was.
const NAME: &str = "(name left out)";

impl Document {
    /// Makes the redacted twin of the document that [`Document::new`] makes.
    #[must_use]
    pub fn redacted(material: &Material<'_>) -> Self {
        let facts: Vec<_> = material.facts.iter().map(facts::without_words).collect();
        let interview = Interview::fold(&facts);
        let whole = Self::new(&Material {
            facts: &facts,
            interview: &interview,
            made: material.made.map(day),
            chain: None,
            ..material.clone()
        });
        let bands = Bands::new(material.view.catalog, &facts);
        document::redacted(whole, &bands)
    }
}

/// The beginning of the day (UTC).
fn day(at: Timestamp) -> Timestamp {
    const SECONDS: i64 = 24 * 60 * 60;
    let seconds = at.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(SECONDS)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// What stands for words, if there were any.
fn left_out(words: &SafeText) -> SafeText {
    if words.is_empty() {
        SafeText::default()
    } else {
        WORDS.into()
    }
}
