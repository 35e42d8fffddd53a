//! The shape of a theme file: everything optional, every problem collected.

use ratatui::style::Modifier;
use serde_json::{Map, Value};

use super::colour::{Ansi, Rgb};
use super::problem::{ThemeProblem, ThemeProblemKind};
use super::role::Role;
use crate::domain::SafeText;

/// A theme as its file has it.
#[derive(Debug, Default)]
pub(super) struct RawTheme {
    /// What it is for, in a sentence.
    pub about: Option<SafeText>,
    /// The built-in theme that gives what this one leaves out.
    pub extends: Option<String>,
    /// Whether its colours are the terminal's own.
    pub terminal: Option<bool>,
    /// Whether everything in the selected row has one colour.
    pub uniform: Option<bool>,
    /// Colours by name.
    pub palette: Vec<(String, RawColour)>,
    /// What each role is to look like.
    pub roles: Vec<(Role, RawRole)>,
}

/// A colour as its file has it; a half that is wrong is `None` and has been reported, and so is an `ansi` that is missing.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct RawColour {
    pub rgb: Option<Rgb>,
    /// Whether the file has no `rgb`: whether one is needed is known when the theme below this one is.
    pub lacks_rgb: bool,
    pub ansi: Option<Ansi>,
}

/// A role as its file has it.
#[derive(Debug, Default)]
pub(super) struct RawRole {
    /// Name of a colour of the palette.
    pub colour: Option<String>,
    /// What is added to the colour: bold, underlined.
    pub add: Option<Modifier>,
}

/// Collects problems of one theme.
pub(super) struct Report {
    theme: SafeText,
    pub problems: Vec<ThemeProblem>,
}

impl Report {
    pub(super) fn new(theme: &str) -> Self {
        Self {
            theme: SafeText::new(theme),
            problems: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, at: &str, kind: ThemeProblemKind) {
        let at = SafeText::new(if at.is_empty() { "the file" } else { at });
        self.problems.push(ThemeProblem {
            theme: self.theme.clone(),
            at,
            kind,
        });
    }

    fn needs(&mut self, at: &str, what: &'static str) {
        self.add(at, ThemeProblemKind::Needs(what));
    }

    /// The object at `at`, with every key that is not in `allowed` reported.
    fn object<'v>(
        &mut self,
        at: &str,
        value: &'v Value,
        allowed: &[&str],
    ) -> Option<&'v Map<String, Value>> {
        let Some(map) = value.as_object() else {
            self.needs(at, "an object in braces");
            return None;
        };
        for key in map
            .keys()
            .filter(|k| !allowed.is_empty() && !allowed.contains(&k.as_str()))
        {
            self.add(at, ThemeProblemKind::unknown("the key", key, allowed));
        }
        Some(map)
    }

    /// Reports a colour that has no red, green and blue and needs them.
    pub(super) fn needs_rgb(&mut self, colour: &str) {
        self.needs(&format!("palette.{colour}"), "an 'rgb' such as '#1f6feb'");
    }

    /// Whether the text at `at` is `yes` (and not `no`); `None` when it is neither.
    fn either(&mut self, at: &str, value: &Value, yes: &str, no: &str) -> Option<bool> {
        let text = self.text(at, value)?;
        if text != yes && text != no {
            self.add(at, ThemeProblemKind::unknown("the word", text, &[no, yes]));
            return None;
        }
        Some(text == yes)
    }

    fn text<'v>(&mut self, at: &str, value: &'v Value) -> Option<&'v str> {
        let text = value.as_str();
        if text.is_none() {
            self.needs(at, "a text in quotation marks");
        }
        text
    }
}

/// What can be added to a colour.
pub(super) const ADDITIONS: [(&str, Modifier); 2] = [
    ("bold", Modifier::BOLD),
    ("underlined", Modifier::UNDERLINED),
];

/// The keys of a theme.
const KEYS: [&str; 6] = [
    "about",
    "extends",
    "colours",
    "selected-row",
    "palette",
    "roles",
];

/// Reads `text`, reporting what cannot be understood and keeping the rest.
pub(super) fn parse(text: &str, report: &mut Report) -> RawTheme {
    let mut raw = RawTheme::default();
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(e) => {
            let at = format!("line {}, column {}", e.line(), e.column());
            let message = e.to_string();
            let short = message.split(" at line ").next().unwrap_or_default();
            report.add(&at, ThemeProblemKind::NotJson(SafeText::new(short)));
            return raw;
        }
    };
    let Some(map) = report.object("", &value, &KEYS) else {
        return raw;
    };
    if let Some(about) = map.get("about") {
        raw.about = report.text("about", about).map(SafeText::new);
    }
    if let Some(colours) = map.get("colours") {
        raw.terminal = report.either("colours", colours, "terminal", "fixed");
    }
    if let Some(row) = map.get("selected-row") {
        raw.uniform = report.either("selected-row", row, "one colour", "all colours");
    }
    if let Some(extends) = map.get("extends") {
        raw.extends = report.text("extends", extends).map(str::to_owned);
    }
    if let Some(palette) = map
        .get("palette")
        .and_then(|v| report.object("palette", v, &[]))
    {
        raw.palette = palette
            .iter()
            .map(|(name, v)| (name.clone(), colour(name, v, report)))
            .collect();
    }
    if let Some(roles) = map
        .get("roles")
        .and_then(|v| report.object("roles", v, &[]))
    {
        for (name, v) in roles {
            match Role::parse(name) {
                Some(role) => raw.roles.push((role, read_role(role, v, report))),
                None => {
                    let allowed = Role::ALL.map(|(_, n)| n);
                    report.add(
                        "roles",
                        ThemeProblemKind::unknown("the role", name, &allowed),
                    );
                }
            }
        }
    }
    raw
}

fn colour(name: &str, value: &Value, report: &mut Report) -> RawColour {
    let at = format!("palette.{name}");
    let mut raw = RawColour::default();
    let Some(map) = report.object(&at, value, &["rgb", "ansi"]) else {
        return raw;
    };
    let half = |key: &str| map.get(key).map(|v| (format!("{at}.{key}"), v));
    let (rgb, ansi) = (half("rgb"), half("ansi"));
    raw.lacks_rgb = rgb.is_none();
    if ansi.is_none() {
        report.needs(
            &at,
            "an 'ansi', one of the 16 named colours, such as 'bright-white',",
        );
    }
    if let Some((at, v)) = rgb
        && let Some(text) = report.text(&at, v)
    {
        raw.rgb = Rgb::parse(text);
        if raw.rgb.is_none() {
            report.add(&at, ThemeProblemKind::NotRgb(SafeText::new(text)));
        }
    }
    if let Some((at, v)) = ansi
        && let Some(text) = report.text(&at, v)
    {
        raw.ansi = Ansi::parse(text);
        if raw.ansi.is_none() {
            let allowed = Ansi::NAMES.map(|(n, _)| n);
            report.add(
                &at,
                ThemeProblemKind::unknown("the named colour", text, &allowed),
            );
        }
    }
    raw
}

fn read_role(role: Role, value: &Value, report: &mut Report) -> RawRole {
    let at = format!("roles.{}", role.name());
    let mut raw = RawRole::default();
    let Some(map) = report.object(&at, value, &["colour", "add"]) else {
        return raw;
    };
    if let Some(v) = map.get("colour") {
        raw.colour = report.text(&format!("{at}.colour"), v).map(str::to_owned);
    }
    if let Some(v) = map.get("add") {
        let at = format!("{at}.add");
        let Some(list) = v.as_array() else {
            report.needs(&at, "a list in square brackets");
            return raw;
        };
        let mut add = Modifier::empty();
        for entry in list {
            let Some(word) = report.text(&at, entry) else {
                continue;
            };
            match ADDITIONS.iter().find(|(own, _)| *own == word) {
                Some((_, modifier)) => add |= *modifier,
                None => {
                    let allowed = ADDITIONS.map(|(own, _)| own);
                    report.add(
                        &at,
                        ThemeProblemKind::unknown("the addition", word, &allowed),
                    );
                }
            }
        }
        raw.add = Some(add);
    }
    raw
}
