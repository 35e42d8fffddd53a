//! Catalogs of similar offerings, made around a latent quality that drives the price, and talks about them.

use std::sync::Arc;

use candor::domain::{Column, Importance};
use candor::formula::{Formula, Input, Place, Scope, Type, Unit, compile};
use candor::ranking::{
    AnswerEffect, BlindCatalog, Computed, Criterion, Empty, Ideal, Needs, ONE, OpenQuestion, Scale,
    Unlisted, Weight, tie_key,
};

use super::chance::Chance;
use super::people::Population;
use super::{Talk, Truth};

/// Criteria: cost a year, six qualities, the size that suits, and two yes or no.
pub const CRITERIA: usize = 10;

/// The ten levels of importance and the two facts.
pub const QUESTIONS: usize = CRITERIA + 2;

const COST: usize = 0;

/// What customers may say about their use and their size, each as often.
const USES: [f64; 3] = [5.0, 15.0, 30.0];
const SIZES: [f64; 3] = [3.0, 5.0, 7.0];

/// What matters less, of 100, is left out of an order: customers call it not important.
const MATTERS: f64 = 10.0;

/// How often a fact is answered wrongly.
const WRONG: f64 = 0.03;

/// A made catalog.
#[derive(Debug, Clone)]
pub struct Market {
    pub blind: Arc<BlindCatalog>,
    pub cheapest: usize,
}

/// The columns by name, then the two answers.
const COLUMNS: [&str; 11] = [
    "price",
    "per_use",
    "performance",
    "reliability",
    "size",
    "comfort",
    "style",
    "warranty",
    "first_extra",
    "second_extra",
    "service",
];

struct Names;

impl Scope for Names {
    fn find(&self, name: &str) -> Option<(Place, Type)> {
        let number = Type::Number(Unit::plain());
        match name {
            "use" => Some((Place::Input(0), number)),
            "ideal" => Some((Place::Input(1), number)),
            _ => {
                let column = COLUMNS.iter().position(|column| *column == name)?;
                Some((Place::Column(column), number))
            }
        }
    }

    fn names(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }
}

fn formula(source: &str) -> Formula {
    compile(source, &Names).unwrap()
}

/// Catalog `number` of `rows` offerings.
pub fn market(rows: usize, number: u64) -> Market {
    let mut chance = Chance::new(rows as u64, number);
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); COLUMNS.len()];
    for _ in 0..rows {
        let quality = chance.normal();
        let mut with = |share: f64| {
            let rest = (1.0_f64 - share * share).sqrt();
            share * quality + rest * chance.normal()
        };
        // In thousands of money: the market pays for quality, not exactly.
        let price = 20.0 * (0.35 * with(0.9)).exp();
        let per_use = 0.15 * (0.25 * with(0.2)).exp();
        let [performance, reliability, comfort, style, service] =
            [0.55, 0.55, 0.55, 0.35, 0.35].map(&mut with);
        let warranty = (2.0 + with(0.4)).round().clamp(1.0, 4.0);
        let extras = [0.4, 0.2].map(|share| f64::from(u8::from(with(share) > 0.0)));
        let size = 10.0 * chance.share();
        let row = [
            price,
            per_use,
            performance,
            reliability,
            size,
            comfort,
            style,
            warranty,
            extras[0],
            extras[1],
            service,
        ];
        for (column, figure) in columns.iter_mut().zip(row) {
            column.push(figure);
        }
    }
    let cheapest = (0..rows).min_by(|a, b| columns[0][*a].total_cmp(&columns[0][*b]));
    let facts: Vec<(Column, Empty)> = columns
        .into_iter()
        .map(|cells| {
            let cells = cells.into_iter().map(Some).collect();
            (Column::Number(cells), Empty::Unknown)
        })
        .collect();
    let cost = Computed::Formula(formula("price / 4 + use * per_use"));
    let keys = (0..rows)
        .map(|row| tie_key(&format!("{number}-{row}")))
        .collect();
    let blind = BlindCatalog::new(
        facts,
        vec![cost],
        criteria(),
        (0..rows as u32).collect(),
        keys,
    );
    Market {
        blind: Arc::new(blind),
        cheapest: cheapest.unwrap(),
    }
}

fn criteria() -> Vec<Criterion> {
    let linear = |worst, best| Scale::Linear { worst, best };
    let quality = || linear(-2.2, 2.2);
    let suits = Scale::Target {
        ideal: Ideal::Formula(formula("ideal")),
        flat: 0.5,
        below: 4.0,
        above: 4.0,
    };
    // Column 11 is the computed cost a year.
    [
        (11, linear(14.0, 2.0)),
        (2, quality()),
        (3, quality()),
        (4, suits),
        (5, quality()),
        (6, quality()),
        (7, linear(1.0, 4.0)),
        (8, linear(0.0, 1.0)),
        (9, linear(0.0, 1.0)),
        (10, quality()),
    ]
    .map(|(column, scale)| Criterion {
        column,
        scale,
        missing: (0, ONE),
        unasked_points: Importance::UNASKED_POINTS,
    })
    .to_vec()
}

/// A talk about a made catalog.
#[derive(Debug, Clone)]
pub struct MadeTalk {
    blind: Arc<BlindCatalog>,
    truth: Truth,
    /// What the customer will say: a word for each criterion, then the two facts.
    words: Vec<Importance>,
    said_facts: [f64; 2],
    needs: Needs,
    answered: [bool; QUESTIONS],
    /// How much each criterion is felt to matter when all are put in order.
    felt: Vec<f64>,
}

impl MadeTalk {
    /// Customer `number` of a population before a catalog.
    pub fn new(market: &Market, population: Population, number: u64) -> Self {
        let mut chance = Chance::new(0x0071_a1c5 + population as u64, number);
        let importances = population.importances(CRITERIA, &mut chance);
        let facts = [USES[chance.below(3)], SIZES[chance.below(3)]];
        let said_facts = [(USES, facts[0]), (SIZES, facts[1])].map(|(all, fact)| {
            if chance.once_in(WRONG) {
                all[chance.below(3)]
            } else {
                fact
            }
        });
        let words = importances
            .iter()
            .map(|&importance| population.word(importance, &mut chance))
            .collect();
        let tie_seed = chance.seed();
        // A stream of its own: whoever answers in words says the same as ever.
        let mut feeling = Chance::new(tie_seed, 1);
        let felt = importances
            .iter()
            .map(|importance| importance + population.noise() * feeling.normal())
            .collect();
        let blind = Arc::clone(&market.blind);
        let knowing = Needs {
            inputs: facts.map(Input::Number).to_vec(),
            tie_seed,
            ..Needs::default()
        };
        let truth = Truth::new(&blind, knowing, &importances, population, &mut chance);
        let needs = Needs {
            // Until it is asked, catalogs assume some usual use; the size that suits stays open.
            inputs: vec![Input::Number(USES[1]), Input::Unknown],
            points: vec![Importance::UNASKED_POINTS; CRITERIA],
            weights: vec![Weight::Unasked; CRITERIA],
            tie_seed,
            ..Needs::default()
        };
        Self {
            blind,
            truth,
            words,
            said_facts,
            needs,
            answered: [false; QUESTIONS],
            felt,
        }
    }

    /// The customer who is asked for one order of importance instead of ten words, and has given it: what does not matter is left out.
    /// Points are the centroids that the program takes for such an answer.
    pub fn with_order_given(mut self) -> Self {
        let mut order: Vec<usize> = (0..CRITERIA)
            .filter(|&criterion| self.felt[criterion] >= MATTERS)
            .collect();
        order.sort_by(|&a, &b| self.felt[b].total_cmp(&self.felt[a]));
        let centroid =
            |place: usize| -> f64 { (place..=CRITERIA).map(|k| 1.0 / k as f64).sum::<f64>() };
        for criterion in 0..CRITERIA {
            self.answered[criterion] = true;
            if order.is_empty() {
                continue;
            }
            let named = order.iter().position(|own| *own == criterion);
            let place = named.unwrap_or(order.len()) + 1;
            let points = 100.0 * centroid(place.min(CRITERIA)) / centroid(1);
            self.needs.points[criterion] = points.round().max(1.0) as u16;
            self.needs.weights[criterion] = Weight::Place {
                group: 0,
                place: place as u16,
            };
        }
        self
    }
}

impl Talk for MadeTalk {
    fn blind(&self) -> &BlindCatalog {
        &self.blind
    }

    fn needs(&self) -> Needs {
        self.needs.clone()
    }

    fn open(&self) -> Vec<OpenQuestion> {
        self.unanswered().into_iter().map(question).collect()
    }

    /// The facts first, then the criteria.
    fn unanswered(&self) -> Vec<usize> {
        let order = (CRITERIA..QUESTIONS).chain(0..CRITERIA);
        order.filter(|&question| !self.answered[question]).collect()
    }

    fn answer(&mut self, question: usize) {
        self.answered[question] = true;
        if let Some(&word) = self.words.get(question) {
            self.needs.points[question] = word.points();
            self.needs.weights[question] = Weight::Level(word);
        } else {
            let fact = question - CRITERIA;
            self.needs.inputs[fact] = Input::Number(self.said_facts[fact]);
        }
    }

    fn truth(&self) -> &Truth {
        &self.truth
    }
}

/// A question as the engine sees it.
fn question(id: usize) -> OpenQuestion {
    let levels = [
        (20, Importance::Not),
        (32, Importance::Somewhat),
        (33, Importance::Important),
        (15, Importance::Essential),
    ];
    let answers = match id {
        COST..CRITERIA => levels
            .map(|(prior, level)| {
                let effect = AnswerEffect {
                    weights: vec![(id, Weight::Level(level), level.points())],
                    ..AnswerEffect::default()
                };
                (prior, effect)
            })
            .to_vec(),
        _ => {
            let (input, options) = if id == CRITERIA {
                (0, USES)
            } else {
                (1, SIZES)
            };
            options
                .map(|option| {
                    let effect = AnswerEffect {
                        inputs: vec![(input, Input::Number(option))],
                        ..AnswerEffect::default()
                    };
                    (1, effect)
                })
                .to_vec()
        }
    };
    OpenQuestion {
        id,
        askable: true,
        put_off: false,
        seconds: 10,
        answers,
        unlisted: Unlisted::default(),
    }
}
