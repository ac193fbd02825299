//! The ledger of consent, and where faces are not used. What is removed of faces is in `forget`, evidence in `consent_file`.

use std::collections::BTreeSet;

use async_trait::async_trait;
use muster_domain::{
    ClassId, Consent, ConsentEntry, ConsentKind, ConsentText, Relation, SchoolId, StudentId,
};
use muster_store::{
    ComesTo, Consents, FaceScope, FaceUse, ForgottenFaces, KeptFile, StoreError, StoredConsentText,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::columns::{corrupt, day, id, instant, text, to_day, to_instant};
use crate::failure::{Failure, conflict, not_found};
use crate::{SqliteStore, require_class, require_school, require_student};

#[async_trait]
impl Consents for SqliteStore {
    async fn add_consent(
        &self,
        school: &SchoolId,
        entry: &ConsentEntry,
        comes_to: ComesTo<'_>,
    ) -> Result<(Consent, ForgottenFaces), StoreError> {
        self.placed(self.write_consent(school, entry, comes_to).await)
    }

    async fn list_consents(
        &self,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Vec<ConsentEntry>, StoreError> {
        let mut readers = match self.readers.acquire().await {
            Ok(readers) => readers,
            Err(error) => return self.placed(Err(error.into())),
        };
        self.placed(read_ledger(&mut readers, school, student).await)
    }

    async fn add_consent_file(
        &self,
        school: &SchoolId,
        entry: (&StudentId, i64),
        file: (&str, &str, &[u8]),
    ) -> Result<i64, StoreError> {
        self.placed(self.insert_consent_file(school, entry, file).await)
    }

    async fn list_consent_files(
        &self,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Vec<(i64, KeptFile)>, StoreError> {
        self.placed(self.read_consent_files(school, student).await)
    }

    async fn read_consent_file(
        &self,
        school: &SchoolId,
        entry: (&StudentId, i64),
        number: i64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.placed(self.open_consent_file(school, entry, number).await)
    }

    async fn remove_consent_file(
        &self,
        school: &SchoolId,
        entry: (&StudentId, i64),
        number: i64,
    ) -> Result<(), StoreError> {
        self.placed(self.delete_consent_file(school, entry, number).await)
    }

    async fn consents(&self, school: &SchoolId) -> Result<Vec<(StudentId, Consent)>, StoreError> {
        self.placed(self.read_consents(school).await)
    }

    async fn put_consent_text(&self, school: &SchoolId, text: &StoredConsentText) -> Result<(), StoreError> {
        self.placed(self.write_consent_text(school, text).await)
    }

    async fn list_consent_texts(&self, school: &SchoolId) -> Result<Vec<StoredConsentText>, StoreError> {
        self.placed(self.read_consent_texts(school).await)
    }

    async fn put_face_use(
        &self,
        school: &SchoolId,
        scope: &FaceScope,
        on: bool,
    ) -> Result<ForgottenFaces, StoreError> {
        self.placed(self.write_face_use(school, scope, on).await)
    }

    async fn face_use(&self, school: &SchoolId) -> Result<FaceUse, StoreError> {
        self.placed(self.read_face_use(school).await)
    }
}

impl SqliteStore {
    async fn write_consent(
        &self,
        school: &SchoolId,
        entry: &ConsentEntry,
        comes_to: ComesTo<'_>,
    ) -> Result<(Consent, ForgottenFaces), Failure> {
        check(entry)?;
        let mut tx = self.begin_write().await?;
        require_student(&mut tx, school, &entry.student).await?;
        insert(&mut tx, school, entry).await?;
        let consent = comes_to(&read_ledger(&mut tx, school, &entry.student).await?);
        let until = if let Consent::Granted { until } = consent { until } else { None };
        sqlx::query(
            "UPDATE student SET consent = ?3, consent_until = ?4 WHERE school_id = ?1 AND student_id = ?2",
        )
        .bind(school.as_str())
        .bind(entry.student.as_str())
        .bind(consent.code())
        .bind(until.map(day).transpose()?)
        .execute(&mut *tx)
        .await?;
        let forgotten = match consent {
            Consent::Granted { .. } => ForgottenFaces::default(),
            _ => self.forget_student(&mut tx, school, &entry.student).await?,
        };
        tx.commit().await?;
        Ok((consent, forgotten))
    }

    async fn read_consents(&self, school: &SchoolId) -> Result<Vec<(StudentId, Consent)>, Failure> {
        let rows = sqlx::query(
            "SELECT student_id, consent, consent_until FROM student WHERE school_id = ?1 ORDER BY student_id",
        )
        .bind(school.as_str())
        .fetch_all(&self.readers)
        .await?;
        let of = |row: &SqliteRow| {
            let student = StudentId::new(row.try_get::<String, _>("student_id")?);
            Ok((student, to_consent(row.try_get("consent")?, row.try_get("consent_until")?)?))
        };
        rows.iter().map(of).collect()
    }

    async fn write_consent_text(&self, school: &SchoolId, new: &StoredConsentText) -> Result<(), Failure> {
        id("version of a text", &new.text.version)?;
        id("language of a text", &new.text.language)?;
        text("text", &new.body)?;
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        sqlx::query(
            "INSERT INTO consent_text (school_id, version, language, sha256, body, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        )
        .bind(school.as_str())
        .bind(&new.text.version)
        .bind(&new.text.language)
        .bind(&new.text.sha256)
        .bind(&new.body)
        .bind(instant(new.at)?)
        .execute(&mut *tx)
        .await?;
        let kept: String = sqlx::query_scalar(
            "SELECT body FROM consent_text WHERE school_id = ?1 AND version = ?2 AND language = ?3",
        )
        .bind(school.as_str())
        .bind(&new.text.version)
        .bind(&new.text.language)
        .fetch_one(&mut *tx)
        .await?;
        if kept != new.body {
            return Err(conflict(
                "text",
                "this version has other words in this language: give it a new version",
            ));
        }
        Ok(tx.commit().await?)
    }

    async fn read_consent_texts(&self, school: &SchoolId) -> Result<Vec<StoredConsentText>, Failure> {
        let rows = sqlx::query(
            "SELECT version, language, sha256, body, at FROM consent_text WHERE school_id = ?1
             ORDER BY at DESC, version, language",
        )
        .bind(school.as_str())
        .fetch_all(&self.readers)
        .await?;
        let of = |row: &SqliteRow| {
            let text = ConsentText {
                version: row.try_get("version")?,
                language: row.try_get("language")?,
                sha256: row.try_get("sha256")?,
            };
            Ok(StoredConsentText { text, body: row.try_get("body")?, at: to_instant(row.try_get("at")?)? })
        };
        rows.iter().map(of).collect()
    }

    async fn write_face_use(
        &self,
        school: &SchoolId,
        scope: &FaceScope,
        on: bool,
    ) -> Result<ForgottenFaces, Failure> {
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        let (table, column, key) = match scope {
            FaceScope::School => ("school", "school_id", school.as_str()),
            FaceScope::Class(class) => {
                require_class(&mut tx, school, class).await?;
                ("class", "class_id", class.as_str())
            }
            FaceScope::Student(student) => {
                require_student(&mut tx, school, student).await?;
                ("student", "student_id", student.as_str())
            }
        };
        let change = format!("UPDATE {table} SET face = ?3 WHERE school_id = ?1 AND {column} = ?2");
        sqlx::query(sqlx::AssertSqlSafe(change))
            .bind(school.as_str())
            .bind(key)
            .bind(if on { "on" } else { "off" })
            .execute(&mut *tx)
            .await?;
        let forgotten = match scope {
            _ if on => ForgottenFaces::default(),
            FaceScope::School => self.forget_school(&mut tx, school).await?,
            FaceScope::Class(class) => self.forget_class(&mut tx, school, class).await?,
            FaceScope::Student(student) => self.forget_student(&mut tx, school, student).await?,
        };
        tx.commit().await?;
        Ok(forgotten)
    }

    async fn read_face_use(&self, school: &SchoolId) -> Result<FaceUse, Failure> {
        let mut tx = self.begin_read().await?;
        let on: Option<String> = sqlx::query_scalar("SELECT face FROM school WHERE school_id = ?1")
            .bind(school.as_str())
            .fetch_optional(&mut *tx)
            .await?;
        let classes: Vec<String> =
            sqlx::query_scalar("SELECT class_id FROM class WHERE school_id = ?1 AND face = 'off'")
                .bind(school.as_str())
                .fetch_all(&mut *tx)
                .await?;
        let students: Vec<String> =
            sqlx::query_scalar("SELECT student_id FROM student WHERE school_id = ?1 AND face = 'off'")
                .bind(school.as_str())
                .fetch_all(&mut *tx)
                .await?;
        Ok(FaceUse {
            school: on.as_deref() == Some("on"),
            classes_off: classes.into_iter().map(ClassId::new).collect::<BTreeSet<_>>(),
            students_off: students.into_iter().map(StudentId::new).collect(),
        })
    }
}

/// Refuses to keep a face of a student who has not consented, or of whom no face is used.
///
/// # Errors
/// [`StoreError::NotFound`], [`StoreError::FaceNotAllowed`].
pub(crate) async fn require_consent(
    db: &mut SqliteConnection,
    school: &SchoolId,
    student: &StudentId,
) -> Result<(), Failure> {
    let row = sqlx::query(
        "SELECT student.consent AS consent, student.face AS own, school.face AS face
         FROM student JOIN school USING (school_id) WHERE school_id = ?1 AND student_id = ?2",
    )
    .bind(school.as_str())
    .bind(student.as_str())
    .fetch_optional(db)
    .await?
    .ok_or_else(|| not_found("student", student))?;
    let is = |column: &str, wanted: &str| row.try_get::<&str, _>(column).map(|value| value == wanted);
    let cause = if !is("face", "on")? {
        "the school uses no faces"
    } else if !is("own", "on")? {
        "their face is not used"
    } else if !is("consent", "granted")? {
        "there is no consent that holds"
    } else {
        return Ok(());
    };
    Err(StoreError::FaceNotAllowed { student: student.to_string(), cause }.into())
}

async fn insert(db: &mut SqliteConnection, school: &SchoolId, entry: &ConsentEntry) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO consent (school_id, student_id, number, kind, person, relation, text_version, text_language,
             text_sha256, until, evidence, at, entered_by)
         VALUES (?1, ?2,
             (SELECT coalesce(max(number), 0) + 1 FROM consent WHERE school_id = ?1 AND student_id = ?2),
             ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )
    .bind(school.as_str())
    .bind(entry.student.as_str())
    .bind(entry.kind.code())
    .bind(&entry.person)
    .bind(entry.relation.code())
    .bind(&entry.text.version)
    .bind(&entry.text.language)
    .bind(&entry.text.sha256)
    .bind(entry.until.map(day).transpose()?)
    .bind(&entry.evidence)
    .bind(instant(entry.at)?)
    .bind(&entry.by)
    .execute(db)
    .await?;
    Ok(())
}

async fn read_ledger(
    db: &mut SqliteConnection,
    school: &SchoolId,
    student: &StudentId,
) -> Result<Vec<ConsentEntry>, Failure> {
    let rows = sqlx::query(
        "SELECT kind, person, relation, text_version, text_language, text_sha256, until, evidence, at, entered_by
         FROM consent WHERE school_id = ?1 AND student_id = ?2 ORDER BY number",
    )
    .bind(school.as_str())
    .bind(student.as_str())
    .fetch_all(db)
    .await?;
    rows.iter().map(|row| to_entry(student, row)).collect()
}

fn to_entry(student: &StudentId, row: &SqliteRow) -> Result<ConsentEntry, Failure> {
    let (kind, relation): (&str, &str) = (row.try_get("kind")?, row.try_get("relation")?);
    let until: Option<&str> = row.try_get("until")?;
    Ok(ConsentEntry {
        student: student.clone(),
        kind: ConsentKind::from_code(kind).ok_or_else(|| corrupt("consent", &kind))?,
        person: row.try_get("person")?,
        relation: Relation::from_code(relation).ok_or_else(|| corrupt("relation", &relation))?,
        text: ConsentText {
            version: row.try_get("text_version")?,
            language: row.try_get("text_language")?,
            sha256: row.try_get("text_sha256")?,
        },
        until: until.map(to_day).transpose()?,
        evidence: row.try_get("evidence")?,
        at: to_instant(row.try_get("at")?)?,
        by: row.try_get("entered_by")?,
    })
}

fn to_consent(code: &str, until: Option<&str>) -> Result<Consent, Failure> {
    let until = until.map(to_day).transpose()?;
    Ok(Consent::from_code(code, until).ok_or_else(|| corrupt("consent", &code))?)
}

/// Refuses what no row can hold, before anything is written.
fn check(entry: &ConsentEntry) -> Result<(), StoreError> {
    id("student id", entry.student.as_str())?;
    id("name of who consents", &entry.person)?;
    id("version of a text", &entry.text.version)?;
    id("language of a text", &entry.text.language)?;
    text("evidence", &entry.evidence)?;
    text("name of who entered a consent", &entry.by).map(drop)
}
