//! Everything that can be jumped to: questions, offerings, words, commands, and the rows of the start.

use crate::catalog::Catalog;
use crate::command::{self, Command, Place};
use crate::domain::SafeText;
use crate::interview::Status;
use crate::present::{answer_words, full_name};

use super::jump::Found;
use super::{App, HelpRow, Target, past_words};

impl App {
    /// Everything that can be jumped to from here.
    pub(super) fn targets(&self) -> Vec<(String, Found)> {
        let mut targets = Vec::new();
        // First, so that Tab twice, arrows and Enter do anything without a letter.
        for spec in command::at(self.place).filter(|spec| is_done_from_a_list(spec.command)) {
            let now = self.why_not(spec.command).is_none();
            targets.push((
                format!("{} {} {}", spec.words(self.place), spec.long, spec.word),
                Found {
                    target: Target::Do(spec.command),
                    kind: "do".into(),
                    text: spec.long.into(),
                    detail: match self.look.keys.shown(spec.command) {
                        _ if !now => "not now".into(),
                        key => key.unwrap_or_default().into(),
                    },
                    now,
                },
            ));
        }
        if let Some(case) = &self.case {
            let catalog = &case.catalog;
            for (n, question) in catalog.questions.iter().enumerate() {
                let answer = case.interview.answers().get(&question.id);
                let detail = match (case.flow.status.get(n), answer) {
                    (Some(Status::NoLongerUsed), Some(answer)) => {
                        format!(
                            "{}, no longer used",
                            answer_words(catalog, question, answer)
                        )
                    }
                    (_, Some(answer)) => answer_words(catalog, question, answer).to_string(),
                    (Some(Status::PutOff), _) => "put off".to_owned(),
                    (Some(Status::DoesNotApply), _) => "does not apply so far".to_owned(),
                    _ => "not asked yet".to_owned(),
                };
                let options: Vec<&str> = question
                    .kind
                    .options()
                    .map(|option| option.label.as_str())
                    .collect();
                let words = format!(
                    "{} Q{} {} {} {detail}",
                    question.label,
                    n + 1,
                    question.say,
                    options.join(" ")
                );
                targets.push((
                    words,
                    Found {
                        target: Target::Question(n),
                        kind: format!("Q{}", n + 1).into(),
                        text: question.label.clone(),
                        detail: detail.into(),
                        now: true,
                    },
                ));
            }
            targets.extend(self.trials_to_jump_to());
            targets.extend(offerings(catalog));
            targets.extend(words(catalog));
        } else if self.place == Place::Start {
            targets.extend(self.rows_to_jump_to());
        }
        targets
    }

    /// The rows of the start: conversations that wait, and catalogs.
    fn rows_to_jump_to(&self) -> impl Iterator<Item = (String, Found)> {
        let waiting = self.open_cases().map(|case| {
            let [when, title, came_of_it, id] = past_words(&self.shelf, case, &self.look.zone);
            (
                SafeText::from(format!("{title}, {came_of_it}")),
                format!("{when} {id}"),
            )
        });
        let catalogs = self.shelf.iter();
        let catalogs = catalogs.map(|catalog| (catalog.title.clone(), "a new conversation".into()));
        let rows = waiting.chain(catalogs).enumerate();
        rows.map(|(row, (text, detail))| {
            let found = Found {
                target: Target::Open(row),
                kind: "talk".into(),
                detail: detail.as_str().into(),
                text,
                now: true,
            };
            (format!("{} {detail}", found.text), found)
        })
    }

    /// The changes that can be tried, where they are known.
    fn trials_to_jump_to(&self) -> Vec<(String, Found)> {
        let outlook = self.case.as_ref().and_then(|case| case.outlook.as_ref());
        let Some((case, outlook)) = self.case.as_ref().zip(outlook) else {
            return Vec::new();
        };
        let rows = self.help_rows();
        let rows = rows.iter().enumerate();
        rows.filter_map(|(row, help)| {
            let scenario = match help {
                HelpRow::Change(n) => outlook.changes.get(*n)?.scenario.as_ref()?,
                HelpRow::Way(n) => &outlook.ways.get(*n)?.trial.as_ref()?.scenario,
                _ => return None,
            };
            let text = case.view().scenario_words(scenario, &case.interview);
            let found = Found {
                target: Target::Try(row),
                kind: "Try".into(),
                text: text.clone(),
                detail: "nothing is saved".into(),
                now: true,
            };
            Some((format!("try {text}"), found))
        })
        .collect()
    }
}

/// The offerings, with their sellers.
fn offerings(catalog: &Catalog) -> impl Iterator<Item = (String, Found)> {
    let offerings = catalog.offerings.iter().enumerate();
    offerings.map(|(n, offering)| {
        let seller = catalog.seller_of(offering);
        let own = if catalog.is_own(offering) {
            "[OURS] "
        } else {
            ""
        };
        let seller = seller.map_or("", |seller| seller.name.as_str());
        let found = Found {
            target: Target::Offering(n),
            kind: catalog.offering.one.clone(),
            text: format!("{own}{}", full_name(catalog, n)).into(),
            detail: "side by side".into(),
            now: true,
        };
        (format!("{} {seller}", offering.name), found)
    })
}

/// Words explained, and what customers say.
fn words(catalog: &Catalog) -> impl Iterator<Item = (String, Found)> {
    let terms = catalog.glossary.iter().enumerate();
    let terms = terms.map(|(n, term)| (Target::Term(n), "word", &term.term, &term.text));
    let objections = catalog.objections.iter().enumerate();
    let objections = objections.map(|(n, objection)| {
        let target = Target::Objection(n);
        (target, "say", &objection.says, &objection.reply)
    });
    terms.chain(objections).map(|(target, kind, text, detail)| {
        let found = Found {
            target,
            kind: kind.into(),
            text: text.clone(),
            detail: detail.clone(),
            now: true,
        };
        (text.to_string(), found)
    })
}

/// Whether a command makes sense from a list that lies over the screen: rows and steps do not.
const fn is_done_from_a_list(command: Command) -> bool {
    !matches!(
        command,
        Command::Choose
            | Command::GoOn
            | Command::Accept
            | Command::Tick
            | Command::Jump
            | Command::Hints
            | Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last
    )
}
