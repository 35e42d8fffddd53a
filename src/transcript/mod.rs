//! The document made from a conversation: what the customer takes home, what the next colleague reads, what can be checked later.
//!
//! [`Document::new`] joins an advice with the conversation behind it. It knows no file, no screen and no clock: the moment of making
//! is passed in, and the same material gives the same bytes. [`completeness`] is the one list of what a final hand-over must have.
//! [`pages`] puts the document into sections of plain blocks, which [`markdown`], [`html`], [`text`] and [`mod@pdf`] write; [`json`] writes the
//! document itself with the evidence it rests on.
//!
//! Sentences about an offering come from the catalog, or are made of labels and computed figures.

mod build;
mod complete;
mod crm;
mod document;
mod escape;
pub mod handover;
mod html;
mod json;
mod markdown;
pub mod pages;
pub mod pdf;
pub mod proof;
mod qr;
mod redact;
mod shown;
mod text;

pub use build::Material;
pub use complete::{Missing, completeness};
pub use crm::{SHORTEST, USUAL, crm};
pub use document::{
    Adviser, Answered, CatalogMark, ClosingLine, CostRow, Costs, Document, Earnings, Evidence,
    Head, LeftOut, NoteLine, Place, Said, Scope, SourceLine, StatementLine, Unmet, Verdict,
};
pub use html::html;
pub use json::{json, schema};
pub use markdown::markdown;
pub use qr::{Code, QUIET};
pub use shown::{Alternative, Contribution, Difference, Fit, Meets, Shown};
pub use text::{text, text_for_customer};
