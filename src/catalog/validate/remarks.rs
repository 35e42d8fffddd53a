//! Good points, cautions and caveats that hold under a condition.

use crate::catalog::locate::Path;
use crate::catalog::model::Remark;
use crate::catalog::raw::{RawCatalog, RawSeverity};
use crate::catalog::scope::Names;

use super::check::{Check, Unique};
use super::effects::template;

/// Checks the remarks.
pub(super) fn remarks(check: &mut Check<'_>, raw: &RawCatalog, names: &Names) -> Vec<Remark> {
    let mut unique = Unique::default();
    let mut remarks = Vec::new();
    for (n, remark) in raw.remarks.iter().enumerate() {
        let at = Path::list("remarks", n);
        let id = unique.id(check, &at, &remark.id);
        let when = check.condition(&at.clone().key("when"), &remark.when, names);
        let text = template(check, &at.key("text"), &remark.text, names);
        // A remark is referred to by nothing, so nothing else suffers when it is left out.
        if let (Some(id), Some(when), Some(text)) = (id, when, text) {
            remarks.push(Remark {
                id,
                kind: remark.kind,
                severity: remark.severity.unwrap_or(RawSeverity::Caution),
                when,
                text,
            });
        }
    }
    remarks
}
