//! A walk through everything that can be on screen, by keys alone: nothing needs a letter, nothing is a trap, and what cannot be done
//! says why.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use candor::catalog::{AnswerKind, Catalog, builtin, from_files};
use candor::command::{self, Command, Keymap, Place};
use candor::tui::app::{Does, Overlay, Row, Target};
use candor::tui::terminal::Key;

use crate::support::app::Talk;
use crate::support::catalogs::broadband;

/// All that is pressed.
fn alphabet() -> Vec<Key> {
    let named = [
        Key::Enter,
        Key::Backspace,
        Key::Tab,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
    ];
    let digits = ['0', '1', '2'].map(Key::Char);
    named.into_iter().chain(digits).collect()
}

/// What tells one state from another, as far as keys are concerned.
fn fingerprint(talk: &Talk) -> String {
    let app = &talk.app;
    let over = match &app.overlay {
        None => String::new(),
        // Each command under the cursor is a state, all else there is one.
        Some(Overlay::Jump(jump)) => match jump.found.get(jump.cursor).map(|found| found.target) {
            _ if !jump.query.is_empty() => "jump, typed".to_owned(),
            Some(Target::Do(command)) => format!("jump {command:?}"),
            _ => "jump, other".to_owned(),
        },
        Some(Overlay::Note { text, .. }) => format!("note {}", text.is_empty()),
        Some(Overlay::Erase(page)) => format!("erase {:?}", std::mem::discriminant(page)),
        Some(Overlay::Contact(page)) => format!("contact {:?}", std::mem::discriminant(page)),
        Some(other) => format!("{:?}", std::mem::discriminant(other)),
    };
    let outcome = app
        .case
        .as_ref()
        .is_some_and(|case| case.interview.outcome().is_some());
    let lists = match app.place {
        Place::Start => app.open_cases().count().min(1),
        Place::Past => app.past.found.rows.len().min(1),
        _ => 0,
    };
    let above = format!(
        "{:?} {over} {lists:?} {outcome} {} {} {:?}",
        app.place,
        app.past.typing,
        app.is_looking(),
        app.hint()
    );
    if app.overlay.is_some() || app.hint().is_some() {
        // What lies below changes nothing of what can be done here.
        return above;
    }
    let asked = app
        .case
        .as_ref()
        .filter(|_| app.place == Place::Question)
        .map(|case| {
            let question = case.question().unwrap();
            let row = case.draft.row(question).map(|row| match row {
                Row::Option(_) => "option",
                Row::Field => "field",
                Row::NotSure => "not sure",
                Row::RatherNot => "rather not",
            });
            let answered = case.interview.answers().contains_key(&question.id);
            (std::mem::discriminant(&question.kind), row, answered)
        });
    let undo_redo = app.case.as_ref().map(|case| case.interview.can_undo_redo());
    let on = match app.place {
        // Elsewhere what is under the cursor changes what Enter does, not what there is.
        Place::Start => app.cursor.min(2),
        Place::Why => app.cursor.min(1),
        _ => 0,
    };
    format!("{above} {asked:?} {undo_redo:?} {on}")
}

/// The command that `key` gives now; `None` when it only moves or is for a page.
fn given(talk: &Talk, key: Key) -> Option<Command> {
    let app = &talk.app;
    match (&app.overlay, app.hint(), key) {
        (_, Some(Does::Command(command)), Key::Enter) => Some(command),
        (_, Some(_), _) => None,
        (Some(Overlay::Jump(jump)), None, Key::Enter) => {
            match jump.found.get(jump.cursor).map(|found| found.target) {
                Some(Target::Do(command)) => Some(command),
                _ => None,
            }
        }
        (Some(_), ..) => None,
        (None, None, key) => {
            let digit = matches!(key, Key::Char(_))
                && (app.is_typing() || app.place == Place::Question && app.types_figures());
            let name = match key {
                Key::Char(c) => c.to_string(),
                other => format!("{other:?}"),
            };
            let found = Keymap::default().for_key(app.place, &name);
            found.filter(|_| !digit)
        }
    }
}

/// What a walk has met.
#[derive(Default)]
struct Walk {
    states: usize,
    presses: usize,
    given: BTreeMap<Place, BTreeSet<Command>>,
}

/// Walks from these states until nothing new is met, and looks at every press.
fn walk(from: Vec<Talk>, most: usize) -> Walk {
    let keys = alphabet();
    let mut met = Walk::default();
    let mut known: BTreeSet<String> = from.iter().map(fingerprint).collect();
    let mut queue: VecDeque<Talk> = from.into();
    while let Some(talk) = queue.pop_front() {
        met.states += 1;
        assert!(met.states <= most, "more than {most} states");
        leads_back(&talk);
        for key in &keys {
            let command = given(&talk, *key);
            let place = talk.app.place;
            let disabled = command.and_then(|command| talk.app.why_not(command));
            let mut next = talk.clone();
            next.app.notice = None;
            next.press(*key);
            met.presses += 1;
            if let Some(command) = command {
                if let Some(why) = &disabled {
                    // U-040.
                    assert!(!why.trim().is_empty(), "{command:?} on {place:?}");
                    assert!(next.app.notice.is_some(), "{command:?} on {place:?}");
                }
                met.given.entry(place).or_default().insert(command);
            }
            if next.left {
                continue;
            }
            if known.insert(fingerprint(&next)) {
                queue.push_back(next);
            }
        }
    }
    met
}

/// U-028: at most three presses of Backspace, or of Esc, lead to the talk or to the start. Backspace also takes away what was typed,
/// letter by letter; that is no step.
fn leads_back(talk: &Talk) {
    for back in [Key::Backspace, Key::Esc] {
        let mut talk = talk.clone();
        let mut steps = 0;
        loop {
            let app = &talk.app;
            // A past talk that is looked at begins at its summary.
            let there = match app.place {
                Place::Start | Place::Opening | Place::Question | Place::NoFolder => true,
                Place::Summary => app.is_looking(),
                _ => false,
            };
            if there && app.overlay.is_none() && app.hint().is_none() {
                break;
            }
            let typed = typed(&talk);
            let before = fingerprint(&talk);
            talk.press(back);
            if talk.left {
                break;
            }
            steps += usize::from(typed == 0 || back == Key::Esc);
            assert!(steps <= 3, "{back:?} from {before}");
        }
    }
}

/// How many characters stand where Backspace takes them away.
fn typed(talk: &Talk) -> usize {
    match &talk.app.overlay {
        Some(Overlay::Jump(jump)) => jump.query.chars().count(),
        Some(Overlay::Note { text, .. }) => text.chars().count(),
        Some(Overlay::Erase(candor::tui::app::ErasePage::Ask { typed, .. })) => {
            typed.chars().count()
        }
        Some(Overlay::Contact(candor::tui::app::ContactPage::Form(form))) => form
            .texts
            .get(form.field)
            .map_or(0, |text| text.chars().count()),
        None if talk.app.past.typing => talk.app.past.find.chars().count(),
        _ => 0,
    }
}

/// Goes to the hint of a command and presses Enter: only Tab, arrows and Enter.
fn by_hint(mut talk: Talk, command: Command) -> Talk {
    talk.press(Key::Tab);
    for _ in 0..30 {
        if talk.app.hint() == Some(Does::Command(command)) {
            talk.press(Key::Enter);
            return talk;
        }
        talk.press(Key::Right);
    }
    panic!("no hint for {command:?} on {:?}", talk.app.place);
}

/// Answers the question on screen with digits, arrows, Enter and Backspace: the row with this number.
fn answer(mut talk: Talk, row: usize) -> Talk {
    let question = talk.app.case.as_ref().unwrap().question().unwrap().clone();
    let keys = match question.kind {
        AnswerKind::Several { .. } | AnswerKind::Order(_) => {
            vec![row.to_string(), "Enter".to_owned()]
        }
        AnswerKind::Number(_) | AnswerKind::Money(_) | AnswerKind::Range(_) | AnswerKind::Words => {
            vec!["Down".to_owned(); row]
                .into_iter()
                .chain(["Enter".to_owned()])
                .collect()
        }
        _ => vec![row.to_string()],
    };
    for key in keys {
        talk = talk.keys(&key);
    }
    talk
}

/// Deep states from which the walk goes on, each reached from the start without a letter.
fn seeds(catalog: &Catalog) -> Vec<Talk> {
    let start = Talk::start(&[catalog]);
    let opening = start.clone().keys("1");
    let first = opening.clone().keys("Enter");
    let mut deep = first.clone();
    for _ in 0..6 {
        if deep.app.place == Place::Question {
            deep = answer(deep, 1);
        }
    }
    let changed = |row: usize| {
        let mut talk = deep.clone();
        for _ in 0..6 {
            talk = talk.keys("Backspace");
        }
        (talk.app.place == Place::Question).then(|| answer(talk, row))
    };
    let waiting = deep.clone().keys("Esc Esc Esc Esc Esc Esc Esc Esc");
    let why = by_hint(deep.clone(), Command::Why);
    let tried = why.clone().keys("1");
    let ended = by_hint(deep.clone(), Command::SumUp).keys("1");
    let ended = by_hint(ended, Command::Done);
    let past = by_hint(ended.clone(), Command::Past);
    let mut seeds = vec![
        start,
        opening,
        first,
        deep.clone(),
        waiting,
        why,
        tried,
        ended,
        past,
    ];
    seeds.extend([2, 3].into_iter().filter_map(changed));
    seeds.push(Talk::unkept(&[catalog]));
    seeds.retain(|talk| !talk.left);
    seeds
}

/// What is not given by a key of its own where rows are taken one by one: by Enter or a digit on the row.
fn by_row(command: Command) -> bool {
    matches!(
        command,
        Command::GoOn
            | Command::Tick
            | Command::First
            | Command::Last
            | Command::PageUp
            | Command::PageDown
    )
}

/// U-024: every command of the table is given on every screen on which it is listed, or says there why not.
fn every_command(catalog: &Catalog, more: Vec<Talk>, most: usize) {
    let pairs = !more.is_empty();
    let mut from = seeds(catalog);
    from.extend(more);
    let met = walk(from, most);
    println!(
        "{}: {} states, {} presses",
        catalog.id, met.states, met.presses
    );
    let mut missing = Vec::new();
    // From the customer's view one step back leads to where all is reached.
    for place in Place::ALL
        .into_iter()
        .filter(|place| *place != Place::Customer)
    {
        let given = met.given.get(&place).cloned().unwrap_or_default();
        if given.is_empty() && place == Place::Pair && !pairs {
            continue;
        }
        for spec in command::at(place).filter(|spec| !by_row(spec.command)) {
            if !given.contains(&spec.command) {
                missing.push((place, spec.command));
            }
        }
    }
    assert_eq!(missing, [], "{}", catalog.id);
}

#[test]
fn digits_arrows_enter_backspace_and_tab_do_everything() {
    // Two without names come up when the questions rarely change the first place.
    let pair = crate::pairs::before_a_pair().1;
    assert_eq!(pair.app.place, Place::Pair);
    every_command(broadband(), vec![pair], 20_000);
}

#[test]
fn they_do_everything_with_a_shipped_catalog_too() {
    let own = builtin::ALL
        .iter()
        .find(|own| own.id == "wireless")
        .unwrap();
    let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
    every_command(&catalog, Vec::new(), 20_000);
}

/// Rows that wait, and ticks, which the walk does not name.
#[test]
fn rows_take_the_place_of_letters_that_name_them() {
    let waits = Talk::start(&[broadband()]).keys("1 y 2 Enter Esc Esc");
    assert_eq!(waits.app.place, Place::Start);
    assert_eq!(
        waits.clone().keys("Up Up Up Enter").app.place,
        waits.keys("a").app.place
    );
}
