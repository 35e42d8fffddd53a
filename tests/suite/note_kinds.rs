//! What the note window says of a kind of note holds for that kind in the transcript that is made then.

use candor::interview::{Fact, NoteKind};
use candor::transcript::{markdown, text_for_customer};

use crate::mouse::at;
use crate::support::transcripts::{Talk, persona, vehicles};

const WORDS: &str = "zebra crossing";

/// The window said "Private notes stay in this case" whatever kind was chosen.
#[test]
fn the_window_says_of_the_chosen_kind_where_it_stands_and_of_no_other() {
    for (n, kind) in NoteKind::ALL.into_iter().enumerate() {
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            let mut talk = at("n").clicked(kind.words());
            let text = talk.rows(width, height).join("\n");
            assert!(
                text.contains(kind.stands()),
                "{n} at {width}x{height}:\n{text}"
            );
            let private = text.contains("stays in this case");
            assert_eq!(private, kind == NoteKind::Private, "{text}");
        }
    }
}

#[test]
fn a_note_stands_where_the_window_said() {
    for kind in NoteKind::ALL {
        let mut talk = Talk::new(vehicles(), &persona("contractor")).read_out();
        let text = WORDS.into();
        talk.say(Fact::Noted { kind, text });
        let document = talk.document();
        let whole = markdown(&document);
        let under = |heading: &str| {
            let mut parts = whole.split("# ");
            parts.any(|part| part.starts_with(heading) && part.contains(WORDS))
        };
        let said = kind.stands();
        assert_eq!(
            whole.contains(WORDS),
            !said.contains("no transcript"),
            "{said}"
        );
        let page = text_for_customer(&document, 80).contains(WORDS);
        assert_eq!(page, said.contains("the customer's page"), "{said}");
        assert_eq!(under("Notes"), said.contains("under the notes"), "{said}");
        let next = under("For the next person");
        assert_eq!(next, said.contains("who does what by when"), "{said}");
    }
}
