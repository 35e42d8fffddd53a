//! Whether lines are written in place of the full screen, and what says so.

/// What the environment says about line mode.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainFacts {
    /// `CANDOR_PLAIN`.
    pub candor_plain: Option<String>,
    /// `ACCESSIBLE`, which other programs obey, too.
    pub accessible: Option<String>,
}

/// What has switched line mode on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainBy {
    /// `--plain`.
    Option,
    /// `CANDOR_PLAIN`.
    CandorPlain,
    /// `ACCESSIBLE`.
    Accessible,
    /// The file of settings.
    Settings,
    /// `TERM=dumb`: the terminal can show nothing else.
    DumbTerminal,
    /// Input or output is no terminal.
    NoTerminal,
}

impl PlainBy {
    /// In words that follow "Line mode: on, ".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Option => "by the option --plain",
            Self::CandorPlain => "by CANDOR_PLAIN",
            Self::Accessible => "by ACCESSIBLE",
            Self::Settings => "by the file of settings",
            Self::DumbTerminal => "because the terminal shows lines only (TERM=dumb)",
            Self::NoTerminal => "because input or output is no terminal",
        }
    }
}

/// What has switched it on; `None` for the full screen. The first that says anything decides, on or off; where no full screen can be, it is
/// on in any case.
pub(super) fn plain_by(
    option: bool,
    facts: &PlainFacts,
    setting: Option<bool>,
    term: Option<&str>,
    interactive: bool,
) -> Option<PlainBy> {
    let said = [
        (option.then_some(true), PlainBy::Option),
        (
            facts.candor_plain.as_deref().map(is_on),
            PlainBy::CandorPlain,
        ),
        (facts.accessible.as_deref().map(is_on), PlainBy::Accessible),
        (setting, PlainBy::Settings),
    ];
    let first = said
        .into_iter()
        .find_map(|(said, by)| said.map(|on| (on, by)));
    match first {
        Some((true, by)) => Some(by),
        _ if !interactive => Some(PlainBy::NoTerminal),
        _ if term == Some("dumb") => Some(PlainBy::DumbTerminal),
        _ => None,
    }
}

/// Whether a variable says yes: anything but nothing, `0` and `false`.
fn is_on(value: &str) -> bool {
    let value = value.trim();
    !(value.is_empty() || value == "0" || value.eq_ignore_ascii_case("false"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(option: bool, candor: Option<&str>, accessible: Option<&str>) -> Option<PlainBy> {
        let facts = PlainFacts {
            candor_plain: candor.map(str::to_owned),
            accessible: accessible.map(str::to_owned),
        };
        plain_by(option, &facts, None, Some("xterm"), true)
    }

    #[test]
    fn the_first_that_says_anything_decides() {
        assert_eq!(by(true, Some("0"), None), Some(PlainBy::Option));
        assert_eq!(by(false, Some("1"), Some("1")), Some(PlainBy::CandorPlain));
        assert_eq!(by(false, Some("0"), Some("1")), None);
        assert_eq!(by(false, None, Some("yes")), Some(PlainBy::Accessible));
        for off in ["0", "false", "False", "", " "] {
            assert_eq!(by(false, None, Some(off)), None, "{off:?}");
        }
    }

    #[test]
    fn the_file_of_settings_comes_last_and_what_no_screen_can_be_on_comes_in_any_case() {
        let facts = PlainFacts::default();
        let setting = |setting, term, person| plain_by(false, &facts, setting, Some(term), person);
        assert_eq!(setting(Some(true), "xterm", true), Some(PlainBy::Settings));
        assert_eq!(setting(Some(false), "xterm", true), None);
        assert_eq!(
            setting(Some(false), "dumb", true),
            Some(PlainBy::DumbTerminal)
        );
        assert_eq!(
            setting(Some(false), "xterm", false),
            Some(PlainBy::NoTerminal)
        );
    }
}
