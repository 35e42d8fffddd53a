//! Text as a code that a phone's camera reads.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// Modules that stay empty on each side: what the standard asks for.
pub const QUIET: usize = 4;

/// A code, module by module.
#[derive(Clone)]
pub struct Code(QrCode);

impl Code {
    /// The code of `text` in at most `room` modules across, the empty ones around it counted; `None` when it does not fit.
    #[must_use]
    pub fn new(text: &str, room: usize) -> Option<Self> {
        // A code of version v has 17 + 4v modules.
        let most = room.checked_sub(2 * QUIET + 17)? / 4;
        let most = u8::try_from(most.min(40)).ok().filter(|most| *most >= 1)?;
        let segments = QrSegment::make_segments(text);
        // The mask is fixed, so that the same text is the same picture wherever it is drawn.
        let code = QrCode::encode_segments_advanced(
            &segments,
            QrCodeEcc::Low,
            Version::MIN,
            Version::new(most),
            Some(Mask::new(0)),
            true,
        );
        code.ok().map(Self)
    }

    /// The longest beginning of `lines` that fits, with its code; at least `least` of them, else `None`.
    #[must_use]
    pub fn of_lines(lines: &[String], least: usize, room: usize) -> Option<(Self, usize)> {
        (least.max(1)..=lines.len()).rev().find_map(|count| {
            let text = lines.get(..count)?.join("\n");
            Some((Self::new(&text, room)?, count))
        })
    }

    /// How many modules it is across, the empty ones counted.
    #[must_use]
    pub fn size(&self) -> usize {
        usize::try_from(self.0.size()).unwrap_or(0) + 2 * QUIET
    }

    /// Whether a module is dark; those around the code are not.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET).and_then(|at| i32::try_from(at).ok());
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => self.0.get_module(x, y),
            _ => false,
        }
    }
}
