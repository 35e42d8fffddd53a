//! Settings: one snapshot of options, environment and folders, taken at the start. After it nothing asks the system again.

mod themes;

use std::io::IsTerminal as _;
use std::path::PathBuf;

use directories::ProjectDirs;

use crate::catalog::shelf::Shelf;
use crate::domain::SafeText;
use crate::tui::theme::{ColorChoice, TerminalFacts};

pub use themes::{ThemeSource, Themes};

/// Cells in a line of text output unless `--width` says otherwise.
const WIDTH: u16 = 80;

/// The options that every command takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// `--catalogs`: the folder of catalogs.
    pub catalogs: Option<PathBuf>,
    /// `--data-dir`: the folder of cases.
    pub data_dir: Option<PathBuf>,
    /// `--theme`: a theme by name.
    pub theme: Option<String>,
    /// `--ascii`: only ASCII is written.
    pub ascii: bool,
    /// `--in-order`: questions come in the catalog's order.
    pub in_order: bool,
    /// `--width`: cells in a line of text output.
    pub width: Option<u16>,
    /// `--color`.
    pub color: ColorChoice,
}

/// What the system says about the terminal and the user's folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// What the terminal says of its colours.
    pub terminal: TerminalFacts,
    /// Whether a person sits at it: standard input and output are both a terminal.
    pub interactive: bool,
    /// Where the program keeps data; `None` for a user without a home folder.
    pub data: Option<PathBuf>,
    /// Where the user keeps settings; `None` for a user without a home folder.
    pub settings: Option<PathBuf>,
    /// The user's name on this computer, where the system says it.
    pub user: Option<String>,
}

/// Everything that is settled before a command runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of cases; `None` for a user without a home folder who named none.
    pub data_dir: Option<PathBuf>,
    /// Catalogs at hand.
    pub shelf: Shelf,
    /// Themes at hand.
    pub themes: Themes,
    /// The theme asked for.
    pub theme: Option<String>,
    /// Whether only ASCII is written.
    pub ascii: bool,
    /// Whether questions come in the catalog's order, not by what they are worth.
    pub in_order: bool,
    /// Cells in a line of text output.
    pub width: usize,
    /// The person's choice about colour.
    pub color: ColorChoice,
    /// What the terminal says of its colours.
    pub terminal: TerminalFacts,
    /// Whether a person sits at a terminal.
    pub interactive: bool,
    /// The user's name on this computer: who the audit log says it was.
    pub user: SafeText,
}

impl Environment {
    /// Asks the system, once.
    #[must_use]
    pub fn read() -> Self {
        let text = |name| std::env::var(name).ok();
        let folders = ProjectDirs::from("", "", "candor");
        Self {
            terminal: TerminalFacts {
                colorterm: text("COLORTERM"),
                term: text("TERM"),
                no_color: text("NO_COLOR"),
                wt_session: text("WT_SESSION"),
                term_program: text("TERM_PROGRAM"),
            },
            interactive: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
            // Journals stay on this computer: a profile that travels over a network could bring back an older one.
            data: folders.as_ref().map(|own| own.data_local_dir().to_owned()),
            settings: folders.as_ref().map(|own| own.config_dir().to_owned()),
            user: text("USER")
                .or_else(|| text("LOGNAME"))
                .or_else(|| text("USERNAME")),
        }
    }
}

impl Config {
    /// Brings options and environment together; options come first.
    #[must_use]
    pub fn new(options: Options, environment: Environment) -> Self {
        let beside_settings = |name: &str| {
            environment
                .settings
                .as_ref()
                .map(|folder| folder.join(name))
        };
        let stated = options.catalogs.is_some();
        Self {
            data_dir: options.data_dir.or(environment.data),
            shelf: Shelf::new(
                options.catalogs.or_else(|| beside_settings("catalogs")),
                stated,
            ),
            themes: Themes::new(beside_settings("themes")),
            theme: options.theme,
            ascii: options.ascii,
            in_order: options.in_order,
            width: usize::from(options.width.unwrap_or(WIDTH)),
            color: options.color,
            terminal: environment.terminal,
            interactive: environment.interactive,
            user: environment
                .user
                .map_or_else(|| "unknown".into(), SafeText::from),
        }
    }
}
