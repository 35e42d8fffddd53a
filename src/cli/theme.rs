//! `candor theme`: the themes of the full screen.

use crate::config::{Config, ThemeSource};
use crate::domain::SafeText;
use crate::tui::glyphs::Glyphs;
use crate::tui::terminal::obeys_escapes;
use crate::tui::theme::{DEFAULT, Role, Theme, depth, painted};

use super::args::ThemeCommand;
use super::output::{Exit, Failure, Output, cleaned};
use super::page::Page;

/// What each role says on the screens, for a person to judge it by.
const SAMPLES: [(Role, &str); 9] = [
    (Role::Text, "How many people will use it?"),
    (Role::Quiet, "facts as of 2025-11-01"),
    (Role::Accent, "c compare   w why"),
    (Role::Good, "√ saved 14:03"),
    (Role::Warn, "! 400 days old, may be wrong"),
    (Role::Bad, "X over the limit by 12"),
    (Role::Ours, "[OURS]"),
    (Role::SelectedText, "> [2] Two people"),
    (Role::Border, "────────┬──────── █████░░░"),
];

/// Cells of the ground shown for each sample.
const SAMPLE_WIDTH: usize = 32;

/// Runs one of the commands.
///
/// # Errors
/// [`Failure`] when a theme is not there.
pub fn run(config: &Config, command: &ThemeCommand) -> Result<Output, Failure> {
    match command {
        ThemeCommand::List => Ok(list(config)),
        ThemeCommand::Show { name } => show(config, name),
        ThemeCommand::Check { names } => check(config, names),
    }
}

fn list(config: &Config) -> Output {
    let rows: Vec<(String, String)> = config
        .themes
        .all()
        .into_iter()
        .map(|(name, source)| {
            let usual = if name == DEFAULT {
                ", the usual one"
            } else {
                ""
            };
            let about = source.load().ok();
            let about = about.as_ref().and_then(Theme::about);
            let about = about.map(|about| format!(": {about}")).unwrap_or_default();
            (name, format!("{}{usual}{about}", source.origin()))
        })
        .collect();
    let mut page = Page::new(config);
    page.pairs(0, &rows);
    Output::done(page.finish())
}

/// Every role with its colour, what stands for it with 16 colours, and its contrast; then a line of each in its looks, which are there
/// only when somebody sits at a terminal.
fn show(config: &Config, name: &str) -> Result<Output, Failure> {
    let source = config.themes.find(name).map_err(Failure::wrong)?;
    let theme = source.load().map_err(|problems| {
        let problems: Vec<&str> = problems.iter().map(SafeText::as_str).collect();
        Failure::wrong(problems.join("\n"))
    })?;
    let mut page = Page::new(config);
    let about = theme.about().map_or("", SafeText::as_str);
    page.item(0, &format!("{}: ", theme.name()), about);
    page.item(0, "From: ", &source.origin());
    page.blank();
    let mut rows = vec![("ROLE", row("COLOUR", "16 COLOURS", "CONTRAST", "ADDED"))];
    rows.extend(Role::ALL.map(|(role, name)| (name, words(&theme, role))));
    page.pairs(0, &rows);
    page.blank();
    page.paragraph(
        0,
        if theme.is_terminals_own() {
            "These are the terminal's own colours, so their contrast is not known. Choose another theme if something is hard to read."
        } else {
            "Contrast: on the ground, then on the ground of the chosen row where the role keeps its colour there. Text has 7 or more, lines and bars 3 or more."
        },
    );
    page.heading("Sample");
    let text = cleaned(&page.finish()) + &samples(config, theme);
    Ok(Output::done(text))
}

fn row(colour: &str, named: &str, contrast: &str, added: &str) -> String {
    let row = format!("{colour:<14}  {named:<14}  {contrast:<10}  {added}");
    row.trim_end().to_owned()
}

fn words(theme: &Theme, role: Role) -> String {
    let colour = theme.rgb(role).map_or_else(
        || "the terminal's".to_owned(),
        |own| format!("#{:02x}{:02x}{:02x}", own.r, own.g, own.b),
    );
    let contrasts = theme.contrasts(role);
    // Cut, not rounded: 6.96 is not 7.
    let tenths = |ratio: f64| format!("{:.1}", (ratio * 10.0).floor() / 10.0);
    let contrast: Vec<String> = contrasts.iter().map(|(_, ratio)| tenths(*ratio)).collect();
    let contrast = if contrast.is_empty() {
        "-".to_owned()
    } else {
        contrast.join(", ")
    };
    let added = theme.added(role).join(", ");
    row(&colour, theme.ansi(role).name(), &contrast, &added)
}

fn samples(config: &Config, theme: Theme) -> String {
    let theme = theme.at(depth(&config.terminal, config.color));
    let glyphs = Glyphs::choose(config.ascii);
    let coloured = config.interactive && obeys_escapes();
    let mut text = String::new();
    for (role, words) in SAMPLES {
        let words = glyphs.text(words);
        let label = format!("{:<15}  ", role.name());
        if coloured {
            let words = format!(" {words:<SAMPLE_WIDTH$}");
            text.push_str(&format!("{label}{}\n", painted(theme.style(role), &words)));
        } else {
            text.push_str(&format!("{label}{words}\n"));
        }
    }
    text
}

fn check(config: &Config, names: &[String]) -> Result<Output, Failure> {
    let themes: Vec<(String, ThemeSource)> = if names.is_empty() {
        config.themes.all()
    } else {
        names
            .iter()
            .map(|name| {
                let source = config.themes.find(name).map_err(Failure::wrong)?;
                Ok((name.clone(), source))
            })
            .collect::<Result<_, Failure>>()?
    };
    let mut text = String::new();
    let mut count = 0;
    for (name, source) in themes {
        match source.load() {
            Ok(_) => text.push_str(&format!("{name}: ok.\n")),
            Err(problems) => {
                count += problems.len();
                for problem in problems {
                    text.push_str(&format!("{problem}\n"));
                }
            }
        }
    }
    match count {
        0 => {}
        1 => text.push_str("1 problem.\n"),
        n => text.push_str(&format!("{n} problems.\n")),
    }
    let exit = if count == 0 { Exit::Done } else { Exit::Found };
    Ok(Output::done(cleaned(&text)).ending(exit))
}
