//! Clicks in boxes that lie over a screen: the kinds of a note, the fields of contact details.

use candor::interview::NoteKind;
use candor::tui::app::{ContactPage, FIELDS, Overlay};

use crate::mouse::{SIZES, at};

#[test]
fn a_click_chooses_the_kind_of_a_note_and_what_was_typed_stays() {
    for (width, height) in SIZES {
        for kind in NoteKind::ALL {
            let talk = at("n").typed("calls back").sized(width, height);
            let talk = talk.clicked(kind.words());
            let Some(Overlay::Note { kind: own, text }) = &talk.app.overlay else {
                panic!("the note is open");
            };
            assert_eq!((*own, text.as_str()), (kind, "calls back"));
        }
    }
}

#[test]
fn a_click_goes_to_a_field_of_contact_details_and_keeps_what_stands_in_the_others() {
    let form = at("s b 1").typed("Ada");
    for (field, name) in FIELDS.iter().enumerate() {
        let talk = form.clone().clicked(name).typed("7");
        let Some(Overlay::Contact(ContactPage::Form(form))) = &talk.app.overlay else {
            panic!("the form is open");
        };
        let mut texts = ["Ada".to_owned(), String::new(), String::new()];
        texts[field].push('7');
        assert_eq!((form.field, &form.texts), (field, &texts));
    }
}
