//! The proof that the order does not see who makes or sells an offering. Anyone can run it again: `candor audit CATALOG --own-brand`.
//!
//! The catalog's own two files are changed and loaded again, so that everything from the file to the printed cautions is under test:
//! ownership is given to each seller in turn and to none, sellers are hidden and exchanged, and the rows are shuffled. For each
//! made-up customer the advice on every changed catalog must be the same as on the unchanged one. Before that, copies of some
//! offerings are added under other sellers (`treat::twinned`), because a bias in ties only shows where there are ties.

mod customers;
mod own_brand;
mod treat;

pub use own_brand::{
    Advise, AuditError, Difference, Line, OwnBrand, Treatment, by_the_engine, own_brand,
};
pub use treat::Unchangeable;
