//! Text for people: headings, paragraphs and lists, wrapped to a width, in plain characters.

use crate::config::Config;
use crate::tui::text::{plain, width, wrap};

/// A text under way.
#[derive(Debug, Clone)]
pub struct Page {
    width: usize,
    ascii: bool,
    text: String,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self {
            width: config.width,
            ascii: config.ascii,
            text: String::new(),
        }
    }

    /// A heading on a line of its own, after an empty line unless it is the first.
    pub fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.hanging(0, "", &text.to_uppercase());
    }

    /// A paragraph, `indent` cells in.
    pub fn paragraph(&mut self, indent: usize, text: &str) {
        self.hanging(indent, "", text);
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// `label` and after it `text`, whose further lines stand under its first. An empty text takes no line.
    pub fn item(&mut self, indent: usize, label: &str, text: &str) {
        if !text.is_empty() {
            self.hanging(indent, label, text);
        }
    }

    /// Labels in one column, texts in the next; where the page is too narrow for two, each label stands before its text.
    pub fn pairs<L: AsRef<str>, T: AsRef<str>>(&mut self, indent: usize, pairs: &[(L, T)]) {
        let widest = pairs.iter().map(|(label, _)| width(label.as_ref())).max();
        let column = widest.unwrap_or(0).min(self.width * 2 / 5);
        for (label, text) in pairs {
            let label = label.as_ref();
            let lead = if self.width < 60 {
                format!("{label}: ")
            } else {
                label.to_owned() + &" ".repeat(column.saturating_sub(width(label)) + 2)
            };
            self.hanging(indent, &lead, text.as_ref());
        }
    }

    /// The whole text.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    fn hanging(&mut self, indent: usize, label: &str, text: &str) {
        let (label, text) = (self.plain(label), self.plain(text));
        // Further lines stand under the text's first, unless that would leave too little room.
        let lead = indent + width(&label);
        let further = if lead * 2 <= self.width {
            lead
        } else {
            indent + 2
        };
        let room = self.width.saturating_sub(further).max(2);
        let first = format!("{label}{text}");
        let mut lines = if further == lead {
            wrap(&text, room)
                .into_iter()
                .map(ToOwned::to_owned)
                .collect::<Vec<_>>()
        } else {
            wrap(&first, room)
                .into_iter()
                .map(ToOwned::to_owned)
                .collect()
        };
        if further == lead
            && let Some(line) = lines.first_mut()
        {
            line.insert_str(0, &label);
        }
        for (n, line) in lines.iter().enumerate() {
            let spaces = if n == 0 { indent } else { further };
            let line = format!("{}{line}", " ".repeat(spaces));
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    fn plain(&self, text: &str) -> String {
        if self.ascii {
            plain(text)
        } else {
            text.to_owned()
        }
    }
}
