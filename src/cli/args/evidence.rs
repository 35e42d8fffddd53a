//! The arguments of `candor verify` and `candor replay`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use crate::cases::CaseId;

use super::ListFormat;

/// `candor verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// What to look at.
    #[command(flatten)]
    pub what: VerifyWhat,
    /// Whether this file is a transcript of the case, unchanged
    #[arg(long, value_name = "FILE", requires = "id", conflicts_with_all = ["all", "day"])]
    pub file: Option<PathBuf>,
    /// How to write the outcome
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
}

/// What `candor verify` looks at.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct VerifyWhat {
    /// Id of a case, such as 7F3K-92QD
    pub id: Option<CaseId>,
    /// All cases, all days and the audit log
    #[arg(long)]
    pub all: bool,
    /// The file of a day (UTC) and every case that was begun, ended or left on it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub day: Option<Date>,
}

/// A day as a person writes it.
fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "a day is written like 2026-11-22".to_owned())
}

/// `candor replay`.
#[derive(Debug, Args)]
pub struct ReplayArgs {
    /// Id of the case, such as 7F3K-92QD
    pub id: CaseId,
    /// How to write the outcome
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
}
