//! Marks become attendance records: whom a session is about and when the timetable foresees one, which mark holds, which new
//! marks a photo or a closing adds, what the percentages of a register are, and how often the machine was right.
//!
//! This room owns the *rules* between marks. It never sees a model, a photo or a face, and reads no clock, disk
//! or database: the time of a mark is a parameter, and rows are stored by `store`. Marks are only ever added;
//! nothing here changes or removes one.

mod absence;
mod arrival;
mod closing;
mod consent;
mod evidence;
mod expected;
mod fold;
mod jurisdiction;
mod lock;
mod notice;
mod quality;
mod rate;
mod rulings;
mod status_sets;
mod tally;
mod timetable;
mod watch;

pub use absence::{AbsenceRun, CHRONIC, absence_runs, is_chronic};
pub use arrival::{PhotoTime, arrival, taken_at};
pub use closing::close;
pub use consent::consent;
pub use evidence::machine_marks;
pub use expected::{expected, leave_marks};
pub use fold::{changed_since_closing, fold};
pub use jurisdiction::{FaceRule, Jurisdiction, Keep, STRICT, jurisdiction, jurisdictions};
pub use lock::Lock;
pub use notice::{due_at, last_period};
pub use quality::Quality;
pub use rate::{Rate, f1};
pub use rulings::Rulings;
pub use status_sets::{built_in_sets, plain_set};
pub use tally::Tally;
pub use timetable::{MOST_DAYS, WEEK, collision, meets_on, planned};
pub use watch::{FRAMES, WINDOW, Watch};
