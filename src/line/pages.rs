//! What line mode says of itself: the words of a place, and what can be typed next.

use crate::catalog::AnswerKind;
use crate::command::{self, Command, Place};
use crate::interview::{About, NoteKind};
use crate::tui::app::{
    App, ContactPage, ErasePage, FIELDS, Overlay, Purpose, places, types_figures,
};

use super::words::EXTRAS;

/// All words of this place, each with what it does.
pub(super) fn help(app: &App) -> Vec<String> {
    let mut lines = Vec::new();
    for spec in command::at(app.place) {
        let figures = app.place == Place::Question && app.types_figures();
        let word = match spec.command {
            Command::Choose if figures || app.rows_to_take() == 0 => continue,
            Command::Choose => "a number",
            Command::NotSure if figures => spec.short,
            _ => spec.word,
        };
        let not_now = if app.why_not(spec.command).is_some() {
            " (not now)"
        } else {
            ""
        };
        // There is no row of keys to go to, and what can be said is said here.
        let does = match spec.command {
            Command::Hints => "these words once more",
            _ => spec.long,
        };
        lines.push(format!("{word}: {does}{not_now}."));
    }
    for (_, word, does) in EXTRAS {
        lines.push(format!("{word}: {does}."));
    }
    lines.push("More: note 2: words keeps an idea; compare 1 3 and jump words take more, too. The beginning of a word is enough. A key that a sentence names can be typed, as well.".to_owned());
    lines
}

/// What can be typed next; nothing where that is plain.
pub(super) fn hint(app: &App) -> Option<String> {
    if let Some(overlay) = &app.overlay {
        return over(overlay);
    }
    let rows = app.rows_to_take();
    Some(match app.place {
        Place::Start if rows == 0 => "Nothing can be opened here. quit leaves.".to_owned(),
        Place::Start => start(app, rows),
        Place::Opening => format!(
            "Type {} when it was read, or an empty line to go on.",
            app.key_for(Command::ReadOut)
        ),
        Place::Question => {
            let question = app.case.as_ref()?.question()?;
            match &question.kind {
                AnswerKind::Words => {
                    "Your answer: words on one line, or a word such as later.".to_owned()
                }
                AnswerKind::Range(_) => "Your answer: from-to, or a word.".to_owned(),
                kind if types_figures(kind) => "Your answer: a figure, or a word.".to_owned(),
                AnswerKind::Several { .. } => format!(
                    "Your answer: numbers from 1 to {rows} with spaces between, none, 0, or a word."
                ),
                AnswerKind::Order(items) => {
                    let numbers = match places(items.len()) {
                        1 => "a number".to_owned(),
                        places => format!("{places} numbers"),
                    };
                    format!(
                        "Your answer: {numbers} from 1 to {rows}, what matters most first, 0, or a word."
                    )
                }
                _ => format!("Your answer: 0 to {rows}, or a word."),
            }
        }
        Place::Pair => "Your answer: 1, 2 or 0, or a word.".to_owned(),
        Place::Why if rows > 0 => format!("1 to {rows} tries a change; back goes back."),
        Place::Change => "1 keeps the new answer; 2 leaves it as it was.".to_owned(),
        Place::Try => "done keeps it; back goes back.".to_owned(),
        Place::Summary if rows > 0 => format!("Decided: 1 to {rows}, or a word."),
        Place::Hold => "hold goes on with it.".to_owned(),
        Place::Past => "A number looks at it; find and words narrow the list.".to_owned(),
        Place::NoFolder => "unsaved goes on; quit leaves.".to_owned(),
        Place::Why | Place::Summary | Place::Compare | Place::Customer => {
            "back goes back.".to_owned()
        }
    })
}

fn start(app: &App, rows: usize) -> String {
    let waiting = if app.open_cases().next().is_some() {
        "the letter of a conversation that waits, "
    } else {
        ""
    };
    format!("Your choice: 1 to {rows}, {waiting}past, or a word. help lists the words.")
}

fn over(overlay: &Overlay) -> Option<String> {
    Some(match overlay {
        Overlay::Note { text, .. } if text.is_empty() => {
            let kinds = NoteKind::ALL.iter().enumerate();
            let kinds: Vec<String> = kinds
                .map(|(n, kind)| format!("{}: {}", n + 1, kind.words()))
                .collect();
            format!(
                "Type the note. It is private to this case unless it begins with one of these and a colon, {}.",
                kinds.join("; ")
            )
        }
        Overlay::Note { .. } => {
            "Type more of it, or an empty line to keep it; back leaves it waiting.".to_owned()
        }
        Overlay::Wording { text, .. } if !text.is_empty() => {
            "Type more of it, or an empty line to keep it; back leaves it waiting.".to_owned()
        }
        Overlay::Wording { about, .. } => match about {
            About::Reason(_) => "Type the reason; back closes.".to_owned(),
            About::Elsewhere => {
                "Type to whom, or an empty line to name nobody; back closes.".to_owned()
            }
        },
        Overlay::HandOver => "Type 1 to 7 or back.".to_owned(),
        Overlay::Closing => "Type 1, 2, 3 or back.".to_owned(),
        Overlay::Contact(ContactPage::Form(form)) => {
            let name = FIELDS.get(form.field).copied().unwrap_or_default();
            let text = form.texts.get(form.field).map_or("", String::as_str);
            if text.is_empty() {
                format!("{name}:")
            } else {
                format!("{name}, an empty line keeps what is there:")
            }
        }
        Overlay::Contact(_) => "Type 1, 2 or back.".to_owned(),
        Overlay::Erase(ErasePage::Ask { .. }) => {
            "Type its code to erase it for good, or back.".to_owned()
        }
        Overlay::GiveUp(_) => "Type drop to give it up for good, or back.".to_owned(),
        Overlay::Jump(jump) if jump.purpose != Purpose::Go => {
            "A number chooses it; a few letters of a name search for it; back closes.".to_owned()
        }
        Overlay::Jump(_) => "A number goes there; other words search anew; back closes.".to_owned(),
        Overlay::Keys(_)
        | Overlay::Facts(_)
        | Overlay::Spoken(_)
        | Overlay::Row(_)
        | Overlay::Words { .. }
        | Overlay::Code
        | Overlay::Burst(_)
        | Overlay::Leave
        | Overlay::Erase(ErasePage::Recall(_)) => return None,
    })
}
