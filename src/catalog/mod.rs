//! Catalogs: from two files to a [`Catalog`] that cannot be wrong, or to the list of all that is.
//!
//! [`load`] reads files, [`raw`] is their shape, `table` the spreadsheet, `validate` the way from raw to valid. Every mistake
//! becomes a [`Problem`] with its place; all of them are shown together.

pub mod builtin;
mod elements;
pub mod load;
mod locate;
mod model;
pub mod personas;
pub mod plain;
mod problem;
pub mod raw;
pub mod reading;
mod said;
mod scope;
mod shape;
pub mod shelf;
mod table;
mod template;
mod validate;
pub mod words;

pub use elements::{Braces, KnownKeys, Places, object, object_with};
pub use load::{Files, LoadError, from_files, open};
pub use model::{
    AnswerKind, AnswerOption, Attribute, Catalog, Contact, Coverage, CriterionInfo, Effect,
    FigureRange, Interests, Kind, Level, MustEffect, Objection, Offering, Origin, Question, Remark,
    Seller, Shares, Source, Statement, StatusQuo, Term, TestOf,
};
pub(crate) use problem::nearest;
pub use problem::{Place, Problem};
pub use raw::{
    RawBetter as Better, RawMoment as Moment, RawNoun as Noun, RawRemarkKind as RemarkKind,
    RawSensitivity as Sensitivity, RawSeverity as Severity,
};
pub use template::Template;
pub use words::Figure;
