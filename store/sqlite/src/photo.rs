//! The photos of a session and their faces. The pictures themselves are not kept.

use std::collections::HashMap;

use muster_domain::{
    ClassId, Face, FacePlace, FaceTemplate, Identification, ModelId, PhotoDigest, SchoolId, SessionId,
};
use muster_store::{NewPhoto, PhotoFace, StoreError, StoredPhoto};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::SqliteStore;
use crate::columns::{
    captured, check_face, check_templates, check_verdict, corrupt, from_json, instant, json, text,
    to_captured, to_digest, to_instant,
};
use crate::failure::{Failure, not_found};
use crate::seal::{FaceKey, Place};

/// Refuses what no row can hold, before anything is written.
pub(crate) fn check(photo: &NewPhoto) -> Result<(), StoreError> {
    text("profile name", &photo.profile)?;
    text("model id", photo.model.as_str())?;
    captured(photo.captured_at)?;
    photo.faces.iter().try_for_each(check_photo_face)
}

/// Refuses a face that no row can hold.
pub(crate) fn check_photo_face(face: &PhotoFace) -> Result<(), StoreError> {
    check_face(&face.face)?;
    check_verdict(&face.identification)?;
    check_templates("face", &face.templates)
}

impl SqliteStore {
    /// Adds a photo with its faces, unless the session has it.
    pub(crate) async fn insert_photo(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        session: SessionId,
        photo: &NewPhoto,
        at: &str,
    ) -> Result<(), Failure> {
        let added = sqlx::query(
            "INSERT INTO photo
                 (school_id, session_id, digest, position, width, height, captured_at, profile, model, at, taken_at)
             VALUES (?1, ?2, ?3,
                 (SELECT coalesce(max(position), 0) + 1 FROM photo WHERE school_id = ?1 AND session_id = ?2),
                 ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (school_id, session_id, digest) DO NOTHING",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(&photo.digest.0[..])
        .bind(photo.width)
        .bind(photo.height)
        .bind(captured(photo.captured_at)?)
        .bind(&photo.profile)
        .bind(photo.model.as_str())
        .bind(at)
        .bind(photo.taken_at.map(instant).transpose()?)
        .execute(&mut *db)
        .await?;
        if added.rows_affected() > 0 {
            for (index, face) in (0..).zip(&photo.faces) {
                self.insert_face_of(db, school, FaceKey { session, photo: photo.digest, index }, face)
                    .await?;
            }
        }
        Ok(())
    }

    async fn insert_face_of(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        key: FaceKey,
        face: &PhotoFace,
    ) -> Result<(), Failure> {
        let verdict = json("verdict", &face.identification)?;
        sqlx::query(
            "INSERT INTO face (school_id, session_id, digest, face_index, face, verdict, crop)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .bind(school.as_str())
        .bind(key.session.0)
        .bind(&key.photo.0[..])
        .bind(key.index)
        .bind(json("face", &face.face)?)
        .bind(self.vault.seal(school, Place::Verdict(key), verdict.as_bytes())?)
        .bind(self.vault.seal(school, Place::FaceCrop(key), &face.crop)?)
        .execute(&mut *db)
        .await?;
        for template in &face.templates {
            self.insert_face_template(db, school, key, template).await?;
        }
        Ok(())
    }

    async fn insert_face_template(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        face: FaceKey,
        template: &FaceTemplate,
    ) -> Result<(), Failure> {
        let (model, dimension) = (template.model(), template.vector().len());
        let place = Place::FaceTemplate { face, model, dimension };
        sqlx::query(
            "INSERT INTO face_template (school_id, session_id, digest, face_index, model, dimension, vector)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .bind(school.as_str())
        .bind(face.session.0)
        .bind(&face.photo.0[..])
        .bind(face.index)
        .bind(model.as_str())
        .bind(dimension as i64)
        .bind(self.vault.seal_template(school, place, template)?)
        .execute(db)
        .await?;
        Ok(())
    }

    /// Adds a face to a photo of the session, unless it has that face.
    pub(crate) async fn insert_drawn_face(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        session: SessionId,
        (photo, face): &(PhotoDigest, PhotoFace),
    ) -> Result<(), Failure> {
        let places = face_places(db, school, session, *photo).await?;
        let new = FacePlace { photo: *photo, bounding_box: face.face.bounding_box };
        if places.iter().any(|place| place.is(&new)) {
            return Ok(());
        }
        let index = places.len() as i64;
        self.insert_face_of(db, school, FaceKey { session, photo: *photo, index }, face).await
    }

    pub(crate) async fn read_sessions_with(
        &self,
        school: &SchoolId,
        class: &ClassId,
        photo: PhotoDigest,
    ) -> Result<Vec<SessionId>, Failure> {
        let ids: Vec<i64> = sqlx::query_scalar(
            "SELECT s.session_id FROM session s
             JOIN photo p ON p.school_id = s.school_id AND p.session_id = s.session_id
             WHERE s.school_id = ?1 AND s.class_id = ?2 AND p.digest = ?3 ORDER BY s.session_id",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .bind(&photo.0[..])
        .fetch_all(&self.readers)
        .await?;
        Ok(ids.into_iter().map(SessionId).collect())
    }

    pub(crate) async fn read_photos(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<StoredPhoto>, Failure> {
        let mut tx = self.begin_read().await?;
        let photos = sqlx::query(
            "SELECT digest, width, height, captured_at, taken_at, profile, model, at FROM photo
             WHERE school_id = ?1 AND session_id = ?2 ORDER BY position",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&mut *tx)
        .await?;
        let rows = sqlx::query(
            "SELECT digest, face_index, face, verdict, crop FROM face
             WHERE school_id = ?1 AND session_id = ?2 ORDER BY digest, face_index",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&mut *tx)
        .await?;
        let mut templates = self.read_session_templates(&mut tx, school, session).await?;
        let mut faces: HashMap<PhotoDigest, Vec<PhotoFace>> = HashMap::new();
        for row in &rows {
            let photo = to_digest(row.try_get("digest")?)?;
            let key = FaceKey { session, photo, index: row.try_get("face_index")? };
            let templates = templates.remove(&(photo, key.index)).unwrap_or_default();
            faces.entry(photo).or_default().push(self.to_photo_face(school, key, row, templates)?);
        }
        photos.iter().map(|row| to_photo(row, &mut faces)).collect()
    }

    fn to_photo_face(
        &self,
        school: &SchoolId,
        key: FaceKey,
        row: &SqliteRow,
        templates: Vec<FaceTemplate>,
    ) -> Result<PhotoFace, Failure> {
        Ok(PhotoFace {
            face: from_json("face", row.try_get("face")?)?,
            templates,
            identification: self.to_verdict(school, key, row)?,
            crop: self.to_crop(school, key, row.try_get("crop")?)?,
        })
    }

    /// The crop, while it is kept; else nothing.
    fn to_crop(&self, school: &SchoolId, key: FaceKey, sealed: &[u8]) -> Result<Vec<u8>, Failure> {
        let kept = !sealed.is_empty();
        Ok(if kept { self.vault.open(school, Place::FaceCrop(key), sealed)? } else { Vec::new() })
    }

    pub(crate) fn to_verdict(
        &self,
        school: &SchoolId,
        key: FaceKey,
        row: &SqliteRow,
    ) -> Result<Identification, Failure> {
        let verdict = self.vault.open(school, Place::Verdict(key), row.try_get("verdict")?)?;
        let verdict = String::from_utf8(verdict).map_err(|error| corrupt("verdict", &error))?;
        Ok(from_json("verdict", &verdict)?)
    }

    pub(crate) async fn read_verdicts(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<(PhotoDigest, Vec<Identification>)>, Failure> {
        let rows = sqlx::query(
            "SELECT digest, face_index, verdict FROM photo LEFT JOIN face USING (school_id, session_id, digest)
             WHERE school_id = ?1 AND session_id = ?2 ORDER BY position, face_index",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&self.readers)
        .await?;
        let mut photos: Vec<(PhotoDigest, Vec<Identification>)> = Vec::new();
        for row in &rows {
            let photo = to_digest(row.try_get("digest")?)?;
            if photos.last().is_none_or(|(last, _)| *last != photo) {
                photos.push((photo, Vec::new()));
            }
            let index: Option<i64> = row.try_get("face_index")?;
            if let (Some(index), Some((_, verdicts))) = (index, photos.last_mut()) {
                verdicts.push(self.to_verdict(school, FaceKey { session, photo, index }, row)?);
            }
        }
        Ok(photos)
    }

    /// The templates of a session's faces, by photo and place in it.
    pub(crate) async fn read_session_templates(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<HashMap<(PhotoDigest, i64), Vec<FaceTemplate>>, Failure> {
        let rows = sqlx::query(
            "SELECT digest, face_index, model, dimension, vector FROM face_template
             WHERE school_id = ?1 AND session_id = ?2 ORDER BY digest, face_index, model",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(db)
        .await?;
        let mut templates: HashMap<_, Vec<FaceTemplate>> = HashMap::new();
        for row in &rows {
            let photo = to_digest(row.try_get("digest")?)?;
            let face = FaceKey { session, photo, index: row.try_get("face_index")? };
            let model = ModelId::new(row.try_get::<String, _>("model")?);
            let dimension: i64 = row.try_get("dimension")?;
            let place = Place::FaceTemplate { face, model: &model, dimension: dimension as usize };
            let made = (model.clone(), dimension);
            let template = self.vault.open_template(school, place, made, row.try_get("vector")?)?;
            templates.entry((photo, face.index)).or_default().push(template);
        }
        Ok(templates)
    }
}

/// Where the faces of a photo are, in their order.
///
/// # Errors
/// [`StoreError::NotFound`] when the session has no such photo.
pub(crate) async fn face_places(
    db: &mut SqliteConnection,
    school: &SchoolId,
    session: SessionId,
    photo: PhotoDigest,
) -> Result<Vec<FacePlace>, Failure> {
    let known = sqlx::query("SELECT 1 FROM photo WHERE school_id = ?1 AND session_id = ?2 AND digest = ?3")
        .bind(school.as_str())
        .bind(session.0)
        .bind(&photo.0[..])
        .fetch_optional(&mut *db)
        .await?;
    known.ok_or_else(|| not_found("photo", &photo))?;
    let rows = sqlx::query(
        "SELECT face FROM face WHERE school_id = ?1 AND session_id = ?2 AND digest = ?3 ORDER BY face_index",
    )
    .bind(school.as_str())
    .bind(session.0)
    .bind(&photo.0[..])
    .fetch_all(db)
    .await?;
    let place = |row: &SqliteRow| {
        let face: Face = from_json("face", row.try_get("face")?)?;
        Ok(FacePlace { photo, bounding_box: face.bounding_box })
    };
    rows.iter().map(place).collect()
}

fn to_photo(
    row: &SqliteRow,
    faces: &mut HashMap<PhotoDigest, Vec<PhotoFace>>,
) -> Result<StoredPhoto, Failure> {
    let digest = to_digest(row.try_get("digest")?)?;
    let taken_at: Option<&str> = row.try_get("taken_at")?;
    let photo = NewPhoto {
        digest,
        width: row.try_get("width")?,
        height: row.try_get("height")?,
        captured_at: to_captured(row, "captured_at")?,
        taken_at: taken_at.map(to_instant).transpose()?,
        profile: row.try_get("profile")?,
        model: ModelId::new(row.try_get::<String, _>("model")?),
        faces: faces.remove(&digest).unwrap_or_default(),
    };
    Ok(StoredPhoto { photo, at: to_instant(row.try_get("at")?)? })
}
