//! A conversation held by keys, without terminal, disk or clock: effects are answered from memory.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use candor::casebook::{CaseState, CaseSummary, Erased, Person, to_go_on_with};
use candor::cases::{CaseId, Owner};
use candor::catalog::AnswerKind;
use candor::catalog::Catalog;
use candor::domain::SafeText;
use candor::interview::{Began, Fact, Interview, PersonMark, Recorded};
use candor::tui::app::{
    App, Asking, Effect, Event, Format, Found, Look, Ponder, Route, Seen, past_words,
};
use candor::tui::glyphs::Glyphs;
use candor::tui::terminal::{Guarded, Input, Key};
use candor::tui::theme::{self, Role, Theme};
use candor::tui::view::draw;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// The app with a world that fits into memory.
#[derive(Clone)]
pub struct Talk {
    pub app: App,
    /// Whether it has left.
    pub left: bool,
    /// What the next effect that needs the disk fails with.
    pub fails: Option<&'static str>,
    /// The window that has every case open; `None` when none has.
    pub elsewhere: Option<Owner>,
    /// How often a transcript was written.
    pub exports: usize,
    /// What was handed over one by one, and which way.
    pub handed: Vec<(Format, Route)>,
    /// What a paper for the clipboard says.
    pub paper: Vec<SafeText>,
    /// What was offered to the terminal's clipboard.
    pub copied_lines: Vec<Vec<SafeText>>,
    open: Option<CaseId>,
    /// The conversation that was begun last.
    last: Option<CaseId>,
    cases: BTreeMap<CaseId, (usize, Vec<Recorded>)>,
    /// Contact details that are kept.
    pub persons: BTreeMap<CaseId, Person>,
    /// Transcripts of every case that were written elsewhere.
    pub copied: Vec<(SafeText, Timestamp)>,
    /// Whether what takes longer than a key may wait is worked out only with [`Talk::think`].
    pub late: bool,
    /// What is to be worked out.
    pub asked_for: Option<Ponder>,
    moment: Timestamp,
    /// How much time passes between two events: enough to read anything out.
    pub pace: Duration,
    passed: Duration,
    size: (u16, u16),
    seen: Option<(Buffer, Option<Position>)>,
    /// What clicks do on what was drawn last.
    pub hits: Seen,
}

impl Talk {
    /// On the start screen, with these catalogs.
    pub fn start(catalogs: &[&Catalog]) -> Self {
        let moment: Timestamp = "2025-11-21T14:00:00Z".parse().unwrap();
        let looks: Vec<Theme> = theme::list()
            .into_iter()
            .map(|name| theme::builtin(name).unwrap())
            .collect();
        let look = Look {
            theme: Theme::default(),
            glyphs: Glyphs::choose(false),
            zone: TimeZone::UTC,
            keys: candor::command::Keymap::default(),
            roomy: false,
        };
        let shelf = catalogs.iter().map(|c| Arc::new((*c).clone())).collect();
        let today = moment.to_zoned(TimeZone::UTC).date();
        let mut app = App::new(shelf, Vec::new(), Vec::new(), looks, look, today);
        // Conversations written down as keys need questions in an order that no figure of a catalog changes.
        app.asking = Asking::InOrder;
        Self {
            app,
            left: false,
            fails: None,
            elsewhere: None,
            exports: 0,
            handed: Vec::new(),
            paper: vec!["A paper".into(), "of two lines".into()],
            copied_lines: Vec::new(),
            open: None,
            last: None,
            cases: BTreeMap::new(),
            persons: BTreeMap::new(),
            copied: Vec::new(),
            late: false,
            asked_for: None,
            moment,
            pace: Duration::from_mins(1),
            passed: Duration::ZERO,
            size: (80, 24),
            seen: None,
            hits: Seen::default(),
        }
    }

    /// Where nothing can be kept, asked whether to go on.
    pub fn unkept(catalogs: &[&Catalog]) -> Self {
        let mut talk = Self::start(catalogs);
        talk.app.keep_nothing("Cases cannot be saved in ~/candor: the disk is read-only. Nothing was changed. Name another folder with --data-dir.".into());
        talk
    }

    /// At the first question of a catalog, the opening read.
    pub fn new(catalog: &Catalog) -> Self {
        Self::start(&[catalog]).keys("1 y")
    }

    /// The size of the window from now on.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// Presses keys by name, with spaces between them: `Enter`, `Backspace`, `F1`, `c`, `4`.
    pub fn keys(mut self, keys: &str) -> Self {
        for key in keys.split_whitespace() {
            self.press(named(key));
        }
        self
    }

    /// Questions come by what they are worth, as they do for people.
    pub fn by_worth(mut self) -> Self {
        self.app.asking = Asking::ByWorth;
        self
    }

    /// Answers the question on screen as customer number `customer` would: with one of its options or usual figures, in turn.
    pub fn answered(self, customer: usize) -> Self {
        let case = self.app.case.as_ref().unwrap();
        let question = case.question().unwrap();
        let turn = |options: usize| (customer + case.asked) % options.max(1);
        let options = question.kind.options().count();
        let keys = match &question.kind {
            AnswerKind::One { .. } => (turn(options.min(9)) + 1).to_string(),
            AnswerKind::YesNo => (turn(2) + 1).to_string(),
            AnswerKind::Level(_) => (turn(4) + 1).to_string(),
            AnswerKind::Several { .. } => format!("{} Enter", turn(options.min(9)) + 1),
            AnswerKind::Order(_) => {
                let first = turn(options.min(9)) + 1;
                format!("{first} {} Enter", first % options + 1)
            }
            AnswerKind::Number(range) | AnswerKind::Money(range) if !range.usual.is_empty() => {
                "Down ".repeat(turn(range.usual.len()) + 1) + "Enter"
            }
            _ => "0".to_owned(),
        };
        let keys = if matches!(question.kind, AnswerKind::Words | AnswerKind::Range(_)) {
            "Down Enter".to_owned()
        } else {
            keys
        };
        self.keys(&keys)
    }

    /// Types text, a key for each character.
    pub fn typed(mut self, text: &str) -> Self {
        for c in text.chars() {
            self.press(Key::Char(c));
        }
        self
    }

    /// Presses one key and does what follows; the effects come back.
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        self.event(Event::Person(Guarded::Input(Input::Key(key))))
    }

    /// What clicks do on the screen as it is drawn now.
    pub fn hits(&mut self) -> Seen {
        self.drawn(self.size.0, self.size.1);
        self.hits.clone()
    }

    /// Clicks on a cell, as the loop of the program does; the effects come back.
    pub fn click(&mut self, x: u16, y: u16) -> Vec<Effect> {
        match self.hits().click_at(x, y).cloned() {
            Some(click) => self.event(Event::Clicked(click)),
            None => Vec::new(),
        }
    }

    /// Clicks on the first cell of these words, which must be on the screen.
    pub fn clicked(mut self, words: &str) -> Self {
        let rows = self.rows(self.size.0, self.size.1);
        let found = rows.iter().enumerate().find_map(|(y, row)| {
            let (before, _) = row.split_once(words)?;
            Some((before.chars().count(), y))
        });
        let (x, y) = found.unwrap_or_else(|| panic!("no {words:?} in\n{}", rows.join("\n")));
        self.click(x as u16, y as u16);
        self
    }

    /// Turns the wheel by a notch over a cell.
    pub fn wheel(&mut self, x: u16, y: u16, up: bool) {
        if self.hits().scrolls_at(x, y) {
            self.event(Event::Wheel { up });
        }
    }

    /// Gives an event and does what follows; the effects of the event itself come back.
    pub fn event(&mut self, event: Event) -> Vec<Effect> {
        self.passed += self.pace;
        self.app.time_is(self.passed);
        let mut effects = self.app.update(event);
        let mut queue = effects.clone();
        // What takes a while is there at once, as in line mode.
        effects.retain(|effect| !matches!(effect, Effect::Ponder(_)));
        while !queue.is_empty() {
            let effect = queue.remove(0);
            if let Some(event) = self.answer(effect) {
                queue.extend(self.app.update(event));
            }
        }
        // The loop of the program draws after every event.
        self.seen = Some(self.drawn(self.size.0, self.size.1));
        effects
    }

    /// Works out what is to be worked out, as the thread for that does.
    pub fn think(&mut self) {
        while let Some(ponder) = self.asked_for.take() {
            self.event(Event::Pondered(ponder.work()));
        }
    }

    /// Does what the app wants done; what came of it.
    pub fn answer(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Quit => {
                self.left = true;
                return None;
            }
            Effect::Redraw => return None,
            Effect::Clipboard(lines) => {
                self.copied_lines.push(lines);
                return None;
            }
            Effect::Ponder(ponder) if self.late => {
                self.asked_for = Some(*ponder);
                return None;
            }
            Effect::Ponder(ponder) => return Some(Event::Pondered(ponder.work())),
            // As the archive does, with plainer eyes: every word must stand there.
            Effect::Find(find) => {
                let shelf = &self.app.shelf;
                let of = self.summaries();
                let has = |case: &CaseSummary| {
                    let words = past_words(shelf, case, &TimeZone::UTC).join(" ");
                    let mut wanted = find.split_whitespace();
                    wanted.all(|word| words.to_lowercase().contains(&word.to_lowercase()))
                };
                let rows: Vec<CaseSummary> = of.iter().filter(|case| has(case)).cloned().collect();
                return Some(Event::Found(Found {
                    find: find.clone(),
                    matches: rows.len(),
                    rows,
                    of: of.len(),
                    all_read: true,
                }));
            }
            Effect::Resume(id) if self.elsewhere.is_some() => {
                let (position, facts) = self.cases[&id].clone();
                let catalog = Arc::clone(&self.app.shelf[position]);
                return Some(Event::Looked {
                    catalog,
                    id,
                    facts,
                    elsewhere: self.elsewhere.clone(),
                });
            }
            Effect::Look(id) => {
                let (position, facts) = self.cases[&id].clone();
                let catalog = Arc::clone(&self.app.shelf[position]);
                return Some(Event::Looked {
                    catalog,
                    id,
                    facts,
                    elsewhere: None,
                });
            }
            Effect::Close => {
                self.open = None;
                return Some(Event::Cases(self.waiting()));
            }
            _ => {}
        }
        if let (Effect::Draft(_), Some(why)) = (&effect, self.fails) {
            self.fails = None;
            return Some(Event::NotDrafted(why.into()));
        }
        if let Some(why) = self.fails.take() {
            return Some(Event::Failed(why.into()));
        }
        self.moment = self.moment.checked_add(7.seconds()).unwrap();
        Some(match effect {
            Effect::Begin(position) => {
                let id = CaseId::from_number(0x3A_7F3C_92AD + self.cases.len() as u64).unwrap();
                let catalog = &self.app.shelf[position];
                let began = Fact::Began(Began {
                    catalog: catalog.id.clone(),
                    edition: catalog.edition.clone(),
                    fingerprint: catalog.fingerprint.as_str().into(),
                    program: "test".into(),
                });
                let facts = vec![Recorded {
                    at: self.moment,
                    fact: began,
                }];
                self.open = Some(id);
                self.last = Some(id);
                self.cases.insert(id, (position, facts.clone()));
                Event::Opened {
                    catalog: Arc::clone(&self.app.shelf[position]),
                    id: id.to_string().into(),
                    facts,
                    notice: None,
                }
            }
            Effect::Resume(id) => {
                let (catalog, facts) = self.cases[&id].clone();
                self.open = Some(id);
                let notice = Some("Opened again; nothing was lost.".into());
                Event::Opened {
                    catalog: Arc::clone(&self.app.shelf[catalog]),
                    id: id.to_string().into(),
                    facts,
                    notice,
                }
            }
            Effect::Record(fact) => {
                // As the casebook does.
                Event::Recorded(self.recorded(fact.masked()))
            }
            Effect::Erase(id) => {
                self.cases.remove(&id);
                self.persons.remove(&id);
                Event::Erased(Erased {
                    case: id,
                    files: 1,
                    elsewhere: self.copied.clone(),
                })
            }
            Effect::Draft(place) => Event::Drafted(self.recorded(Fact::Drafted { place }.masked())),
            Effect::ReadPerson(id, _) => Event::Contact(self.persons.get(&id).cloned()),
            Effect::KeepPerson(person) => {
                let (position, _) = self.cases[&self.open.unwrap()];
                let days = self.app.shelf[position].contact.as_ref().unwrap().days;
                let until = self.app.today.checked_add(i64::from(days).days()).unwrap();
                self.persons.insert(self.open.unwrap(), person);
                let mark = PersonMark {
                    hash: "00ff".into(),
                    until,
                };
                Event::ContactChanged(self.recorded(Fact::PersonKept(mark)))
            }
            Effect::ForgetPerson => {
                self.persons.remove(&self.open.unwrap());
                Event::ContactChanged(self.recorded(Fact::PersonForgotten))
            }
            Effect::HandOver(format, Route::Clipboard) => {
                self.handed.push((format, Route::Clipboard));
                Event::PaperToCopy(format, self.paper.clone())
            }
            Effect::HandOver(format, Route::File) => {
                self.handed.push((format, Route::File));
                let name = format!("x.{format:?}").to_lowercase();
                Event::PaperWritten(vec![name.into(), "in ~/cases".into()])
            }
            Effect::Export => {
                self.exports += 1;
                let path = |ending| format!("~/.local/share/candor/transcripts/x.{ending}").into();
                Event::Exported(["md", "html", "json"].map(path).to_vec())
            }
            _ => unreachable!(),
        })
    }

    fn recorded(&mut self, fact: Fact) -> Recorded {
        let at = self.moment;
        let recorded = Recorded { at, fact };
        let id = self.open.expect("a fact without a case");
        self.cases.get_mut(&id).unwrap().1.push(recorded.clone());
        recorded
    }

    /// Opens the conversation that was begun last again, in a program that was started anew.
    pub fn reopen(&mut self) {
        let id = self.last.expect("a conversation");
        let mut app = App::new(
            self.app.shelf.clone(),
            Vec::new(),
            self.waiting(),
            self.app.looks.clone(),
            self.app.look.clone(),
            self.app.today,
        );
        app.asking = self.app.asking;
        self.app = app;
        (self.left, self.open) = (false, None);
        if let Some(event) = self.answer(Effect::Resume(id)) {
            self.event(event);
        }
    }

    /// The conversation that is open.
    pub fn opened(&self) -> CaseId {
        self.open.expect("an open case")
    }

    /// The facts of a conversation as the disk has them.
    pub fn facts_of(&self, id: CaseId) -> &[Recorded] {
        &self.cases[&id].1
    }

    /// All facts of all conversations, one conversation after the other.
    pub fn facts(&self) -> Vec<Recorded> {
        let all = self.cases.values();
        all.flat_map(|(_, facts)| facts.clone()).collect()
    }

    /// The facts of each conversation.
    pub fn on_disk_of_all(&self) -> BTreeMap<CaseId, Vec<Recorded>> {
        let all = self.cases.iter();
        all.map(|(id, (_, facts))| (*id, facts.clone())).collect()
    }

    /// What the list of the start is made from.
    pub fn summaries(&self) -> Vec<CaseSummary> {
        let mut all: Vec<CaseSummary> = self
            .cases
            .iter()
            .map(|(id, (position, facts))| {
                let interview = Interview::fold(facts);
                let outcome = interview.outcome().cloned();
                CaseSummary {
                    id: *id,
                    catalog: Some(self.app.shelf[*position].id.clone()),
                    state: if outcome.is_some() {
                        CaseState::Ended
                    } else if interview.held().is_some() {
                        CaseState::Held
                    } else {
                        CaseState::Open
                    },
                    answered: interview.answers().len(),
                    started: interview.began().map(|(at, _)| *at),
                    last: interview.last(),
                    outcome,
                    person_until: interview.privacy().person().map(|mark| mark.until),
                    trouble: None,
                    newer: 0,
                }
            })
            .collect();
        all.sort_by_key(|case| std::cmp::Reverse(case.last));
        all
    }

    /// Those that can be gone on with, as the archive tells them.
    fn waiting(&self) -> Vec<CaseSummary> {
        to_go_on_with(self.summaries().iter()).cloned().collect()
    }

    /// The facts of the conversation on screen as the disk has them.
    pub fn on_disk(&self) -> &[Recorded] {
        &self.cases[&self.open.expect("an open case")].1
    }

    /// The rows drawn after the last event.
    pub fn seen(&self) -> Vec<String> {
        grid(&self.seen.as_ref().expect("an event").0)
    }

    /// What is drawn, with the loop's knowledge of how far can be scrolled.
    pub fn drawn(&mut self, width: u16, height: u16) -> (Buffer, Option<Position>) {
        let drawn = draw(&self.app, Rect::new(0, 0, width, height));
        self.app.scrolls_to(drawn.furthest);
        self.app.saw(&drawn.seen);
        self.hits = drawn.seen;
        (drawn.buffer, drawn.cursor)
    }

    /// The rows on screen as text.
    pub fn rows(&mut self, width: u16, height: u16) -> Vec<String> {
        grid(&self.drawn(width, height).0)
    }

    /// The text on screen at 80x24.
    pub fn text(&mut self) -> String {
        self.rows(80, 24).join("\n")
    }

    /// The screen as text, then every run of cells that is not plain text, by the name of its role.
    pub fn screen(&mut self, width: u16, height: u16) -> String {
        let (buffer, cursor) = self.drawn(width, height);
        let theme = &self.app.look.theme;
        let mut lines = vec![format!("{width}x{height}")];
        lines.extend(grid(&buffer));
        if let Some(cursor) = cursor {
            lines.push(format!("cursor r{:02} c{:02}", cursor.y, cursor.x));
        }
        for y in 0..height {
            let mut runs: Vec<(u16, u16, String)> = Vec::new();
            for x in 0..width {
                let cell = &buffer[(x, y)];
                let name = role(theme, cell.fg, cell.bg, cell.modifier);
                let empty = cell.symbol() == " " && !name.starts_with("selected");
                match runs.last_mut() {
                    Some((_, to, last)) if *last == name || empty => *to = x,
                    _ if empty => {}
                    _ => runs.push((x, x, name)),
                }
            }
            runs.retain(|(_, _, name)| name != "text" && name != "border");
            if !runs.is_empty() {
                let runs: Vec<String> = runs
                    .iter()
                    .map(|(from, to, name)| {
                        let row: String = grid(&buffer)[usize::from(y)]
                            .chars()
                            .skip(usize::from(*from))
                            .take(usize::from(to - from + 1))
                            .collect();
                        let to = usize::from(*from) + row.trim_end().chars().count().max(1) - 1;
                        format!("c{from:02}-{to:02} {name}")
                    })
                    .collect();
                lines.push(format!("r{y:02} {}", runs.join(", ")));
            }
        }
        lines.join("\n")
    }
}

/// The rows of a buffer as text, without spaces at their ends.
pub fn grid(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let row: String = (area.left()..area.right())
                .map(|x| buffer[(x, y)].symbol())
                .collect();
            row.trim_end().to_owned()
        })
        .collect()
}

fn role(
    theme: &Theme,
    fg: ratatui::style::Color,
    bg: ratatui::style::Color,
    modifier: ratatui::style::Modifier,
) -> String {
    let is = |style: Style| {
        style.fg == Some(fg) && style.bg == Some(bg) && style.add_modifier == modifier
    };
    let roles = Role::ALL.into_iter();
    for (role, name) in roles.clone() {
        if is(theme.style(role)) {
            return name.to_owned();
        }
    }
    for (role, name) in roles {
        if is(theme.on_selected(role)) {
            return format!("selected {name}");
        }
    }
    panic!("a cell with a style that no role has: {fg:?} on {bg:?} {modifier:?}")
}

/// The key of that name in the table of commands.
pub fn named(name: &str) -> Key {
    match name {
        "Space" => Key::Char(' '),
        "Enter" => Key::Enter,
        "Esc" => Key::Esc,
        "Backspace" => Key::Backspace,
        "Tab" => Key::Tab,
        "BackTab" => Key::BackTab,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "PgUp" => Key::PageUp,
        "PgDn" => Key::PageDown,
        "Home" => Key::Home,
        "End" => Key::End,
        "Ctrl+C" => Key::Interrupt,
        "Ctrl+L" => Key::Redraw,
        "Ctrl+Y" => Key::Redo,
        "Ctrl+Z" => Key::Undo,
        name => {
            let mut chars = name.chars();
            match (chars.next().unwrap(), chars.as_str()) {
                (c, "") => Key::Char(c),
                ('F', number) if number.parse::<u8>().is_ok() => Key::F(number.parse().unwrap()),
                _ => panic!("no key is called {name}"),
            }
        }
    }
}
