//! The arguments, as they are written and as `--help` explains them.

mod advice;
mod evidence;
mod formats;
mod nouns;
mod options;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand};

pub use advice::{AdviseArgs, AuditArgs};
pub use evidence::{ReplayArgs, VerifyArgs};
pub use formats::{AdviceFormat, ExportFormat, ListFormat, PaperSize, TableFormat};
pub use nouns::{CaseCommand, CatalogCommand, Exported, HowExported, ThemeCommand};
pub use options::GlobalArgs;

/// A terminal advisor that ranks every seller's offerings in the customer's interest.
///
/// Without a command the full screen opens; with --plain a catalog may follow: candor --plain vehicles
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

impl Arguments {
    /// Reads the arguments, the first of which is the program's own name. With `--plain` what is no command is a catalog.
    ///
    /// # Errors
    /// What clap says of them; help and version are such errors, too.
    pub fn read(args: Vec<OsString>) -> Result<Self, clap::Error> {
        let error = match Self::try_parse_from(&args) {
            Err(error) if error.kind() == ErrorKind::InvalidSubcommand => error,
            read => return read,
        };
        let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else {
            return Err(error);
        };
        let at = args.iter().skip(1).position(|arg| *arg == **name);
        let Some(at) = at.filter(|_| args.iter().any(|arg| arg == "--plain")) else {
            return Err(error);
        };
        let mut args = args;
        args.insert(at + 1, "interview".into());
        Self::try_parse_from(args)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the full screen, or line mode, at the first question of a catalog
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
    /// Try out on this computer what candor promises: saving, locks, recovery, time, the terminal, the same advice
    ///
    /// It takes a few seconds and works in a folder of its own beside the cases, which is removed afterwards. No case is touched. The
    /// outcome names neither the user nor the home folder, so it can be sent along with a report.
    ///
    /// Ends with 0 when all holds, 1 when something does not, 3 when nothing can be kept.
    Selftest,
    /// Show every setting, its value and where it comes from, and the file they can be written in
    Settings {
        /// Print the JSON Schema of the file: every key, what it means, what it may hold
        #[arg(long)]
        schema: bool,
    },
    /// Look at this computer: what of it endangers the record, and what to do
    ///
    /// Says for the folder of data whether it can be used, who may read it, whether it is on a network share, copied to other computers,
    /// gone after a restart or nearly full; what the terminal can show; and which catalogs, themes, settings and cases do not open. The
    /// outcome names neither the user nor the home folder, so it can be sent along with a report.
    ///
    /// Ends with 0 when nothing was found, 1 when something should be looked after, 3 when nothing can be kept.
    Doctor {
        /// How to write the outcome
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
    },
    /// List every switch that makes candor easier to see, hear or hold
    Accessibility,
    /// Print the manual as a page for man: options, commands, keys, settings
    ///
    /// `candor manual > candor.1` writes it down; `man ./candor.1` shows it.
    Manual,
    /// Print the script by which a shell completes commands and options
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Prove that the order does not see who makes, sells or owns an offering
    Audit(AuditArgs),
}
