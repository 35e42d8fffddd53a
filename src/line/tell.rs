//! What is told: facts once they are on disk, what they changed, trouble, and of the page what is new.

use std::io::{self, Write};

use crate::command::Place;
use crate::tui::app::Overlay;
use crate::tui::view;

use super::pages::{help, hint};
use super::saved::{moves, saved, tells};
use super::talk::Talk;
use super::words::Extra;

impl<W: Write> Talk<'_, W> {
    /// Tells what a screen shows all the time.
    pub(super) fn tell_more(&mut self, extra: Extra) -> io::Result<()> {
        self.app.overlay = None;
        let lines = match extra {
            Extra::Top => view::order(&self.app),
            Extra::Questions => view::questions(&self.app),
            Extra::Explain if self.app.place == Place::Question => view::explained(&self.app),
            Extra::Explain => help(&self.app),
        };
        if lines.is_empty() {
            return self
                .out
                .say("Not possible here: no conversation is open. Nothing was changed.");
        }
        self.say_all(lines)
    }

    /// Tells the facts that are new on disk, and what they changed.
    pub(super) fn tell_saved(&mut self) -> io::Result<()> {
        let Some(case) = &self.app.case else {
            return Ok(());
        };
        if self.app.is_looking() {
            return Ok(());
        }
        let known = if self.facts.0 == case.id {
            self.facts.1
        } else {
            // Of a conversation that is opened again nothing is news.
            Some(case.facts.len())
                .filter(|known| *known > 1)
                .unwrap_or(0)
        };
        self.facts = (case.id.clone(), case.facts.len());
        let fresh = case.facts.iter().skip(known);
        let told: Vec<_> = fresh
            .filter_map(|recorded| {
                let sentence = saved(&self.app, case, recorded)?;
                Some((sentence, recorded.fact.clone()))
            })
            .collect();
        for (sentence, fact) in told {
            self.out.say(&sentence)?;
            self.app.notice.take_if(|notice| tells(&fact, notice));
            if moves(&fact) {
                self.tell_order()?;
            }
        }
        Ok(())
    }

    /// Tells of the order what has changed.
    fn tell_order(&mut self) -> io::Result<()> {
        let now = view::changed(&self.app);
        let fresh: Vec<String> = now
            .iter()
            .filter(|line| line.starts_with("First:") || !self.order.contains(line))
            .cloned()
            .collect();
        self.order = now;
        self.say_all(fresh)
    }

    /// Tells trouble, notices, and of the page what is new.
    pub(super) fn tell(&mut self) -> io::Result<()> {
        if self.app.trouble != self.trouble {
            self.trouble.clone_from(&self.app.trouble);
            if let Some(trouble) = self.trouble.clone() {
                let lead = if self.app.unsaved {
                    "Not saved:"
                } else {
                    "Trouble:"
                };
                self.out.say(&format!("{lead} {trouble}"))?;
                if self.app.is_waiting() {
                    self.out.say(
                        "Kept in memory: it is tried again with your next line. undo drops it.",
                    )?;
                }
            }
        }
        if let Some(notice) = self.app.notice.take() {
            self.out.say(&notice)?;
        }
        if self.app.overlay.is_some() {
            self.tell_over()?;
        } else {
            self.told_over.clear();
            self.tell_page()?;
            self.app.time_is(self.world.ticks());
            self.app.told();
        }
        let hint = hint(&self.app);
        if hint != self.hint {
            if let Some(hint) = &hint {
                self.out.say(hint)?;
            }
            self.hint = hint;
        }
        Ok(())
    }

    fn tell_over(&mut self) -> io::Result<()> {
        let lines = view::told_over(&self.app);
        let fresh: Vec<String> = lines
            .iter()
            .filter(|line| !self.told_over.contains(line))
            .cloned()
            .collect();
        self.told_over = lines;
        let told_whole = |overlay: &Overlay| {
            matches!(
                overlay,
                Overlay::Facts(_)
                    | Overlay::Spoken(_)
                    | Overlay::Row(_)
                    | Overlay::Keys(_)
                    | Overlay::Words { .. }
                    | Overlay::Code
            )
        };
        if self.app.overlay.as_ref().is_some_and(told_whole) {
            // All of it has been told; there is nothing to close.
            self.app.overlay = None;
            self.told_over.clear();
        }
        self.say_all(fresh)
    }

    fn tell_page(&mut self) -> io::Result<()> {
        let asked = self
            .app
            .case
            .as_ref()
            .map_or(0, |case| match self.app.place {
                Place::Question | Place::Change => case.asked,
                Place::Pair => case.interview.choices().count(),
                Place::Try => self.app.cursor,
                _ => 0,
            });
        let here = (self.app.place, asked);
        let lines = view::told(&self.app);
        let fresh: Vec<String> = if self.told.0 == here {
            fresh(&lines, &self.told.1)
        } else {
            lines.clone()
        };
        self.told = (here, lines);
        self.say_all(fresh)
    }

    pub(super) fn say_all(&mut self, lines: Vec<String>) -> io::Result<()> {
        for line in lines {
            self.out.say(&line)?;
        }
        Ok(())
    }
}

/// What of a page is new to whoever was told it before: with the heading it stands under, and without a row that only is not the chosen
/// one any more.
fn fresh(lines: &[String], told: &[String]) -> Vec<String> {
    let chosen = |line: &String| told.contains(&line.replacen(". ", ". chosen: ", 1));
    let is_new = |line: &String| !told.contains(line) && !chosen(line);
    let below = lines.iter().skip(1).map(Some).chain([None]);
    let both = lines.iter().zip(below);
    let leads =
        |line: &String, below: Option<&String>| line.ends_with(':') && below.is_some_and(is_new);
    both.filter(|(line, below)| is_new(line) || leads(line, *below))
        .map(|(line, _)| line.clone())
        .collect()
}
