//! What stands only once in the file, and where facts come from.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::domain::SafeText;

/// What stands only once in the file, beside the lists of [`RawCatalog`](super::RawCatalog).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawHead {
    /// Version of this format: 1.
    pub format: u32,
    /// The catalog's id; also the name of its folder.
    pub id: String,
    /// What it is about, as a heading.
    pub title: SafeText,
    /// Who answers for it.
    pub owner: SafeText,
    /// Name of this edition; advice is the same for the same edition and answers.
    pub edition: SafeText,
    /// The day up to which its facts hold, `YYYY-MM-DD`.
    pub as_of: String,
    /// Facts older than this many days are marked as old.
    pub max_age_days: Option<u32>,
    /// Language of its words, such as `en`.
    pub language: SafeText,
    /// The one currency of all money in it.
    pub currency: RawCurrency,
    /// What one offering is called: `{"one": "car", "many": "cars"}`.
    pub offering: RawNoun,
    /// What a seller is called: `{"one": "make", "many": "makes"}`.
    pub seller: RawNoun,
    /// Sellers that are the user's own company; known to the screens only.
    #[serde(default)]
    pub own_sellers: Vec<SafeText>,
    /// Keeping what the customer has, where the catalog has that as an offering.
    pub status_quo: Option<RawStatusQuo>,
    /// Who is in the catalog and who is missing.
    pub coverage: RawCoverage,
    /// Who earns what.
    pub interests: RawInterests,
    /// How a customer is asked whether their name and a way to reach them may be kept. Without it none are.
    pub contact: Option<RawContact>,
    /// What the customer can do after choosing, whatever they choose: where it can be tried, changed, complained about and left.
    pub afterwards: Option<RawAfterwards>,
    /// How units are said: symbol in formulas to words on screen.
    #[serde(default)]
    pub units: BTreeMap<String, RawNoun>,
}

/// Asking whether contact details may be kept.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawContact {
    /// The question, read out word for word. It names the number of days.
    pub ask: SafeText,
    /// For how many days they are kept, 1 to 3650.
    pub days: u16,
}

/// Keeping what the customer has: an ordinary row of the table, whose figures are computed from the customer's own answers.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawStatusQuo {
    /// Id of the offering.
    pub offering: String,
    /// A formula over answers: the row takes part only when this is true, such as `known(bill_now)`.
    pub when: String,
}

/// A currency.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawCurrency {
    /// ISO 4217 code, which is also its unit in formulas, such as `USD`.
    pub code: String,
    /// Sign before the figure, such as `$`.
    pub sign: SafeText,
}

/// A word in singular and plural.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawNoun {
    /// Singular.
    pub one: SafeText,
    /// Plural.
    pub many: SafeText,
}

/// What the customer can do after choosing, a sentence or two each.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct RawAfterwards {
    /// How to try before one commits.
    #[serde(rename = "try")]
    pub trying: SafeText,
    /// How to change one's mind.
    pub change: SafeText,
    /// Where to complain.
    pub complain: SafeText,
    /// How to leave again.
    pub leave: SafeText,
    /// Ids of the sources that say so.
    #[serde(default)]
    pub sources: Vec<SafeText>,
}

/// Who is in and who is missing.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawCoverage {
    /// What the catalog covers, in a sentence.
    pub covers: SafeText,
    /// What it leaves out, a sentence each.
    pub missing: Vec<SafeText>,
}

/// Who earns what.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawInterests {
    /// A sentence that holds for all.
    pub general: SafeText,
    /// What is earned on an offering of our own, in words.
    pub own: SafeText,
    /// What is earned on anybody else's, in words.
    pub others: SafeText,
}

/// Where facts come from.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct RawSource {
    /// Id that attributes and cells refer to.
    pub id: String,
    /// Title of the publication.
    pub title: SafeText,
    /// Where it can be found.
    pub address: SafeText,
    /// Its date, `YYYY-MM-DD`.
    pub date: String,
    /// How far it can be relied on, in a sentence.
    pub note: Option<SafeText>,
}
