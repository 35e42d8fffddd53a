//! A catalog that has passed every check: what the rest of the program works with.

mod about;
mod columns;
mod effects;
mod offerings;
mod questions;
mod remarks;
mod shares;

use jiff::civil::Date;

use crate::domain::{Cell, Id, SafeText};
use crate::formula::Table as _;
use crate::ranking::{BlindCatalog, Figures};

use super::raw::{RawAfterwards, RawMoment, RawNoun};

pub use about::{Contact, Coverage, Interests, Source, StatusQuo};
pub use columns::{Attribute, CriterionInfo, Kind, Origin};
pub use effects::{Effect, Level, MustEffect, TestOf};
pub use offerings::{Offering, Seller};
pub use questions::{AnswerKind, AnswerOption, FigureRange, Question};
pub use remarks::{Objection, Remark, Statement, Term};
pub use shares::Shares;

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
    /// Keeping what the customer has.
    pub status_quo: Option<StatusQuo>,
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
    /// What customers say against it, and what can be said to that.
    pub objections: Vec<Objection>,
    /// Texts to be read word for word.
    pub statements: Vec<Statement>,
    /// What the customer can do after choosing, where the catalog says it.
    pub afterwards: Option<RawAfterwards>,
    /// How contact details are asked for; `None` where none are kept.
    pub contact: Option<Contact>,
    /// Sellers by name.
    pub sellers: Vec<Seller>,
    /// Offerings, in the order of the file.
    pub offerings: Vec<Offering>,
    /// How many inputs formulas read.
    pub inputs: usize,
    /// How many columns are made for each case from sellers.
    pub(in crate::catalog) given: Vec<usize>,
    /// Source of each fact that has another one than its attribute: (attribute, offering) to source, sorted.
    pub(in crate::catalog) cell_sources: Vec<((usize, usize), usize)>,
    pub(in crate::catalog) blind: BlindCatalog,
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
