//! Papers that a school hands out about its use of faces, filled from its own settings: a notice that children can read, and
//! the template of a data-protection impact assessment.

use std::collections::BTreeSet;

use muster_domain::{Consent, StudentId};
use muster_record::Jurisdiction;

use crate::{Act, FacePermit, UseCaseError};

const NOTICES: [(&str, &str); 6] = [
    ("en", include_str!("../texts/notice/en.txt")),
    ("de", include_str!("../texts/notice/de.txt")),
    ("fr", include_str!("../texts/notice/fr.txt")),
    ("es", include_str!("../texts/notice/es.txt")),
    ("ar", include_str!("../texts/notice/ar.txt")),
    ("ur", include_str!("../texts/notice/ur.txt")),
];
const ASSESSMENT: &str = include_str!("../texts/assessment.md");

/// What the papers say of a server's settings.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// The school's name.
    pub school: &'a str,
    /// What runs, for example `muster 0.1.0`.
    pub version: &'a str,
    /// The law that was chosen.
    pub law: &'a Jurisdiction,
    /// For how many days backups are kept; none where nobody said.
    pub backup_days: Option<u16>,
    /// Whereto data goes because somebody set it up, in words; empty when nothing does.
    pub connections: &'a [String],
}

/// The notice in a language (BCP 47); none where there is none.
pub fn notice(setting: &Setting<'_>, language: &str) -> Option<String> {
    let (_, text) = NOTICES.iter().find(|(known, _)| *known == language)?;
    Some(filled(text, &common(setting)))
}

/// The template of an assessment (Article 35 of the General Data Protection Regulation) as Markdown.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn assessment(act: Act<'_>, setting: &Setting<'_>) -> Result<String, UseCaseError> {
    let permit = FacePermit::read(act).await?;
    let (mut students, mut largest, mut classes) = (BTreeSet::<StudentId>::new(), 0, 0);
    for class in act.store.list_classes(act.school).await? {
        let roster = act.store.roster(act.school, &class.id, act.today()).await?;
        largest = largest.max(roster.len());
        classes += 1;
        students.extend(roster.into_iter().map(|student| student.id));
    }
    let consents: Vec<Consent> = students.iter().map(|student| permit.consent(student)).collect();
    let holding = consents.iter().filter(|consent| consent.holds(act.today())).count();
    let refused =
        consents.iter().filter(|consent| !matches!(consent, Consent::None | Consent::Granted { .. })).count();
    let used = act.store.face_use(act.school).await?;
    let list =
        |lines: &[String]| lines.iter().map(|line| format!("  - {line}")).collect::<Vec<_>>().join("\n");
    let connections =
        if setting.connections.is_empty() { "  - nothing is".to_owned() } else { list(setting.connections) };
    let backups = setting.backup_days.map_or("[your schedule]".to_owned(), |days| format!("{days} days"));
    let faces = if used.school {
        format!(
            "yes, but not in {} classes and not of {} students",
            used.classes_off.len(),
            used.students_off.len()
        )
    } else {
        "no".to_owned()
    };
    let records = setting
        .law
        .keep
        .records_years
        .map_or("[your schedule]".to_owned(), |years| format!("{years} years, then removed by Muster"));
    let mut values = common(setting);
    values.extend([
        ("version", setting.version.to_owned()),
        ("date", act.today().to_string()),
        ("students", students.len().to_string()),
        ("classes", classes.to_string()),
        ("largest", largest.to_string()),
        ("consented", holding.to_string()),
        ("refused", refused.to_string()),
        ("jurisdiction", setting.law.name.clone()),
        ("rests_on", list(&setting.law.rests_on)),
        ("connections", connections),
        ("backups", backups),
        ("records", records),
        ("faces", faces),
    ]);
    Ok(filled(ASSESSMENT, &values))
}

fn common(setting: &Setting<'_>) -> Vec<(&'static str, String)> {
    let keep = setting.law.keep;
    vec![
        ("school", setting.school.to_owned()),
        ("pictures_hours", keep.pictures_hours.to_string()),
        ("crops_days", keep.crops_days.to_string()),
        ("templates_days", keep.templates_days.to_string()),
    ]
}

/// The text with each `{name}` replaced by its value.
fn filled(text: &str, values: &[(&'static str, String)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use muster_record::{STRICT, jurisdiction};

    use super::*;

    /// Protects readers from a blank: every language's notice is filled whole, with what this school really keeps.
    #[test]
    fn every_notice_is_filled() {
        let law = jurisdiction(STRICT).expect("the usual one");
        let setting = Setting {
            school: "Elm School",
            version: "muster",
            law: &law,
            backup_days: None,
            connections: &[],
        };
        for (language, template) in NOTICES {
            let said = notice(&setting, language).expect(language);
            assert!(said.contains("Elm School") && said.contains("24") && said.contains("30"), "{language}");
            assert!(!said.contains('{') && !said.contains('}'), "{language}: {said}");
            for name in ["{school}", "{pictures_hours}", "{crops_days}", "{templates_days}"] {
                assert!(template.contains(name), "{language} does not say {name}");
            }
        }
        assert_eq!(notice(&setting, "tlh"), None);
    }
}
