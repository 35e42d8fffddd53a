//! The terminal itself: modes in and out, bytes out, events in. The only module that names `crossterm`.
//!
//! ```text
//!  keyboard, mouse, paste --> reader thread: input (one small enum) --> burst guard --> the app, with a time stamp
//!  the app --> a finished frame --> writer thread: only the newest, only what changed --> the terminal
//!  session: what was switched on is switched off again, on every way out
//! ```

mod bounce;
mod burst;
mod calls;
mod cells;
mod clipboard;
mod escapes;
mod input;
mod modes;
mod painter;
mod pen;
mod reader;
mod session;
mod size;
mod writer;

pub use bounce::BounceGuard;
pub use burst::{BurstGuard, Guarded};
pub use calls::{Called, Calls};
pub use cells::Erasing;
pub use escapes::obeys_escapes;
pub use input::{Input, Key, Mouse, System, input};
pub use modes::{Mode, Modes};
pub use reader::{Arrival, InputReader};
pub use session::{TerminalSession, raw_again, restore, tell_faults_plainly};
pub use size::size;
pub use writer::{Frame, FrameWriter};
