//! Joins the brand-blind advice with names, sellers, facts and words. Everything the screens, the command line and the transcript say
//! about offerings comes from here; nothing here decides anything about the order.

mod advised;
mod answers;
mod asking;
mod changes;
mod compare;
mod costs;
mod difference;
mod disturbed;
mod entries;
mod entry;
mod movement;
mod needs;
mod pair;
mod recommended;
mod report;
mod row_in_full;
mod scenario_words;
mod sure;
mod take_home;
mod unmet;
mod view;
mod ways;
mod why;

pub use advised::Advised;
pub use answers::{answer_words, figure_words, level_words};
pub use changes::WouldChange;
pub use compare::{CompareCell, CompareRow, Comparison};
pub use costs::money_columns;
pub use difference::difference;
pub use disturbed::Disturbed;
pub use entry::{Entry, Said, Standing, earns, full_name};
pub use movement::{Move, Movement, Stood};
pub use needs::{NeedLine, NeedWeight, ordinal};
pub use pair::{Pair, PairRow};
pub use recommended::{Recommended, outcome_words};
pub use report::{DOES_NOT_SAY, ENGINE, Report, answer_json, report};
pub use row_in_full::RowInFull;
pub use sure::{Sure, tenths_words};
pub use unmet::CANNOT_REVERSE;
pub use view::{View, points, tie_seed};
pub use ways::{Trial, Way, fit_words};
pub use why::{Part, Why, WhyNot, uncapped};
