//! The room's rules seen from outside: named cases, and what holds for every history.

mod arrival;
mod expected;
mod history;
mod properties;
mod quality;
mod rules;
mod rulings;
mod status_sets;
mod timetable;
