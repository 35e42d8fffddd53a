//! The commands on catalogs, cases and themes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cases::CaseId;

use super::{ExportFormat, ListFormat, PaperSize, TableFormat};

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
    /// Take a case over from a colleague: the record says who did, and what they understood
    Accept {
        /// Id of the case, such as 7F3K-92QD
        id: CaseId,
        /// Who takes it over; the user's name on this computer when nobody is named
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// What they understood, in their own words
        #[arg(long, value_name = "TEXT")]
        summary: Option<String>,
    },
    /// Write the transcript of a case
    Export {
        /// Which case
        #[command(flatten)]
        which: Exported,
        /// How to write it, and where
        #[command(flatten)]
        how: HowExported,
    },
}

/// How a transcript is written, and where.
#[derive(Debug, Clone, Args)]
pub struct HowExported {
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportFormat,
    /// Most characters of a note for a CRM field, 120 at least
    #[arg(long, value_name = "N", default_value_t = crate::transcript::USUAL)]
    pub limit: usize,
    /// What --format pdf is for; letter when nothing is said and the amounts are in US dollars, else a4
    #[arg(long, value_enum, value_name = "SIZE")]
    pub paper: Option<PaperSize>,
    /// Leave out words, names and times of day, and give figures as bands: to learn from, never as evidence
    #[arg(long)]
    pub redacted: bool,
    /// File to write; standard output when none is named
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Put it as a file into a folder from which another program picks it up; with --all every ended case that is not there yet. Without
    /// DIR the folder of the settings, else `outbox` in the folder of data
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true, conflicts_with_all = ["format", "output", "schema", "paper"])]
    pub outbox: Option<Option<PathBuf>>,
}

/// The case to be exported, or all.
#[derive(Debug, Clone, Copy, Args)]
#[group(required = true, multiple = false)]
pub struct Exported {
    /// Id of the case, such as 7F3K-92QD
    pub id: Option<CaseId>,
    /// All cases, newest first, one on a line; with --format ndjson
    #[arg(long = "all")]
    pub every: bool,
    /// No case: print the JSON Schema of --format json
    #[arg(long)]
    pub schema: bool,
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
