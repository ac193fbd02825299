//! What the law of a place asks of a school that uses faces, as data: whether it may, who consents, how long what is kept.
//!
//! None of it is legal advice. The rows are in `data/jurisdictions.json`, each with the texts that it rests on.

use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

/// Whether faces may be used at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaceRule {
    /// Of whoever consented.
    WithConsent,
    /// Not at all.
    Never,
}

/// For how long is kept what shows or describes a face, and what is recorded of students.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// Pictures of class photos: until their session is closed, and so many hours at most; never more than 24.
    pub pictures_hours: u16,
    /// Faces cut out of class photos, and their templates: so many days after the session.
    pub crops_days: u16,
    /// Enrolled faces and templates: so many days after the student left the last class, or the consent ended. A withdrawn one
    /// removes them at once.
    pub templates_days: u16,
    /// Sessions with their marks, leave, and the audit log: so many years. Until somebody erases the student when none.
    pub records_years: Option<NonZeroU16>,
}

/// The rules of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// Names it in settings.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Whether faces may be used.
    pub faces: FaceRule,
    /// Whether students consent for themselves, being adults.
    pub student_may_consent: bool,
    /// A consent holds for so many days and is asked for again; until it is withdrawn when none.
    pub consent_days: Option<u16>,
    /// How long what is kept.
    pub keep: Keep,
    /// The laws and decisions behind the row.
    pub rests_on: Vec<String>,
}

/// The id of the rules that hold where no others were chosen.
pub const STRICT: &str = "strict";

/// All there are, [`STRICT`] first.
///
/// # Panics
/// Never: a test reads the file.
pub fn jurisdictions() -> Vec<Jurisdiction> {
    serde_json::from_str(include_str!("../data/jurisdictions.json"))
        .expect("jurisdictions.json is well-formed")
}

/// The rules of that id.
pub fn jurisdiction(id: &str) -> Option<Jurisdiction> {
    jurisdictions().into_iter().find(|one| one.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Protects children everywhere: no row keeps longer than the promises that the consent text makes.
    #[test]
    fn every_row_keeps_what_the_texts_promise() {
        let all = jurisdictions();
        assert_eq!(all[0].id, STRICT);
        let ids: BTreeSet<&str> = all.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), all.len(), "no id twice");
        for one in &all {
            assert!(one.keep.pictures_hours <= 24 && one.keep.crops_days <= 7, "{}", one.id);
            assert!(one.keep.templates_days <= 30, "{}", one.id);
            assert!(!one.rests_on.is_empty() && !one.name.is_empty(), "{}", one.id);
        }
        assert_eq!(jurisdiction("new-york").map(|one| one.faces), Some(FaceRule::Never));
        assert_eq!(jurisdiction("atlantis"), None);
    }
}
