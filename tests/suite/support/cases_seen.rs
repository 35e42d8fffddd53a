//! Cases as the ranking sees them, for properties that hold of all: customers made up for every catalog at hand, and catalogs made
//! by chance with a customer each.

use std::fmt;
use std::sync::OnceLock;

use candor::catalog::Catalog;
use candor::domain::Column;
use candor::interview::derive;
use candor::ranking::{
    Advice, BlindCatalog, Computed, Criterion, Empty, Figures, Ideal, Must, Needs, Particles, Plan,
    Readings, Scale, Test, advise, readings,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use super::blind::{scale_of_figures, weight};
use super::catalogs::all;
use super::dice::Dice;

/// Few readings: enough to see that a share moved.
pub const FEW: Plan = Plan {
    readings: 128,
    error: 20,
    places: candor::ranking::BEST_FEW,
    threads: 1,
};

/// What the ranking is given.
#[derive(Clone)]
pub struct Seen {
    pub blind: BlindCatalog,
    pub needs: Needs,
    /// Where it comes from, where that is shorter than the whole.
    told: Option<String>,
}

/// The parts of a [`Seen`], to be changed.
pub struct Parts {
    pub facts: Vec<(Column, Empty)>,
    pub computed: Vec<Computed>,
    pub criteria: Vec<Criterion>,
    pub lines: Vec<u32>,
    pub keys: Vec<u64>,
    pub needs: Needs,
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.told {
            Some(told) => f.write_str(told),
            None => write!(f, "{:#?}\n{:#?}", self.blind, self.needs),
        }
    }
}

/// Where an offering stands: rank (0 when excluded), score, must-haves that are open or missed.
pub type Place = (usize, u32, u64);

impl Seen {
    /// The same with a change made to it.
    pub fn with(&self, change: impl FnOnce(&mut Parts)) -> Self {
        let blind = &self.blind;
        let mut parts = Parts {
            facts: blind.facts().to_vec(),
            computed: blind.computed().to_vec(),
            criteria: blind.criteria().to_vec(),
            lines: blind.lines().to_vec(),
            keys: blind.keys().to_vec(),
            needs: self.needs.clone(),
        };
        change(&mut parts);
        Self {
            blind: BlindCatalog::new(
                parts.facts,
                parts.computed,
                parts.criteria,
                parts.lines,
                parts.keys,
            ),
            needs: parts.needs,
            told: self.told.clone(),
        }
    }

    /// The same offerings, those in `rows` only and in that order; one that stands there twice is there twice.
    pub fn with_rows(&self, rows: &[usize]) -> Self {
        self.with(|parts| {
            for (column, _) in &mut parts.facts {
                *column = column.permuted(rows);
            }
            parts.lines = rows.iter().map(|&row| parts.lines[row]).collect();
            parts.keys = rows.iter().map(|&row| parts.keys[row]).collect();
            for cells in &mut parts.needs.given {
                *cells = rows.iter().map(|&row| cells[row]).collect();
            }
            let absent = |row: &usize| self.needs.absent.contains(&rows[*row]);
            parts.needs.absent = (0..rows.len()).filter(absent).collect();
        })
    }

    /// The same figures with nothing left to compute: every computed column is a fact, and every ideal a figure.
    pub fn frozen(&self) -> Self {
        let computed = Figures::new(&self.blind, &self.needs).into_computed();
        self.with(|parts| {
            parts.computed.clear();
            let facts = computed.into_iter().map(|column| (column, Empty::Unknown));
            parts.facts.extend(facts);
            for criterion in &mut parts.criteria {
                if let Scale::Target { ideal, .. } = &mut criterion.scale
                    && let Ideal::Formula(formula) = ideal
                    && let Some(candor::domain::Cell::Number(figure)) =
                        formula.alone(&self.needs.inputs)
                {
                    *ideal = Ideal::Figure(figure);
                }
            }
        })
    }

    /// The same with every offering a model line of its own: shares of readings are then those of offerings.
    pub fn apart(&self) -> Self {
        self.with(|parts| parts.lines = (0..parts.lines.len() as u32).collect())
    }

    pub fn rows(&self) -> usize {
        self.blind.rows()
    }

    pub fn advice(&self) -> Advice {
        advise(&self.blind, &self.needs)
    }

    pub fn readings(&self, plan: Plan) -> Readings {
        let criteria = self.blind.criteria().len();
        let particles = Particles::new(&self.needs, criteria, plan.readings);
        readings(&self.blind, &self.needs, &self.advice(), &particles, plan)
    }

    /// The key and the place of every offering, in the order shown: ranked, then excluded.
    pub fn order(&self) -> Vec<(u64, Place)> {
        let advice = self.advice();
        let key = |row: usize| self.blind.keys()[row];
        let ranked = advice.ranked.iter();
        let ranked = ranked.map(|r| (key(r.offering), (r.rank, r.score, r.open)));
        let excluded = advice.excluded.iter();
        let excluded = excluded.map(|e| (key(e.offering), (0, e.score, e.violated)));
        ranked.chain(excluded).collect()
    }

    /// The place of every offering, by position; `None` for one that takes no part.
    pub fn places(&self) -> Vec<Option<Place>> {
        let mut places = vec![None; self.rows()];
        let advice = self.advice();
        for ranked in &advice.ranked {
            places[ranked.offering] = Some((ranked.rank, ranked.score, ranked.open));
        }
        for excluded in &advice.excluded {
            places[excluded.offering] = Some((0, excluded.score, excluded.violated));
        }
        places
    }
}

fn catalogs() -> &'static [Catalog] {
    static CATALOGS: OnceLock<Vec<Catalog>> = OnceLock::new();
    CATALOGS.get_or_init(all)
}

fn config(cases: u32) -> Config {
    Config {
        failure_persistence: None,
        ..Config::with_cases(cases)
    }
}

/// Holds a property against so many made-up customers of every catalog; the number given to it makes up the customer.
pub fn of_every_catalog(cases: u32, property: impl Fn(&Catalog, u64) -> Result<(), TestCaseError>) {
    for catalog in catalogs() {
        let run = TestRunner::new(config(cases))
            .run(&any::<u64>().no_shrink(), |seed| property(catalog, seed));
        if let Err(error) = run {
            panic!("{}: {error}", catalog.id);
        }
    }
}

/// Holds a property against so many customers of every catalog, and against so many catalogs made by chance; the number given to it
/// is for chance of its own.
pub fn of_every_case(cases: u32, property: impl Fn(&Seen, &mut Dice) -> Result<(), TestCaseError>) {
    of_every_catalog(cases, |catalog, seed| {
        let mut dice = Dice::new(seed);
        let answers = dice.answers(catalog);
        let seen = Seen {
            blind: catalog.blind().clone(),
            needs: derive(catalog, &answers, seed).needs,
            told: Some(format!("{} and {answers:?}", catalog.id)),
        };
        property(&seen, &mut dice)
    });
    let run = TestRunner::new(config(cases)).run(&(made(), any::<u64>()), |(seen, seed)| {
        property(&seen, &mut Dice::new(seed))
    });
    if let Err(error) = run {
        panic!("made by chance: {error}");
    }
}

// ---- Catalogs made by chance ----

/// A column with what it is judged by, and a must-have that fits it.
#[derive(Debug, Clone)]
struct Made {
    column: Column,
    scale: Scale,
    test: Test,
}

/// Most cells are known.
fn cells<T: fmt::Debug + Clone>(
    rows: usize,
    known: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<Option<T>>> {
    prop::collection::vec(prop::option::weighted(0.85, known), rows)
}

fn column(rows: usize) -> impl Strategy<Value = Made> {
    let limit = (0..120_i32, any::<bool>()).prop_map(|(limit, least)| {
        let limit = f64::from(limit);
        if least {
            Test::AtLeast(limit)
        } else {
            Test::AtMost(limit)
        }
    });
    let figures = (
        cells(rows, (0..120_i32).prop_map(f64::from)),
        scale_of_figures(),
        limit,
    )
        .prop_map(|(cells, scale, test)| Made {
            column: Column::Number(cells.into()),
            scale,
            test,
        });
    let options = prop::collection::vec(0..4_u16, 1..3);
    let choices = (
        cells(rows, 0..4_u16),
        prop::collection::vec(0..=10_000_u16, 4),
        options,
    )
        .prop_map(|(cells, values, options)| Made {
            column: Column::Choice(cells),
            scale: Scale::Categories(values),
            test: Test::OneOf(options),
        });
    let yes_no = (
        cells(rows, any::<bool>()),
        0..=10_000_u16,
        0..=10_000_u16,
        any::<bool>(),
    )
        .prop_map(|(cells, yes, no, is)| Made {
            column: Column::YesNo(cells),
            scale: Scale::YesNo { yes, no },
            test: Test::Is(is),
        });
    prop_oneof![3 => figures, 1 => choices, 1 => yes_no]
}

prop_compose! {
    fn made()(rows in 2..12_usize, columns in 1..6_usize)(
        made in prop::collection::vec(column(rows), columns),
        empty in prop::collection::vec(prop_oneof![Just(Empty::Unknown), Just(Empty::DoesNotApply)], columns),
        points in prop::collection::vec(0..=100_u16, columns),
        weights in prop::collection::vec(weight(), columns),
        must in prop::collection::vec(prop::bool::weighted(0.2), columns),
        lines in prop::collection::vec(0..8_u32, rows),
        keys in prop::collection::vec(any::<u64>(), rows),
        tie_seed in any::<u64>(),
    ) -> Seen {
        let musts = made.iter().enumerate().filter(|(n, _)| must[*n]).map(|(column, made)| Must { column, test: made.test.clone() });
        let needs = Needs { musts: musts.collect(), points, weights, tie_seed, ..Needs::default() };
        let criteria = made.iter().enumerate().map(|(column, made)| Criterion {
            column,
            scale: made.scale.clone(),
            missing: made.scale.ends(),
            unasked_points: 50,
        });
        let criteria = criteria.collect();
        let facts = made.into_iter().map(|made| made.column).zip(empty).collect();
        Seen { blind: BlindCatalog::new(facts, Vec::new(), criteria, lines, keys), needs, told: None }
    }
}
