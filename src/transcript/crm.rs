//! The hand-over as a note for a field of limited length: how it stands, the gist and what is to be done are never lost.

use super::document::Document;
use super::handover::Handover;

/// The fewest characters that hold anything.
pub const SHORTEST: usize = 120;

/// What a redacted note says of itself before anything else.
const REDACTED: &str = "REDACTED, not evidence.\n";

/// Characters of a note where nobody says how many.
pub const USUAL: usize = 1000;

/// Writes the note in at most `most` characters (at least [`SHORTEST`] are taken).
#[must_use]
pub fn crm(document: &Document, most: usize) -> String {
    let most = most.max(SHORTEST);
    let top = if document.redacted { REDACTED } else { "" };
    let most = most.saturating_sub(count(top));
    let handover = &document.handover;
    let state = format!("State: {}.", handover.state_words());
    let room = most.saturating_sub(count(&state) + 2);
    let gist = format!("Gist: {} {}", handover.gist[0], handover.gist[1]);
    let actions = actions(handover, room);
    // What is short leaves its room to the other.
    let for_actions = count(&actions).min(room.saturating_sub(count(&gist)).max(room / 2));
    let actions = if for_actions < count(&actions) {
        self::actions(handover, for_actions)
    } else {
        actions
    };
    let gist = cut(&gist, room.saturating_sub(count(&actions)));
    let mut note = format!("{state}\n{gist}\n{actions}");
    for line in besides(document) {
        if count(&note) + 1 + count(&line) <= most {
            note.push('\n');
            note.push_str(&line);
        }
    }
    format!("{top}{note}")
}

/// What is to be done, each cut alike so that none is left out.
fn actions(handover: &Handover, room: usize) -> String {
    const LEAD: &str = "To do: ";
    if handover.actions.is_empty() {
        return format!("{LEAD}nothing was promised.");
    }
    let words: Vec<String> = handover
        .actions
        .iter()
        .map(super::handover::Action::words)
        .collect();
    let whole = format!("{LEAD}{}", words.join("; "));
    if count(&whole) <= room {
        return whole;
    }
    let separators = 2 * words.len().saturating_sub(1);
    let each = room.saturating_sub(LEAD.len() + separators) / words.len();
    if each < 18 {
        // So many that none could be read: how many, and the first.
        let lead = format!("{LEAD}{} things, first: ", words.len());
        let first = words.first().map_or("", String::as_str);
        return format!("{lead}{}", cut(first, room.saturating_sub(count(&lead))));
    }
    let cut: Vec<String> = words.iter().map(|words| cut(words, each)).collect();
    format!("{LEAD}{}", cut.join("; "))
}

/// What follows where there is room.
fn besides(document: &Document) -> Vec<String> {
    let head = &document.head;
    let handover = &document.handover;
    let catalog = &head.catalog;
    let case = head.case.iter();
    let mut lines: Vec<String> = case.map(|case| format!("Case: {case}.")).collect();
    let adviser = document.adviser.iter();
    lines.extend(adviser.map(|adviser| format!("Adviser's own recommendation: {}", adviser.words)));
    lines.extend(
        handover
            .if_then
            .iter()
            .map(|line| format!("If, then: {line}")),
    );
    let accepted = handover.accepted.iter();
    lines.extend(accepted.map(|accepted| {
        format!(
            "Taken over: {} by {}. {}",
            document.moment(accepted.at),
            accepted.by,
            accepted.summary
        )
    }));
    lines.push(handover.spoken.caveat.to_string());
    lines.extend(
        document
            .notes
            .iter()
            .map(|note| format!("Note ({}): {}", note.kind, note.text)),
    );
    lines.push(format!(
        "Facts: {} of edition {}, as of {}.",
        catalog.title, catalog.edition, catalog.as_of
    ));
    lines
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// The beginning of a text in at most `most` characters, with ` ..` where more would follow.
fn cut(text: &str, most: usize) -> String {
    if count(text) <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(3)).collect();
    format!("{} ..", kept.trim_end())
}
