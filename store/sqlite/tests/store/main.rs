//! The backend as a whole: the common story, opening and refusing, what the disk holds.

mod auditing;
mod erasing;
mod furnishing;
mod keys;
mod opening;
mod restore;
mod sealing;
mod story;
