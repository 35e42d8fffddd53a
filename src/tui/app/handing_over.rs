//! Handing over: the papers one by one, into files beside the case or to the terminal's clipboard.

use crate::command::Command;
use crate::domain::SafeText;
use crate::tui::terminal::Key;

use super::keys::{digit, name};
use super::{App, Effect, Overlay};

/// What is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The customer's pages as text, for an e-mail.
    Email,
    /// All of it as a page for a browser.
    Page,
    /// All of it to print: the customer's page on one sheet.
    Pdf,
    /// A note for a field of a CRM.
    Crm,
    /// All of it for programs.
    Json,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Into a file beside the case.
    File,
    /// To the terminal's clipboard.
    Clipboard,
}

/// The rows of the page for handing over, with their words.
pub const HANDOVER_ROWS: [(Format, Route, &str); 7] = [
    (Format::Email, Route::File, "e-mail text, into a file"),
    (Format::Page, Route::File, "web page, into a file"),
    (Format::Pdf, Route::File, "page to print (PDF), into a file"),
    (Format::Crm, Route::File, "CRM note, into a file"),
    (Format::Json, Route::File, "JSON for programs, into a file"),
    (
        Format::Email,
        Route::Clipboard,
        "e-mail text, to the terminal's clipboard",
    ),
    (
        Format::Crm,
        Route::Clipboard,
        "CRM note, to the terminal's clipboard",
    ),
];

/// Most bytes that are sent to a clipboard: terminals drop what is longer, and say nothing.
pub const CLIPBOARD: usize = 6 * 1024;

impl App {
    /// Takes a key on the page for handing over; it stays open until something is handed over.
    pub(super) fn key_in_handing_over(&mut self, key: Key) -> Vec<Effect> {
        let row = digit(key).and_then(|digit| digit.checked_sub(1));
        let row = row.and_then(|row| HANDOVER_ROWS.get(row));
        match (key, row) {
            (_, Some((format, route, _))) => vec![Effect::HandOver(*format, *route)],
            (Key::Interrupt, _) => self.act(Command::Leave),
            (Key::Backspace | Key::Esc, _) => Vec::new(),
            _ => {
                self.notice = Some(format!("{} does nothing here.", name(key)).into());
                self.overlay = Some(Overlay::HandOver);
                Vec::new()
            }
        }
    }

    /// A paper was written: its file, and last the folder.
    pub(super) fn paper_written(&mut self, files: Vec<SafeText>) {
        if let Some(file) = files.first() {
            self.notice = Some(format!("Written: {file}.").into());
            if self.files.is_empty() {
                self.files = files;
            } else if !self.files.contains(file) {
                let before_folder = self.files.len().saturating_sub(1);
                self.files.insert(before_folder, file.clone());
            }
        }
    }

    /// A paper is ready for the clipboard: sent where it is short enough, else the file is offered in its place.
    pub(super) fn paper_to_copy(&mut self, format: Format, lines: Vec<SafeText>) -> Vec<Effect> {
        let bytes: usize = lines.iter().map(|line| line.len() + 1).sum();
        if bytes > CLIPBOARD {
            let mut rows = (1..).zip(HANDOVER_ROWS);
            let file = rows.find(|(_, row)| (row.0, row.1) == (format, Route::File));
            let file = file.map_or(0, |(row, _)| row);
            self.overlay = Some(Overlay::HandOver);
            self.notice = Some(
                format!(
                    "Nothing was sent: {} KB is over {} KB. {file} writes a file.",
                    bytes.div_ceil(1024),
                    CLIPBOARD / 1024
                )
                .into(),
            );
            return Vec::new();
        }
        // No terminal says whether it took anything.
        self.notice = Some("Sent to the terminal. Paste to see if it was taken.".into());
        vec![Effect::Clipboard(lines)]
    }
}
