//! A second reader of PDF, as far as candor writes it: objects where the table says they are, strings, and what is drawn.

use std::collections::BTreeSet;

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Text(Vec<u8>),
    Name(String),
    /// A number, an operator or a bracket.
    Word(String),
}

/// A file that was read.
pub struct Read {
    /// The pieces of each object in the order of their numbers, without what is drawn.
    pub objects: Vec<Vec<Token>>,
    /// What is drawn on each page.
    pub pages: Vec<Vec<Token>>,
}

/// Reads a file; panics where it is not sound.
pub fn read(file: &str) -> Read {
    assert!(file.is_ascii(), "text all through");
    assert!(file.starts_with("%PDF-1.7\n"));
    let file = file.as_bytes();
    let end = find(file, b"startxref\n").last().unwrap();
    let rest = std::str::from_utf8(&file[end + 10..]).unwrap();
    let (place, mark) = rest.split_once('\n').unwrap();
    assert_eq!(mark.trim_end(), "%%EOF");
    let table = &file[place.parse::<usize>().unwrap()..];
    assert!(table.starts_with(b"xref\n0 "));
    let count = table[7..].split(|byte| *byte == b'\n').next().unwrap();
    let count: usize = String::from_utf8_lossy(count).parse().unwrap();
    let first = find(table, b"\n").nth(1).unwrap() + 1;
    let mut read = Read {
        objects: Vec::new(),
        pages: Vec::new(),
    };
    for number in 1..count {
        let entry = &table[first + 20 * number..][..20];
        assert_eq!(&entry[10..], b" 00000 n\r\n", "object {number}");
        let place: usize = String::from_utf8_lossy(&entry[..10]).parse().unwrap();
        let start = format!("{number} 0 obj\n");
        assert!(file[place..].starts_with(start.as_bytes()), "{number}");
        read.object(&file[place + start.len()..]);
    }
    read
}

fn find<'f>(file: &'f [u8], what: &'f [u8]) -> impl Iterator<Item = usize> + 'f {
    (0..file.len()).filter(move |at| file[*at..].starts_with(what))
}

impl Read {
    fn object(&mut self, bytes: &[u8]) {
        let mut lexer = Lexer { bytes, at: 0 };
        let mut tokens = Vec::new();
        loop {
            match lexer.token().expect("an object ends") {
                Token::Word(word) if word == "endobj" => break,
                Token::Word(word) if word == "stream" => {
                    let length = tokens
                        .iter()
                        .position(|own| *own == Token::Name("Length".into()));
                    let Token::Word(length) = &tokens[length.unwrap() + 1] else {
                        panic!("a length is a number");
                    };
                    let start = lexer.at + 1;
                    let end = start + length.parse::<usize>().unwrap();
                    let mut drawn = Lexer {
                        bytes: &bytes[start..end],
                        at: 0,
                    };
                    self.pages
                        .push(std::iter::from_fn(|| drawn.token()).collect());
                    lexer.at = end;
                    assert_eq!(lexer.token(), Some(Token::Word("endstream".into())));
                }
                token => tokens.push(token),
            }
        }
        self.objects.push(tokens);
    }

    /// The text drawn on a page, in the order of drawing.
    pub fn text(&self, page: usize) -> String {
        let texts = self.pages[page].iter().filter_map(|token| match token {
            Token::Text(bytes) => Some(shown(bytes)),
            _ => None,
        });
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Every text in the file: what is drawn, then what stands in objects.
    pub fn words(&self) -> String {
        let tokens = self.pages.iter().chain(&self.objects).flatten();
        let texts = tokens.filter_map(|token| match token {
            Token::Text(bytes) => Some(shown(bytes)),
            _ => None,
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    /// All operators that draw.
    pub fn operators(&self) -> BTreeSet<&str> {
        let tokens = self.pages.iter().flatten();
        tokens
            .filter_map(|token| match token {
                Token::Word(word) if word.starts_with(char::is_alphabetic) => Some(word.as_str()),
                _ => None,
            })
            .collect()
    }
}

/// Bytes of WinAnsiEncoding as text.
pub fn shown(bytes: &[u8]) -> String {
    const HIGH: [u16; 32] = [
        0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
        0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
    ];
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => char::from_u32(u32::from(HIGH[usize::from(byte - 0x80)])).unwrap(),
        byte => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

struct Lexer<'f> {
    bytes: &'f [u8],
    at: usize,
}

impl Lexer<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn token(&mut self) -> Option<Token> {
        while self.bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        let two = self.bytes.get(self.at..self.at + 2).unwrap_or_default();
        Some(match (self.next()?, two) {
            (_, b"<<" | b">>") => {
                self.at += 1;
                Token::Word(String::from_utf8_lossy(two).into_owned())
            }
            (b'(', _) => Token::Text(self.text()?),
            (b'<', _) => Token::Text(self.hexadecimal()?),
            (b'/', _) => Token::Name(self.word(String::new())),
            (byte @ (b'[' | b']'), _) => Token::Word(char::from(byte).into()),
            (byte, _) => Token::Word(self.word(char::from(byte).into())),
        })
    }

    fn word(&mut self, mut word: String) -> String {
        while let Some(byte) = self.bytes.get(self.at) {
            if byte.is_ascii_whitespace() || b"()<>[]/".contains(byte) {
                break;
            }
            word.push(char::from(*byte));
            self.at += 1;
        }
        word
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        let mut digits = String::new();
        loop {
            match self.next()? {
                b'>' => break,
                digit => digits.push(char::from(digit)),
            }
        }
        let pairs = digits.as_bytes().chunks(2);
        let bytes = pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16));
        Some(bytes.map(Result::unwrap).collect())
    }

    fn text(&mut self) -> Option<Vec<u8>> {
        let (mut text, mut depth) = (Vec::new(), 0);
        loop {
            match self.next()? {
                b')' if depth == 0 => return Some(text),
                b'\\' => match self.next()? {
                    byte @ (b'(' | b')' | b'\\') => text.push(byte),
                    byte => panic!("an escape that candor needs nowhere: {byte}"),
                },
                byte => {
                    depth += match byte {
                        b'(' => 1,
                        b')' => -1,
                        _ => 0,
                    };
                    text.push(byte);
                }
            }
        }
    }
}
