//! The ranking: a pure function of a [`BlindCatalog`] and [`Needs`], the same bytes on every system.
//!
//! It cannot see who makes or sells an offering, which seller is the user's own, what anyone earns or what is in stock: its input
//! type has no place for them. Names are joined afterwards, in `present`.
//!
//! 1. [`Figures`] computes the columns that depend on the answers.
//! 2. Must-haves exclude; a must-have on a missing fact leaves the offering *unconfirmed*, after the confirmed ones.
//! 3. Every criterion turns its figure into a value on a fixed scale, so that no offering's place depends on which others are on file.
//! 4. The score is the sum of points times values, in integers: associative, so that nothing about the machine can change it.
//!
//! Around that order stand four questions, each answered by a module of its own. How sure is it? [`readings()`] takes the weights and
//! the unknown facts in many ways, with [`Particles`]. What would change it? [`level_tips`], [`weight_tips`], [`figure_tip`] and
//! [`dominated_by`]. What if nothing fits? [`relaxations`] and [`conflicts`]. What to ask next, and when to stop? [`ahead()`], then
//! [`head_to_head()`].

mod advise;
mod at_last;
mod blind;
mod bounds;
mod certificate;
mod confidence;
mod conflicts;
mod contributions;
mod dominance;
mod draws;
mod ending;
mod field;
mod figure_tips;
mod figures;
mod gaps;
mod head_to_head;
mod musts;
mod needs;
mod next;
mod open_question;
mod order;
mod outlook;
mod pair_gain;
mod pairwise;
mod particles;
mod posterior;
mod prospects;
mod reading;
mod readings;
mod relax;
mod settle;
mod share;
mod status_quo;
mod tables;
mod tiles;
mod tipping;
mod tops;
mod value;
mod worlds;

pub use advise::{Advice, Excluded, Ranked, advise};
pub use blind::{BlindCatalog, Computed, tie_key};
pub use confidence::{Confidence, Rival, Sureness, in_ten, out_of};
pub use conflicts::{Conflicts, conflicts};
pub use contributions::{contributions, score_hundredths};
pub use dominance::dominated_by;
pub use draws::mix;
pub use ending::first_place;
pub use figure_tips::{FigureTip, Lever, figure_tip};
pub use figures::{Figures, Known};
pub use head_to_head::{Better, HeadToHead, MOST_HEAD_TO_HEADS, head_to_head, profile};
pub use needs::{MAX_MUSTS, Must, Needs, Test, TradeOff, Weight};
pub use next::{Ahead, ENOUGH, LITTLE, Worth, ahead};
pub use open_question::{AnswerEffect, OpenQuestion, Unlisted, with_answers};
pub use pairwise::better_in;
pub use particles::Particles;
pub use readings::{BEST_FEW, MODEL_ERROR, Plan, Readings, Standing, readings, readings_in};
pub use relax::{Loosened, Relaxation, Relaxations, relaxations};
pub use settle::settled;
pub use share::{ONE, value_of};
pub use status_quo::{StatusQuo, status_quo};
pub use tipping::{
    LevelTip, MOST_POINTS, WeightTip, level_tips, tried, weight_tips, with_level, with_weight,
};
pub use value::{Criterion, Empty, Ideal, Scale, Values};
pub use worlds::{World, worlds};
