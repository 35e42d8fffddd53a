//! A style as escape sequences, for text that is printed and not drawn.

use ratatui::style::{Color, Modifier, Style};

/// `text` in `style`, with the terminal's usual look behind it. `text` must be free of control characters.
#[must_use]
pub fn painted(style: Style, text: &str) -> String {
    let mut codes: Vec<String> = Vec::new();
    for (modifier, code) in [
        (Modifier::BOLD, "1"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
    ] {
        if style.add_modifier.contains(modifier) {
            codes.push(code.to_owned());
        }
    }
    codes.extend(style.fg.and_then(|colour| code(colour, 30)));
    codes.extend(style.bg.and_then(|colour| code(colour, 40)));
    if codes.is_empty() {
        return text.to_owned();
    }
    format!("\u{1b}[{}m{text}\u{1b}[0m", codes.join(";"))
}

/// The number that sets a colour: of the ink from 30, of the ground from 40. `None` for the terminal's own.
fn code(colour: Color, first: u8) -> Option<String> {
    let dark = |n: u8| Some((first + n).to_string());
    let bright = |n: u8| Some((first + 60 + n).to_string());
    match colour {
        Color::Reset => None,
        Color::Black => dark(0),
        Color::Red => dark(1),
        Color::Green => dark(2),
        Color::Yellow => dark(3),
        Color::Blue => dark(4),
        Color::Magenta => dark(5),
        Color::Cyan => dark(6),
        Color::Gray => dark(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Rgb(r, g, b) => Some(format!("{};2;{r};{g};{b}", first + 8)),
        Color::Indexed(n) => Some(format!("{};5;{n}", first + 8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_becomes_the_sequence_every_terminal_knows() {
        let style = |fg, bg| Style::new().fg(fg).bg(bg);
        let rgb = style(Color::Rgb(1, 2, 3), Color::Indexed(231)).add_modifier(Modifier::BOLD);
        assert_eq!(painted(rgb, "a"), "\u{1b}[1;38;2;1;2;3;48;5;231ma\u{1b}[0m");
        let named = style(Color::White, Color::Black).add_modifier(Modifier::UNDERLINED);
        assert_eq!(painted(named, "a"), "\u{1b}[4;97;40ma\u{1b}[0m");
        let own = style(Color::Reset, Color::Reset);
        assert_eq!(painted(own, "a"), "a");
        let turned = own.add_modifier(Modifier::REVERSED);
        assert_eq!(painted(turned, "a"), "\u{1b}[7ma\u{1b}[0m");
    }
}
