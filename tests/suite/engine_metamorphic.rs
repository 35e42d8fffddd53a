//! The table of metamorphic properties of the engine: what a change must do to an advice, and what it must leave alone. Each is held
//! against made-up customers of every catalog that is shipped, and against catalogs made by chance.
//!
//! | row | what is changed | where else it is held, and how it is stated here |
//! |---|---|---|
//! | 1 | the order of the file | `ranking_properties`, `engine_readings` |
//! | 2 | names, ids, descriptions, sellers | `ranking_properties` and `audit` for sellers; there are no margins and no stock in a catalog |
//! | 3 | one value improves | `ranking_properties`, `engine_readings` |
//! | 4 | an offering goes | `ranking_properties`, `engine_readings` |
//! | 5 | an offering is there twice | shares: the two together in no fewer readings, every other in no more, since each has an error of its own |
//! | 6 | another unit | to the last bit where the factor is a power of two; else a value may be rounded the other way, by one of 10,000 |
//! | 7 | all points times a constant | levels have fixed points, so "tipping answers" are the points at which a weight tips, times the constant |
//! | 8 | a criterion on which all are equal | `engine_tipping` |
//! | 9 | more weight where the first is best | `engine_tipping` |
//! | 10 | a weight at its tipping point and one step before | `engine_tipping` |
//! | 11 | the level that tips | `engine_tipping`; `sure` for prices |
//! | 12 | a smallest change of must-haves and its parts | `engine_relax` |
//! | 13 | answers after the certificate | `engine_next`, which has the questions |
//! | 14 | threads | other systems and builds: the golden files of `personas` and `transcripts`, byte by byte |
//! | 15 | "don't know" | `engine_next`: only a catalog with questions can say it, so there is none made by chance |
//! | 16 | nothing: contributions are sums | `ranking_properties` |
//! | 17 | a criterion told the other way round | between the points of a piecewise scale a value may be rounded the other way |

mod changes;
mod offerings;
mod scales;

use std::cell::Cell as Count;

/// Customers of each catalog, and catalogs made by chance, for what is quick.
const MANY: u32 = 64;
/// The same for what takes readings.
const SOME: u32 = 24;

/// Counts how often a property had something to say, so that it cannot pass by silence.
fn at_least(count: &Count<usize>, least: usize) {
    assert!(
        count.get() >= least,
        "it was held against {} cases only",
        count.get()
    );
}

fn one_more(count: &Count<usize>) {
    count.set(count.get() + 1);
}
