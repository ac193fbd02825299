//! Templates out to and in from a NumPy `.npz` dictionary.

use std::collections::BTreeMap;

use muster_domain::{Class, FaceTemplate, ModelId, Student, StudentId};
use muster_identify::npz::{self, NpzLimits};
use muster_record::Jurisdiction;

use crate::consent::{Said, enter_for_all};
use crate::roster::put_on_roster;
use crate::session::find_class;
use crate::{Act, FacePermit, UseCaseError};

/// The class's templates of one model as the bytes of an `.npz` file: student id -> vector or matrix.
///
/// # Errors
/// [`UseCaseError::NoClass`], [`UseCaseError::Npz`].
pub async fn export_templates(
    act: Act<'_>,
    class: &Class,
    model: &ModelId,
) -> Result<(usize, Vec<u8>), UseCaseError> {
    find_class(act, &class.id).await?;
    let stored =
        act.store.list_templates(act.school, &class.id, std::slice::from_ref(model), act.today()).await?;
    let mut by_student: BTreeMap<StudentId, Vec<FaceTemplate>> = BTreeMap::new();
    for row in stored {
        by_student.entry(row.student).or_default().push(row.template);
    }
    let entries: Vec<_> = by_student.into_iter().collect();
    Ok((entries.len(), npz::export(&entries)?))
}

/// Imports templates of one model: keys are student ids, or full names of students on the roster; other keys
/// become new students. Earlier imports of the same students and model are replaced. `consent` is entered for all of them before.
///
/// # Errors
/// [`UseCaseError::Npz`] when the file is not such a dictionary; [`muster_store::StoreError::FaceNotAllowed`] when one of the
/// students has not consented. Then nothing was stored.
pub async fn import_templates(
    act: Act<'_>,
    class: &Class,
    (model, dimension): (&ModelId, Option<usize>),
    bytes: &[u8],
    consent: Option<(&Jurisdiction, &Said)>,
) -> Result<Vec<(Student, usize)>, UseCaseError> {
    let entries = npz::import(bytes, model, dimension, &NpzLimits::default())?;
    act.store.put_class(act.school, class).await?;
    let roster = act.store.roster(act.school, &class.id, act.today()).await?;
    let mut students = Vec::new();
    let mut rows = Vec::new();
    for (key, templates) in entries {
        let known = roster.iter().find(|s| s.id.as_str() == key).or_else(|| by_name(&roster, &key));
        let student = known.cloned().unwrap_or_else(|| Student::from_folder_name(&key));
        students.push((student.clone(), templates.len()));
        rows.push((student.id, templates));
    }
    let all: Vec<Student> = students.iter().map(|(student, _)| student.clone()).collect();
    let permit = FacePermit::read(act).await?;
    permit.require_class(&class.id)?;
    if consent.is_none() {
        all.iter().try_for_each(|student| permit.require_student(&student.id))?;
    }
    put_on_roster(act, &class.id, &all, None).await?;
    if let Some((law, said)) = consent {
        enter_for_all(act, law, &all, said).await?;
    }
    act.store.import_templates(act.school, &rows, act.now).await?;
    Ok(students)
}

/// The only student of that full name.
fn by_name<'a>(roster: &'a [Student], name: &str) -> Option<&'a Student> {
    let mut fitting = roster.iter().filter(|student| student.full_name() == name);
    fitting.next().filter(|_| fitting.next().is_none())
}
