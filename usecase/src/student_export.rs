//! Everything that is held of a student, as a ZIP file that they and their parents can read.

use std::io::{Cursor, Write as _};

use muster_domain::{ClassId, Member, Student, StudentId};
use muster_store::{EnrolledFace, KeptFile};
use serde_json::{Value, json};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::session::held;
use crate::student_record::{StudentRecord, StudentSession, student_record};
use crate::{Act, FacePermit, UseCaseError};

const READ_ME: &str = "Everything that this school's Muster holds of the person named in student.json.

student.json      who they are, their classes and groups, and who consented to the use of their face
attendance.json   every session about them, what was decided, by whom and why, and every earlier mark
leave.json        leave that was entered for them; what was handed in with it is in the folder leave
consent           what shows who consented to the use of their face, by the entry's number in student.json
faces             their enrolled faces, with the numbers (templates) made from each in faces.json
class-photos      their face as cut out of class photos, as long as it is kept

JSON files open in any text editor or browser. Times are RFC 3339 in UTC, dates are the school's.
";

/// The ZIP file of a student.
///
/// # Errors
/// [`UseCaseError::NoStudent`] when there is none of that id; [`UseCaseError::Export`] when the file can't be written.
pub async fn export_student(act: Act<'_>, student: &StudentId) -> Result<Vec<u8>, UseCaseError> {
    let known = act.store.lookup_student(act.school, student).await?;
    let student = known.ok_or_else(|| UseCaseError::UnknownStudent(student.to_string()))?;
    let mut files = Files::default();
    files.add("README.txt", READ_ME.as_bytes().to_vec());
    let records = records(act, &student).await?;
    files.json("student.json", &about(act, &student, &records).await?)?;
    files
        .json("attendance.json", &records.iter().map(|(record, _)| attendance(record)).collect::<Vec<_>>())?;
    leave(act, &student, &mut files).await?;
    evidence(act, &student, &mut files).await?;
    let enrolled: Vec<&EnrolledFace> = records.iter().flat_map(|(record, _)| &record.enrolled).collect();
    files.json("faces/faces.json", &enrolled.iter().map(|face| enrolled_face(face)).collect::<Vec<_>>())?;
    for face in enrolled {
        files.add(&format!("faces/{}.{}", face.id.0, extension(&face.face.crop)), face.face.crop.clone());
    }
    for session in records.iter().flat_map(|(record, _)| &record.sessions) {
        class_photos(act, &student, session, &mut files).await?;
    }
    files.zipped().map_err(|cause| UseCaseError::Export(cause.to_string()))
}

/// Their record in every class that they are or were in, with their stays there.
async fn records(act: Act<'_>, student: &Student) -> Result<Vec<(StudentRecord, Vec<Value>)>, UseCaseError> {
    let mut records = Vec::new();
    for class in act.store.list_classes(act.school).await? {
        let own = |members: Vec<Member>| members.into_iter().find(|one| one.student.id == student.id);
        let Some(member) = own(act.store.members(act.school, &class.id).await?) else { continue };
        let record = student_record(act, &class.id, &student.id, (None, None)).await?;
        let mut stays = vec![json!({ "group": null, "stays": member.stays })];
        for group in act.store.list_groups(act.school, &class.id).await? {
            if let Some(member) = own(act.store.group_members(act.school, &class.id, &group).await?) {
                stays.push(json!({ "group": group, "stays": member.stays }));
            }
        }
        records.push((record, stays));
    }
    Ok(records)
}

async fn about(
    act: Act<'_>,
    student: &Student,
    records: &[(StudentRecord, Vec<Value>)],
) -> Result<Value, UseCaseError> {
    let permit = FacePermit::read(act).await?;
    let class = |(record, stays): &(StudentRecord, Vec<Value>)| json!({ "id": record.class.id, "name": record.class.name, "stays": stays });
    Ok(json!({
        "id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "exported_at": act.now,
        "classes": records.iter().map(class).collect::<Vec<_>>(),
        "consent": permit.consent(&student.id),
        "face_is_used": permit.require_student(&student.id).is_ok(),
        "consent_entries": act.store.list_consents(act.school, &student.id).await?,
    }))
}

fn attendance(record: &StudentRecord) -> Value {
    let session = |one: &StudentSession| {
        json!({
            "date": one.session.date,
            "label": one.session.label,
            "status": one.record.status,
            "letter": one.record.letter(),
            "marks": one.marks.iter().map(|(mark, stands)| json!({ "mark": mark, "stands": stands })).collect::<Vec<_>>(),
            "said_of_their_face": one.corrections,
        })
    };
    let sessions: Vec<Value> = record.sessions.iter().map(session).collect();
    json!({ "class": record.class.id, "sessions": sessions })
}

async fn leave(act: Act<'_>, student: &Student, files: &mut Files) -> Result<(), UseCaseError> {
    let all = act.store.list_leaves(act.school, Some(&student.id), None, None).await?;
    for leave in &all {
        for file in act.store.list_leave_files(act.school, leave.id).await? {
            let bytes = act.store.read_leave_file(act.school, leave.id, file.number).await?;
            files.add(&handed_in("leave", leave.id.0, &file), bytes.unwrap_or_default());
        }
    }
    files.json("leave.json", &all)?;
    Ok(())
}

async fn evidence(act: Act<'_>, student: &Student, files: &mut Files) -> Result<(), UseCaseError> {
    for (entry, file) in act.store.list_consent_files(act.school, &student.id).await? {
        let bytes = act.store.read_consent_file(act.school, (&student.id, entry), file.number).await?;
        files.add(&handed_in("consent", entry, &file), bytes.unwrap_or_default());
    }
    Ok(())
}

/// Where a file that was handed in lies.
fn handed_in(folder: &str, with: i64, file: &KeptFile) -> String {
    let kind = file.media_type.rsplit('/').next().unwrap_or("bin");
    format!("{folder}/{with}-{}.{kind}", file.number)
}

fn enrolled_face(stored: &EnrolledFace) -> Value {
    let face = &stored.face;
    let template =
        |one: &muster_domain::FaceTemplate| json!({ "model": one.model(), "numbers": one.vector() });
    json!({
        "number": stored.id.0,
        "from": face.source_name,
        "state": face.state,
        "remark": face.remark,
        "quality": face.quality,
        "at": stored.at,
        "templates": face.templates.iter().map(template).collect::<Vec<_>>(),
    })
}

/// The faces of a session's photos that are held to be theirs.
async fn class_photos(
    act: Act<'_>,
    student: &Student,
    session: &StudentSession,
    files: &mut Files,
) -> Result<(), UseCaseError> {
    let rulings = crate::session::rulings(act, &session.session).await?;
    let photos = held(act.store.list_photos(act.school, session.session.id).await?, &rulings);
    let theirs = photos
        .iter()
        .flat_map(|photo| &photo.faces)
        .filter(|face| face.identification.student() == Some(&student.id) && !face.crop.is_empty());
    let class: &ClassId = &session.session.class;
    let name =
        |number| format!("class-photos/{}-{}-{number}.jpg", plain(class.as_str()), session.session.date);
    for (number, face) in theirs.enumerate() {
        files.add(&name(number + 1), face.crop.clone());
    }
    Ok(())
}

/// A name that every file system takes.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

fn extension(crop: &[u8]) -> &'static str {
    if crop.starts_with(b"\x89PNG") { "png" } else { "jpg" }
}

/// Files to be put into one.
#[derive(Default)]
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.push((name.to_owned(), bytes));
    }

    fn json(&mut self, name: &str, value: &impl serde::Serialize) -> Result<(), UseCaseError> {
        let text =
            serde_json::to_vec_pretty(value).map_err(|cause| UseCaseError::Export(cause.to_string()))?;
        self.add(name, text);
        Ok(())
    }

    fn zipped(self) -> Result<Vec<u8>, ZipError> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, bytes) in self.0 {
            archive.start_file(name, options)?;
            archive.write_all(&bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    }
}
