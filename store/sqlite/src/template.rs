//! Templates: those of enrolled faces, those that were imported, and the gallery made of both.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{ClassId, FaceTemplate, ModelId, SchoolId, StudentId};
use muster_store::StoredTemplate;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::columns::{corrupt, day, id, instant, json};
use crate::consent::require_consent;
use crate::enrolment::Which;
use crate::failure::Failure;
use crate::seal::Place;
use crate::{SqliteStore, next_sample};

/// Whose a stored template is.
#[derive(Clone, Copy)]
enum Owner<'a> {
    /// An enrolled face's, whose id is the sample.
    Face,
    /// Imported for this student.
    Student(&'a StudentId),
}

impl Owner<'_> {
    /// Where such a template is sealed.
    fn place<'a>(&'a self, sample: i64, model: &'a ModelId, dimension: usize) -> Place<'a> {
        match *self {
            Owner::Face => Place::EnrolledTemplate { face: sample, model, dimension },
            Owner::Student(student) => Place::ImportedTemplate { sample, student, model, dimension },
        }
    }
}

impl SqliteStore {
    /// Adds a template to an enrolled face, unless it has one of that model.
    pub(crate) async fn add_face_template(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        face: i64,
        template: &FaceTemplate,
        at: &str,
    ) -> Result<(), Failure> {
        self.insert_template(db, school, face, Owner::Face, template, at).await
    }

    async fn insert_template(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        sample: i64,
        owner: Owner<'_>,
        template: &FaceTemplate,
        at: &str,
    ) -> Result<(), Failure> {
        let dimension = template.vector().len();
        let (face, student) = match owner {
            Owner::Face => (Some(sample), None),
            Owner::Student(student) => (None, Some(student.as_str())),
        };
        let place = owner.place(sample, template.model(), dimension);
        sqlx::query(
            "INSERT INTO template (school_id, sample, model, face_id, student_id, dimension, vector, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (school_id, sample, model) DO NOTHING",
        )
        .bind(school.as_str())
        .bind(sample)
        .bind(template.model().as_str())
        .bind(face)
        .bind(student)
        .bind(dimension as i64)
        .bind(self.vault.seal_template(school, place, template)?)
        .bind(at)
        .execute(db)
        .await?;
        Ok(())
    }

    /// The templates of these enrolled faces of the class, by face.
    pub(crate) async fn read_face_templates(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        class: &ClassId,
        which: Which,
    ) -> Result<HashMap<i64, Vec<FaceTemplate>>, Failure> {
        let (face, photo) = which.columns();
        let rows = sqlx::query(
            "SELECT sample, model, dimension, vector
             FROM template JOIN enrolled_face USING (school_id, face_id)
             WHERE school_id = ?1 AND class_id = ?2
                 AND (?3 IS NULL OR face_id = ?3) AND (?4 IS NULL OR photo = ?4)
             ORDER BY sample, model",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .bind(face)
        .bind(photo)
        .fetch_all(db)
        .await?;
        let mut templates: HashMap<i64, Vec<FaceTemplate>> = HashMap::new();
        for row in &rows {
            let template = self.open_template(school, Owner::Face, row)?;
            templates.entry(row.try_get("sample")?).or_default().push(template);
        }
        Ok(templates)
    }

    /// The template of a row with `sample`, `model`, `dimension` and `vector`.
    fn open_template(
        &self,
        school: &SchoolId,
        owner: Owner<'_>,
        row: &SqliteRow,
    ) -> Result<FaceTemplate, Failure> {
        let model = ModelId::new(row.try_get::<String, _>("model")?);
        let dimension: i64 = row.try_get("dimension")?;
        let place = owner.place(row.try_get("sample")?, &model, dimension as usize);
        let made = (model.clone(), dimension);
        Ok(self.vault.open_template(school, place, made, row.try_get("vector")?)?)
    }

    pub(crate) async fn read_gallery(
        &self,
        school: &SchoolId,
        class: &ClassId,
        models: &[ModelId],
        on: Date,
    ) -> Result<Vec<StoredTemplate>, Failure> {
        let rows = sqlx::query(
            "SELECT f.student_id AS student_id, t.sample AS sample, t.model AS model, t.dimension AS dimension,
                 t.vector AS vector, FALSE AS imported
             FROM enrolled_face f
             JOIN template t ON t.school_id = f.school_id AND t.face_id = f.face_id
             WHERE f.school_id = ?1 AND f.state = 'accepted' AND t.model IN (SELECT value FROM json_each(?3))
                 AND f.student_id IN (
                     SELECT student_id FROM stay JOIN student USING (school_id, student_id)
                     WHERE school_id = ?1 AND class_id = ?2 AND group_name = ''
                         AND (last_day IS NULL OR last_day >= ?4)
                         AND consent = 'granted' AND (consent_until IS NULL OR consent_until >= ?4))
             UNION ALL
             SELECT t.student_id, t.sample, t.model, t.dimension, t.vector, TRUE
             FROM template t
             WHERE t.school_id = ?1 AND t.model IN (SELECT value FROM json_each(?3))
                 AND t.student_id IN (
                     SELECT student_id FROM stay JOIN student USING (school_id, student_id)
                     WHERE school_id = ?1 AND class_id = ?2 AND group_name = ''
                         AND (last_day IS NULL OR last_day >= ?4)
                         AND consent = 'granted' AND (consent_until IS NULL OR consent_until >= ?4))
             ORDER BY student_id, sample, model",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .bind(json("model id", &models)?)
        .bind(day(on)?)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| self.to_stored_template(school, row)).collect()
    }

    fn to_stored_template(&self, school: &SchoolId, row: &SqliteRow) -> Result<StoredTemplate, Failure> {
        let student: Option<String> = row.try_get("student_id")?;
        let student = StudentId::new(student.ok_or_else(|| corrupt("template", &"it is nobody's"))?);
        let owner = if row.try_get("imported")? { Owner::Student(&student) } else { Owner::Face };
        let template = self.open_template(school, owner, row)?;
        Ok(StoredTemplate { sample: row.try_get("sample")?, template, student })
    }

    pub(crate) async fn write_import(
        &self,
        school: &SchoolId,
        templates: &[(StudentId, Vec<FaceTemplate>)],
        at: Timestamp,
    ) -> Result<(), Failure> {
        let at = instant(at)?;
        for template in templates.iter().flat_map(|(_, row)| row) {
            id("model id", template.model().as_str())?;
        }
        let mut tx = self.begin_write().await?;
        for (student, row) in templates {
            require_consent(&mut tx, school, student).await?;
            for template in row {
                remove_imported(&mut tx, school, student, template.model()).await?;
            }
        }
        for (student, row) in templates {
            for sample in samples(row) {
                let number = next_sample(&mut tx, school).await?;
                for template in sample {
                    let owner = Owner::Student(student);
                    self.insert_template(&mut tx, school, number, owner, template, &at).await?;
                }
            }
        }
        Ok(tx.commit().await?)
    }
}

async fn remove_imported(
    db: &mut SqliteConnection,
    school: &SchoolId,
    student: &StudentId,
    model: &ModelId,
) -> Result<(), Failure> {
    sqlx::query("DELETE FROM template WHERE school_id = ?1 AND student_id = ?2 AND model = ?3")
        .bind(school.as_str())
        .bind(student.as_str())
        .bind(model.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// Splits an imported row into samples with at most one template of each model: the second template of a
/// model is a second sample.
fn samples(row: &[FaceTemplate]) -> Vec<Vec<&FaceTemplate>> {
    let mut samples: Vec<Vec<&FaceTemplate>> = Vec::new();
    for template in row {
        let fits = |sample: &&mut Vec<&FaceTemplate>| sample.iter().all(|t| t.model() != template.model());
        match samples.iter_mut().find(fits) {
            Some(sample) => sample.push(template),
            None => samples.push(vec![template]),
        }
    }
    samples
}
