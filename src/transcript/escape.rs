//! Makes outside text say itself in Markdown: whatever it holds, it becomes no structure.

/// Characters that may begin something anywhere in a line.
const SPECIAL: &str = "\\`*_{}[]<#|~&^";
/// Signs that stand before an address without being part of it.
const BEFORE: [char; 5] = ['(', '[', '{', '<', '"'];
/// Signs that stand behind an address without being part of it.
const BEHIND: [char; 10] = [')', ']', '}', '>', '"', '.', ',', ';', ':', '!'];
/// Signs that mean something to some reader even inside code.
const OUTSIDE: [char; 4] = ['`', '|', '\\', '$'];

/// Escapes a text for a line of Markdown or a cell of a table.
///
/// Signs with a meaning get a backslash. A word that a reader might turn into a link by itself (an address, an e-mail) becomes code,
/// because a backslash does not stop every reader from doing that.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (number, word) in text.trim().split(' ').enumerate() {
        if number > 0 {
            out.push(' ');
        }
        if looks_like_link(word) {
            push_code(&mut out, word, number == 0);
        } else {
            push_escaped(&mut out, word, number == 0);
        }
    }
    out
}

/// Whether some reader of Markdown might take a word for an address.
fn looks_like_link(word: &str) -> bool {
    let domain = word.match_indices('.').any(|(at, _)| {
        let (before, after) = word.split_at(at);
        let mut after = after.chars().skip(1);
        before
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
            && after.next().is_some_and(char::is_alphabetic)
            && after.next().is_some_and(char::is_alphanumeric)
    });
    let lower = word.to_lowercase();
    domain
        || word.contains('@')
        || ["//", "www.", "mailto:", "xmpp:"]
            .iter()
            .any(|mark| lower.contains(mark))
}

/// Code around the address itself; signs before and behind it, and those that mean something even inside, are escaped
/// outside of the code.
fn push_code(out: &mut String, word: &str, first: bool) {
    let inside = word.trim_start_matches(BEFORE).trim_end_matches(BEHIND);
    let (before, after) = word.split_at(word.find(inside).unwrap_or(0));
    push_escaped(out, before, first);
    for piece in inside.split_inclusive(OUTSIDE) {
        let code = piece.trim_end_matches(OUTSIDE);
        if !code.is_empty() {
            out.push('`');
            out.push_str(code);
            out.push('`');
        }
        push_escaped(out, piece.strip_prefix(code).unwrap_or_default(), false);
    }
    push_escaped(out, after.strip_prefix(inside).unwrap_or_default(), false);
}

/// `first`: the word stands where a list, a heading, a quotation or a rule could begin.
fn push_escaped(out: &mut String, word: &str, first: bool) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in word.char_indices() {
        let rest = word.get(at + c.len_utf8()..).unwrap_or_default();
        let begins = first
            && match c {
                '+' | '-' | '=' | ':' | '%' | '>' => at == 0,
                // A number with one of these and a space begins a list.
                '.' | ')' => at == digits && digits > 0 && rest.is_empty(),
                _ => false,
            };
        // Some readers take `$..$` for mathematics. An amount at the beginning of a word cannot close one.
        let formula =
            c == '$' && !(at == 0 && rest.starts_with(|next: char| next.is_ascii_digit()));
        if SPECIAL.contains(c) || begins || formula {
            out.push('\\');
        }
        out.push(c);
    }
}
