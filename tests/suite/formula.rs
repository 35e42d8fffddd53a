//! Formulas as a catalog owner and the engine meet them.

mod fixture;
mod random;
mod refused;
mod tree;
mod values;
