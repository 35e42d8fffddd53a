//! What the customer can do after choosing: who says so has to be among the sources.

use crate::catalog::locate::Path;
use crate::catalog::model::Source;
use crate::catalog::raw::{RawAfterwards, RawHead};

use super::check::Check;

pub(super) fn afterwards(
    check: &mut Check<'_>,
    head: &RawHead,
    sources: &[Source],
) -> Option<RawAfterwards> {
    let raw = head.afterwards.as_ref()?;
    let at = Path::default().key("afterwards").key("sources");
    for (n, id) in raw.sources.iter().enumerate() {
        let known = sources.iter().map(|source| source.id.as_str());
        check.position(&at.clone().index(n), id, "source", known);
    }
    Some(raw.clone())
}
