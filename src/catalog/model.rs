//! A catalog that has passed every check: what the rest of the program works with.

use jiff::civil::Date;

use crate::domain::{AnswerValue, Cell, Id, Importance, SafeText};
use crate::formula::{Formula, Table as _, Unit};
use crate::ranking::{BlindCatalog, Figures};

use super::raw::{RawBetter, RawMoment, RawNoun, RawRemarkKind, RawSensitivity, RawSeverity};
use super::template::Template;

/// A valid catalog. Positions (`usize`) in it always lie inside the list they refer to.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// Id, also the name of its folder.
    pub id: Id,
    /// Heading.
    pub title: SafeText,
    /// Who answers for it.
    pub owner: SafeText,
    /// Name of the edition.
    pub edition: SafeText,
    /// SHA-256 over both files, in lower-case hexadecimal.
    pub fingerprint: String,
    /// The day up to which its facts hold.
    pub as_of: Date,
    /// Facts older than this many days are marked as old.
    pub max_age_days: Option<u32>,
    /// Language tag.
    pub language: SafeText,
    /// Currency code, such as `USD`, and the sign before figures.
    pub currency: (String, SafeText),
    /// What one offering is called.
    pub offering: RawNoun,
    /// What a seller is called.
    pub seller: RawNoun,
    /// Who is in and who is missing.
    pub coverage: Coverage,
    /// Who earns what.
    pub interests: Interests,
    /// Where facts come from.
    pub sources: Vec<Source>,
    /// How units are said.
    pub units: Vec<(String, RawNoun)>,
    /// Columns of the table, then computed ones; numbered as in the [`BlindCatalog`].
    pub attributes: Vec<Attribute>,
    /// What is judged; numbered as in the [`BlindCatalog`].
    pub criteria: Vec<CriterionInfo>,
    /// Questions in their usual order.
    pub questions: Vec<Question>,
    /// Sentences that hold under a condition.
    pub remarks: Vec<Remark>,
    /// Words explained.
    pub glossary: Vec<Term>,
    /// Texts to be read word for word.
    pub statements: Vec<Statement>,
    /// Sellers by name.
    pub sellers: Vec<Seller>,
    /// Offerings, in the order of the file.
    pub offerings: Vec<Offering>,
    /// How many inputs formulas read.
    pub inputs: usize,
    /// How many columns are made for each case from sellers.
    pub(super) given: Vec<usize>,
    /// Source of each fact that has another one than its attribute: (attribute, offering) to source, sorted.
    pub(super) cell_sources: Vec<((usize, usize), usize)>,
    pub(super) blind: BlindCatalog,
}

impl Catalog {
    /// What the ranking may see of it.
    #[must_use]
    pub const fn blind(&self) -> &BlindCatalog {
        &self.blind
    }

    /// For each column made for a case, the question whose answer names the sellers.
    #[must_use]
    pub fn given(&self) -> &[usize] {
        &self.given
    }

    /// The question called `id`, with its position.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<(usize, &Question)> {
        self.questions
            .iter()
            .enumerate()
            .find(|(_, question)| question.id == id)
    }

    /// The offering called `id`, with its position.
    #[must_use]
    pub fn offering(&self, id: &str) -> Option<(usize, &Offering)> {
        self.offerings
            .iter()
            .enumerate()
            .find(|(_, offering)| offering.id == id)
    }

    /// Who sells an offering.
    #[must_use]
    pub fn seller_of(&self, offering: &Offering) -> Option<&Seller> {
        self.sellers.get(offering.seller)
    }

    /// Whether an offering is the user's own company's.
    #[must_use]
    pub fn is_own(&self, offering: &Offering) -> bool {
        self.seller_of(offering).is_some_and(|seller| seller.own)
    }

    /// The fact in column `attribute` of `offering`; computed columns are not facts.
    #[must_use]
    pub fn fact(&self, attribute: usize, offering: usize) -> Option<Cell> {
        self.blind.facts().get(attribute)?.0.get(offering)
    }

    /// A cell of any column, with the computed ones of one case.
    #[must_use]
    pub fn cell(&self, figures: &Figures<'_>, attribute: usize, offering: usize) -> Option<Cell> {
        figures.column(attribute)?.get(offering)
    }

    /// Where a fact comes from.
    #[must_use]
    pub fn source_of(&self, attribute: usize, offering: usize) -> Option<&Source> {
        let own = self.attributes.get(attribute)?.source;
        let position = self
            .cell_sources
            .binary_search_by_key(&(attribute, offering), |(place, _)| *place)
            .ok()
            .and_then(|n| self.cell_sources.get(n))
            .map(|(_, source)| *source)
            .or(own)?;
        self.sources.get(position)
    }

    /// How many facts nobody says, and how many there could be.
    #[must_use]
    pub fn missing_cells(&self) -> (usize, usize) {
        let asked: Vec<_> = self
            .blind
            .facts()
            .iter()
            .filter(|(_, empty)| *empty == crate::ranking::Empty::Unknown)
            .collect();
        let missing = asked.iter().map(|(column, _)| column.missing()).sum();
        (missing, asked.len() * self.offerings.len())
    }

    /// The statements for a moment.
    pub fn statements_at(&self, moment: RawMoment) -> impl Iterator<Item = &Statement> {
        self.statements
            .iter()
            .filter(move |statement| statement.at == moment)
    }
}

/// Who is in and who is missing.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// What the catalog covers.
    pub covers: SafeText,
    /// What it leaves out.
    pub missing: Vec<SafeText>,
}

/// Who earns what, in words.
#[derive(Debug, Clone)]
pub struct Interests {
    /// For all.
    pub general: SafeText,
    /// On an own offering.
    pub own: SafeText,
    /// On anybody else's.
    pub others: SafeText,
}

/// Where facts come from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Id.
    pub id: Id,
    /// Title.
    pub title: SafeText,
    /// Where it can be found.
    pub address: SafeText,
    /// Its date.
    pub date: Date,
    /// How far it can be relied on.
    pub note: Option<SafeText>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A figure.
    Number,
    /// An amount of the catalog's currency.
    Money,
    /// Yes or no.
    YesNo,
    /// One of these options, id and words.
    Choice(Vec<(Id, SafeText)>),
    /// Text.
    Text,
    /// A date.
    Date,
}

/// Where a column comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The table: a fact.
    Table,
    /// A formula over facts and answers.
    Formula,
    /// Sellers named in an answer.
    Sellers,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Id.
    pub id: Id,
    /// Heading.
    pub label: SafeText,
    /// What it holds.
    pub kind: Kind,
    /// Unit of figures.
    pub unit: Unit,
    /// Digits after the point.
    pub decimals: u8,
    /// Which way is better.
    pub better: RawBetter,
    /// Whether an empty cell means that it does not apply.
    pub may_not_apply: bool,
    /// Source of its facts.
    pub source: Option<usize>,
    /// Explained.
    pub help: Option<SafeText>,
    /// Left out of the side-by-side table.
    pub hidden: bool,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is judged, in words; the scale stands in the [`BlindCatalog`].
#[derive(Debug, Clone)]
pub struct CriterionInfo {
    /// Id.
    pub id: Id,
    /// Heading.
    pub label: SafeText,
    /// Column it reads.
    pub attribute: usize,
    /// The worse and the better end of the scale, as said on screens.
    pub ends: (SafeText, SafeText),
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Id.
    pub id: Id,
    /// Two or three words.
    pub label: SafeText,
    /// The spoken line.
    pub say: SafeText,
    /// The reason for asking.
    pub why: SafeText,
    /// More for staff.
    pub help: Option<SafeText>,
    /// Positions in the glossary.
    pub glossary: Vec<usize>,
    /// What kind of answer.
    pub kind: AnswerKind,
    /// Asked only when this is true.
    pub when: Option<Formula>,
    /// Seconds to ask and answer.
    pub seconds: u16,
    /// How sensitive.
    pub sensitive: RawSensitivity,
    /// The level shown first, where it is asked how much it matters.
    pub importance: Option<Importance>,
    /// What formulas assume until it is answered.
    pub assume: Option<AnswerValue>,
    /// What an answer does.
    pub effects: Vec<Effect>,
    /// Number of its (first) input in formulas, where formulas can read it.
    pub input: Option<usize>,
}

/// What kind of answer a question wants.
#[derive(Debug, Clone)]
pub enum AnswerKind {
    /// One option; `unit` when each stands for a figure.
    One {
        /// Options.
        options: Vec<Option_>,
        /// Unit of the figures they stand for.
        unit: Option<Unit>,
    },
    /// Any number of options. `sellers` when the options are the sellers, in their order.
    Several {
        /// Options.
        options: Vec<Option_>,
        /// Whether the options are the catalog's sellers.
        sellers: bool,
    },
    /// Yes or no.
    YesNo,
    /// A figure.
    Number(FigureRange),
    /// An amount of money.
    Money(FigureRange),
    /// From a figure to a figure.
    Range(FigureRange),
    /// Criteria in order of importance: an option and the criterion it stands for.
    Order(Vec<(Option_, usize)>),
    /// How much a criterion matters.
    Level(usize),
    /// Free words.
    Words,
}

impl AnswerKind {
    /// The options, in their order; none where the kind has none.
    pub fn options(&self) -> impl Iterator<Item = &Option_> {
        let (plain, ordered): (&[Option_], &[(Option_, usize)]) = match self {
            Self::One { options, .. } | Self::Several { options, .. } => (options, &[]),
            Self::Order(items) => (&[], items),
            _ => (&[], &[]),
        };
        plain.iter().chain(ordered.iter().map(|(option, _)| option))
    }
}

/// An option of a question.
#[derive(Debug, Clone)]
pub struct Option_ {
    /// Id.
    pub id: Id,
    /// Words.
    pub label: SafeText,
    /// The figure it stands for.
    pub value: Option<f64>,
}

/// What figure an answer may be.
#[derive(Debug, Clone)]
pub struct FigureRange {
    /// Unit.
    pub unit: Unit,
    /// Least.
    pub min: f64,
    /// Most.
    pub max: f64,
    /// Step of the arrow keys.
    pub step: f64,
    /// Usual figures.
    pub usual: Vec<f64>,
}

/// What an answer does.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Excludes.
    Must(MustEffect),
    /// Weighs.
    Weigh {
        /// The criterion.
        criterion: usize,
        /// How much.
        level: Level,
        /// Only when this is true.
        when: Option<Formula>,
    },
}

/// A must-have that an answer sets.
#[derive(Debug, Clone)]
pub struct MustEffect {
    /// Column.
    pub column: usize,
    /// What its cell must be.
    pub test: TestOf,
    /// In words, over answers.
    pub label: Template,
    /// Only when this is true.
    pub when: Option<Formula>,
}

/// A test whose limit comes from answers.
#[derive(Debug, Clone)]
pub enum TestOf {
    /// At least this figure.
    AtLeast(Formula),
    /// At most this figure.
    AtMost(Formula),
    /// Among the answers to the question at this position; for each of its options the position in the column's.
    AnswersOf(usize, Vec<Option<u16>>),
    /// Among these options of the column.
    Among(Vec<u16>),
    /// This yes or no.
    Is(bool),
}

/// How much a criterion gets.
#[derive(Debug, Clone)]
pub enum Level {
    /// What the customer said.
    Asked,
    /// Always this.
    Fixed(Importance),
    /// By option; the highest among several.
    ByOption(Vec<(Id, Importance)>),
}

/// A sentence about an offering.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Id.
    pub id: Id,
    /// What it is.
    pub kind: RawRemarkKind,
    /// How serious.
    pub severity: RawSeverity,
    /// When it holds.
    pub when: Formula,
    /// The words.
    pub text: Template,
}

/// A word explained.
#[derive(Debug, Clone)]
pub struct Term {
    /// The word.
    pub term: SafeText,
    /// What it means.
    pub text: SafeText,
}

/// A text to be read word for word.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Id.
    pub id: Id,
    /// When.
    pub at: RawMoment,
    /// The words.
    pub text: SafeText,
}

/// Who makes or sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    /// Id, made from the name.
    pub id: Id,
    /// Name.
    pub name: SafeText,
    /// Whether it is the user's own company.
    pub own: bool,
}

/// Anything that can be recommended.
#[derive(Debug, Clone)]
pub struct Offering {
    /// Id.
    pub id: Id,
    /// Name.
    pub name: SafeText,
    /// Position of the seller.
    pub seller: usize,
    /// Model line.
    pub line: SafeText,
    /// Good points written for this offering.
    pub pros: Vec<SafeText>,
    /// Cautions written for this offering.
    pub cons: Vec<SafeText>,
}
