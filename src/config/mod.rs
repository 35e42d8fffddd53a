//! Settings: one snapshot of options, environment and folders, taken at the start. After it nothing asks the system again.

mod keys;
mod mouse;
mod plain;
mod read;
mod resolved;
mod settings;
mod themes;
mod window;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Duration;

use directories::ProjectDirs;

use crate::casebook::KeepDays;
use crate::cases::RunLog;
use crate::catalog::shelf::Shelf;
use crate::command::{DigitRow, Keymap};
use crate::domain::{SafeText, Window};
use crate::tui::theme::{ColorChoice, DEFAULT, TerminalFacts};

use plain::plain_by;
use resolved::Resolver;

pub use keys::KeySettings;
pub use mouse::MouseChoice;
pub use plain::{PlainBy, PlainFacts};
pub use resolved::{Resolved, SetBy};
pub use settings::{Settings, SettingsError, schema};
pub use themes::{ThemeSource, Themes};

/// Cells in a line of text output unless `--width` says otherwise.
const WIDTH: u16 = 80;
/// The folder of hand-overs in the folder of data, unless another one is named.
const OUTBOX: &str = "outbox";

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
    /// `--plain`: lines in place of the full screen.
    pub plain: bool,
    /// `--width`: cells in a line of text output.
    pub width: Option<u16>,
    /// `--color`.
    pub color: Option<ColorChoice>,
    /// `--log`: a log is written.
    pub log: bool,
    /// `--no-settings`: the file of settings is left out.
    pub no_settings: bool,
}

/// What the system says about the terminal and the user's folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// What the terminal says of its colours.
    pub terminal: TerminalFacts,
    /// Whether a person sits at it: standard input and output are both a terminal.
    pub interactive: bool,
    /// What it says about line mode.
    pub plain: PlainFacts,
    /// Where the program keeps data; `None` for a user without a home folder.
    pub data: Option<PathBuf>,
    /// Where the user keeps settings; `None` for a user without a home folder.
    pub settings: Option<PathBuf>,
    /// The user's name on this computer, where the system says it.
    pub user: Option<String>,
    /// Which window this is.
    pub window: Window,
    /// The language of the system, such as `fr_FR.UTF-8`, where it says one.
    pub language: Option<String>,
    /// Whether the program runs on another computer than the terminal, or in a program that divides it.
    pub relayed: bool,
    /// Whether the terminal may erase without the colour of the ground, as `screen` does.
    pub erases_plainly: bool,
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
    /// What has switched line mode on; `None` for the full screen.
    pub plain: Option<PlainBy>,
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
    /// Which window this is.
    pub window: Window,
    /// For how long cases are kept.
    pub keep: KeepDays,
    /// After how long without a key the screen is covered; `None` for never.
    pub lock_after: Option<Duration>,
    /// Whether a log is written.
    pub log: bool,
    /// The keys of the full screen.
    pub keys: Keymap,
    /// Whether the mouse begins switched on.
    pub mouse: bool,
    /// Whether the terminal may erase without the colour of the ground.
    pub erases_plainly: bool,
    /// Whether rows that can be taken are two high.
    pub roomy: bool,
    /// The folder in which hand-overs wait to be picked up; `None` for a user without a home folder who named none.
    pub outbox: Option<PathBuf>,
    /// The log, once it is open.
    pub logger: Option<RunLog>,
    /// The file of settings, which need not exist; `None` for a user without a home folder.
    pub settings_file: Option<PathBuf>,
    /// Every setting with its value and where that comes from, in the order of the schema.
    pub resolved: Vec<Resolved>,
}

impl Environment {
    /// Asks the system, once.
    #[must_use]
    pub fn read() -> Self {
        let text = |name| std::env::var(name).ok();
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let folders = ProjectDirs::from("", "", "candor");
        Self {
            terminal: TerminalFacts {
                colorterm: text("COLORTERM"),
                term: text("TERM"),
                no_color: text("NO_COLOR"),
                wt_session: text("WT_SESSION"),
                term_program: text("TERM_PROGRAM"),
            },
            plain: PlainFacts {
                candor_plain: text("CANDOR_PLAIN"),
                accessible: text("ACCESSIBLE"),
            },
            interactive: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
            // Journals stay on this computer: a profile that travels over a network could bring back an older one.
            data: folders.as_ref().map(|own| own.data_local_dir().to_owned()),
            settings: folders.as_ref().map(|own| own.config_dir().to_owned()),
            user: text("USER")
                .or_else(|| text("LOGNAME"))
                .or_else(|| text("USERNAME")),
            window: window::window(),
            language: ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .filter_map(text)
                .find(|language| !language.is_empty()),
            relayed: mouse::RELAYS.into_iter().any(is_set),
            erases_plainly: is_set("STY")
                || !is_set("TMUX") && text("TERM").is_some_and(|term| term.starts_with("screen")),
        }
    }
}

impl Environment {
    /// The file of settings, which need not exist; `None` for a user without a home folder.
    #[must_use]
    pub fn settings_file(&self) -> Option<PathBuf> {
        Some(self.settings.as_ref()?.join(settings::FILE))
    }

    /// The settings of this run: the file's, unless it is left out.
    ///
    /// # Errors
    /// [`SettingsError`] when the file cannot be read or has mistakes.
    pub fn settings(&self, options: &Options) -> Result<Settings, SettingsError> {
        match self.settings_file() {
            Some(file) if !options.no_settings => Settings::load(&file),
            _ => Ok(Settings::default()),
        }
    }
}

impl Config {
    /// Brings options, settings and environment together; options come first, then the file of settings.
    #[must_use]
    pub fn new(options: Options, settings: Settings, environment: Environment) -> Self {
        let settings_file = environment.settings_file();
        let beside_settings = |name: &str| {
            environment
                .settings
                .as_ref()
                .map(|folder| folder.join(name))
        };
        let stated = options.catalogs.is_some();
        // An option that is not there says nothing; it cannot take back what the file says.
        let said = |option: bool| option.then_some(true);
        let figure = u16::to_string;
        let usual = KeepDays::default();
        let mut all = Resolver::default();
        let theme = all.settle(
            "theme",
            options.theme.map(Some),
            settings.theme.map(Some),
            None,
            |theme| theme.clone().unwrap_or_else(|| DEFAULT.to_owned()),
        );
        let yes = bool::to_string;
        let ascii = all.settle("ascii", said(options.ascii), settings.ascii, false, yes);
        let in_order = said(options.in_order);
        let in_order = all.settle("in_order", in_order, settings.in_order, false, yes);
        let plain = plain_by(
            options.plain,
            &environment.plain,
            settings.plain,
            environment.terminal.term.as_deref(),
            environment.interactive,
        );
        all.settle("plain", said(options.plain), settings.plain, false, yes);
        let auto = ColorChoice::Auto;
        let color = all.settle("color", options.color, settings.color, auto, |color| {
            color.word().to_owned()
        });
        let width = all.settle("width", options.width, settings.width, WIDTH, figure);
        let keep = KeepDays {
            decided: all.settle(
                "keep_days.decided",
                None,
                settings.keep_decided,
                usual.decided,
                figure,
            ),
            undecided: all.settle(
                "keep_days.undecided",
                None,
                settings.keep_undecided,
                usual.undecided,
                figure,
            ),
        };
        let lock_after = all.settle(
            "lock_after_minutes",
            None,
            settings.lock_after,
            None,
            |after| after.map_or_else(|| "null".to_owned(), |after| minutes(after).to_string()),
        );
        let log = all.settle("log", said(options.log), settings.log, false, yes);
        let language = environment.language.as_deref().unwrap_or_default();
        let (keys, letters) = (settings.keys, settings.letters);
        let keys = all.keys(keys, letters, DigitRow::of_language(language));
        let mouse = all.settle("mouse", None, settings.mouse, MouseChoice::Auto, |mouse| {
            mouse.word().to_owned()
        });
        let roomy = all.settle("roomy", None, settings.roomy, false, yes);
        let usual = OUTBOX.to_owned();
        let outbox = all.settle("outbox", None, settings.outbox, usual, String::clone);
        let data_dir = options.data_dir.or(environment.data);
        Self {
            outbox: match &data_dir {
                // A whole path takes the place of the folder of data.
                Some(folder) => Some(folder.join(&outbox)),
                None => Some(PathBuf::from(&outbox)).filter(|path| path.is_absolute()),
            },
            data_dir,
            shelf: Shelf::new(
                options.catalogs.or_else(|| beside_settings("catalogs")),
                stated,
            ),
            themes: Themes::new(beside_settings("themes")),
            theme,
            ascii,
            in_order,
            plain,
            width: usize::from(width),
            color,
            terminal: environment.terminal,
            interactive: environment.interactive,
            user: environment
                .user
                .map_or_else(|| "unknown".into(), SafeText::from),
            window: environment.window,
            keep,
            lock_after,
            log,
            keys,
            mouse: mouse.begins_on(environment.relayed),
            erases_plainly: environment.erases_plainly,
            roomy,
            logger: None,
            settings_file,
            resolved: all.0,
        }
    }
}

/// Whole minutes.
const fn minutes(time: Duration) -> u64 {
    time.as_secs() / 60
}
