//! Catalogs as the ranking sees them, made row by row.

use candor::domain::{Cell, Column, Importance};
use candor::ranking::{
    Advice, BlindCatalog, Criterion, Empty, Ideal, Must, Needs, Scale, Weight, advise, tie_key,
};
use proptest::prelude::*;

/// A column of figures and the criterion that judges it.
#[derive(Debug, Clone)]
pub struct Judged {
    pub cells: Vec<Option<f64>>,
    pub empty: Empty,
    pub scale: Scale,
    pub points: u16,
}

/// Offerings `o0`, `o1`, .. with figures, and what a customer needs.
#[derive(Debug, Clone)]
pub struct World {
    pub names: Vec<String>,
    pub lines: Vec<u32>,
    pub judged: Vec<Judged>,
    pub musts: Vec<Must>,
    pub weights: Vec<Weight>,
    pub tie_seed: u64,
}

/// Values 0 to 1, one row per offering; `places` of the criteria in an order of importance.
pub fn unit_world(rows: &[&[f64]], places: &[u16]) -> World {
    let mut world = World::new(
        (0..places.len())
            .map(|column| Judged {
                cells: rows.iter().map(|row| Some(row[column])).collect(),
                empty: Empty::Unknown,
                scale: Scale::Linear {
                    worst: 0.0,
                    best: 1.0,
                },
                points: 50,
            })
            .collect(),
    );
    world.weights = places
        .iter()
        .map(|&place| Weight::Place { group: 0, place })
        .collect();
    world
}

/// Where an offering stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub name: String,
    pub score: u32,
}

impl World {
    pub fn new(judged: Vec<Judged>) -> Self {
        let rows = judged[0].cells.len();
        Self {
            names: (0..rows).map(|n| format!("o{n}")).collect(),
            lines: (0..rows as u32).collect(),
            judged,
            musts: Vec::new(),
            weights: Vec::new(),
            tie_seed: 7,
        }
    }

    pub fn blind(&self) -> BlindCatalog {
        let facts = self
            .judged
            .iter()
            .map(|judged| (Column::Number(judged.cells.clone().into()), judged.empty))
            .collect();
        let criteria = self
            .judged
            .iter()
            .enumerate()
            .map(|(column, judged)| Criterion {
                column,
                scale: judged.scale.clone(),
                missing: judged.scale.ends(),
                unasked_points: 50,
            })
            .collect();
        let keys = self.names.iter().map(|name| tie_key(name)).collect();
        BlindCatalog::new(facts, Vec::new(), criteria, self.lines.clone(), keys)
    }

    pub fn needs(&self) -> Needs {
        Needs {
            points: self.judged.iter().map(|judged| judged.points).collect(),
            musts: self.musts.clone(),
            weights: self.weights.clone(),
            tie_seed: self.tie_seed,
            ..Needs::default()
        }
    }

    pub fn advice(&self) -> Advice {
        advise(&self.blind(), &self.needs())
    }

    /// Ranked offerings, then excluded ones.
    pub fn order(&self) -> Vec<Standing> {
        let advice = self.advice();
        let ranked = advice.ranked.iter().map(|r| (r.offering, r.score));
        let excluded = advice.excluded.iter().map(|e| (e.offering, e.score));
        ranked
            .chain(excluded)
            .map(|(row, score)| Standing {
                name: self.names[row].clone(),
                score,
            })
            .collect()
    }

    pub fn names_in_order(&self) -> Vec<String> {
        self.order()
            .into_iter()
            .map(|standing| standing.name)
            .collect()
    }

    /// The same offerings, those at `rows` only and in that order.
    pub fn with_rows(&self, rows: &[usize]) -> Self {
        let mut world = self.clone();
        world.names = rows.iter().map(|&row| self.names[row].clone()).collect();
        world.lines = rows.iter().map(|&row| self.lines[row]).collect();
        for judged in &mut world.judged {
            judged.cells = rows.iter().map(|&row| judged.cells[row]).collect();
        }
        world
    }

    /// The value of a figure on the scale of criterion `column`.
    pub fn value(&self, column: usize, figure: f64) -> u16 {
        let cell = Cell::Number(figure);
        self.judged[column].scale.value(&cell, &[]).unwrap()
    }
}

/// Any scale of figures between 0 and 200.
pub fn scale_of_figures() -> impl Strategy<Value = Scale> {
    let linear = (0..100_i32, 1..100_i32, any::<bool>()).prop_map(|(from, span, up)| {
        let (low, high) = (f64::from(from), f64::from(from + span));
        let (worst, best) = if up { (low, high) } else { (high, low) };
        Scale::Linear { worst, best }
    });
    let piecewise = prop::collection::btree_map(0..100_i32, 0..=10_u8, 2..5).prop_map(|points| {
        let point = |(x, y): (i32, u8)| (f64::from(x), f64::from(y) / 10.0);
        Scale::Piecewise(points.into_iter().map(point).collect())
    });
    let target =
        (0..100_i32, 0..10_i32, 1..50_i32, 1..50_i32).prop_map(|(ideal, flat, below, above)| {
            Scale::Target {
                ideal: Ideal::Figure(f64::from(ideal)),
                flat: f64::from(flat),
                below: f64::from(below),
                above: f64::from(above),
            }
        });
    prop_oneof![linear, piecewise, target]
}

/// Any way in which a weight is known.
pub fn weight() -> impl Strategy<Value = Weight> {
    prop_oneof![
        Just(Weight::Unasked),
        Just(Weight::Nothing),
        prop::sample::select(Importance::ALL.to_vec()).prop_map(Weight::Level),
        (0..2_usize, 1..4_u16).prop_map(|(group, place)| Weight::Place { group, place }),
    ]
}
