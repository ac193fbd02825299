//! Enrolled faces: stored once, decided by people, listed with their crops. Their templates are in
//! `template`.

use std::collections::HashMap;

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{
    BoundingBox, ClassId, FacePlace, FaceTemplate, ModelId, PhotoDigest, SchoolId, StudentId,
};
use muster_store::{
    EnrolledFace, EnrolledFaceId, EnrolmentState, Enrolments, NewEnrolledFace, StoreError, StoredTemplate,
    Whose,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::columns::{
    check_quality, check_templates, corrupt, edges, from_json, id, instant, json, text, to_digest, to_instant,
};
use crate::consent::require_consent;
use crate::failure::{Failure, not_found};
use crate::seal::Place;
use crate::{SqliteStore, next_sample, require_class};

/// Which of a class's faces are read.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    /// All.
    All,
    /// The one of that id.
    Face(EnrolledFaceId),
    /// Those that come from this photo.
    FromPhoto(PhotoDigest),
}

impl Which {
    /// What the columns `face_id` and `photo` have to be; `None` where they may be anything.
    pub(crate) fn columns(&self) -> (Option<i64>, Option<&[u8]>) {
        match self {
            Self::All => (None, None),
            Self::Face(face) => (Some(face.0), None),
            Self::FromPhoto(photo) => (None, Some(&photo.0)),
        }
    }
}

#[async_trait]
impl Enrolments for SqliteStore {
    async fn add_enrolled_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
        faces: &[NewEnrolledFace],
        at: Timestamp,
    ) -> Result<Vec<EnrolledFaceId>, StoreError> {
        self.placed(self.write_faces(school, class, faces, at).await)
    }

    async fn list_enrolled_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
    ) -> Result<Vec<EnrolledFace>, StoreError> {
        self.placed(self.read_faces(school, class, Which::All).await)
    }

    async fn find_enrolled_face(
        &self,
        school: &SchoolId,
        class: &ClassId,
        face: EnrolledFaceId,
    ) -> Result<Option<EnrolledFace>, StoreError> {
        let found = self.read_faces(school, class, Which::Face(face)).await;
        self.placed(found.map(|mut found| found.pop()))
    }

    async fn list_faces_enrolled_from(
        &self,
        school: &SchoolId,
        class: &ClassId,
        photo: PhotoDigest,
    ) -> Result<Vec<EnrolledFace>, StoreError> {
        self.placed(self.read_faces(school, class, Which::FromPhoto(photo)).await)
    }

    async fn decide_enrolled_faces(
        &self,
        school: &SchoolId,
        faces: &[EnrolledFaceId],
        state: EnrolmentState,
        whose: Whose<'_>,
    ) -> Result<(), StoreError> {
        self.placed(self.write_decision(school, faces, state, whose).await)
    }

    async fn list_templates(
        &self,
        school: &SchoolId,
        class: &ClassId,
        models: &[ModelId],
        on: Date,
    ) -> Result<Vec<StoredTemplate>, StoreError> {
        self.placed(self.read_gallery(school, class, models, on).await)
    }

    async fn import_templates(
        &self,
        school: &SchoolId,
        templates: &[(StudentId, Vec<FaceTemplate>)],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.placed(self.write_import(school, templates, at).await)
    }
}

impl SqliteStore {
    async fn write_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
        faces: &[NewEnrolledFace],
        at: Timestamp,
    ) -> Result<Vec<EnrolledFaceId>, Failure> {
        let at = instant(at)?;
        for face in faces {
            check(face)?;
        }
        let mut tx = self.begin_write().await?;
        require_class(&mut tx, school, class).await?;
        let mut ids = Vec::with_capacity(faces.len());
        for face in faces {
            if let Some(student) = &face.student {
                require_consent(&mut tx, school, student).await?;
            }
            let id = match find(&mut tx, school, class, face).await? {
                Some(id) => id,
                None => self.insert_face(&mut tx, school, class, face, &at).await?,
            };
            for template in &face.templates {
                self.add_face_template(&mut tx, school, id, template, &at).await?;
            }
            ids.push(EnrolledFaceId(id));
        }
        tx.commit().await?;
        Ok(ids)
    }

    async fn insert_face(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        class: &ClassId,
        face: &NewEnrolledFace,
        at: &str,
    ) -> Result<i64, Failure> {
        let id = next_sample(db, school).await?;
        let [x, y, width, height] = edges(&face.bounding_box)?;
        sqlx::query(
            "INSERT INTO enrolled_face (school_id, face_id, class_id, student_id, given_as, source_name, photo,
                 box_x, box_y, box_width, box_height, quality, state, remark, crop, at)
             VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )
        .bind(school.as_str())
        .bind(id)
        .bind(class.as_str())
        .bind(face.student.as_ref().map(StudentId::as_str))
        .bind(&face.source_name)
        .bind(&face.photo.0[..])
        .bind(x)
        .bind(y)
        .bind(width)
        .bind(height)
        .bind(json("quality", &face.quality)?)
        .bind(face.state.code())
        .bind(&face.remark)
        .bind(self.vault.seal(school, Place::EnrolledCrop { face: id }, &face.crop)?)
        .bind(at)
        .execute(db)
        .await?;
        Ok(id)
    }

    async fn read_faces(
        &self,
        school: &SchoolId,
        class: &ClassId,
        which: Which,
    ) -> Result<Vec<EnrolledFace>, Failure> {
        let (face, photo) = which.columns();
        let mut tx = self.begin_read().await?;
        let rows = sqlx::query(
            "SELECT face_id, student_id, source_name, photo, box_x, box_y, box_width, box_height, quality, state,
                 remark, crop, at
             FROM enrolled_face WHERE school_id = ?1 AND class_id = ?2
                 AND (?3 IS NULL OR face_id = ?3) AND (?4 IS NULL OR photo = ?4)
             ORDER BY student_id IS NULL, student_id, face_id",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .bind(face)
        .bind(photo)
        .fetch_all(&mut *tx)
        .await?;
        let mut templates = self.read_face_templates(&mut tx, school, class, which).await?;
        rows.iter().map(|row| self.to_face(school, class, row, &mut templates)).collect()
    }

    fn to_face(
        &self,
        school: &SchoolId,
        class: &ClassId,
        row: &SqliteRow,
        templates: &mut HashMap<i64, Vec<FaceTemplate>>,
    ) -> Result<EnrolledFace, Failure> {
        let id: i64 = row.try_get("face_id")?;
        let state: String = row.try_get("state")?;
        let face = NewEnrolledFace {
            student: row.try_get::<Option<String>, _>("student_id")?.map(StudentId::new),
            source_name: row.try_get("source_name")?,
            photo: to_digest(row.try_get("photo")?)?,
            bounding_box: to_box(row)?,
            quality: from_json("quality", row.try_get("quality")?)?,
            state: EnrolmentState::from_code(&state).ok_or_else(|| corrupt("enrolment state", &state))?,
            remark: row.try_get("remark")?,
            crop: self.vault.open(school, Place::EnrolledCrop { face: id }, row.try_get("crop")?)?,
            templates: templates.remove(&id).unwrap_or_default(),
        };
        let at = to_instant(row.try_get("at")?)?;
        Ok(EnrolledFace { id: EnrolledFaceId(id), class: class.clone(), face, at })
    }

    async fn write_decision(
        &self,
        school: &SchoolId,
        faces: &[EnrolledFaceId],
        state: EnrolmentState,
        whose: Whose<'_>,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let student = if let Whose::Of(student) = whose { Some(student) } else { None };
        if let Some(student) = student {
            require_consent(&mut tx, school, student).await?;
        }
        for face in faces {
            let changed = sqlx::query(
                "UPDATE enrolled_face SET state = ?3, student_id = CASE WHEN ?5 THEN ?4 ELSE student_id END,
                     remark = CASE WHEN ?5 THEN '' ELSE remark END
                 WHERE school_id = ?1 AND face_id = ?2",
            )
            .bind(school.as_str())
            .bind(face.0)
            .bind(state.code())
            .bind(student.map(StudentId::as_str))
            .bind(whose != Whose::Unchanged)
            .execute(&mut *tx)
            .await?;
            if changed.rows_affected() == 0 {
                return Err(not_found("enrolled face", &face.0));
            }
        }
        Ok(tx.commit().await?)
    }
}

/// The face that is stored already, by whose it is now or whose it was given as: a face that a person has
/// named or given to another student is found again by the run that brought it.
async fn find(
    db: &mut SqliteConnection,
    school: &SchoolId,
    class: &ClassId,
    face: &NewEnrolledFace,
) -> Result<Option<i64>, Failure> {
    let rows = sqlx::query(
        "SELECT face_id, box_x, box_y, box_width, box_height FROM enrolled_face
         WHERE school_id = ?1 AND class_id = ?2 AND photo = ?3 AND (given_as IS ?4 OR student_id IS ?4)
         ORDER BY face_id",
    )
    .bind(school.as_str())
    .bind(class.as_str())
    .bind(&face.photo.0[..])
    .bind(face.student.as_ref().map(StudentId::as_str))
    .fetch_all(db)
    .await?;
    let place = FacePlace { photo: face.photo, bounding_box: face.bounding_box };
    for row in &rows {
        let stored = FacePlace { photo: face.photo, bounding_box: to_box(row)? };
        if stored.is(&place) {
            return Ok(Some(row.try_get("face_id")?));
        }
    }
    Ok(None)
}

/// The box of a row. Its columns hold 32-bit floats exactly.
fn to_box(row: &SqliteRow) -> Result<BoundingBox, Failure> {
    let edge = |name| row.try_get::<f64, &str>(name).map(|edge| edge as f32);
    Ok(BoundingBox {
        x: edge("box_x")?,
        y: edge("box_y")?,
        width: edge("box_width")?,
        height: edge("box_height")?,
    })
}

/// Refuses what no row can hold, before anything is written.
fn check(face: &NewEnrolledFace) -> Result<(), StoreError> {
    if let Some(student) = &face.student {
        id("student id", student.as_str())?;
    }
    text("file name", &face.source_name)?;
    text("remark", &face.remark)?;
    edges(&face.bounding_box)?;
    check_quality(&face.quality)?;
    check_templates("enrolled face", &face.templates)
}
