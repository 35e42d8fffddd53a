//! What customers say, and what can be said to it.

use crate::catalog::locate::Path;
use crate::catalog::model::Objection;
use crate::catalog::raw::RawCatalog;

use super::check::Check;

/// Most words of a reply: longer ones are not read while somebody waits.
const MAX_REPLY_WORDS: usize = 40;

/// Checks the objections.
pub(super) fn objections(check: &mut Check<'_>, raw: &RawCatalog) -> Vec<Objection> {
    let mut objections: Vec<Objection> = Vec::new();
    for (n, objection) in raw.objections.iter().enumerate() {
        let at = Path::list("objections", n);
        let words = objection.reply.split_whitespace().count();
        if words > MAX_REPLY_WORDS {
            check.problem(
                &at.clone().key("reply"),
                format!("The reply has {words} words; the most is {MAX_REPLY_WORDS}."),
                "Say it shorter.",
            );
        }
        if objections.iter().any(|other| other.says == objection.says) {
            check.problem(
                &at.clone().key("says"),
                format!("'{}' is replied to twice.", objection.says),
                "Keep one of the two.",
            );
        }
        let question = objection.question.as_ref().map(|id| {
            let known = raw.questions.iter().map(|question| question.id.as_str());
            check.position(&at.key("question"), id, "question", known)
        });
        // A question that is not known was reported, and the objection is about the advice until it is mended.
        objections.push(Objection {
            says: objection.says.clone(),
            reply: objection.reply.clone(),
            question: question.flatten(),
        });
    }
    objections
}
