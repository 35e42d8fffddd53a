//! The commands on catalogs, cases and themes.

use std::path::PathBuf;

use clap::Subcommand;

use crate::cases::CaseId;

use super::{ExportFormat, ListFormat, TableFormat};

/// `candor catalog`.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// List all catalogs at hand
    List {
        /// How to write the list
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// Show what a catalog asks, judges and knows
    Show {
        /// Id of a catalog, or path of its folder
        catalog: PathBuf,
        /// How to write it
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// Look for mistakes in catalogs
    Check {
        /// Ids of catalogs, or paths of their folders
        #[arg(required = true, value_name = "CATALOG")]
        names: Vec<PathBuf>,
    },
    /// Print the JSON Schema of catalog.json: every key, what it means, what it may hold
    Schema,
    /// Try catalogs on the customers in their tests.json
    Test {
        /// Ids of catalogs, or paths of their folders
        #[arg(required = true, value_name = "CATALOG")]
        names: Vec<PathBuf>,
    },
}

/// `candor case`.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// List all cases, newest first
    List {
        /// How to write the list
        #[arg(long, value_enum, default_value_t)]
        format: TableFormat,
    },
    /// Show a case with its advice
    Show {
        /// Id of the case, such as 7F3K-92QD
        id: CaseId,
    },
    /// Put an open case on hold: it waits on the start screen
    Hold {
        /// Id of the case, such as 7F3K-92QD
        id: CaseId,
    },
    /// Erase a case with its transcripts; this cannot be taken back
    Erase {
        /// Id of the case, such as 7F3K-92QD
        id: CaseId,
        /// Only the customer's contact details; the case stays
        #[arg(long)]
        person: bool,
    },
    /// Erase every case past the day to which it is kept: a year after a decision, else 30 days after its last fact,
    /// unless the settings say otherwise; and contact details that are past theirs
    Purge {
        /// Only say which
        #[arg(long)]
        dry_run: bool,
    },
    /// Write the transcript of a case
    Export {
        /// Id of the case, such as 7F3K-92QD
        id: CaseId,
        /// How to write it
        #[arg(long, value_enum, default_value_t)]
        format: ExportFormat,
        /// File to write; standard output when none is named
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// `candor theme`.
#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// List all themes at hand
    List,
    /// Show a theme: what each of its roles looks like, and how well it can be read
    Show {
        /// Name of a theme, or path of a theme file
        #[arg(value_name = "THEME")]
        name: String,
    },
    /// Look for mistakes in themes; in all of them when none is named
    Check {
        /// Names of themes, or paths of theme files
        #[arg(value_name = "THEME")]
        names: Vec<String>,
    },
}
