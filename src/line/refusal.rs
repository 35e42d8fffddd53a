//! What is said where a line cannot be done: what was typed, why not, and that nothing was changed.

use crate::command::{Command, Place, spec};
use crate::domain::{SafeText, masked};
use crate::tui::app::{App, Said};
use crate::tui::text::cut;

use super::words::beginning;

/// Says that `said`, which was typed as `line`, cannot be done now; `None` when it can.
pub(super) fn refused(app: &App, line: &str, said: &Said) -> Option<String> {
    let command = match said {
        Said::Command(command) => *command,
        Said::Level(_) => Command::More,
        Said::Note(..) => Command::Note,
        _ => return None,
    };
    if let Some(places) = elsewhere(app.place, command) {
        return Some(wrong(line, &places));
    }
    if let Some(why) = app.why_not(command) {
        return Some(wrong(line, why.trim_end_matches('.')));
    }
    let why = app.why_not_read().filter(|_| command == Command::ReadOut)?;
    let without = match app.place {
        Place::Opening => " An empty line goes on without.",
        _ => "",
    };
    let typed = quoted(line);
    Some(format!(
        "Not yet: {typed}. {why}{without} Nothing was changed."
    ))
}

/// Where a command can be given, unless it can be given in `place`.
fn elsewhere(place: Place, command: Command) -> Option<String> {
    let places = spec(command)?.places;
    (!places.contains(&place)).then(|| {
        let places: Vec<&str> = places.iter().map(|place| words(*place)).collect();
        format!("It is for {}", places.join(", "))
    })
}

/// A place in words that follow "It is for".
const fn words(place: Place) -> &'static str {
    match place {
        Place::Start => "the start",
        Place::Opening => "the opening",
        Place::Question => "a question",
        Place::Pair => "the choice between two",
        Place::Compare => "the comparison",
        Place::Why => "why this order",
        Place::Try => "a change that is tried",
        Place::Change => "another answer before it is kept",
        Place::Summary => "the summary",
        Place::Hold => "a conversation on hold",
        Place::Past => "past conversations",
        Place::Customer => "the customer's page",
        Place::NoFolder => "a run without a folder",
    }
}

/// What was typed is nothing that can be done here.
pub(super) fn wrong(typed: &str, hint: &str) -> String {
    let typed = quoted(typed);
    format!("Not possible here: {typed}. {hint}. Nothing was changed.")
}

/// What was typed begins with no word of this place.
pub(super) fn unknown(app: &App, typed: &str) -> String {
    let first = typed.split_whitespace().next().unwrap_or_default();
    let all = beginning(app.place, first);
    let hint = if all.len() > 1 {
        let words: Vec<&str> = all.iter().map(|(word, _)| *word).collect();
        format!("Which of {}?", words.join(", "))
    } else {
        "help lists the words.".to_owned()
    };
    let typed = quoted(typed);
    format!("Not a word here: {typed}. {hint} Nothing was changed.")
}

/// What was typed as it may be told again: without secrets, and no more than tells which line it was.
fn quoted(typed: &str) -> String {
    cut(&masked(&SafeText::trimmed(typed)).0, 60).to_string()
}
