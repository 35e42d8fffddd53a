//! The app in sentences, for faces that write lines: what the screens show, with a word in place of every sign and nothing beside
//! anything else.
//!
//! Most screens fill papers; their rows become sentences here. Where a screen is a table or a list with a cursor, it has a file of its own.

mod compare;
mod order;
mod question;

use crate::command::Place;
use crate::present::ordinal;
use crate::tui::app::{App, GivingUp, Overlay, PAIR_ROWS, Purpose, past_words};
use crate::tui::theme::Role;

use super::paper::{Paper, PaperRow};
use super::{
    change, contact, customer, erasing, hold, overlay, papers, start, summary, trial, unkept, why,
    writing,
};

pub use order::{changed, order};
pub use question::{explained, questions};

/// Wide enough that no sentence is broken before its line is known.
const WIDE: u16 = 30_000;

/// The page on screen in sentences, without what lies over it.
#[must_use]
pub fn told(app: &App) -> Vec<String> {
    match app.place {
        Place::Start => sentences(&start::page(app, WIDE)),
        Place::Opening => sentences(&start::before(app, WIDE)),
        Place::Question => question::page(app),
        Place::Pair => pair(app),
        Place::Compare => compare::page(app),
        Place::Why => sentences(&why::page(app, WIDE)),
        Place::Try => sentences(&trial::page(app, WIDE)),
        Place::Change => sentences(&change::page(app, WIDE)),
        Place::Summary => {
            let mut lines = sentences(&summary::summary(app, WIDE));
            lines.extend(sentences(&summary::decision(app, WIDE)));
            lines
        }
        Place::Hold => sentences(&hold::page(app, WIDE)),
        Place::Past => past(app),
        Place::Customer => sentences(&customer::page(app, WIDE)),
        Place::NoFolder => sentences(&unkept::page(app, WIDE)),
    }
}

/// What lies over the screen, in sentences; nothing when nothing does.
#[must_use]
pub fn told_over(app: &App) -> Vec<String> {
    match &app.overlay {
        None | Some(Overlay::Keys(_) | Overlay::Leave | Overlay::Burst(_)) => Vec::new(),
        Some(Overlay::Facts(_)) => sentences(&overlay::ground(app, WIDE)),
        Some(Overlay::Row(_)) => compare::row_in_full(app),
        Some(Overlay::Spoken(_)) => sentences(&papers::spoken(app, WIDE)),
        Some(Overlay::HandOver) => sentences(&papers::ways(app, WIDE)),
        Some(Overlay::Code) => super::code::lines(app),
        Some(Overlay::Words { title, text }) => vec![format!("{title}: {text}")],
        Some(Overlay::Contact(page)) => sentences(&contact::sheet(app, page, WIDE)),
        Some(Overlay::Erase(page)) => sentences(&erasing::sheet(app, page, WIDE)),
        Some(Overlay::GiveUp(what)) => give_up(app, *what),
        Some(Overlay::Note { text, .. }) if !text.is_empty() => {
            vec![format!("Begun: {}", app.while_typed(text))]
        }
        Some(Overlay::Note { .. }) => Vec::new(),
        Some(Overlay::Wording { about, text }) => {
            let begun = (!text.is_empty()).then(|| format!("Begun: {}", app.while_typed(text)));
            std::iter::once(app.words_asked(about))
                .chain(begun)
                .collect()
        }
        Some(Overlay::Closing) => sentences(&writing::closing(WIDE)),
        Some(Overlay::Jump(jump)) => {
            let all = match jump.purpose {
                Purpose::Go => format!("Found: {} of {}.", jump.found.len(), jump.of),
                purpose => {
                    let heading = purpose.heading();
                    format!("{heading} Found: {} of {}.", jump.found.len(), jump.of)
                }
            };
            let rows = jump.found.iter().enumerate().take(FOUND);
            let rows = rows.map(|(n, found)| {
                let of = format!("{}. {}: {}", n + 1, found.kind, found.text);
                if found.detail.is_empty() {
                    of
                } else {
                    format!("{of}, {}", found.detail)
                }
            });
            std::iter::once(all).chain(rows).collect()
        }
    }
}

/// How many of what a search has found are listed.
const FOUND: usize = 9;

fn give_up(app: &App, what: GivingUp) -> Vec<String> {
    sentences(&unkept::give_up(app, what, WIDE))
}

/// What becomes of the conversation when candor is left.
#[must_use]
pub fn leaving(app: &App) -> String {
    overlay::leaving(app)
}

/// Which two are held against each other.
fn pair(app: &App) -> Vec<String> {
    let Some(case) = &app.case else {
        return Vec::new();
    };
    let Some(pair) = case.pair() else {
        return vec!["There is nothing to settle by choosing between two.".to_owned()];
    };
    let pair = case.view().pair(pair);
    let mut lines = sentences(&super::pair::said(WIDE));
    for row in &pair.rows {
        let (one, other) = if row.one_is_better {
            (" (better)", "")
        } else {
            ("", " (better)")
        };
        lines.push(format!(
            "{}: 1st {}{one}; 2nd {}{other}.",
            row.label, row.one, row.other
        ));
    }
    lines.extend(
        PAIR_ROWS
            .iter()
            .map(|row| super::pair::choice(row))
            .map(|(key, words)| format!("{}. {words}", key.trim_matches(['[', ']']))),
    );
    lines
}

fn past(app: &App) -> Vec<String> {
    let past = &app.past;
    let found = &past.found;
    let reading = if found.all_read {
        ""
    } else {
        ", still reading"
    };
    let count = if past.find.is_empty() {
        format!("Past conversations: {}{reading}.", found.of)
    } else {
        format!(
            "Past conversations with {}: {} of {}{reading}.",
            past.find, found.matches, found.of
        )
    };
    let mut lines = vec![count];
    for (n, case) in found.rows.iter().enumerate() {
        let [when, title, came, id] = past_words(&app.shelf, case, &app.look.zone);
        lines.push(format!("{}. {when}, {title}, {came}, case {id}", n + 1));
    }
    let hidden = found.matches.saturating_sub(found.rows.len());
    if hidden > 0 {
        lines.push(format!("{hidden} more: find narrows the list."));
    }
    lines
}

/// The row under the cursor of a list, for those who move through it; `None` where there is no list.
#[must_use]
pub fn under_cursor(app: &App) -> Option<String> {
    if app.place == Place::Question {
        return question::under_cursor(app);
    }
    if app.place == Place::Start {
        let is_row = |line: &String| line.chars().nth(1) == Some('.');
        return told(app).into_iter().filter(is_row).nth(app.cursor);
    }
    if app.place == Place::Compare {
        return compare::under_cursor(app);
    }
    let row = match app.place {
        Place::Pair | Place::Past | Place::Summary | Place::Change => app.cursor,
        Place::Why => app.cursor.checked_sub(1)?,
        _ => return None,
    };
    let lead = format!("{}. ", row + 1);
    let zero = "0. ".to_owned();
    let neither = app.place == Place::Pair && row + 1 == PAIR_ROWS.len();
    let lead = if neither { zero } else { lead };
    told(app).into_iter().find(|line| line.starts_with(&lead))
}

/// A paper row by row, each a sentence that begins with what it is about.
fn sentences(paper: &Paper) -> Vec<String> {
    let rows = paper.rows.iter().map(sentence);
    rows.filter(|line| !line.is_empty()).collect()
}

fn sentence(row: &PaperRow) -> String {
    if let Some(words) = keys(row) {
        return words;
    }
    let mut spans = row.spans.iter().map(|span| (span.role, span.text.trim()));
    let (role, lead) = spans.next().unwrap_or((Role::Text, ""));
    let rest: Vec<&str> = spans
        .map(|(_, text)| if text == "*" { "chosen:" } else { text })
        .filter(|text| !text.is_empty())
        .collect();
    let rest = rest.join(" ");
    let mut line = match (lead, rest.is_empty()) {
        ("", _) => rest,
        (heading, true) if role == Role::Accent => ended(heading),
        (alone, true) => alone.to_owned(),
        (lead, false) => format!("{} {rest}", label(role, lead)),
    };
    if let Some(right) = &row.right
        && !right.text.trim().is_empty()
    {
        let right = right.text.trim();
        if let Some(heading) = line.strip_suffix(':') {
            // It says what stands at the right of the rows below.
            return format!("{heading} ({right}):");
        }
        if let Some((points, moved)) = right.split_once(' ')
            && points.parse::<f64>().is_ok()
            && (moved.starts_with("was ") || moved == "as today")
        {
            return format!("{line}, {points} of 100, {moved}");
        }
        let right = right
            .strip_prefix("! ")
            .map_or_else(|| right.to_owned(), |care| format!("watch out: {care}"));
        line = format!("{line}, {right}");
    }
    line
}

/// A row that says what keys do, with what is typed here in their place: `Go on where you were: type h or an empty line.`
fn keys(row: &PaperRow) -> Option<String> {
    let mut typed = Vec::new();
    let mut rest = Vec::new();
    for span in &row.spans {
        let text = span.text.trim();
        let one = text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase());
        let function = text
            .strip_prefix('F')
            .is_some_and(|n| n.parse::<u8>().is_ok());
        match text {
            "" => {}
            "Backspace" if span.role == Role::Accent => typed.push("back"),
            "Enter" if span.role == Role::Accent => typed.push("an empty line"),
            key if span.role == Role::Accent && (one || function) => typed.push(key),
            "or" if rest.is_empty() => {}
            words => rest.push(words),
        }
    }
    let does = capital(&rest.join(" "));
    (!typed.is_empty() && !does.is_empty()).then(|| format!("{does}: type {}.", typed.join(" or ")))
}

/// A heading that what follows belongs to.
fn ended(heading: &str) -> String {
    if heading.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
        format!("{heading}:")
    } else {
        heading.to_owned()
    }
}

/// The word for what stands at the left of a row.
fn label(role: Role, lead: &str) -> String {
    let lead = lead.trim_start_matches('>').trim();
    if let Some(number) = lead
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        return format!("{number}.");
    }
    let word = match lead {
        "+" => "For:",
        "-" if role == Role::Accent => "Without a place:",
        "-" => "Against:",
        "!" => "Watch out:",
        "X" => "Nothing fits:",
        "X misses" => "Misses:",
        "X leaves unmet:" => "Leaves unmet:",
        "=" => "Besides:",
        "~" if role == Role::Quiet => "How sure:",
        "~" => "Change:",
        "SAY" => "Say:",
        "WHY" => "Why:",
        "TRY" => "Tried:",
        "CHANGE" => "Change:",
        "NOW" => "Now:",
        _ => "",
    };
    if !word.is_empty() {
        return word.to_owned();
    }
    let rank = lead.trim_end_matches('=');
    if let Ok(rank) = rank.parse::<usize>() {
        return format!("{}:", ordinal(rank));
    }
    match lead.strip_prefix("? ") {
        Some(asks) => capital(asks),
        None if lead.ends_with([':', '.']) => capital(lead),
        None => format!("{}:", capital(lead)),
    }
}

/// With a capital at its beginning, unless it is the name of a key.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if words.chars().count() > 2 => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}
