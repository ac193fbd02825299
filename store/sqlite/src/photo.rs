//! The photos of a session and their faces. The pictures themselves are not kept.

use std::collections::HashMap;

use jiff::civil::DateTime;
use muster_domain::{FaceTemplate, ModelId, PhotoDigest, SchoolId, SessionId};
use muster_store::{NewPhoto, PhotoFace, StoreError, StoredPhoto};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::SqliteStore;
use crate::columns::{
    check_face, check_verdict, corrupt, from_json, id, invalid, json, text, to_digest, to_instant,
    to_template, vector,
};
use crate::failure::Failure;
use crate::seal::{FaceKey, Place};

/// Refuses what no row can hold, before anything is written.
pub(crate) fn check(photo: &NewPhoto) -> Result<(), StoreError> {
    text("profile name", &photo.profile)?;
    if photo.captured_at.is_some_and(|at| at.year() < 0) {
        return Err(invalid("time of capture", "it lies before year 0"));
    }
    for face in &photo.faces {
        check_face(&face.face)?;
        check_verdict(&face.identification)?;
        if let Some(template) = &face.template {
            id("model id", template.model().as_str())?;
        }
    }
    Ok(())
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
                 (school_id, session_id, digest, position, width, height, captured_at, profile, at)
             VALUES (?1, ?2, ?3,
                 (SELECT coalesce(max(position), 0) + 1 FROM photo WHERE school_id = ?1 AND session_id = ?2),
                 ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (school_id, session_id, digest) DO NOTHING",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(&photo.digest.0[..])
        .bind(photo.width)
        .bind(photo.height)
        .bind(photo.captured_at.map(|at| at.to_string()))
        .bind(&photo.profile)
        .bind(at)
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
        let sealed = match &face.template {
            Some(template) => {
                let (model, dimension) = (template.model(), template.vector().len());
                let place = Place::FaceTemplate { face: key, model, dimension };
                Some(self.vault.seal(school, place, &vector(template))?)
            }
            None => None,
        };
        sqlx::query(
            "INSERT INTO face (school_id, session_id, digest, face_index, face, verdict, crop, model, dimension,
                 template)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )
        .bind(school.as_str())
        .bind(key.session.0)
        .bind(&key.photo.0[..])
        .bind(key.index)
        .bind(json("face", &face.face)?)
        .bind(self.vault.seal(school, Place::Verdict(key), verdict.as_bytes())?)
        .bind(self.vault.seal(school, Place::FaceCrop(key), &face.crop)?)
        .bind(face.template.as_ref().map(|template| template.model().as_str()))
        .bind(face.template.as_ref().map(|template| template.vector().len() as i64))
        .bind(sealed)
        .execute(db)
        .await?;
        Ok(())
    }

    pub(crate) async fn read_photos(
        &self,
        school: &SchoolId,
        session: SessionId,
    ) -> Result<Vec<StoredPhoto>, Failure> {
        let mut tx = self.begin_read().await?;
        let photos = sqlx::query(
            "SELECT digest, width, height, captured_at, profile, at FROM photo
             WHERE school_id = ?1 AND session_id = ?2 ORDER BY position",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&mut *tx)
        .await?;
        let rows = sqlx::query(
            "SELECT digest, face_index, face, verdict, crop, model, dimension, template FROM face
             WHERE school_id = ?1 AND session_id = ?2 ORDER BY digest, face_index",
        )
        .bind(school.as_str())
        .bind(session.0)
        .fetch_all(&mut *tx)
        .await?;
        let mut faces: HashMap<PhotoDigest, Vec<PhotoFace>> = HashMap::new();
        for row in &rows {
            let photo = to_digest(row.try_get("digest")?)?;
            let key = FaceKey { session, photo, index: row.try_get("face_index")? };
            faces.entry(photo).or_default().push(self.to_photo_face(school, key, row)?);
        }
        photos.iter().map(|row| to_photo(row, &mut faces)).collect()
    }

    fn to_photo_face(&self, school: &SchoolId, key: FaceKey, row: &SqliteRow) -> Result<PhotoFace, Failure> {
        let verdict = self.vault.open(school, Place::Verdict(key), row.try_get("verdict")?)?;
        let verdict = String::from_utf8(verdict).map_err(|error| corrupt("verdict", &error))?;
        Ok(PhotoFace {
            face: from_json("face", row.try_get("face")?)?,
            template: self.to_face_template(school, key, row)?,
            identification: from_json("verdict", &verdict)?,
            crop: self.vault.open(school, Place::FaceCrop(key), row.try_get("crop")?)?,
        })
    }

    fn to_face_template(
        &self,
        school: &SchoolId,
        face: FaceKey,
        row: &SqliteRow,
    ) -> Result<Option<FaceTemplate>, Failure> {
        let Some(sealed) = row.try_get::<Option<&[u8]>, _>("template")? else { return Ok(None) };
        let model = ModelId::new(row.try_get::<String, _>("model")?);
        let dimension: i64 = row.try_get("dimension")?;
        let place = Place::FaceTemplate { face, model: &model, dimension: dimension as usize };
        let bytes = self.vault.open(school, place, sealed)?;
        Ok(Some(to_template(model, dimension, &bytes)?))
    }
}

fn to_photo(
    row: &SqliteRow,
    faces: &mut HashMap<PhotoDigest, Vec<PhotoFace>>,
) -> Result<StoredPhoto, Failure> {
    let digest = to_digest(row.try_get("digest")?)?;
    let captured_at: Option<&str> = row.try_get("captured_at")?;
    let captured_at = captured_at.map(str::parse::<DateTime>).transpose();
    let photo = NewPhoto {
        digest,
        width: row.try_get("width")?,
        height: row.try_get("height")?,
        captured_at: captured_at.map_err(|error| corrupt("time of capture", &error))?,
        profile: row.try_get("profile")?,
        faces: faces.remove(&digest).unwrap_or_default(),
    };
    Ok(StoredPhoto { photo, at: to_instant(row.try_get("at")?)? })
}
