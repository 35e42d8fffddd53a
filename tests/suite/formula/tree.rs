//! Formulas as trees of the tests' own: grown from bytes, printed with as few parentheses as possible, and evaluated one row at a
//! time in the most direct way. What the product computes must be the same.

use std::fmt;

use super::fixture::{DRIVES, WANTED};

/// One offering and one customer.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    pub seats: Option<f64>,
    pub awd: Option<bool>,
    pub drive: Option<u16>,
    pub term: Option<f64>,
    pub tows: Option<bool>,
    pub wish: Option<u16>,
}

impl Case {
    /// This offering with the customer of `other`.
    pub fn answering(self, other: &Self) -> Self {
        let Self {
            seats, awd, drive, ..
        } = self;
        Self {
            seats,
            awd,
            drive,
            ..*other
        }
    }
}

#[derive(Debug)]
pub enum Num {
    Lit(f64),
    Seats,
    Term,
    Neg(Box<Num>),
    Bin(char, Box<Num>, Box<Num>),
    Call(&'static str, Vec<Num>),
    If(Box<Yes>, Box<Num>, Box<Num>),
}

#[derive(Debug)]
pub enum Yes {
    Lit(bool),
    Awd,
    Tows,
    Not(Box<Yes>),
    Join(bool, Box<Yes>, Box<Yes>),
    Compare(&'static str, Num, Num),
    DriveIs(bool, usize),
    DriveIsWish,
    DriveIn(usize, usize),
    Told(Num),
    Settled(Box<Yes>),
    If(Box<Yes>, Box<Yes>, Box<Yes>),
}

/// Grows trees from bytes; when they run out, only leaves grow.
pub struct Grower<'b> {
    bytes: std::slice::Iter<'b, u8>,
    loans: bool,
}

impl<'b> Grower<'b> {
    /// `loans`: also with functions that the evaluator of trees does not know.
    pub fn new(bytes: &'b [u8], loans: bool) -> Self {
        Self {
            bytes: bytes.iter(),
            loans,
        }
    }

    fn pick(&mut self, below: usize) -> usize {
        self.bytes
            .next()
            .map_or(0, |byte| usize::from(*byte) % below)
    }

    pub fn num(&mut self, depth: usize) -> Num {
        let kinds = if depth == 0 {
            3
        } else if self.loans {
            15
        } else {
            11
        };
        let next = |grower: &mut Self| Box::new(grower.num(depth - 1));
        match self.pick(kinds) {
            0 => Num::Lit([0.0, 1.0, 2.5, 0.004, 12.0, 360.0, 1e300][self.pick(7)]),
            1 => Num::Seats,
            2 => Num::Term,
            3 => Num::Neg(next(self)),
            4..8 => Num::Bin(['+', '-', '*', '/'][self.pick(4)], next(self), next(self)),
            8 => Num::Call(
                ["abs", "round", "floor", "ceil"][self.pick(4)],
                vec![*next(self)],
            ),
            9 => Num::Call(["min", "max"][self.pick(2)], vec![*next(self), *next(self)]),
            10 => Num::If(Box::new(self.yes(depth - 1)), next(self), next(self)),
            11 => Num::Call("pow", vec![*next(self), *next(self)]),
            12 => Num::Call("payment", (0..3).map(|_| *next(self)).collect()),
            13 => Num::Call("balance", (0..4).map(|_| *next(self)).collect()),
            _ => {
                let values = 4 + 2 * self.pick(2);
                Num::Call("apr", (0..values).map(|_| *next(self)).collect())
            }
        }
    }

    pub fn yes(&mut self, depth: usize) -> Yes {
        let next = |grower: &mut Self| Box::new(grower.yes(depth - 1));
        match self.pick(if depth == 0 { 6 } else { 13 }) {
            0 => Yes::Lit(self.pick(2) == 0),
            1 => Yes::Awd,
            2 => Yes::Tows,
            3 => Yes::DriveIs(self.pick(2) == 0, self.pick(3)),
            4 => Yes::DriveIsWish,
            5 => Yes::DriveIn(self.pick(3), self.pick(3)),
            6 => Yes::Not(next(self)),
            7 | 8 => Yes::Join(self.pick(2) == 0, next(self), next(self)),
            9 => {
                let sign = ["==", "!=", "<", "<=", ">", ">="][self.pick(6)];
                Yes::Compare(sign, self.num(depth - 1), self.num(depth - 1))
            }
            10 => Yes::Told(self.num(depth - 1)),
            11 => Yes::Settled(next(self)),
            _ => Yes::If(next(self), next(self), next(self)),
        }
    }
}

/// Puts parentheses around what binds more loosely than its place allows.
fn held(rank: u8, least: u8, text: String) -> String {
    if rank < least {
        format!("({text})")
    } else {
        text
    }
}

impl Num {
    fn show(&self, least: u8) -> String {
        match self {
            Self::Lit(x) => format!("{x:?}"),
            Self::Seats => "seats".into(),
            Self::Term => "term".into(),
            Self::Neg(x) => held(6, least, format!("-{}", x.show(6))),
            Self::Bin(op, x, y) => {
                let rank = if "+-".contains(*op) { 4 } else { 5 };
                held(
                    rank,
                    least,
                    format!("{} {op} {}", x.show(rank), y.show(rank + 1)),
                )
            }
            Self::Call(name, values) => {
                let values: Vec<String> = values.iter().map(|x| x.show(0)).collect();
                format!("{name}({})", values.join(", "))
            }
            Self::If(c, x, y) => held(
                0,
                least,
                format!("{} ? {} : {}", c.show(1), x.show(0), y.show(0)),
            ),
        }
    }

    pub fn value(&self, on: &Case) -> Option<f64> {
        let result = match self {
            Self::Lit(x) => *x,
            Self::Seats => on.seats?,
            Self::Term => on.term?,
            Self::Neg(x) => -x.value(on)?,
            Self::Bin('+', x, y) => x.value(on)? + y.value(on)?,
            Self::Bin('-', x, y) => x.value(on)? - y.value(on)?,
            Self::Bin('*', x, y) => x.value(on)? * y.value(on)?,
            Self::Bin(_, x, y) => x.value(on)? / y.value(on)?,
            Self::Call(name, values) => {
                let values: Option<Vec<f64>> = values.iter().map(|x| x.value(on)).collect();
                match (*name, values?.as_slice()) {
                    ("abs", [x]) => x.abs(),
                    ("round", [x]) => x.round(),
                    ("floor", [x]) => x.floor(),
                    ("ceil", [x]) => x.ceil(),
                    ("min", [x, y]) => {
                        if y < x {
                            *y
                        } else {
                            *x
                        }
                    }
                    ("max", [x, y]) => {
                        if y > x {
                            *y
                        } else {
                            *x
                        }
                    }
                    other => panic!("{other:?}"),
                }
            }
            Self::If(c, x, y) => {
                if c.value(on)? {
                    x.value(on)?
                } else {
                    y.value(on)?
                }
            }
        };
        result.is_finite().then_some(result)
    }
}

impl Yes {
    fn show(&self, least: u8) -> String {
        match self {
            Self::Lit(yes) => yes.to_string(),
            Self::Awd => "awd".into(),
            Self::Tows => "tows".into(),
            Self::Not(x) => held(6, least, format!("!{}", x.show(6))),
            Self::Join(or, x, y) => {
                let (sign, rank) = if *or { ("||", 1) } else { ("&&", 2) };
                held(
                    rank,
                    least,
                    format!("{} {sign} {}", x.show(rank), y.show(rank + 1)),
                )
            }
            Self::Compare(sign, x, y) => {
                held(3, least, format!("{} {sign} {}", x.show(4), y.show(4)))
            }
            Self::DriveIs(yes, n) => {
                let sign = if *yes { "==" } else { "!=" };
                held(3, least, format!("drive {sign} '{}'", DRIVES[*n]))
            }
            Self::DriveIsWish => held(3, least, "wish == drive".into()),
            Self::DriveIn(n, m) => held(
                3,
                least,
                format!("drive in ['{}', '{}']", DRIVES[*n], DRIVES[*m]),
            ),
            Self::Told(x) => format!("known({})", x.show(0)),
            Self::Settled(x) => format!("known({})", x.show(0)),
            Self::If(c, x, y) => held(
                0,
                least,
                format!("{} ? {} : {}", c.show(1), x.show(0), y.show(0)),
            ),
        }
    }

    pub fn value(&self, on: &Case) -> Option<bool> {
        let drive = || on.drive.map(|n| DRIVES[usize::from(n)]);
        Some(match self {
            Self::Lit(yes) => *yes,
            Self::Awd => on.awd?,
            Self::Tows => on.tows?,
            Self::Not(x) => !x.value(on)?,
            Self::Join(or, x, y) => match (x.value(on), y.value(on)) {
                (Some(x), Some(y)) => {
                    if *or {
                        x || y
                    } else {
                        x && y
                    }
                }
                (Some(known), None) | (None, Some(known)) if known == *or => known,
                _ => return None,
            },
            Self::Compare(sign, x, y) => {
                let (x, y) = (x.value(on)?, y.value(on)?);
                match *sign {
                    "==" => x == y,
                    "!=" => x != y,
                    "<" => x < y,
                    "<=" => x <= y,
                    ">" => x > y,
                    _ => x >= y,
                }
            }
            Self::DriveIs(yes, n) => (drive()? == DRIVES[*n]) == *yes,
            Self::DriveIsWish => drive()? == WANTED[usize::from(on.wish?)],
            Self::DriveIn(n, m) => [DRIVES[*n], DRIVES[*m]].contains(&drive()?),
            Self::Told(x) => x.value(on).is_some(),
            Self::Settled(x) => x.value(on).is_some(),
            Self::If(c, x, y) => {
                if c.value(on)? {
                    x.value(on)?
                } else {
                    y.value(on)?
                }
            }
        })
    }
}

impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(0))
    }
}

impl fmt::Display for Yes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(0))
    }
}
