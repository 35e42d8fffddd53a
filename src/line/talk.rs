//! The loop: a line becomes a step, a step becomes effects, and what is new is told.

use std::collections::VecDeque;
use std::io::{self, BufRead, Write};
use std::time::Duration;

use crate::command::{Command, Place};
use crate::domain::SafeText;
use crate::tui::IdleWatch;
use crate::tui::app::{App, Effect, Event, Overlay, Said};
use crate::tui::terminal::{Guarded, Input, Key};
use crate::tui::view;

use super::away::watch;
use super::meaning::{Step, meaning};
use super::output::Output;
use super::pages::help;
use super::refusal::refused;
use super::{End, Lines, World};

/// Longest line that is read, in bytes; the rest of a longer one is left out.
const MAX_LINE: u64 = 64 * 1024;
/// How long the list of conversations to go on with is waited for.
const LISTING: Duration = Duration::from_millis(100);
/// How long a search among past conversations is waited for.
const SEARCH: Duration = Duration::from_secs(10);

/// A conversation in lines.
pub(super) struct Talk<'w, W> {
    pub(super) app: App,
    pub(super) world: &'w mut dyn World,
    pub(super) lines: Lines,
    pub(super) out: Output<W>,
    /// The page told last: where, and its sentences.
    pub(super) told: ((Place, usize), Vec<String>),
    /// What lay over it and was told.
    pub(super) told_over: Vec<String>,
    /// How the order stood when it was told last.
    pub(super) order: Vec<String>,
    /// The last hint, which is not said twice in a row.
    pub(super) hint: Option<String>,
    pub(super) trouble: Option<SafeText>,
    /// How many facts of which case were told.
    pub(super) facts: (SafeText, usize),
    leaves: bool,
    pub(super) away: IdleWatch,
}

impl<'w, W: Write> Talk<'w, W> {
    pub(super) fn new(app: App, world: &'w mut dyn World, lines: Lines, out: W) -> Self {
        let out = Output::new(out, lines.width, lines.ascii);
        let away = watch(world, lines.away);
        let facts = app
            .case
            .as_ref()
            .map(|case| (case.id.clone(), case.facts.len()));
        Self {
            app,
            world,
            lines,
            out,
            told: ((Place::NoFolder, usize::MAX), Vec::new()),
            told_over: Vec::new(),
            order: Vec::new(),
            hint: None,
            trouble: None,
            facts: facts.unwrap_or_default(),
            leaves: false,
            away,
        }
    }

    pub(super) fn run(mut self, mut input: impl BufRead) -> io::Result<End> {
        let on = format!(
            "Line mode: on, {}. help lists the words, repeat tells the page again, quit leaves.",
            self.lines.because
        );
        self.out.say(&on)?;
        if !self.app.keeps_nothing() {
            self.listen(LISTING);
        }
        let first = self.app.begin_first();
        self.settle(first)?;
        self.tell()?;
        while !self.leaves {
            if self.lines.prompt {
                self.out.ask()?;
            }
            self.out.flush()?;
            self.wait();
            let Some(line) = read(&mut input)? else {
                return self.end_of_input();
            };
            if self.was_away()? {
                continue;
            }
            self.take(&line)?;
            // What was begun with this line, such as a tick, is on disk before the next is waited for.
            if !self.leaves && !self.app.is_waiting() {
                self.event(Event::Pause)?;
            }
        }
        self.out.flush()?;
        Ok(self.end())
    }

    fn end(&self) -> End {
        if self.app.unsaved {
            End::Unsaved
        } else {
            End::Saved
        }
    }

    /// Takes a line, and tells what came of it.
    fn take(&mut self, line: &str) -> io::Result<()> {
        self.app.time_is(self.world.ticks());
        if self.app.is_waiting() {
            self.event(Event::Retry)?;
        }
        match meaning(&self.app, line) {
            Err(why) => return self.out.say(&why),
            Ok(Step::Nothing) => return Ok(()),
            Ok(Step::Help) => {
                self.app.overlay = None;
                return self.say_all(help(&self.app));
            }
            Ok(Step::Tell(extra)) => return self.tell_more(extra),
            Ok(Step::Repeat) => {
                self.told = ((Place::NoFolder, usize::MAX), Vec::new());
                self.told_over.clear();
                self.hint = None;
            }
            Ok(Step::Said(Said::Command(Command::Cover))) => {
                return self.out.say("Not possible here: cover. What was written stays where it is; nothing can cover it. Nothing was changed.");
            }
            Ok(Step::Said(Said::Command(Command::Mouse))) => {
                return self.out.say("Not possible here: mouse. Lines are written; the terminal's own mouse selects them. Nothing was changed.");
            }
            Ok(Step::Said(said)) => {
                let moved = matches!(&said, Said::Command(command) if command.moves_cursor());
                let refused = refused(&self.app, line, &said);
                self.event(Event::Said(said))?;
                if let Some(refused) = refused {
                    self.app.notice = Some(refused.into());
                    return self.tell();
                }
                if moved && let Some(row) = view::under_cursor(&self.app) {
                    return self.out.say(&row);
                }
            }
            Ok(Step::Key(key)) => self.key(key)?,
        }
        if self.app.overlay == Some(Overlay::Leave) {
            // Whoever types a word means it; what would be lost is asked about all the same.
            self.key(Key::Enter)?;
            if self.leaves {
                return self.out.say(&view::leaving(&self.app));
            }
        }
        if self.leaves {
            return Ok(());
        }
        self.tell()
    }

    fn key(&mut self, key: Key) -> io::Result<()> {
        self.event(Event::Person(Guarded::Input(Input::Key(key))))
    }

    fn event(&mut self, event: Event) -> io::Result<()> {
        let effects = self.app.update(event);
        self.settle(effects)
    }

    /// Has everything done that the app wants done, and tells what is saved as soon as it is.
    fn settle(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut to_do: VecDeque<Effect> = effects.into();
        while let Some(effect) = to_do.pop_front() {
            match effect {
                Effect::Quit => {
                    self.world.perform(Effect::Quit);
                    self.leaves = true;
                    return Ok(());
                }
                Effect::Redraw => {}
                Effect::Clipboard(_) => {
                    self.app.notice = None;
                    self.out.say("Not possible here: the clipboard. Line mode writes lines and nothing else; rows 1 and 3 of handover write files. Nothing was sent.")?;
                }
                Effect::Find(_) => match self.world.perform(effect) {
                    Some(event) => to_do.extend(self.app.update(event)),
                    None => self.search(),
                },
                Effect::Close => match self.world.perform(effect) {
                    Some(event) => to_do.extend(self.app.update(event)),
                    None => self.listen(LISTING),
                },
                effect => {
                    if let Some(event) = self.world.perform(effect) {
                        to_do.extend(self.app.update(event));
                        // How sure the order is belongs to what is told of it.
                        if !matches!(to_do.front(), Some(Effect::Ponder(_))) {
                            self.tell_saved()?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Takes what the archive has to tell; waits so long for the first of it.
    fn listen(&mut self, wait: Duration) {
        let mut wait = wait;
        while let Some(event) = self.world.news(wait) {
            self.app.update(event);
            wait = Duration::ZERO;
        }
    }

    /// Waits until the search is through, or for long enough.
    fn search(&mut self) {
        while let Some(event) = self.world.news(SEARCH) {
            self.app.update(event);
            let found = &self.app.past.found;
            if found.all_read && found.find.as_str() == self.app.past.find {
                return;
            }
        }
    }

    /// The input has ended: the conversation is put on hold where it stands.
    fn end_of_input(&mut self) -> io::Result<End> {
        if self.app.is_waiting() {
            self.event(Event::Retry)?;
        }
        if matches!(self.app.place, Place::Try | Place::Change) {
            self.event(Event::Said(Said::Command(Command::Back)))?;
        }
        let open = self.app.case.is_some() && !self.app.is_looking();
        let holds = open && self.app.place != Place::Hold && !self.app.is_waiting();
        if holds && self.app.why_not(Command::Hold).is_none() {
            self.event(Event::Said(Said::Command(Command::Hold)))?;
        }
        let id = self.app.case.as_ref().filter(|_| open);
        let id = id.map(|case| case.id.clone());
        let unsaved = self.app.unsaved;
        self.world.perform(Effect::Quit);
        let folder = self.lines.folder.clone();
        let words = match (id, folder) {
            (_, Some(folder)) if unsaved => {
                format!(
                    "The input has ended. The last step is not saved; all before it is, in {folder}."
                )
            }
            (Some(id), Some(folder)) => {
                format!("The input has ended. All is saved: case {id}, in {folder}.")
            }
            (None, Some(folder)) => format!("The input has ended. All is saved in {folder}."),
            (_, None) => "The input has ended. Nothing was saved in this run.".to_owned(),
        };
        self.out.say(&words)?;
        self.out.flush()?;
        Ok(self.end())
    }
}

/// The next line; `None` at the end of the input.
fn read(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = io::Read::take(&mut *input, MAX_LINE).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if !line.ends_with(b"\n") {
        // Nothing of a line without end is kept in memory.
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&line).into_owned()))
}
