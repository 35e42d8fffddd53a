//! The options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::config::Options;
use crate::tui::theme::{ColorChoice, Depth};

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
    /// Lines of text in place of the full screen: for screen readers, pipes and scripts
    #[arg(long, global = true)]
    pub plain: bool,
    /// Cells in a line of text, 20 to 400 [default: 80]
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(20..=400))]
    pub width: Option<u16>,
    /// When to use colour, or how much of it [default: auto]
    #[arg(long, value_name = "WHEN", global = true, value_enum)]
    pub color: Option<When>,
    /// Write a log of ids, times, sizes and codes into the folder of data; nothing that anybody said gets into it
    #[arg(long, global = true)]
    pub log: bool,
    /// Leave the file of settings out (see `candor settings`)
    #[arg(long, global = true)]
    pub no_settings: bool,
    /// Language of the program: only `en` is there
    #[arg(long, value_name = "TAG", global = true, value_parser = language)]
    pub lang: Option<String>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// What the terminal and NO_COLOR say
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
            plain: args.plain,
            width: args.width,
            color: args.color.map(Into::into),
            log: args.log,
            no_settings: args.no_settings,
        }
    }
}

impl From<When> for ColorChoice {
    fn from(when: When) -> Self {
        match when {
            When::Auto => Self::Auto,
            When::Always => Self::Always,
            When::Never => Self::Never,
            When::Sixteen => Self::Exactly(Depth::Ansi16),
            When::Cube => Self::Exactly(Depth::Cube256),
            When::True => Self::Exactly(Depth::True),
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
