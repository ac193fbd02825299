//! Sealing everything of a school anew, under another data key.
//!
//! Owns the list of all sealed columns; a test demands that every column of bytes in the schema is in it or is said to be
//! no secret. One transaction: whatever happens on the way, everything opens under the old key or everything under the new.

use muster_domain::{ModelId, MoodleLink, SchoolId, SessionId, StudentId};
use muster_store::{Login, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};
use zeroize::Zeroizing;

use crate::columns::{corrupt, from_json, to_digest, to_template, vector};
use crate::data_key::DataKey;
use crate::failure::Failure;
use crate::seal::{FaceKey, Place, Vault, open_under};

/// Told how many of how many values are sealed anew.
pub type Progress<'a> = &'a mut (dyn FnMut(u64, u64) + Send);

/// A column of sealed values.
struct Column {
    table: &'static str,
    /// What finds a row of the school again.
    key: &'static str,
    value: &'static str,
    /// Further columns, of which the place is made.
    needs: &'static str,
    /// Hands the row's place on.
    place: fn(&SqliteRow, At<'_>) -> Result<Vec<u8>, Failure>,
}

/// What is done at a place.
type At<'a> = &'a mut dyn FnMut(Place<'_>) -> Result<Vec<u8>, Failure>;

const COLUMNS: [Column; 18] = [
    Column {
        table: "school",
        key: "school_id",
        value: "key_check",
        needs: "",
        place: |_, at| at(Place::KeyCheck),
    },
    Column {
        table: "school",
        key: "school_id",
        value: "lti_key",
        needs: "",
        place: |_, at| at(Place::LtiKey),
    },
    Column {
        table: "school",
        key: "school_id",
        value: "audit_head",
        needs: "",
        place: |_, at| at(Place::AuditHead),
    },
    Column {
        table: "school",
        key: "school_id",
        value: "audit_start",
        needs: "",
        place: |_, at| at(Place::AuditStart),
    },
    Column {
        table: "school",
        key: "school_id",
        value: "audit_key",
        needs: "",
        place: |_, at| at(Place::AuditKey),
    },
    Column {
        table: "enrolled_face",
        key: "rowid",
        value: "crop",
        needs: ", face_id",
        place: |row, at| at(Place::EnrolledCrop { face: row.try_get("face_id")? }),
    },
    Column {
        table: "template",
        key: "rowid",
        value: "vector",
        needs: ", sample, model, face_id, student_id, dimension",
        place: template,
    },
    Column {
        table: "face",
        key: "rowid",
        value: "verdict",
        needs: ", session_id, digest, face_index",
        place: |row, at| at(Place::Verdict(face(row)?)),
    },
    Column {
        table: "face",
        key: "rowid",
        value: "crop",
        needs: ", session_id, digest, face_index",
        place: |row, at| at(Place::FaceCrop(face(row)?)),
    },
    Column {
        table: "face_template",
        key: "rowid",
        value: "vector",
        needs: ", session_id, digest, face_index, model, dimension",
        place: face_template,
    },
    Column {
        table: "job_photo",
        key: "rowid",
        value: "photo",
        needs: ", job_id, position",
        place: |row, at| {
            at(Place::JobPhoto { job: row.try_get("job_id")?, position: row.try_get("position")? })
        },
    },
    Column {
        table: "session_picture",
        key: "rowid",
        value: "file",
        needs: ", session_id, photo",
        place: |row, at| {
            at(Place::Picture { session: session(row)?, photo: to_digest(row.try_get("photo")?)? })
        },
    },
    Column {
        table: "leave",
        key: "rowid",
        value: "note",
        needs: ", leave_id",
        place: |row, at| at(Place::LeaveNote { leave: row.try_get("leave_id")? }),
    },
    Column {
        table: "leave_file",
        key: "rowid",
        value: "file",
        needs: ", leave_id, number",
        place: |row, at| {
            at(Place::LeaveFile { leave: row.try_get("leave_id")?, number: row.try_get("number")? })
        },
    },
    Column {
        table: "consent_file",
        key: "rowid",
        value: "file",
        needs: ", student_id, entry, number",
        place: |row, at| {
            let student = StudentId::new(row.try_get::<String, _>("student_id")?);
            let (entry, number) = (row.try_get("entry")?, row.try_get("number")?);
            at(Place::ConsentFile { student: &student, entry, number })
        },
    },
    Column {
        table: "notice_rule",
        key: "rowid",
        value: "secret",
        needs: ", rule_id",
        place: |row, at| at(Place::NoticeSecret { rule: row.try_get("rule_id")? }),
    },
    Column { table: "moodle_link", key: "class_id", value: "token", needs: ", link", place: moodle_token },
    Column {
        table: "school_user",
        key: "login",
        value: "totp_secret",
        needs: "",
        place: |row, at| at(Place::TotpSecret(&login(row)?)),
    },
];

fn session(row: &SqliteRow) -> Result<SessionId, Failure> {
    Ok(SessionId(row.try_get("session_id")?))
}

fn face(row: &SqliteRow) -> Result<FaceKey, Failure> {
    let photo = to_digest(row.try_get("digest")?)?;
    Ok(FaceKey { session: session(row)?, photo, index: row.try_get("face_index")? })
}

fn made(row: &SqliteRow) -> Result<(ModelId, usize), Failure> {
    let dimension: i64 = row.try_get("dimension")?;
    let dimension = usize::try_from(dimension).map_err(|error| corrupt("template", &error))?;
    Ok((ModelId::new(row.try_get::<String, _>("model")?), dimension))
}

fn template(row: &SqliteRow, at: At<'_>) -> Result<Vec<u8>, Failure> {
    let ((model, dimension), sample) = (made(row)?, row.try_get("sample")?);
    let student: Option<String> = row.try_get("student_id")?;
    match student.map(StudentId::new) {
        Some(student) => at(Place::ImportedTemplate { sample, student: &student, model: &model, dimension }),
        None => at(Place::EnrolledTemplate { face: sample, model: &model, dimension }),
    }
}

fn face_template(row: &SqliteRow, at: At<'_>) -> Result<Vec<u8>, Failure> {
    let (model, dimension) = made(row)?;
    at(Place::FaceTemplate { face: face(row)?, model: &model, dimension })
}

fn moodle_token(row: &SqliteRow, at: At<'_>) -> Result<Vec<u8>, Failure> {
    let link: MoodleLink = from_json("link to Moodle", row.try_get("link")?)?;
    at(Place::MoodleToken { class: &link.class, site: &link.site })
}

fn login(row: &SqliteRow) -> Result<Login, Failure> {
    let login: &str = row.try_get("key")?;
    Ok(Login::new(login).ok_or_else(|| corrupt("login", &login))?)
}

/// Seals all values of a school under `new` that were sealed under `old`, and returns how many there are.
pub(crate) async fn reseal(
    db: &mut SqliteConnection,
    vault: &Vault,
    school: &SchoolId,
    keys: (&DataKey, &DataKey),
    progress: Progress<'_>,
) -> Result<u64, Failure> {
    let mut rows = Vec::new();
    for column in &COLUMNS {
        rows.push((column, column.keys(db, school).await?));
    }
    let total = rows.iter().map(|(_, keys)| keys.len() as u64).sum();
    let mut done = 0;
    for (column, row_keys) in &rows {
        for key in row_keys {
            column.reseal_row(db, vault, (school, key), keys).await?;
            done += 1;
            progress(done, total);
        }
    }
    Ok(total)
}

impl Column {
    /// What finds the rows of the school that have a sealed value.
    async fn keys(&self, db: &mut SqliteConnection, school: &SchoolId) -> Result<Vec<String>, Failure> {
        let Self { table, key, value, .. } = self;
        let query = format!(
            "SELECT CAST({key} AS TEXT) FROM {table} WHERE school_id = ?1 AND length({value}) > 0 ORDER BY {key}"
        );
        Ok(sqlx::query_scalar(AssertSqlSafe(query)).bind(school.as_str()).fetch_all(db).await?)
    }

    async fn reseal_row(
        &self,
        db: &mut SqliteConnection,
        vault: &Vault,
        (school, key): (&SchoolId, &str),
        keys: (&DataKey, &DataKey),
    ) -> Result<(), Failure> {
        let Self { table, key: named, value, needs, place } = self;
        let found = if *named == "rowid" { "CAST(?2 AS INTEGER)" } else { "?2" };
        let row = format!("school_id = ?1 AND {named} = {found}");
        let select = format!("SELECT {value} AS sealed, {named} AS key{needs} FROM {table} WHERE {row}");
        let old =
            sqlx::query(AssertSqlSafe(select)).bind(school.as_str()).bind(key).fetch_one(&mut *db).await?;
        let made = if *value == "vector" { Some(made(&old)?) } else { None };
        let sealed = old.try_get::<&[u8], _>("sealed")?;
        let new = place(&old, &mut |place| Ok(anew(vault, school, place, keys, (sealed, made.as_ref()))?))?;
        let update = format!("UPDATE {table} SET {value} = ?3 WHERE {row}");
        sqlx::query(AssertSqlSafe(update)).bind(school.as_str()).bind(key).bind(new).execute(db).await?;
        Ok(())
    }
}

/// A value sealed under another key; a template, whose model and length are told, is turned by that key's rotation too.
fn anew(
    vault: &Vault,
    school: &SchoolId,
    place: Place<'_>,
    (old, new): (&DataKey, &DataKey),
    (sealed, made): (&[u8], Option<&(ModelId, usize)>),
) -> Result<Vec<u8>, StoreError> {
    let plain = Zeroizing::new(open_under(old, school, place, sealed)?);
    let Some((model, dimension)) = made else { return vault.seal_under(new, school, place, &plain) };
    let kept = to_template(model.clone(), *dimension as i64, &plain)?;
    let turned = old.turn_back(kept).and_then(|template| new.turn(&template));
    let turned = turned.map_err(|error| corrupt("template", &error))?;
    vault.seal_under(new, school, place, &vector(&turned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::{BUSY_TIMEOUT, connect};

    /// Columns of bytes that hold digests, random names' digests, and a key that is wrapped already.
    const NO_SECRETS: [(&str, &str); 17] = [
        ("_sqlx_migrations", "checksum"),
        ("api_key", "secret"),
        ("audit", "hash"),
        ("correction", "digest"),
        ("data_key", "wrapped"),
        ("enrolled_face", "photo"),
        ("erased_student", "digest"),
        ("face", "digest"),
        ("face_template", "digest"),
        ("invitation", "secret"),
        ("job", "request_digest"),
        ("mark", "photo"),
        ("photo", "digest"),
        ("recovery_code", "code"),
        ("request", "digest"),
        ("session_picture", "photo"),
        ("sign_in", "secret"),
    ];

    /// A sealed column that is left out would be lost with the old key.
    #[tokio::test]
    async fn every_column_of_bytes_is_sealed_anew_or_no_secret() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = connect(&folder.path().join("muster.db"), BUSY_TIMEOUT).await.expect("opened");
        let columns: Vec<(String, String)> = sqlx::query_as(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND c.type = 'BLOB' ORDER BY 1, 2",
        )
        .fetch_all(&open.writer)
        .await
        .expect("the schema");
        let mut known: Vec<(String, String)> = COLUMNS
            .iter()
            .map(|column| (column.table, column.value))
            .chain(NO_SECRETS)
            .map(|(table, column)| (table.to_owned(), column.to_owned()))
            .collect();
        known.sort();
        assert_eq!(columns, known);
    }
}
