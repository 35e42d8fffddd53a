//! Stand-ins for a terminal: one that keeps every byte, one that stops reading, one that is gone.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use candor::tui::terminal::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Longer than anything that works takes.
pub const LONG: Duration = Duration::from_secs(5);

/// Keeps every byte written to it. While it is shut, a write waits, as it does for a terminal that has stopped reading.
#[derive(Clone, Default)]
pub struct Wire {
    inner: Arc<(Mutex<State>, Condvar)>,
}

#[derive(Default)]
struct State {
    bytes: Vec<u8>,
    shut: bool,
    waiting: usize,
}

impl Wire {
    pub fn shut(&self) {
        self.inner.0.lock().unwrap().shut = true;
    }

    pub fn open(&self) {
        self.inner.0.lock().unwrap().shut = false;
        self.inner.1.notify_all();
    }

    /// Waits until a writer is stuck in a write.
    pub fn wait_for_a_stuck_writer(&self) {
        let state = self.inner.0.lock().unwrap();
        let (state, _) = self
            .inner
            .1
            .wait_timeout_while(state, LONG, |s| s.waiting == 0)
            .unwrap();
        assert!(state.waiting > 0, "nobody wrote");
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.inner.0.lock().unwrap().bytes.clone()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.inner.0.lock().unwrap();
        state.waiting += 1;
        self.inner.1.notify_all();
        state = self.inner.1.wait_while(state, |s| s.shut).unwrap();
        state.waiting -= 1;
        state.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Fails every write, as a terminal does whose window was closed.
pub struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::from(io::ErrorKind::BrokenPipe))
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

/// A small screen with one text a row.
pub fn page(lines: &[(&str, Style)]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 6));
    for (y, (text, style)) in lines.iter().enumerate() {
        buffer.set_string(0, y as u16, text, *style);
    }
    buffer
}

/// A frame without cursor and mouse.
pub fn frame(number: u64, buffer: Buffer) -> Frame {
    Frame {
        number,
        buffer,
        cursor: None,
        mouse: false,
    }
}

/// What a terminal of that size shows after `bytes`.
pub fn screen(bytes: &str) -> vt100::Parser {
    let mut parser = vt100::Parser::new(6, 40, 0);
    parser.process(bytes.as_bytes());
    parser
}
