//! The room's rules seen from outside: named cases, and what holds for every history.

mod history;
mod properties;
mod quality;
mod rules;
mod rulings;
