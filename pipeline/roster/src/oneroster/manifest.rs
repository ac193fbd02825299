//! What the export says of itself: its version, and whether it is whole.

use super::OneRosterError;
use super::archive::Archive;

/// The files that have to be whole, with what the manifest calls them.
const WHOLE: [(&str, &str); 4] = [
    ("file.classes", "classes.csv"),
    ("file.enrollments", "enrollments.csv"),
    ("file.users", "users.csv"),
    ("file.roles", "roles.csv"),
];
/// Characters of a version that a message shows.
const SHOWN: usize = 20;

/// The version of an export that can be read.
pub(super) fn check(archive: &mut Archive<'_>) -> Result<&'static str, OneRosterError> {
    let (mut said, mut delta) = (String::new(), None);
    archive.each("manifest.csv", &["propertyName", "value"], &[], |row| {
        if row.says("propertyName", "oneroster.version") {
            said = row.text("value").unwrap_or_default().chars().take(SHOWN).collect();
        }
        let file = WHOLE.iter().find(|(property, _)| row.says("propertyName", property));
        if let Some((_, file)) = file.filter(|_| row.says("value", "delta")) {
            delta.get_or_insert(*file);
        }
        Ok(())
    })?;
    // `1.2.1` numbers a correction of the document.
    let is = |version: &str| {
        said == version || said.strip_prefix(version).is_some_and(|rest| rest.starts_with('.'))
    };
    let version = ["1.1", "1.2"].into_iter().find(|version| is(version));
    match (version, delta) {
        (None, _) => Err(OneRosterError::Version(said)),
        (_, Some(file)) => Err(OneRosterError::Delta(file)),
        (Some(version), None) => Ok(version),
    }
}
