//! The shape of `catalog.json` as it is written: everything a catalog owner may say, nothing checked yet but types.
//!
//! [`super::validate`] turns it into a [`super::Catalog`]. Unknown keys are not refused here but collected by the loader, which
//! knows where they stand. The table of offerings (`offerings.csv`) has a column for each attribute here.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::{Importance, SafeText};

/// The whole file, read element by element so that one mistake does not hide the others.
#[derive(Debug, Clone)]
pub struct RawCatalog {
    /// Everything that stands only once.
    pub head: RawHead,
    /// Where facts come from.
    pub sources: Vec<RawSource>,
    /// Columns of the table.
    pub attributes: Vec<RawAttribute>,
    /// Columns computed from answers and other columns.
    pub computed: Vec<RawComputed>,
    /// What is judged, and on which fixed scale.
    pub criteria: Vec<RawCriterion>,
    /// What is asked, in the usual order.
    pub questions: Vec<RawQuestion>,
    /// Good points, cautions and caveats that hold under a condition.
    pub remarks: Vec<RawRemark>,
    /// Words explained.
    pub glossary: Vec<RawTerm>,
    /// Texts to be read out word for word.
    pub statements: Vec<RawStatement>,
}

/// What stands only once in the file, beside the lists of [`RawCatalog`].
#[derive(Debug, Clone, Deserialize)]
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
    /// Who is in the catalog and who is missing.
    pub coverage: RawCoverage,
    /// Who earns what.
    pub interests: RawInterests,
    /// How units are said: symbol in formulas to words on screen.
    #[serde(default)]
    pub units: BTreeMap<String, RawNoun>,
}

/// A currency.
#[derive(Debug, Clone, Deserialize)]
pub struct RawCurrency {
    /// ISO 4217 code, which is also its unit in formulas, such as `USD`.
    pub code: String,
    /// Sign before the figure, such as `$`.
    pub sign: SafeText,
}

/// A word in singular and plural.
#[derive(Debug, Clone, Deserialize)]
pub struct RawNoun {
    /// Singular.
    pub one: SafeText,
    /// Plural.
    pub many: SafeText,
}

/// Who is in and who is missing.
#[derive(Debug, Clone, Deserialize)]
pub struct RawCoverage {
    /// What the catalog covers, in a sentence.
    pub covers: SafeText,
    /// What it leaves out, a sentence each.
    pub missing: Vec<SafeText>,
}

/// Who earns what.
#[derive(Debug, Clone, Deserialize)]
pub struct RawInterests {
    /// A sentence that holds for all.
    pub general: SafeText,
    /// What is earned on an offering of our own, in words.
    pub own: SafeText,
    /// What is earned on anybody else's, in words.
    pub others: SafeText,
}

/// Where facts come from.
#[derive(Debug, Clone, Deserialize)]
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

/// What kind of figure or word a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawKind {
    /// A figure in `unit`.
    Number,
    /// An amount in the catalog's currency, per `unit`'s remainder (`USD`, `USD/year`).
    Money,
    /// `yes` or `no`.
    YesNo,
    /// One of `options`.
    Choice,
    /// Free text.
    Text,
    /// A calendar date.
    Date,
}

/// Which way is better, to mark the best cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawBetter {
    /// More is better; yes is better than no.
    Higher,
    /// Less is better; no is better than yes.
    Lower,
    /// Neither: it depends on the customer.
    Neither,
}

/// What an empty cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawEmpty {
    /// Nobody says: a missing fact.
    Unknown,
    /// It does not apply to this offering (an electric range of a petrol car).
    DoesNotApply,
}

/// One column of the table.
#[derive(Debug, Clone, Deserialize)]
pub struct RawAttribute {
    /// Id: name of the column and name in formulas.
    pub id: String,
    /// Heading on screens.
    pub label: SafeText,
    /// Kind of cell.
    pub kind: RawKind,
    /// Unit in formulas, such as `mile/gallon`; none for `1`.
    pub unit: Option<String>,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<RawLabel>,
    /// Digits after the point on screens; 0 when not given.
    pub decimals: Option<u8>,
    /// Which way is better; `neither` when not given.
    pub better: Option<RawBetter>,
    /// What an empty cell means; `unknown` when not given.
    pub empty: Option<RawEmpty>,
    /// Source of its cells; a column `ID@source` may name another one cell by cell.
    pub source: String,
    /// Explained in a sentence.
    pub help: Option<SafeText>,
    /// Left out of the side-by-side table; `false` when not given.
    #[serde(default)]
    pub hidden: bool,
}

/// An id with its words.
#[derive(Debug, Clone, Deserialize)]
pub struct RawLabel {
    /// Id.
    pub id: String,
    /// Words.
    pub label: SafeText,
}

/// A column computed for each customer. Exactly one of `formula` and `seller_in` is given.
#[derive(Debug, Clone, Deserialize)]
pub struct RawComputed {
    /// Id: name in formulas.
    pub id: String,
    /// Heading on screens.
    pub label: SafeText,
    /// Kind: number, money or yes/no.
    pub kind: RawKind,
    /// Unit the formula must have.
    pub unit: Option<String>,
    /// Digits after the point on screens; 0 when not given.
    pub decimals: Option<u8>,
    /// Which way is better; `neither` when not given.
    pub better: Option<RawBetter>,
    /// How it is computed from attributes, earlier computed columns and answers.
    pub formula: Option<String>,
    /// Yes where the offering's seller is among the answers to this question: the only way a seller enters the ranking.
    pub seller_in: Option<String>,
    /// Explained in a sentence.
    pub help: Option<SafeText>,
    /// Left out of the side-by-side table; `false` when not given.
    #[serde(default)]
    pub hidden: bool,
}

/// What is judged.
#[derive(Debug, Clone, Deserialize)]
pub struct RawCriterion {
    /// Id.
    pub id: String,
    /// Heading on screens.
    pub label: SafeText,
    /// The attribute or computed column it reads.
    pub attribute: String,
    /// How a figure becomes a value between 0 and 1.
    pub scale: RawScale,
    /// What is assumed between when the fact is missing, in the attribute's unit; the whole scale when not given.
    pub missing_between: Option<(f64, f64)>,
    /// Weight while no answer speaks of it.
    #[serde(default)]
    pub unasked: RawUnasked,
}

/// Weight of a criterion while no answer speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawUnasked {
    /// As much as it weighs on average over customers (5 points).
    #[default]
    Average,
    /// Nothing: it only counts for customers who bring it up.
    Nothing,
}

/// A value function on a fixed scale.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawScale {
    /// Straight from `worst` (0) to `best` (1), either order.
    Linear {
        /// Figure worth 0.
        worst: f64,
        /// Figure worth 1.
        best: f64,
    },
    /// Points `[figure, value]`, figures rising, straight between them.
    Piecewise(Vec<(f64, f64)>),
    /// Full value within `flat` of the ideal, falling to 0 over `below` and `above`.
    Target {
        /// A figure, or the id of a number question or a formula over answers.
        ideal: RawIdeal,
        /// Half-width of the flat top.
        #[serde(default)]
        flat: f64,
        /// How far below the flat top the value reaches 0.
        below: f64,
        /// How far above the flat top the value reaches 0.
        above: f64,
    },
    /// A value for each option of a choice.
    Categories(BTreeMap<String, f64>),
    /// Values of yes and no.
    YesNo {
        /// Value of yes.
        yes: f64,
        /// Value of no.
        no: f64,
    },
}

/// The ideal of a target scale.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a figure or a formula in quotes")]
pub enum RawIdeal {
    /// A fixed figure.
    Figure(f64),
    /// A formula over answers.
    Formula(String),
}

/// One question.
#[derive(Debug, Clone, Deserialize)]
pub struct RawQuestion {
    /// Id: name of its answer in formulas.
    pub id: String,
    /// Two or three words for lists.
    pub label: SafeText,
    /// The spoken line, at most 25 words.
    pub say: SafeText,
    /// Why it is asked, for staff and for a customer who wonders.
    pub why: SafeText,
    /// More for staff.
    pub help: Option<SafeText>,
    /// Terms of the glossary that come up.
    #[serde(default)]
    pub glossary: Vec<SafeText>,
    /// What kind of answer.
    pub kind: RawAnswerKind,
    /// A formula over answers: it is asked only when this is true.
    pub when: Option<String>,
    /// How many seconds it takes to ask and answer.
    pub seconds: u16,
    /// How sensitive it is.
    #[serde(default)]
    pub sensitive: RawSensitivity,
    /// The level shown first, where the customer may say how much it matters; not asked when absent.
    pub importance: Option<Importance>,
    /// What formulas assume until it is answered, in the plain form of an answer.
    pub assume: Option<serde_json::Value>,
    /// What an answer does.
    #[serde(default)]
    pub does: Vec<RawEffect>,
}

/// How sensitive a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawSensitivity {
    /// Not at all.
    #[default]
    None,
    /// It touches the person (family, health).
    Personal,
    /// It touches their money.
    Financial,
}

/// What kind of answer, and what belongs to that kind. "Don't know" and "rather not say" fit every kind.
#[derive(Debug, Clone, Deserialize)]
pub struct RawAnswerKind {
    /// The kind.
    #[serde(rename = "type")]
    pub name: RawAnswerType,
    /// `one`, `several`: the options, at most nine for `one`.
    pub options: Option<Vec<RawOption>>,
    /// `several`: `sellers` for all sellers of the table, instead of options.
    pub options_from: Option<RawOptionsFrom>,
    /// `one` whose options all have a value, `number`, `range`: the unit, such as `mile/year`; `1` when not given. `money`: the
    /// currency when not given.
    pub unit: Option<String>,
    /// `number`, `money`, `range`: least.
    pub min: Option<f64>,
    /// `number`, `money`, `range`: most.
    pub max: Option<f64>,
    /// `number`, `money`, `range`: step of the arrow keys.
    pub step: Option<f64>,
    /// `number`, `money`: usual figures offered as keys, at most eight.
    pub usual: Option<Vec<f64>>,
    /// `order`: what is put in order.
    pub items: Option<Vec<RawOrderItem>>,
    /// `level`: the criterion; the two ends of its scale are shown.
    pub criterion: Option<String>,
}

/// The kinds of answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawAnswerType {
    /// One of the options.
    One,
    /// Any number of the options.
    Several,
    /// Yes or no.
    YesNo,
    /// A figure.
    Number,
    /// An amount of the catalog's currency.
    Money,
    /// From a figure to a figure.
    Range,
    /// Criteria from most to least important.
    Order,
    /// How much a criterion matters: not, somewhat, important, essential.
    Level,
    /// Free words, which no formula reads.
    Words,
}

/// Where options come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawOptionsFrom {
    /// All sellers of the table, by name.
    Sellers,
}

/// An option of a question.
#[derive(Debug, Clone, Deserialize)]
pub struct RawOption {
    /// Id.
    pub id: String,
    /// Words.
    pub label: SafeText,
    /// The figure it stands for; when all options have one, the answer is a figure in formulas.
    pub value: Option<f64>,
}

/// Something to be put in order.
#[derive(Debug, Clone, Deserialize)]
pub struct RawOrderItem {
    /// Id.
    pub id: String,
    /// Words.
    pub label: SafeText,
    /// The criterion it stands for.
    pub criterion: String,
}

/// What an answer does. Exactly one of `must` and `weigh` is given.
#[derive(Debug, Clone, Deserialize)]
pub struct RawEffect {
    /// A must-have: offerings that miss it are excluded.
    pub must: Option<RawMust>,
    /// A criterion that gets a weight.
    pub weigh: Option<String>,
    /// How much: a level; `asked` for the level the customer gave; or a level for each option, options left out changing nothing.
    pub level: Option<RawLevel>,
    /// A formula over answers: the effect holds only when this is true.
    pub when: Option<String>,
}

/// A must-have on one column: exactly one of the relations is given. `label` says it in words, with `{names}` of answers.
///
/// Where the question asks for importance, the must-have holds only when the customer said "must".
#[derive(Debug, Clone, Deserialize)]
pub struct RawMust {
    /// The attribute or computed column.
    pub attribute: String,
    /// How it is called on screens, such as `seats for {people}`.
    pub label: SafeText,
    /// The figure must be at least this formula over answers.
    pub at_least: Option<String>,
    /// The figure must be at most this formula over answers.
    pub at_most: Option<String>,
    /// The choice must be among the answers to this question, which has options of the same ids.
    pub one_of: Option<String>,
    /// The choice must be one of these.
    pub among: Option<Vec<String>>,
    /// Yes or no must be this.
    pub is: Option<bool>,
}

/// How much a criterion gets.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "'asked', a level (not, somewhat, important, essential), or a level for each option"
)]
pub enum RawLevel {
    /// `asked`, or one level.
    Word(String),
    /// A level for each option.
    ByOption(BTreeMap<String, Importance>),
}

/// A sentence about an offering that holds under a condition.
#[derive(Debug, Clone, Deserialize)]
pub struct RawRemark {
    /// Id.
    pub id: String,
    /// What it is: a good point, a caution about the offering, or a caveat for this customer.
    pub kind: RawRemarkKind,
    /// How serious a caution or caveat is; `caution` when not given.
    pub severity: Option<RawSeverity>,
    /// A formula over columns and answers; `true` for always.
    pub when: String,
    /// The words; `{name}` or `{formula}` is filled in with its unit, `{formula:1}` with one digit after the point.
    pub text: SafeText,
}

/// What a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawRemarkKind {
    /// A good point.
    Pro,
    /// A caution that holds for every customer.
    Con,
    /// What must be said to this customer.
    Caveat,
}

/// How serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawSeverity {
    /// Good to know.
    Info,
    /// To be weighed.
    Caution,
    /// May change the decision.
    Serious,
}

/// A word explained.
#[derive(Debug, Clone, Deserialize)]
pub struct RawTerm {
    /// The word.
    pub term: SafeText,
    /// What it means, readable aloud.
    pub text: SafeText,
}

/// A text to be read out word for word.
#[derive(Debug, Clone, Deserialize)]
pub struct RawStatement {
    /// Id.
    pub id: String,
    /// At which moment.
    pub at: RawMoment,
    /// The words.
    pub text: SafeText,
}

/// When a statement is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RawMoment {
    /// Before the first question.
    Start,
    /// With the advice.
    Advice,
}

/// Every key of this format, for suggestions when one is misspelt.
pub(super) const KEYS: [&str; 93] = [
    "above",
    "address",
    "among",
    "as_of",
    "assume",
    "at",
    "at_least",
    "at_most",
    "attribute",
    "attributes",
    "below",
    "best",
    "better",
    "categories",
    "code",
    "computed",
    "coverage",
    "covers",
    "criteria",
    "criterion",
    "currency",
    "date",
    "decimals",
    "does",
    "edition",
    "empty",
    "flat",
    "format",
    "formula",
    "general",
    "glossary",
    "help",
    "hidden",
    "id",
    "ideal",
    "importance",
    "interests",
    "is",
    "items",
    "kind",
    "label",
    "language",
    "level",
    "linear",
    "many",
    "max",
    "max_age_days",
    "min",
    "missing",
    "missing_between",
    "must",
    "no",
    "note",
    "offering",
    "one",
    "one_of",
    "options",
    "options_from",
    "others",
    "own",
    "own_sellers",
    "owner",
    "piecewise",
    "questions",
    "remarks",
    "say",
    "scale",
    "seconds",
    "seller",
    "seller_in",
    "sensitive",
    "severity",
    "sign",
    "source",
    "sources",
    "statements",
    "step",
    "target",
    "term",
    "text",
    "title",
    "type",
    "unasked",
    "unit",
    "units",
    "usual",
    "value",
    "weigh",
    "when",
    "why",
    "worst",
    "yes",
    "yes_no",
];
