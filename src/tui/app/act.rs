//! What commands do.

use crate::command::{self, Command, Place};
use crate::domain::{AnswerValue, Provenance, SafeText};
use crate::interview::{Fact, NoteKind};
use crate::tui::terminal::Key;

use super::begun::Leaving;
use super::draft::{Row, offered_levels, rows};
use super::{App, Effect, GivingUp, Overlay, PAIR_ROWS, Pending};

impl App {
    /// Does a command, or says why it cannot be done here.
    pub fn act(&mut self, command: Command) -> Vec<Effect> {
        if let Some(why) = self.why_not(command) {
            self.notice = Some(why);
            return Vec::new();
        }
        match command {
            Command::Accept => return self.accept(),
            Command::Back => return self.back(),
            Command::NotSure if self.place == Place::Pair => {
                return self.choose_of_two(PAIR_ROWS.len() - 1);
            }
            Command::NotSure => return self.keep(AnswerValue::DontKnow),
            Command::RatherNot if self.brings_row(Row::RatherNot) => {}
            Command::RatherNot => return self.keep(AnswerValue::Refused),
            Command::Later => return self.put_off(),
            Command::Undo if self.is_waiting() => self.drop_waiting(),
            Command::Undo => return self.take_back(Fact::Undone),
            Command::Redo => return self.take_back(Fact::Redone),
            Command::ReadOut => return self.read_out(),
            Command::Export => return vec![Effect::Export],
            Command::Redraw => return vec![Effect::Redraw],
            Command::Cover => return self.cover(),
            Command::Reveal => self.reveal(),
            Command::Done if self.place == Place::Try => return self.keep_trial(),
            Command::Done if self.place == Place::Change => return self.keep_change(),
            Command::Done => return self.close(None),
            Command::Hold if self.is_looking() => return self.go_on_with_it(),
            Command::Hold if self.place == Place::Hold => return self.take_up(),
            Command::Hold => return self.hold(),
            Command::Tick => self.tick(),
            Command::Up => self.move_by(-1),
            Command::Down => self.move_by(1),
            Command::PageUp => self.page_by(-10),
            Command::PageDown => self.page_by(10),
            Command::First => self.move_by(isize::MIN),
            Command::Last => self.move_by(isize::MAX),
            Command::Less => self.sideways(-1),
            Command::More => self.sideways(1),
            Command::Source => self.next_provenance(),
            Command::Past => return self.open_past(),
            Command::Find => self.past.typing = true,
            Command::Jump => self.open_jump(),
            Command::Hints => return self.key_on_hints(Key::Tab).unwrap_or_default(),
            Command::Keys => self.overlay = Some(Overlay::Keys(0)),
            Command::Compare => self.open_table(),
            Command::Why => self.show(Place::Why),
            Command::Pair => self.show(Place::Pair),
            Command::Customer => self.customer_view(),
            Command::Otherwise => self.recommend_otherwise(),
            Command::Closing => self.overlay = Some(Overlay::Closing),
            Command::Spoken => self.overlay = Some(Overlay::Spoken(0)),
            Command::HandOver => self.overlay = Some(Overlay::HandOver),
            Command::Code => self.overlay = Some(Overlay::Code),
            Command::AllRows => self.table.all_rows = !self.table.all_rows,
            Command::Swap => self.swap(),
            Command::OneMore => self.one_more(),
            Command::TakeOut => self.take_out(),
            Command::Facts | Command::Interests => self.overlay = Some(Overlay::Facts(0)),
            Command::Contact => return self.open_contact(),
            Command::Note => {
                let begun = self.case.as_mut().and_then(|case| case.note.take());
                let (kind, text) = begun.unwrap_or((NoteKind::Private, String::new()));
                self.overlay = Some(Overlay::Note { kind, text });
            }
            Command::Erase => self.ask_to_erase(),
            Command::SumUp => self.sum_up(),
            Command::Theme => self.next_theme(),
            Command::Mouse => self.turn_mouse(),
            Command::Unsaved => return self.go_on_unkept(),
            Command::Leave => {
                // It says then what is on disk.
                let begun = self.pause();
                self.overlay = Some(Overlay::Leave);
                return begun;
            }
            Command::Choose | Command::GoOn => {}
        }
        Vec::new()
    }

    /// Why a command cannot be given now; `None` when it can.
    #[must_use]
    pub fn why_not(&self, command: Command) -> Option<SafeText> {
        let here = command::spec(command).is_some_and(|spec| spec.places.contains(&self.place));
        if !here {
            return Some("That is not possible on this screen.".into());
        }
        let elsewhere = self.why_not_looking(command);
        let elsewhere = elsewhere.or_else(|| self.why_not_unkept(command));
        let elsewhere = elsewhere.or_else(|| self.why_no_erasing(command));
        let elsewhere = elsewhere.or_else(|| self.why_not_before_customer(command));
        let elsewhere = elsewhere.or_else(|| self.why_no_reveal(command));
        let elsewhere = elsewhere.or_else(|| self.why_not_in_table(command));
        let elsewhere = elsewhere.or_else(|| self.why_no_recommending(command));
        if let Some(why) = elsewhere.or_else(|| self.why_no_contact(command)) {
            return Some(why);
        }
        let case = self.case.as_ref();
        let nothing = |what: &str| Some(SafeText::new(what));
        match command {
            Command::Undo
                if self.place == Place::Summary
                    && case.is_some_and(|case| case.interview.outcome().is_some()) =>
            {
                nothing(
                    "To change the decision choose another row. To take back an answer go back to the questions first.",
                )
            }
            Command::GoOn if self.open_cases().next().is_none() => {
                nothing("No conversation waits.")
            }
            Command::Undo if self.is_waiting() => None,
            Command::Undo if case.is_some_and(|case| !case.interview.can_undo_redo().0) => {
                nothing("There is nothing to take back.")
            }
            Command::Redo if case.is_some_and(|case| !case.interview.can_undo_redo().1) => {
                nothing("There is nothing to bring back.")
            }
            Command::Compare if case.is_some_and(|case| case.catalog.offerings.len() < 2) => {
                nothing("There is only one offering in this catalog.")
            }
            Command::ReadOut if self.statement().is_none() => {
                nothing("There is nothing to read out here.")
            }
            Command::Done
                if self.place == Place::Summary
                    && case.is_some_and(|case| case.interview.outcome().is_none()) =>
            {
                nothing(
                    "First say what the customer decided: a digit. Backspace goes on with the talk.",
                )
            }
            Command::Less | Command::More
                if self.place == Place::Question
                    && case.is_some_and(|case| case.draft.level.is_none()) =>
            {
                nothing("This question does not ask how much it matters.")
            }
            Command::Compare if self.place == Place::Compare => {
                nothing("They stand side by side already. Backspace goes back.")
            }
            Command::Accept if self.place == Place::Why && self.help_rows().is_empty() => {
                nothing("There is nothing here that can be tried.")
            }
            Command::Choose if self.place == Place::Try && self.other_trials() == 0 => {
                nothing("There is nothing else to try.")
            }
            Command::Why if self.place == Place::Why => {
                nothing("This says why already. Backspace goes back.")
            }
            Command::Hold
                if !self.is_looking()
                    && case.is_some_and(|case| case.interview.outcome().is_some()) =>
            {
                let done = self.key_for(Command::Done);
                Some(format!("This conversation has ended. {done} closes it.").into())
            }
            Command::Pair => self.why_no_pair(),
            Command::Theme if self.looks.len() < 2 => nothing("There is only one theme."),
            _ => None,
        }
    }

    /// A digit: a row of the list on screen.
    pub(super) fn choose(&mut self, digit: usize) -> Vec<Effect> {
        let Some(row) = digit.checked_sub(1) else {
            return Vec::new();
        };
        if matches!(self.place, Place::Start | Place::Summary | Place::Pair)
            && row >= self.rows_with_digits()
        {
            self.notice = Some(format!("Not a row here: {digit}. Nothing was changed.").into());
            return Vec::new();
        }
        if self.brings_row(Row::Option(row)) {
            return Vec::new();
        }
        match self.place {
            Place::Start => vec![Effect::Begin(row)],
            Place::Summary => self.decide(row),
            Place::Pair => self.choose_of_two(row),
            Place::Question => {
                let Some(case) = &mut self.case else {
                    return Vec::new();
                };
                let Some(question) = case.catalog.questions.get(case.asked) else {
                    return Vec::new();
                };
                let known = rows(question).contains(&Row::Option(row));
                if !known {
                    self.notice =
                        Some(format!("Not an option here: {digit}. Nothing was changed.").into());
                    return Vec::new();
                }
                match case.draft.take(question, row) {
                    Some(value) => self.keep(value),
                    None => Vec::new(),
                }
            }
            Place::Why | Place::Try => self.help(row),
            Place::Change => self.decide_change(row),
            Place::Compare => {
                self.choose_column(row);
                Vec::new()
            }
            Place::Opening | Place::Hold | Place::Past | Place::Customer | Place::NoFolder => {
                Vec::new()
            }
        }
    }

    fn accept(&mut self) -> Vec<Effect> {
        if let Some(first) = self.first_move() {
            self.notice = Some(first.into());
            return Vec::new();
        }
        match self.place {
            Place::Start => self.open_row(self.cursor),
            Place::Opening => {
                self.show(Place::Question);
                Vec::new()
            }
            Place::Summary => self.decide(self.cursor),
            Place::Pair => self.choose_of_two(self.cursor),
            // No row is chosen before somebody has moved to one.
            Place::Why => match self.cursor.checked_sub(1) {
                Some(row) => self.help(row),
                None => {
                    self.notice = Some("Move to a row with Down first, or press its digit.".into());
                    Vec::new()
                }
            },
            Place::Change => self.decide_change(self.cursor),
            Place::Hold => self.take_up(),
            Place::Past => self.look_at_past(),
            Place::Compare => {
                self.tell_row();
                Vec::new()
            }
            Place::Try | Place::Customer | Place::NoFolder => Vec::new(),
            Place::Question => {
                let Some(case) = &mut self.case else {
                    return Vec::new();
                };
                let Some(question) = case.catalog.questions.get(case.asked) else {
                    return Vec::new();
                };
                match case.draft.accept(&case.catalog, question) {
                    Ok(value) => self.keep(value),
                    Err(why) => {
                        self.notice = Some(why);
                        Vec::new()
                    }
                }
            }
        }
    }

    fn take_back(&mut self, fact: Fact) -> Vec<Effect> {
        self.pending = Pending::ShowChanged;
        vec![Effect::Record(fact)]
    }

    fn back(&mut self) -> Vec<Effect> {
        if self.place == Place::Compare && self.leave_out() {
            return Vec::new();
        }
        if self.place == Place::Customer {
            self.customer_view();
            return Vec::new();
        }
        if self.is_looking() && self.place != Place::Try {
            return self.back_while_looking();
        }
        match self.place {
            Place::Start | Place::NoFolder => {
                self.overlay = Some(Overlay::Leave);
                Vec::new()
            }
            Place::Opening | Place::Hold => self.set_aside(),
            Place::Question => {
                let moved = self.case.as_mut().is_some_and(super::Case::go_back);
                if moved { Vec::new() } else { self.set_aside() }
            }
            Place::Past => self.back_from_past(),
            Place::Pair => {
                self.show(Place::Question);
                Vec::new()
            }
            Place::Try => {
                self.stop_trying();
                Vec::new()
            }
            Place::Change => self.decide_change(1),
            Place::Compare | Place::Why | Place::Summary | Place::Customer => {
                self.show(self.came_from);
                Vec::new()
            }
        }
    }

    /// Back to the start; the conversation waits there.
    fn set_aside(&mut self) -> Vec<Effect> {
        self.close(Some(
            "The conversation is saved and waits in the list.".into(),
        ))
    }

    /// Closes the conversation; one that is not kept only when somebody says so once more.
    fn close(&mut self, notice: Option<SafeText>) -> Vec<Effect> {
        if self.would_lose() {
            self.overlay = Some(Overlay::GiveUp(GivingUp::ForAnother));
            return Vec::new();
        }
        self.leave_saved(Leaving::ForStart(notice))
    }

    pub(super) fn let_go(&mut self, notice: Option<SafeText>) -> Vec<Effect> {
        self.case = None;
        self.not_drafted = false;
        self.show(Place::Start);
        self.notice = notice;
        self.mended();
        vec![Effect::Close]
    }

    fn tick(&mut self) {
        let Some(case) = &mut self.case else { return };
        let Some(question) = case.catalog.questions.get(case.asked) else {
            return;
        };
        match case.draft.row(question) {
            Some(Row::Option(position)) if several(question) => {
                case.draft.take(question, position);
            }
            _ => {
                self.notice = Some("Only rows of a list with several answers can be ticked.".into())
            }
        }
    }

    fn sideways(&mut self, by: isize) {
        if self.place == Place::Compare {
            let last = self.table.offerings.len().saturating_sub(1);
            self.table.column = self.table.column.saturating_add_signed(by).min(last);
            return;
        }
        let Some(case) = &mut self.case else { return };
        let Some(question) = case.catalog.questions.get(case.asked) else {
            return;
        };
        let offered = offered_levels(question, case.draft.level);
        if let Some(level) = &mut case.draft.level {
            let at = offered.iter().position(|own| own == level).unwrap_or(0);
            let next = at
                .saturating_add_signed(by)
                .min(offered.len().saturating_sub(1));
            *level = offered.get(next).copied().unwrap_or(*level);
        }
    }

    fn next_provenance(&mut self) {
        if let Some(case) = &mut self.case {
            let at = Provenance::ALL
                .iter()
                .position(|own| *own == case.draft.provenance);
            let next = Provenance::ALL.into_iter().cycle().nth(at.unwrap_or(0) + 1);
            case.draft.provenance = next.unwrap_or_default();
        }
    }
}

const fn several(question: &crate::catalog::Question) -> bool {
    use crate::catalog::AnswerKind::{Order, Several};
    matches!(question.kind, Several { .. } | Order(_))
}
