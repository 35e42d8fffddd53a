//! The part for the next person.

use super::super::document::Document;
use super::{Block, Line, Section};

/// Room for what the receiver writes by hand.
const BY_HAND: &str = "____________________";

pub(super) fn section(document: &Document) -> Option<Section> {
    let handover = &document.handover;
    let [needs, outcome] = &handover.gist;
    let mut blocks = vec![
        Block::Paragraph(Line::lead("State:", format!("{}.", handover.state_words()))),
        Block::Paragraph(Line::lead("Gist:", format!("{needs} {outcome}"))),
    ];
    blocks.extend(super::adviser(document).map(Block::Paragraph));
    let actions = handover
        .actions
        .iter()
        .map(|action| Line::plain(action.words()));
    let mut lines: Vec<Line> = actions.collect();
    if lines.is_empty() {
        lines.push(Line::plain(
            "Nothing was promised, and nothing is to be done.",
        ));
    }
    let then = handover.if_then.iter().cloned();
    lines.extend(then.map(Line::plain));
    let accepted = handover.accepted.iter().map(|accepted| {
        let said = if accepted.summary.is_empty() {
            "no summary of their own".to_owned()
        } else {
            accepted.summary.to_string()
        };
        Line::lead(
            format!(
                "Taken over {} by {}:",
                document.moment(accepted.at),
                accepted.by
            ),
            said,
        )
    });
    lines.extend(accepted);
    if handover.accepted.is_empty() {
        let words = format!("{BY_HAND} What I understood: {BY_HAND}");
        lines.push(Line::lead("Taken over by:", words));
    }
    blocks.extend(Block::list(lines));
    Section::new("handover", "For the next person", blocks)
}
