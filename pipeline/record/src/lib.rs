//! Marks become attendance records: which mark holds, which new marks a photo or a closing adds, what the
//! percentages of a register are, and how often the machine was right.
//!
//! This room owns the *rules* between marks. It never sees a model, a photo or a face, and reads no clock, disk
//! or database: the time of a mark is a parameter, and rows are stored by `store`. Marks are only ever added;
//! nothing here changes or removes one.

mod closing;
mod evidence;
mod fold;
mod lock;
mod quality;
mod rate;
mod rulings;
mod tally;
mod watch;

pub use closing::close;
pub use evidence::machine_marks;
pub use fold::{changed_since_closing, fold};
pub use lock::Lock;
pub use quality::Quality;
pub use rate::{Rate, f1};
pub use rulings::Rulings;
pub use tally::Tally;
pub use watch::{FRAMES, WINDOW, Watch};
