//! Removing what is kept of faces: of a student, a class or the school, and of class photos that are old.

use muster_domain::{ClassId, Identification, SchoolId, SessionId, StudentId};
use muster_store::ForgottenFaces;
use sqlx::{Row as _, SqliteConnection};

use crate::SqliteStore;
use crate::columns::to_digest;
use crate::failure::Failure;
use crate::seal::FaceKey;

impl SqliteStore {
    /// Removes everything of one student's face: templates, enrolled faces, and the crops and templates of faces in class
    /// photos that were taken for theirs. Their marks stay.
    pub(crate) async fn forget_student(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<ForgottenFaces, Failure> {
        let own = "FROM enrolled_face
            WHERE school_id = ?1 AND (student_id = ?2 OR (student_id IS NULL AND given_as = ?2))";
        let key = student.as_str();
        let mut templates =
            removed(db, "DELETE FROM template WHERE school_id = ?1 AND student_id = ?2", school, key).await?;
        let of_faces =
            format!("DELETE FROM template WHERE school_id = ?1 AND face_id IN (SELECT face_id {own})");
        templates += removed(db, &of_faces, school, key).await?;
        let enrolled_faces = removed(db, &format!("DELETE {own}"), school, key).await?;
        let mut session_faces = 0;
        for face in self.faces_of(db, school, student).await? {
            forget_face(db, school, face, false).await?;
            session_faces += 1;
        }
        Ok(ForgottenFaces { templates, enrolled_faces, session_faces })
    }

    /// The faces of class photos that the machine or a person took for this student's, or that the machine thought near it.
    pub(crate) async fn faces_of(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Vec<FaceKey>, Failure> {
        // A verdict names only students of its class, and only then is it worth opening.
        let rows = sqlx::query(
            "SELECT session_id, digest, face_index, verdict,
                 EXISTS (SELECT 1 FROM correction c
                     WHERE (c.school_id, c.session_id, c.digest, c.face_index)
                         = (f.school_id, f.session_id, f.digest, f.face_index) AND c.student_id = ?2) AS said
             FROM face f JOIN session USING (school_id, session_id)
             WHERE school_id = ?1 AND class_id IN (
                 SELECT class_id FROM stay WHERE school_id = ?1 AND student_id = ?2
                 UNION SELECT class_id FROM session JOIN mark USING (school_id, session_id)
                     WHERE school_id = ?1 AND student_id = ?2)",
        )
        .bind(school.as_str())
        .bind(student.as_str())
        .fetch_all(db)
        .await?;
        let mut faces = Vec::new();
        for row in &rows {
            let session = SessionId(row.try_get("session_id")?);
            let photo = to_digest(row.try_get("digest")?)?;
            let key = FaceKey { session, photo, index: row.try_get("face_index")? };
            if row.try_get("said")? || names(&self.to_verdict(school, key, row)?, student) {
                faces.push(key);
            }
        }
        Ok(faces)
    }

    /// Removes the faces that were enrolled with a class, and those in its photos. Templates that its students have from
    /// elsewhere stay.
    pub(crate) async fn forget_class(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        class: &ClassId,
    ) -> Result<ForgottenFaces, Failure> {
        let key = class.as_str();
        let own = "FROM enrolled_face WHERE school_id = ?1 AND class_id = ?2";
        let of_faces =
            format!("DELETE FROM template WHERE school_id = ?1 AND face_id IN (SELECT face_id {own})");
        let sessions =
            "session_id IN (SELECT session_id FROM session WHERE school_id = ?1 AND class_id = ?2)";
        Ok(ForgottenFaces {
            templates: removed(db, &of_faces, school, key).await?,
            enrolled_faces: removed(db, &format!("DELETE {own}"), school, key).await?,
            session_faces: forget_sessions(db, sessions, school, key).await?,
        })
    }

    /// Removes enrolled faces that had no name before that day.
    pub(crate) async fn forget_nameless(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        before: &str,
    ) -> Result<ForgottenFaces, Failure> {
        let own = "FROM enrolled_face WHERE school_id = ?1 AND student_id IS NULL AND at < ?2";
        let of_faces =
            format!("DELETE FROM template WHERE school_id = ?1 AND face_id IN (SELECT face_id {own})");
        Ok(ForgottenFaces {
            templates: removed(db, &of_faces, school, before).await?,
            enrolled_faces: removed(db, &format!("DELETE {own}"), school, before).await?,
            session_faces: 0,
        })
    }

    /// Removes every face of the school.
    pub(crate) async fn forget_school(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
    ) -> Result<ForgottenFaces, Failure> {
        Ok(ForgottenFaces {
            templates: removed(db, "DELETE FROM template WHERE school_id = ?1", school, "").await?,
            enrolled_faces: removed(db, "DELETE FROM enrolled_face WHERE school_id = ?1", school, "").await?,
            session_faces: forget_sessions(db, "TRUE", school, "").await?,
        })
    }
}

/// Whether a verdict speaks of the student.
pub(crate) fn names(verdict: &Identification, student: &StudentId) -> bool {
    match verdict {
        Identification::Identified { best, others } => {
            std::iter::once(best).chain(others).any(|candidate| candidate.student == *student)
        }
        Identification::NeedsReview { candidates, .. } => {
            candidates.iter().any(|candidate| candidate.student == *student)
        }
        Identification::Confirmed { student: own } => own == student,
        Identification::Unknown | Identification::Dismissed => false,
    }
}

/// Removes crops and templates of all faces of these sessions; gives how many faces had any. Pictures of class photos, and
/// photos that still wait for recognition, go with them.
pub(crate) async fn forget_sessions(
    db: &mut SqliteConnection,
    sessions: &str,
    school: &SchoolId,
    key: &str,
) -> Result<u64, Failure> {
    let templates = format!("DELETE FROM face_template WHERE school_id = ?1 AND {sessions}");
    removed(db, &templates, school, key).await?;
    let pictures = format!("DELETE FROM session_picture WHERE school_id = ?1 AND {sessions}");
    removed(db, &pictures, school, key).await?;
    let crops =
        format!("UPDATE face SET crop = x'' WHERE school_id = ?1 AND length(crop) > 0 AND {sessions}");
    removed(db, &crops, school, key).await
}

/// Removes a face's crop, and its templates unless they are kept.
pub(crate) async fn forget_face(
    db: &mut SqliteConnection,
    school: &SchoolId,
    face: FaceKey,
    keeps_templates: bool,
) -> Result<(), Failure> {
    let at = "WHERE school_id = ?1 AND session_id = ?2 AND digest = ?3 AND face_index = ?4";
    let templates = (!keeps_templates).then(|| format!("DELETE FROM face_template {at}"));
    for change in templates.into_iter().chain([format!("UPDATE face SET crop = x'' {at}")]) {
        sqlx::query(sqlx::AssertSqlSafe(change))
            .bind(school.as_str())
            .bind(face.session.0)
            .bind(&face.photo.0[..])
            .bind(face.index)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// Runs a change of this school's rows with one more key; how many it changed.
pub(crate) async fn removed(
    db: &mut SqliteConnection,
    change: &str,
    school: &SchoolId,
    key: &str,
) -> Result<u64, Failure> {
    let done = sqlx::query(sqlx::AssertSqlSafe(change.to_owned()))
        .bind(school.as_str())
        .bind(key)
        .execute(db)
        .await?;
    Ok(done.rows_affected())
}
