//! What reaches the app from keyboard and mouse, and what never does.

use candor::tui::terminal::{Input, Key, Mouse, System, input};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MediaKeyCode, ModifierKeyCode,
    MouseButton, MouseEvent, MouseEventKind,
};

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;

fn press(code: KeyCode, held: KeyModifiers, kind: KeyEventKind) -> Event {
    Event::Key(KeyEvent::new_with_kind(code, held, kind))
}

fn mouse(kind: MouseEventKind, modifiers: KeyModifiers) -> Event {
    Event::Mouse(MouseEvent {
        kind,
        column: 7,
        row: 3,
        modifiers,
    })
}

#[test]
fn every_event_becomes_one_small_input_or_nothing() {
    use KeyCode::*;
    use KeyEventKind::{Press, Release, Repeat};
    let alt_graph = CTRL | ALT;
    // An event, then what it means on Windows and elsewhere.
    let both = |event: Event, key: Option<Key>| (event, key.map(Input::Key), key.map(Input::Key));
    let mut rows = vec![
        // Letters: three spellings of a capital, text beyond ASCII, the space bar.
        both(press(Char('g'), NONE, Press), Some(Key::Char('g'))),
        both(press(Char('G'), NONE, Press), Some(Key::Char('G'))),
        both(press(Char('G'), SHIFT, Press), Some(Key::Char('G'))),
        both(press(Char('g'), SHIFT, Press), Some(Key::Char('G'))),
        both(press(Char('é'), SHIFT, Press), Some(Key::Char('É'))),
        both(press(Char('ß'), SHIFT, Press), Some(Key::Char('ß'))),
        both(press(Char('?'), SHIFT, Press), Some(Key::Char('?'))),
        both(press(Char(' '), NONE, Press), Some(Key::Char(' '))),
        both(press(Char('€'), NONE, Press), Some(Key::Char('€'))),
        both(press(Char('\u{7}'), NONE, Press), None),
        // Named combinations; all others are the terminal's.
        both(press(Char('z'), CTRL, Press), Some(Key::Undo)),
        both(press(Char('Z'), CTRL, Press), Some(Key::Undo)),
        both(press(Char('y'), CTRL, Press), Some(Key::Redo)),
        both(press(Char('c'), CTRL, Press), Some(Key::Interrupt)),
        both(press(Char('C'), CTRL | SHIFT, Press), None),
        both(press(Char('l'), CTRL, Press), Some(Key::Redraw)),
        both(press(Char('h'), CTRL, Press), Some(Key::Backspace)),
        both(press(Char('j'), CTRL, Press), Some(Key::Enter)),
        both(press(Char('q'), CTRL, Press), None),
        both(press(Char('q'), ALT, Press), None),
        both(press(Char('q'), KeyModifiers::SUPER, Press), None),
        both(press(Char('q'), KeyModifiers::META, Press), None),
        // Keys with names.
        both(press(Enter, NONE, Press), Some(Key::Enter)),
        both(press(Enter, CTRL, Press), Some(Key::Enter)),
        both(press(Enter, ALT, Press), None),
        both(press(Esc, NONE, Press), Some(Key::Esc)),
        both(press(Backspace, NONE, Press), Some(Key::Backspace)),
        both(press(Backspace, ALT, Press), None),
        both(press(Tab, NONE, Press), Some(Key::Tab)),
        both(press(Tab, SHIFT, Press), Some(Key::BackTab)),
        both(press(BackTab, SHIFT, Press), Some(Key::BackTab)),
        both(press(BackTab, NONE, Press), Some(Key::BackTab)),
        both(press(Tab, CTRL, Press), None),
        both(press(Up, NONE, Press), Some(Key::Up)),
        both(press(Down, SHIFT, Press), Some(Key::Down)),
        both(press(Left, CTRL, Press), None),
        both(press(Right, NONE, Press), Some(Key::Right)),
        both(press(PageUp, NONE, Press), Some(Key::PageUp)),
        both(press(PageDown, NONE, Press), Some(Key::PageDown)),
        both(press(Home, NONE, Press), Some(Key::Home)),
        both(press(End, NONE, Press), Some(Key::End)),
        both(press(Delete, NONE, Press), Some(Key::Delete)),
        both(press(Delete, CTRL | ALT, Press), None),
        both(press(F(1), NONE, Press), Some(Key::F(1))),
        both(press(F(12), NONE, Press), Some(Key::F(12))),
        both(press(F(13), NONE, Press), None),
        both(press(F(4), ALT, Press), None),
        both(press(Insert, NONE, Press), None),
        both(press(Null, NONE, Press), None),
        both(press(CapsLock, NONE, Press), None),
        both(press(Menu, NONE, Press), None),
        both(press(KeypadBegin, NONE, Press), None),
        both(press(Media(MediaKeyCode::Play), NONE, Press), None),
        both(
            press(Modifier(ModifierKeyCode::LeftShift), SHIFT, Press),
            None,
        ),
        // Held keys: only what moves or deletes goes on.
        both(press(Up, NONE, Repeat), Some(Key::Up)),
        both(press(Down, NONE, Repeat), Some(Key::Down)),
        both(press(Left, NONE, Repeat), Some(Key::Left)),
        both(press(Right, NONE, Repeat), Some(Key::Right)),
        both(press(PageUp, NONE, Repeat), Some(Key::PageUp)),
        both(press(PageDown, NONE, Repeat), Some(Key::PageDown)),
        both(press(Backspace, NONE, Repeat), Some(Key::Backspace)),
        both(press(Enter, NONE, Repeat), None),
        both(press(Char('1'), NONE, Repeat), None),
        both(press(Esc, NONE, Repeat), None),
        both(press(Char('c'), CTRL, Repeat), None),
        // Releases never act.
        both(press(Char('1'), NONE, Release), None),
        both(press(Enter, NONE, Release), None),
        both(press(Up, NONE, Release), None),
    ];
    // AltGr: text on Windows, where it arrives as Ctrl+Alt.
    for c in "@€{}[]|~\\".chars() {
        rows.push((
            press(Char(c), alt_graph, Press),
            Some(Input::Key(Key::Char(c))),
            None,
        ));
        rows.push((
            press(Char(c), alt_graph | SHIFT, Press),
            Some(Input::Key(Key::Char(c))),
            None,
        ));
    }
    let same = |event: Event, meaning: Option<Input>| (event, meaning.clone(), meaning);
    let click = Input::Mouse(Mouse::Click { x: 7, y: 3 });
    let wheel = |up| Input::Mouse(Mouse::Wheel { x: 7, y: 3, up });
    rows.extend([
        same(
            mouse(MouseEventKind::Down(MouseButton::Left), NONE),
            Some(click),
        ),
        same(mouse(MouseEventKind::Down(MouseButton::Left), SHIFT), None),
        same(mouse(MouseEventKind::Down(MouseButton::Right), NONE), None),
        same(mouse(MouseEventKind::Down(MouseButton::Middle), NONE), None),
        same(mouse(MouseEventKind::Up(MouseButton::Left), NONE), None),
        same(mouse(MouseEventKind::Drag(MouseButton::Left), NONE), None),
        same(mouse(MouseEventKind::Moved, NONE), None),
        same(mouse(MouseEventKind::ScrollUp, NONE), Some(wheel(true))),
        same(mouse(MouseEventKind::ScrollDown, NONE), Some(wheel(false))),
        same(mouse(MouseEventKind::ScrollLeft, NONE), None),
        same(
            Event::Paste("a\u{1b}b".into()),
            Some(Input::Paste("a\u{1b}b".into())),
        ),
        same(
            Event::Resize(80, 24),
            Some(Input::Resize {
                width: 80,
                height: 24,
            }),
        ),
        same(Event::FocusGained, Some(Input::Focus(true))),
        same(Event::FocusLost, Some(Input::Focus(false))),
    ]);
    for (event, windows, other) in rows {
        assert_eq!(
            input(event.clone(), System::Windows),
            windows,
            "Windows: {event:?}"
        );
        assert_eq!(
            input(event.clone(), System::Other),
            other,
            "elsewhere: {event:?}"
        );
    }
}

#[test]
fn commands_compare_letters_without_case() {
    assert_eq!(Key::Char('Q').folded(), Key::Char('q'));
    assert_eq!(Key::Char('İ').folded(), Key::Char('İ'));
    assert_eq!(Key::Enter.folded(), Key::Enter);
}
