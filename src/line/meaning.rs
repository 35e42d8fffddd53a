//! What a line means where the talk stands: an answer, a row, a word, a text.

use crate::catalog::AnswerKind;
use crate::command::{Command, GIVES_UP, Place};
use crate::domain::{Importance, Provenance};
use crate::interview::{About, NoteKind};
use crate::present::level_words;
use crate::tui::app::{App, ContactPage, ErasePage, NotBeside, Overlay, Said, types_figures};
use crate::tui::terminal::Key;

use super::refusal::{unknown, wrong};
use super::words::{Extra, Word, beginning, by_key, exactly};

/// What is to be done with a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// This was said.
    Said(Said),
    /// This key is pressed: where a page over the screen asks for one.
    Key(Key),
    /// This is to be told again.
    Tell(Extra),
    /// The page once more.
    Repeat,
    /// The words of this place.
    Help,
    /// Nothing was typed.
    Nothing,
}

/// What `line` means.
///
/// # Errors
/// A sentence that names what was typed and what can be.
pub(super) fn meaning(app: &App, line: &str) -> Result<Step, String> {
    let line = line.trim();
    if let Some(overlay) = &app.overlay
        && let Some(step) = over(app, overlay, line)
    {
        return step;
    }
    if line.is_empty() {
        return Ok(match app.place {
            Place::Opening | Place::Hold => Step::Said(Said::Command(Command::Accept)),
            _ => Step::Nothing,
        });
    }
    if let Some(step) = answer(app, line) {
        return step;
    }
    word(app, line)
}

/// A line while something lies over the screen; `None` when it means what it means without.
fn over(app: &App, overlay: &Overlay, line: &str) -> Option<Result<Step, String>> {
    let closes = ["back", "backspace", "esc"].contains(&line.to_lowercase().as_str());
    let text = || Some(Ok(Step::Said(Said::Text(line.to_owned()))));
    match overlay {
        _ if closes => Some(Ok(Step::Key(Key::Esc))),
        Overlay::Note { text: begun, .. } => match (numbered(line), line, begun.is_empty()) {
            (Some((kind, text)), ..) if begun.is_empty() => {
                Some(Ok(Step::Said(Said::Note(kind, text))))
            }
            (_, "", true) => Some(Ok(Step::Key(Key::Esc))),
            _ => text(),
        },
        Overlay::Wording { about, text: begun } => match (about, line, begun.is_empty()) {
            (About::Reason(_), "", true) => Some(Ok(Step::Key(Key::Esc))),
            _ => text(),
        },
        Overlay::HandOver => match line.parse() {
            Ok(row @ 1..=7_usize) => Some(Ok(Step::Said(Said::Row(row - 1)))),
            _ if line.is_empty() => Some(Ok(Step::Key(Key::Esc))),
            _ => Some(Err(wrong(line, "Type 1 to 7 or back"))),
        },
        Overlay::Closing => match line.parse() {
            Ok(row @ 1..=3_usize) => Some(Ok(Step::Said(Said::Row(row - 1)))),
            _ if line.is_empty() => Some(Ok(Step::Key(Key::Esc))),
            _ => Some(Err(wrong(line, "Type 1, 2, 3 or back"))),
        },
        Overlay::Contact(ContactPage::Form(_)) => text(),
        Overlay::Erase(ErasePage::Ask { .. }) if line.is_empty() => Some(Ok(Step::Key(Key::Esc))),
        Overlay::Erase(ErasePage::Ask { .. }) => text(),
        Overlay::Erase(ErasePage::Recall(_)) => Some(Ok(Step::Key(Key::Enter))),
        Overlay::GiveUp(_) => Some(match line.to_lowercase().as_str() {
            "d" | "drop" => Ok(Step::Key(Key::Char(GIVES_UP))),
            _ => Err(wrong(line, "Type drop to give it up for good, or back")),
        }),
        Overlay::Contact(page) => match line.parse() {
            Ok(row @ 1..=2_usize) if !matches!(page, ContactPage::Kept(_)) || !app.is_looking() => {
                Some(Ok(Step::Said(Said::Row(row - 1))))
            }
            _ if line.is_empty() => Some(Ok(Step::Key(Key::Esc))),
            _ => Some(Err(wrong(line, "Type 1, 2 or back"))),
        },
        Overlay::Jump(jump) => match line.parse::<usize>() {
            Ok(row) if (1..=jump.found.len()).contains(&row) => {
                Some(Ok(Step::Said(Said::Row(row - 1))))
            }
            _ if line.is_empty() => Some(Ok(Step::Key(Key::Esc))),
            _ if exactly(app.place, line).is_some() => None,
            _ => Some(Ok(Step::Said(Said::Search(line.to_owned())))),
        },
        Overlay::Keys(_)
        | Overlay::Facts(_)
        | Overlay::Spoken(_)
        | Overlay::Row(_)
        | Overlay::Words { .. }
        | Overlay::Code
        | Overlay::Burst(_)
        | Overlay::Leave => None,
    }
}

/// A line that answers or takes a row; `None` when it is words.
fn answer(app: &App, line: &str) -> Option<Result<Step, String>> {
    if app.place == Place::Question {
        let question = app.case.as_ref()?.question()?;
        if let AnswerKind::Words = question.kind {
            return free_words(app, line);
        }
        if types_figures(&question.kind) {
            let sign = &app.case.as_ref()?.catalog.currency.1;
            let begins = |c: char| c.is_ascii_digit() || "-.$".contains(c) || sign.contains(c);
            let figure = line.starts_with(begins);
            return figure.then(|| Ok(Step::Said(Said::Text(line.to_owned()))));
        }
        return options(app, &question.kind, line);
    }
    let Ok(row) = line.parse::<usize>() else {
        // Several numbers are no words, either.
        let is_number = |part: &str| part.parse::<usize>().is_ok();
        let numbers = line.split([' ', ',']).filter(|part| !part.is_empty());
        return numbers
            .map(is_number)
            .reduce(|all, own| all && own)
            .filter(|numbers| *numbers)
            .map(|_| Err(not_a_row(app, line)));
    };
    Some(match (app.place, row) {
        (Place::Pair, 0) => Ok(Step::Said(Said::Command(Command::NotSure))),
        (_, row) if (1..=rows(app)).contains(&row) => Ok(Step::Said(Said::Row(row - 1))),
        _ => Err(not_a_row(app, line)),
    })
}

/// How many rows can be taken.
fn rows(app: &App) -> usize {
    match app.place {
        Place::Past => app.past.found.rows.len(),
        Place::Compare => app.table.offerings.len(),
        _ => app.rows_to_take(),
    }
}

fn not_a_row(app: &App, line: &str) -> String {
    match rows(app) {
        0 => wrong(line, "There are no rows to take here; use a word"),
        1 => wrong(line, "Use 1, or a word"),
        rows => wrong(line, &format!("Use 1 to {rows}, or a word")),
    }
}

/// Numbers of options.
fn options(app: &App, kind: &AnswerKind, line: &str) -> Option<Result<Step, String>> {
    let parts: Vec<&str> = line
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .collect();
    let all = app.rows_to_take();
    let several = matches!(kind, AnswerKind::Several { .. } | AnswerKind::Order(_));
    if matches!(kind, AnswerKind::Several { .. }) && line.eq_ignore_ascii_case("none") {
        return Some(Ok(Step::Said(Said::Rows(Vec::new()))));
    }
    let numbers: Option<Vec<usize>> = parts.iter().map(|part| part.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    let mut rows: Vec<usize> = Vec::new();
    for row in numbers.iter().filter_map(|number| number.checked_sub(1)) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let known = rows.iter().all(|row| *row < all);
    Some(match (numbers.as_slice(), rows.as_slice()) {
        ([0], _) => Ok(Step::Said(Said::Command(Command::NotSure))),
        (numbers, _) if numbers.contains(&0) || !known => {
            Err(wrong(line, &format!("Use 0 to {all}, or a word")))
        }
        (_, _) if several => Ok(Step::Said(Said::Rows(rows))),
        ([_], [row]) => Ok(Step::Said(Said::Row(*row))),
        _ => Err(wrong(
            line,
            &format!("One number from 0 to {all}: only one answer fits"),
        )),
    })
}

/// A line where free words answer: all but a word of the table on its own is the answer, and what stands in quotes always is.
fn free_words(app: &App, line: &str) -> Option<Result<Step, String>> {
    let say = |text: &str| Some(Ok(Step::Said(Said::Text(text.to_owned()))));
    let quoted = line
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(text) = quoted {
        return say(text);
    }
    let first = line.split_whitespace().next().unwrap_or_default();
    let takes_text = matches!(
        exactly(app.place, first),
        Some(Word::Command(Command::Note | Command::Jump))
    );
    let named_key = line.len() > 1 && by_key(app, line).is_some();
    if exactly(app.place, line).is_some() || takes_text || named_key || line == "?" {
        return None;
    }
    say(line)
}

/// A word, with what follows it.
fn word(app: &App, line: &str) -> Result<Step, String> {
    if line == "?" {
        return Ok(match app.place {
            Place::Question => Step::Tell(Extra::Explain),
            _ => Step::Help,
        });
    }
    match exactly(app.place, line) {
        Some(Word::Command(Command::GoOn)) => return waiting(app, ""),
        Some(word) => return Ok(step(word)),
        None => {}
    }
    if let Some(command) = by_key(app, line) {
        return match command {
            Command::GoOn => waiting(app, line),
            command => Ok(step(Word::Command(command))),
        };
    }
    let (first, rest) = line
        .split_once(char::is_whitespace)
        .map_or((line, ""), |(first, rest)| (first, rest.trim()));
    let known =
        exactly(app.place, first).or_else(|| match beginning(app.place, first).as_slice() {
            [(_, word)] => Some(*word),
            _ => None,
        });
    match known {
        Some(Word::Command(Command::GoOn)) => waiting(app, rest),
        Some(word) if rest.is_empty() => Ok(step(word)),
        Some(Word::Command(command)) => with(app, command, rest),
        Some(Word::Extra(extra)) => Ok(Step::Tell(extra)),
        None => Err(unknown(app, line)),
    }
}

/// What a word on its own does.
const fn step(word: Word) -> Step {
    match word {
        Word::Extra(extra) => Step::Tell(extra),
        Word::Command(Command::Keys | Command::Hints) => Step::Help,
        Word::Command(Command::Redraw) => Step::Repeat,
        Word::Command(command) => Step::Said(Said::Command(command)),
    }
}

/// The conversation that waits under a letter; the only one, or the first, without.
fn waiting(app: &App, letter: &str) -> Result<Step, String> {
    let keys: Vec<&str> = app.look.keys.keys(Command::GoOn).collect();
    let all = app.open_cases().count();
    let mut here = keys.iter().take(all);
    let key = match (letter, all) {
        (_, 0) => return Ok(Step::Said(Said::Command(Command::GoOn))),
        ("", 1) => keys.first(),
        (letter, _) => here.find(|key| key.eq_ignore_ascii_case(letter)),
    };
    let letter = if letter.is_empty() { "resume" } else { letter };
    match key.and_then(|key| key.chars().next()) {
        Some(key) => Ok(Step::Key(Key::Char(key))),
        None => Err(wrong(
            letter,
            "Name the letter of a conversation that waits, such as resume a",
        )),
    }
}

/// What a command does with what follows it.
fn with(app: &App, command: Command, rest: &str) -> Result<Step, String> {
    let said = match command {
        Command::Note => {
            let (kind, text) =
                numbered(rest).unwrap_or_else(|| (NoteKind::Private, rest.to_owned()));
            Said::Note(kind, text)
        }
        Command::Jump => Said::Search(rest.to_owned()),
        Command::Find if app.place == Place::Past => Said::Text(rest.to_owned()),
        Command::Compare => return side_by_side(app, rest),
        Command::Source => {
            let all = Provenance::ALL;
            let found = all.into_iter().find(|own| own.word() == rest);
            let words: Vec<&str> = all.iter().map(|own| own.word()).collect();
            let found = found.ok_or_else(|| wrong(rest, &format!("Use {}", words.join(", "))))?;
            Said::Source(found)
        }
        Command::More | Command::Less if app.place == Place::Question => {
            let found = Importance::ALL
                .into_iter()
                .find(|level| level_words(*level) == rest);
            let words: Vec<&str> = Importance::ALL.into_iter().map(level_words).collect();
            let found = found.ok_or_else(|| wrong(rest, &format!("Use {}", words.join(", "))))?;
            Said::Level(found)
        }
        _ => return Err(wrong(rest, "This word takes nothing after it")),
    };
    Ok(Step::Said(said))
}

/// `3: words` as the kind of a note and its words.
fn numbered(text: &str) -> Option<(NoteKind, String)> {
    let (number, words) = text.split_once(':')?;
    let kind = number.trim().parse::<usize>().ok()?.checked_sub(1)?;
    let kind = NoteKind::ALL.get(kind)?;
    Some((*kind, words.trim().to_owned()))
}

/// Places of the order, side by side, with what the customer has now where that is known.
fn side_by_side(app: &App, rest: &str) -> Result<Step, String> {
    if app.case.is_none() {
        return Ok(Step::Said(Said::Command(Command::Compare)));
    }
    let help = "Name places of the order, such as compare 1 3; top lists them";
    let offerings = app.at_places(rest).map_err(|why| match why {
        NotBeside::NoPlace(part) => wrong(&part, help),
        NotBeside::TooFew => wrong(rest, help),
        NotBeside::TooMany => wrong(rest, "At most four stand side by side"),
    })?;
    Ok(Step::Said(Said::SideBySide(offerings)))
}
