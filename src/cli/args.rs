//! The arguments, as they are written and as `--help` explains them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::cases::CaseId;
use crate::config::Options;
use crate::tui::theme::{ColorChoice, Depth};

/// A terminal advisor that ranks every seller's offerings in the customer's interest.
///
/// Without a command the full screen opens.
#[derive(Debug, Parser)]
#[command(name = "candor", version, max_term_width = 100)]
pub struct Arguments {
    /// Options that every command takes.
    #[command(flatten)]
    pub options: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options everywhere")]
pub struct GlobalArgs {
    /// Folder with catalogs of your own, a folder each
    #[arg(long, value_name = "DIR", global = true)]
    pub catalogs: Option<PathBuf>,
    /// Folder in which cases are kept
    #[arg(long, value_name = "DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// Theme of the full screen (see `candor theme list`)
    #[arg(long, value_name = "NAME", global = true)]
    pub theme: Option<String>,
    /// Write only ASCII
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Ask in the catalog's order, not what tells most first
    #[arg(long, global = true)]
    pub in_order: bool,
    /// Cells in a line of text, 20 to 400 [default: 80]
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(20..=400))]
    pub width: Option<u16>,
    /// When to use colour, or how much of it
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t)]
    pub color: When,
    /// Language of the program: only `en` is there
    #[arg(long, value_name = "TAG", global = true, value_parser = language)]
    pub lang: Option<String>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum When {
    /// What the terminal and NO_COLOR say
    #[default]
    Auto,
    /// Even when NO_COLOR is set
    Always,
    /// Never
    Never,
    /// Black and white by name
    #[value(name = "16")]
    Sixteen,
    /// 256 colours
    #[value(name = "256")]
    Cube,
    /// All colours
    True,
}

impl From<GlobalArgs> for Options {
    fn from(args: GlobalArgs) -> Self {
        Self {
            catalogs: args.catalogs,
            data_dir: args.data_dir,
            theme: args.theme,
            ascii: args.ascii,
            in_order: args.in_order,
            width: args.width,
            color: match args.color {
                When::Auto => ColorChoice::Auto,
                When::Always => ColorChoice::Always,
                When::Never => ColorChoice::Never,
                When::Sixteen => ColorChoice::Exactly(Depth::Ansi16),
                When::Cube => ColorChoice::Exactly(Depth::Cube256),
                When::True => ColorChoice::Exactly(Depth::True),
            },
        }
    }
}

/// `en`, or `en` with a region.
fn language(tag: &str) -> Result<String, String> {
    let first = tag.split(['-', '_', '.']).next().unwrap_or_default();
    if first.eq_ignore_ascii_case("en") {
        Ok(tag.to_owned())
    } else {
        Err("candor speaks only English so far: write 'en', or leave the option out. Catalogs may be in any language".to_owned())
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the full screen at the first question of a catalog
    Interview {
        /// Id of a catalog, or path of its folder
        catalog: PathBuf,
    },
    /// Rank all offerings for a file of answers
    Advise(AdviseArgs),
    /// List, show, check and test catalogs
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// List, show and export cases
    #[command(subcommand)]
    Case(CaseCommand),
    /// Find whatever was changed, removed, swapped or doubled in cases since they were kept
    ///
    /// Looks at the chain of each journal, at what the files of days say of it, at the edition of the catalog it rests on, and at the
    /// transcripts beside it. Nothing is changed. A record whose saving was cut off by a crash is said and is no change.
    ///
    /// A file that is cut off at its very end together with all that names it cannot be told from one that never was longer: note the
    /// last hash of a day elsewhere, and compare.
    ///
    /// Ends with 0 when all is as it was kept, 1 when something is not, 3 when something could not be read.
    Verify(VerifyArgs),
    /// Compute the advice of a case again, and hold it against what was kept, byte for byte
    ///
    /// It is computed from the facts of the case and the edition of the catalog kept with it, so it comes out the same when the catalog
    /// has moved on. Advice is kept when a conversation ends; one that has not ended has nothing to compare, which is said.
    ///
    /// Ends with 0 when all is the same or there is nothing to compare, 1 when it is not the same or cannot be computed again.
    Replay(ReplayArgs),
    /// List and check themes
    #[command(subcommand)]
    Theme(ThemeCommand),
    /// Prove that the order does not see who makes, sells or owns an offering
    Audit(AuditArgs),
}

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
}

/// How advice is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum AdviceFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// To hand over, as Markdown
    Markdown,
    /// To hand over, as a page for a browser or a printer
    Html,
}

/// How a transcript is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ExportFormat {
    /// For people, without markup
    #[default]
    Text,
    /// Markdown
    Markdown,
    /// A page for a browser or a printer
    Html,
    /// For programs
    Json,
}

/// How lists are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ListFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

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
        format: ListFormat,
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
    },
    /// Erase every case past the day to which it is kept: a year after a decision, else 30 days after its last fact
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
    /// Look for mistakes in themes; in all of them when none is named
    Check {
        /// Names of themes, or paths of theme files
        #[arg(value_name = "THEME")]
        names: Vec<String>,
    },
}
