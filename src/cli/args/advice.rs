//! The arguments of `candor advise` and `candor audit`.

use std::path::PathBuf;

use clap::Args;

use super::{AdviceFormat, ListFormat, PaperSize};

/// `candor audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Id of a catalog, or path of its folder
    pub catalog: PathBuf,
    /// Give ownership to each seller and to none, hide and exchange sellers, shuffle the rows (the proof there is; may be left out)
    #[arg(long)]
    pub own_brand: bool,
    /// How many made-up customers to compare
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub customers: u32,
    /// How to write the outcome
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
}

/// `candor advise`.
#[derive(Debug, Args)]
pub struct AdviseArgs {
    /// Id of a catalog, or path of its folder
    pub catalog: PathBuf,
    /// File with the answers as JSON; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub answers: PathBuf,
    /// How many offerings to show, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub top: u16,
    /// How to write the advice
    #[arg(long, value_enum, default_value_t)]
    pub format: AdviceFormat,
    /// What --format pdf is for; letter when nothing is said and the amounts are in US dollars, else a4
    #[arg(long, value_enum, value_name = "SIZE")]
    pub paper: Option<PaperSize>,
}
