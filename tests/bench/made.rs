//! Catalogs made for measuring: columns of figures from a fixed stream of numbers.

use candor::domain::Column;
use candor::formula::Input;
use candor::ranking::{BlindCatalog, Criterion, Empty, Must, Needs, ONE, Scale, Test, tie_key};

/// A stream of numbers that looks like chance and is always the same (`SplitMix64`, Steele et al. 2014).
pub struct Stream(pub u64);

impl Stream {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Between 0 and 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// `rows` offerings with `criteria` figures between 0 and 100; one in fifty is missing.
pub fn catalog(rows: usize, criteria: usize) -> BlindCatalog {
    let mut stream = Stream(42);
    let facts = (0..criteria)
        .map(|_| {
            let cells = (0..rows)
                .map(|_| {
                    let figure = stream.share() * 100.0;
                    (!stream.next().is_multiple_of(50)).then_some(figure)
                })
                .collect();
            (Column::Number(cells), Empty::Unknown)
        })
        .collect();
    let criteria = (0..criteria)
        .map(|column| Criterion {
            column,
            scale: Scale::Linear {
                worst: 0.0,
                best: 100.0,
            },
            missing: (0, ONE),
            unasked_points: 50,
        })
        .collect();
    let lines = (0..rows).map(|row| (row / 3) as u32).collect();
    let keys = (0..rows).map(|row| tie_key(&row.to_string())).collect();
    BlindCatalog::new(facts, Vec::new(), criteria, lines, keys)
}

/// Points 10 to 100, and two must-haves that most offerings meet.
pub fn needs(criteria: usize) -> Needs {
    let points = (0..criteria)
        .map(|n| [100, 70, 30, 50, 10][n % 5])
        .collect();
    let musts = [(0, 10.0), (1, 20.0)]
        .map(|(column, limit)| Must {
            column,
            test: Test::AtLeast(limit),
        })
        .to_vec();
    Needs {
        absent: Vec::new(),
        weights: Vec::new(),
        trade_offs: Vec::new(),
        inputs: Vec::<Input>::new(),
        given: Vec::new(),
        musts,
        points,
        tie_seed: 7,
    }
}
