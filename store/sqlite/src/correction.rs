//! What people said of faces: only ever added, each at most once.

use std::collections::BTreeMap;

use muster_domain::{ClassId, Correction, PhotoDigest, Ruling, SchoolId, SessionId, StudentId};
use muster_store::CorrectedFace;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::columns::{from_json, json, to_digest};
use crate::failure::{Failure, not_found};
use crate::photo::face_places;
use crate::{SqliteStore, require_student};

/// Adds the corrections in their order. One that is equal in all parts to one already there is not added.
pub(crate) async fn insert(
    db: &mut SqliteConnection,
    school: &SchoolId,
    session: SessionId,
    corrections: &[Correction],
) -> Result<(), Failure> {
    for correction in corrections {
        let student = match &correction.ruling {
            Ruling::Is { student } | Ruling::IsNot { student } => Some(student),
            Ruling::Nobody | Ruling::Open => None,
        };
        if let Some(student) = student {
            require_student(db, school, student).await?;
        }
        let places = face_places(db, school, session, correction.face.photo).await?;
        let index = places.iter().position(|place| place.is(&correction.face));
        let index = index.ok_or_else(|| not_found("face", &correction.face.photo))?;
        sqlx::query(
            "INSERT INTO correction (school_id, session_id, number, digest, face_index, student_id, correction)
             VALUES (?1, ?2,
                 (SELECT coalesce(max(number), 0) + 1 FROM correction
                  WHERE school_id = ?1 AND session_id = ?2),
                 ?3, ?4, ?5, ?6)
             ON CONFLICT (school_id, session_id, correction) DO NOTHING",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(&correction.face.photo.0[..])
        .bind(index as i64)
        .bind(student.map(StudentId::as_str))
        .bind(json("correction", correction)?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

impl SqliteStore {
    pub(crate) async fn read_corrections(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<Correction>, Failure> {
        let rows = sqlx::query(
            "SELECT correction FROM correction WHERE school_id = ?1 AND session_id = ?2 ORDER BY number",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(to_correction).collect()
    }

    pub(crate) async fn read_corrected_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
    ) -> Result<Vec<CorrectedFace>, Failure> {
        let mut tx = self.begin_read().await?;
        let rows = sqlx::query(
            "SELECT session_id, digest, face_index, correction
             FROM correction JOIN session USING (school_id, session_id)
             WHERE school_id = ?1 AND class_id = ?2 ORDER BY session_id, number",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .fetch_all(&mut *tx)
        .await?;
        let mut sessions: BTreeMap<i64, BTreeMap<(PhotoDigest, i64), Vec<Correction>>> = BTreeMap::new();
        for row in &rows {
            let face = (to_digest(row.try_get("digest")?)?, row.try_get("face_index")?);
            let faces = sessions.entry(row.try_get("session_id")?).or_default();
            faces.entry(face).or_default().push(to_correction(row)?);
        }
        let mut found = Vec::new();
        for (session, faces) in sessions {
            let session = SessionId(session);
            let mut templates = self.read_session_templates(&mut tx, school, session).await?;
            found.extend(faces.into_iter().map(|(face, corrections)| {
                let templates = templates.remove(&face).unwrap_or_default();
                CorrectedFace { session, corrections, templates }
            }));
        }
        Ok(found)
    }
}

pub(crate) fn to_correction(row: &SqliteRow) -> Result<Correction, Failure> {
    Ok(from_json("correction", row.try_get("correction")?)?)
}
