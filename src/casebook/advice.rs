//! The advice a conversation ended with, as a record of its journal: one line that says what it is, then the report itself.
//!
//! The report is kept byte for byte as the core made it, so that it can be compared byte for byte later. One that is too long for a
//! record leaves its hash.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cases::MAX_PAYLOAD;
use crate::domain::{SafeText, sha256};
use crate::present::ENGINE;

use super::PROGRAM;

/// Most bytes of a report that is kept; the rest of a record is room for the line before it.
const MAX_REPORT: usize = MAX_PAYLOAD / 2;

/// What an advice that was kept rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceMark {
    /// When it was kept.
    pub at: Timestamp,
    /// Version of the program that made it.
    pub program: SafeText,
    /// Version of its engine.
    pub engine: SafeText,
    /// Fingerprint of the edition of the catalog.
    pub fingerprint: SafeText,
    /// SHA-256 of the report, in lower-case hexadecimal.
    pub sha256: SafeText,
    /// Bytes of the report.
    pub bytes: usize,
}

/// An advice that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAdvice {
    /// What it rests on.
    pub mark: AdviceMark,
    /// The report, as [`crate::present::Advised::canonical`] made it; `None` when it was too long for a record.
    pub report: Option<Vec<u8>>,
}

impl KeptAdvice {
    /// Marks a report that was just made on the edition with this fingerprint.
    #[must_use]
    pub fn new(report: Vec<u8>, fingerprint: &str, at: Timestamp) -> Self {
        Self {
            mark: AdviceMark {
                at,
                program: PROGRAM.into(),
                engine: ENGINE.into(),
                fingerprint: fingerprint.into(),
                sha256: sha256(&report).into(),
                bytes: report.len(),
            },
            report: (report.len() <= MAX_REPORT).then_some(report),
        }
    }

    /// Whether `report` is the one that was kept, byte for byte.
    #[must_use]
    pub fn is_same(&self, report: &[u8]) -> bool {
        self.mark.bytes == report.len() && self.mark.sha256.as_str() == sha256(report)
    }

    /// Whether the report that stands here is the one that the mark before it names.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.report
            .as_ref()
            .is_none_or(|report| self.is_same(report))
    }

    /// The content of its record.
    pub(super) fn payload(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec(&self.mark)?;
        bytes.push(b'\n');
        bytes.extend(self.report.iter().flatten());
        Ok(bytes)
    }

    /// Reads the content of a record; `None` when it is not of this shape.
    pub(super) fn read(payload: &[u8]) -> Option<Self> {
        let end = payload.iter().position(|&byte| byte == b'\n')?;
        let mark = serde_json::from_slice(payload.get(..end)?).ok()?;
        let report = payload.get(end.checked_add(1)?..)?;
        Some(Self {
            mark,
            report: (!report.is_empty()).then(|| report.to_vec()),
        })
    }
}
