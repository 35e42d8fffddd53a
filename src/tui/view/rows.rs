//! The rows of a question: options with their digits, ticks and places, and the field that is typed into.

use crate::catalog::{AnswerKind, Catalog, Question};
use crate::command::Command;
use crate::domain::{SafeText, masked};
use crate::present::{figure_words, level_words, ordinal};
use crate::tui::app::{App, Case, Click, LEVELS, OptionPage, Row};
use crate::tui::glyphs::{CHOSEN, CURSOR};
use crate::tui::text::width;
use crate::tui::theme::Role;

use super::paper::PaperRow;

/// The row at `position` of the question on screen.
pub(super) fn option_row(
    app: &App,
    case: &Case,
    question: &Question,
    position: usize,
    row: Row,
) -> PaperRow {
    let draft = &case.draft;
    let here = draft.cursor == position;
    let mark = if here { CURSOR } else { " " };
    let (key, words, chosen) = match row {
        Row::Field => return field(app, case, question, here).choice(position),
        Row::NotSure if figures(&question.kind) => {
            let mut keys = app.look.keys.keys(Command::NotSure);
            (
                in_brackets(keys.find(|key| *key != "0")),
                "Not sure".to_owned(),
                false,
            )
        }
        Row::NotSure => ("[0]".to_owned(), "Not sure".to_owned(), false),
        Row::RatherNot => {
            let key = app.look.keys.shown(Command::RatherNot);
            (in_brackets(key), "Rather not say".to_owned(), false)
        }
        Row::Option(option) => {
            let key = match option {
                _ if figures(&question.kind) => "   ".to_owned(),
                0..9 => format!("[{}]", option + 1),
                _ => "   ".to_owned(),
            };
            (
                key,
                option_words(&case.catalog, question, option),
                is_chosen(case, question, option),
            )
        }
    };
    let sign = match (&question.kind, row) {
        (AnswerKind::Order(_), Row::Option(option)) => draft
            .order
            .iter()
            .position(|own| *own == option)
            .map_or_else(
                || "    ".to_owned(),
                |place| format!("{:<4}", ordinal(place + 1)),
            ),
        (AnswerKind::Several { .. }, Row::Option(_)) => {
            (if chosen { "[x] " } else { "[ ] " }).to_owned()
        }
        _ if chosen => format!("{CHOSEN} "),
        _ => String::new(),
    };
    PaperRow::of(&[
        (Role::Accent, &format!("{mark} ")),
        (Role::Accent, &format!("{key} ")),
        (Role::Good, &sign),
        (if here { Role::SelectedText } else { Role::Text }, &words),
    ])
    .selected(here)
    .choice(position)
}

/// Which page of the options this is, and how to get on; a click does that.
pub(super) fn page_row(page: OptionPage) -> PaperRow {
    let command = if page.goes_on() {
        Command::PageDown
    } else {
        Command::First
    };
    let words = format!("  {}", page_words(page));
    PaperRow::of(&[(Role::Quiet, &words)]).click(Click::Command(command))
}

/// The same where that row is not in sight.
pub(super) fn more_words(page: OptionPage) -> String {
    format!("  more below; {}", page_words(page))
}

fn page_words(page: OptionPage) -> String {
    let on = if page.goes_on() {
        "PgDn shows the next"
    } else {
        "Home shows the first"
    };
    format!("page {} of {}: {on}", page.number + 1, page.of())
}

/// The key of a row, or as much room where no key takes it.
fn in_brackets(key: Option<&str>) -> String {
    key.map_or_else(|| "   ".to_owned(), |key| format!("[{key}]"))
}

/// Figure questions take digits into their field, so their rows have none.
const fn figures(kind: &AnswerKind) -> bool {
    crate::tui::app::types_figures(kind)
}

fn field(app: &App, case: &Case, question: &Question, here: bool) -> PaperRow {
    let hint = match &question.kind {
        AnswerKind::Number(range) | AnswerKind::Money(range) => format!(
            "{} to {}, then Enter",
            figure_words(&case.catalog, range, range.min),
            figure_words(&case.catalog, range, range.max)
        ),
        AnswerKind::Range(range) => format!(
            "from-to, such as {}-{}, then Enter",
            range.min + range.step,
            range.max - range.step
        ),
        _ => {
            let keys = app.look.keys.beside_text(Command::Keys).unwrap_or("F1");
            format!("type, then Enter; {keys} for keys")
        }
    };
    let mark = if here { CURSOR } else { " " };
    let typed = &case.draft.text;
    // A figure may be long; only what is a card's number is hidden in it.
    let text = if figures(&question.kind) {
        masked(&SafeText::new(typed)).0.to_string()
    } else {
        app.while_typed(typed)
    };
    let mut row = PaperRow::of(&[
        (Role::Accent, &format!("{mark} ")),
        (Role::Text, &text),
        (Role::Accent, "_"),
        (
            Role::Quiet,
            &if text.is_empty() {
                format!(" {hint}")
            } else {
                String::new()
            },
        ),
    ]);
    row.caret = here.then(|| 2 + width(&text));
    row
}

/// An option in words: its label, or the figure or level it stands for.
pub(super) fn option_words(catalog: &Catalog, question: &Question, option: usize) -> String {
    match &question.kind {
        AnswerKind::YesNo => (if option == 0 { "Yes" } else { "No" }).to_owned(),
        AnswerKind::Level(_) => LEVELS
            .get(option)
            .map_or("", |level| level_words(*level))
            .to_owned(),
        AnswerKind::Number(range) | AnswerKind::Money(range) => range
            .usual
            .get(option)
            .map_or_else(String::new, |figure| figure_words(catalog, range, *figure)),
        kind => kind
            .options()
            .nth(option)
            .map_or_else(String::new, |option| option.label.to_string()),
    }
}

/// Whether the option is ticked, or is what was answered before.
pub(super) fn is_chosen(case: &Case, question: &Question, option: usize) -> bool {
    use crate::domain::AnswerValue as Value;
    let before = case
        .interview
        .answers()
        .get(&question.id)
        .map(|answer| &answer.value);
    match (&question.kind, before) {
        (AnswerKind::Several { .. }, _) => case.draft.ticked.contains(&option),
        (AnswerKind::One { options, .. }, Some(Value::One(id))) => {
            options.get(option).is_some_and(|option| option.id == *id)
        }
        (AnswerKind::YesNo, Some(Value::YesNo(is))) => *is == (option == 0),
        (AnswerKind::Level(_), Some(Value::Level(level))) => LEVELS.get(option) == Some(level),
        (AnswerKind::Number(range) | AnswerKind::Money(range), Some(Value::Number(figure))) => {
            range.usual.get(option) == Some(figure)
        }
        _ => false,
    }
}
