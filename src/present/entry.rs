//! One offering as it is shown.

use jiff::civil::Date;

use crate::catalog::{Catalog, Figure, Origin, RemarkKind, Severity};
use crate::domain::{Cell, Id, SafeText};
use crate::ranking::{Excluded, Ranked, contributions, score_hundredths};

use super::view::View;

/// An offering with all that is to be said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Position in the catalog.
    pub offering: usize,
    /// Its rank, where it meets every must-have or may meet them.
    pub rank: Option<usize>,
    /// Whether another one has the same rank.
    pub tied: bool,
    /// Id.
    pub id: Id,
    /// Name.
    pub name: SafeText,
    /// Who makes or sells it.
    pub seller: SafeText,
    /// Whether it is the user's own company's.
    pub own: bool,
    /// Whether it is keeping what the customer has.
    pub now: bool,
    /// Model line.
    pub line: SafeText,
    /// How many others of its line are in the order.
    pub others_in_line: usize,
    /// The better one of its line that stands above it and takes up the place of both.
    pub behind: Option<SafeText>,
    /// Score in hundredths of a point, 0 to 10,000.
    pub score: u32,
    /// What each criterion adds, in hundredths of a point, in the order of the criteria; they sum to the score.
    pub contributions: Vec<u32>,
    /// Whether it meets the must-haves.
    pub standing: Standing,
    /// Columns computed for this customer: column and figure.
    pub computed: Vec<(usize, Figure)>,
    /// Good points.
    pub pros: Vec<SafeText>,
    /// Cautions that hold for every customer.
    pub cons: Vec<SafeText>,
    /// What must be said to this customer, most serious first.
    pub caveats: Vec<Said>,
    /// Date of the oldest source of its facts.
    pub oldest_fact: Option<Date>,
}

/// Whether an offering meets the must-haves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It meets all of them.
    Fits,
    /// Facts are missing: what to ask the seller.
    Ask(Vec<SafeText>),
    /// It misses these.
    Misses(Vec<SafeText>),
}

/// A caveat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How serious.
    pub severity: Severity,
    /// The words.
    pub text: SafeText,
}

impl Entry {
    pub(super) fn ranked(view: &View<'_>, ranked: &Ranked) -> Self {
        let tied = view
            .advice
            .leaders()
            .filter(|other| other.rank == ranked.rank)
            .count()
            > 1;
        let standing = match ranked.open {
            0 => Standing::Fits,
            open => Standing::Ask(musts(view, open)),
        };
        let rank = Some((ranked.rank, tied));
        let entry = Self::build(view, ranked.offering, rank, ranked.score, standing);
        Self {
            behind: (!ranked.leads_line).then(|| leader(view, ranked)).flatten(),
            ..entry
        }
    }

    pub(super) fn excluded(view: &View<'_>, excluded: &Excluded) -> Self {
        let standing = Standing::Misses(musts(view, excluded.violated));
        Self::build(view, excluded.offering, None, excluded.score, standing)
    }

    fn build(
        view: &View<'_>,
        offering: usize,
        rank: Option<(usize, bool)>,
        score: u32,
        standing: Standing,
    ) -> Self {
        let catalog = view.catalog;
        // Positions in an advice come from the catalog it was made from; an empty entry would show if they ever did not.
        let known = catalog.offerings.get(offering);
        let name = known.map_or_else(SafeText::default, |known| known.name.clone());
        let line = known.map_or_else(SafeText::default, |known| known.line.clone());
        let seller = known.and_then(|known| catalog.seller_of(known));
        let remarks = |kind| remarks(view, offering, kind);
        let own_words = |written: &[SafeText], kind| {
            let computed = remarks(kind).into_iter().map(|said| said.text);
            written.iter().cloned().chain(computed).collect::<Vec<_>>()
        };
        let needs = &view.case.needs;
        Self {
            offering,
            rank: rank.map(|(rank, _)| rank),
            tied: rank.is_some_and(|(_, tied)| tied),
            id: known.map_or_else(|| catalog.id.clone(), |known| known.id.clone()),
            seller: seller.map_or_else(SafeText::default, |seller| seller.name.clone()),
            own: seller.is_some_and(|seller| seller.own),
            now: catalog
                .status_quo
                .as_ref()
                .is_some_and(|kept| kept.offering == offering),
            others_in_line: others_in_line(view, offering),
            behind: None,
            score: score_hundredths(score, needs.total_points()),
            contributions: contributions(view.advice, needs, offering),
            standing,
            computed: computed(view, offering),
            pros: known.map_or_else(Vec::new, |known| own_words(&known.pros, RemarkKind::Pro)),
            cons: known.map_or_else(Vec::new, |known| own_words(&known.cons, RemarkKind::Con)),
            caveats: remarks(RemarkKind::Caveat),
            oldest_fact: oldest_fact(view, offering),
            name,
            line,
        }
    }

    /// `Nissan Leaf S+`: the seller before the name, unless the name begins with it or it is what the customer has.
    #[must_use]
    pub fn full_name(&self) -> SafeText {
        named(&self.name, &self.seller, self.now)
    }

    /// The full name, with `[OURS]` before that of an own offering, where no narrow window can cut it off.
    #[must_use]
    pub fn label(&self) -> SafeText {
        let ours = if self.own { "[OURS] " } else { "" };
        format!("{ours}{}", self.full_name()).into()
    }

    /// Who earns on it, in plain words.
    #[must_use]
    pub const fn earns(&self) -> &'static str {
        earns(self.now, self.own)
    }

    /// Must-haves it misses.
    #[must_use]
    pub fn misses(&self) -> &[SafeText] {
        match &self.standing {
            Standing::Misses(missed) => missed,
            Standing::Fits | Standing::Ask(_) => &[],
        }
    }

    /// What stands most against it beside the must-haves it misses; `None` where nothing does.
    #[must_use]
    pub fn catch(&self) -> Option<SafeText> {
        self.downsides().into_iter().nth(self.misses().len())
    }

    /// What stands against it, most pressing first: must-haves missed, questions to the seller, serious caveats, cautions, then the
    /// other caveats.
    #[must_use]
    pub fn downsides(&self) -> Vec<SafeText> {
        let standing: Vec<SafeText> = match &self.standing {
            Standing::Fits => Vec::new(),
            Standing::Ask(open) => open
                .iter()
                .map(|must| format!("Ask the seller: {must}?").into())
                .collect(),
            Standing::Misses(missed) => missed
                .iter()
                .map(|must| format!("Misses: {must}.").into())
                .collect(),
        };
        let (serious, other): (Vec<&Said>, Vec<&Said>) = self
            .caveats
            .iter()
            .partition(|said| said.severity == Severity::Serious);
        let words = |said: Vec<&Said>| {
            said.into_iter()
                .map(|said| said.text.clone())
                .collect::<Vec<_>>()
        };
        standing
            .into_iter()
            .chain(words(serious))
            .chain(self.cons.iter().cloned())
            .chain(words(other))
            .collect()
    }
}

/// Who earns on an offering, in plain words.
#[must_use]
pub const fn earns(now: bool, own: bool) -> &'static str {
    if now {
        "what you have now"
    } else if own {
        "sold by us; we earn from this one"
    } else {
        "another company"
    }
}

/// The full name of the offering at `position`, as [`Entry::full_name`] has it; empty when there is no such position.
#[must_use]
pub fn full_name(catalog: &Catalog, position: usize) -> SafeText {
    let Some(offering) = catalog.offerings.get(position) else {
        return SafeText::default();
    };
    let seller = catalog.seller_of(offering);
    let seller = seller.map_or_else(SafeText::default, |seller| seller.name.clone());
    let kept = catalog.status_quo.as_ref();
    let now = kept.is_some_and(|kept| kept.offering == position);
    named(&offering.name, &seller, now)
}

fn named(name: &SafeText, seller: &SafeText, now: bool) -> SafeText {
    if now || name.starts_with(seller.as_str()) {
        name.clone()
    } else {
        SafeText::trimmed(&format!("{seller} {name}"))
    }
}

/// The must-haves of a mask, in words.
fn musts(view: &View<'_>, mask: u64) -> Vec<SafeText> {
    view.case
        .musts
        .iter()
        .enumerate()
        .filter(|(n, _)| mask >> n & 1 == 1)
        .map(|(_, must)| must.text.clone())
        .collect()
}

fn remarks(view: &View<'_>, offering: usize, kind: RemarkKind) -> Vec<Said> {
    let inputs = &view.case.needs.inputs;
    let mut said: Vec<Said> = view
        .catalog
        .remarks
        .iter()
        .filter(|remark| remark.kind == kind)
        .filter(|remark| {
            remark.when.row(&view.figures, inputs, offering) == Some(Cell::YesNo(true))
        })
        .map(|remark| Said {
            severity: remark.severity,
            text: view
                .catalog
                .remark_text(remark, &view.figures, inputs, offering),
        })
        .collect();
    said.sort_by_key(|said| std::cmp::Reverse(said.severity));
    said
}

fn computed(view: &View<'_>, offering: usize) -> Vec<(usize, Figure)> {
    let shown = |attribute: &crate::catalog::Attribute| {
        attribute.origin == Origin::Formula && !attribute.hidden
    };
    view.catalog
        .attributes
        .iter()
        .enumerate()
        .filter(|(_, attribute)| shown(attribute))
        .map(|(column, attribute)| {
            (
                column,
                view.catalog.figure(attribute, view.cell(column, offering)),
            )
        })
        .collect()
}

fn others_in_line(view: &View<'_>, offering: usize) -> usize {
    let lines = view.catalog.blind().lines();
    let line = lines.get(offering);
    let same = |ranked: &&Ranked| lines.get(ranked.offering) == line && ranked.offering != offering;
    view.advice.ranked.iter().filter(same).count()
}

/// The best of the same line.
fn leader(view: &View<'_>, ranked: &Ranked) -> Option<SafeText> {
    let lines = view.catalog.blind().lines();
    let line = lines.get(ranked.offering);
    let mut leaders = view.advice.leaders();
    let leader = leaders.find(|leader| lines.get(leader.offering) == line)?;
    Some(full_name(view.catalog, leader.offering))
}

fn oldest_fact(view: &View<'_>, offering: usize) -> Option<Date> {
    (0..view.catalog.blind().facts().len())
        .filter(|&column| view.catalog.fact(column, offering).is_some())
        .filter_map(|column| view.catalog.source_of(column, offering))
        .map(|source| source.date)
        .min()
}
