//! The audit log: entries chained by a keyed digest (HMAC-SHA256, RFC 2104), their end sealed in the school's row, and so is
//! their start once the oldest are gone. Whether it holds is found out in `check`.

mod check;

use async_trait::async_trait;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use muster_domain::{AuditCheck, AuditEntry, AuditKind, AuditRecord, SchoolId, SessionId, StudentId, hex};
use muster_store::{AuditFilter, Audits, StoreError};
use sha2::Sha256;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};

use crate::columns::{corrupt, instant, text, to_instant};
use crate::failure::{Failure, not_found};
use crate::seal::Place;
use crate::{SqliteStore, require_school};

/// What an entry about marks is called.
pub(crate) const MARKS: &str = "marks";
/// What an entry about the erasure of a student is called.
pub(crate) const ERASURE: &str = "erasure";
/// What an entry about the removal of old records is called. Its detail lists the sessions.
pub(crate) const RECORDS: &str = "old records removed";

/// What a log's first entry is called. Its detail says how many marks there were already: none, unless the data is older than
/// the log, or somebody removed the log.
const BEGUN: &str = "log begun";

/// An entry as the chain knows it.
pub(crate) struct Link {
    number: i64,
    hash: [u8; 32],
}

impl Link {
    /// What the first entry of all is chained to.
    const NONE: Self = Self { number: 0, hash: [0; 32] };
}

/// A link that is sealed in the school's row.
#[derive(Clone, Copy)]
enum Bound {
    /// The last entry.
    Head,
    /// The last one that is gone.
    Start,
}

impl Bound {
    const fn column(self) -> (&'static str, Place<'static>) {
        match self {
            Self::Head => ("audit_head", Place::AuditHead),
            Self::Start => ("audit_start", Place::AuditStart),
        }
    }
}

#[async_trait]
impl Audits for SqliteStore {
    async fn log(
        &self,
        school: &SchoolId,
        records: &[(AuditRecord, Option<StudentId>)],
    ) -> Result<(), StoreError> {
        self.placed(self.write_log(school, records).await)
    }

    async fn list_audit(
        &self,
        school: &SchoolId,
        filter: &AuditFilter,
        most: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        self.placed(self.read_log(school, filter, most).await)
    }

    async fn check_audit(&self, school: &SchoolId) -> Result<AuditCheck, StoreError> {
        self.placed(self.check_log(school).await)
    }
}

impl SqliteStore {
    async fn write_log(
        &self,
        school: &SchoolId,
        records: &[(AuditRecord, Option<StudentId>)],
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        for (record, student) in records {
            let subject = match student {
                Some(student) => self.subject(&mut tx, school, student).await?,
                None => None,
            };
            self.append(&mut tx, school, record, subject).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Adds an entry within a transaction.
    pub(crate) async fn append(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        record: &AuditRecord,
        subject: Option<String>,
    ) -> Result<(), Failure> {
        for part in [&record.actor, &record.act, &record.about, &record.detail] {
            text("entry of the audit log", part)?;
        }
        let head = match self.bound(db, school, Bound::Head).await? {
            Some(head) => head,
            None => self.begin(db, school, record).await?,
        };
        self.insert_entry(db, school, &head, (record, subject)).await.map(drop)
    }

    /// Writes the first entry.
    async fn begin(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        first: &AuditRecord,
    ) -> Result<Link, Failure> {
        // Those that the first entry itself is about are there already.
        let own = if first.act == MARKS { first.detail.split_whitespace().count() as i64 } else { 0 };
        let begun = AuditRecord {
            kind: AuditKind::Administration,
            act: BEGUN.to_owned(),
            about: String::new(),
            outcome: 0,
            detail: (count_marks(db, school).await? - own).to_string(),
            ..first.clone()
        };
        self.insert_entry(db, school, &Link::NONE, (&begun, None)).await
    }

    async fn insert_entry(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        head: &Link,
        (record, subject): (&AuditRecord, Option<String>),
    ) -> Result<Link, Failure> {
        let number = head.number + 1;
        let hash =
            self.vault.chained(school, &head.hash, &parts(school, number, record, subject.as_deref())?)?;
        sqlx::query(
            "INSERT INTO audit (school_id, number, at, kind, actor, act, about, subject, outcome, detail, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )
        .bind(school.as_str())
        .bind(number)
        .bind(instant(record.at)?)
        .bind(record.kind.code())
        .bind(&record.actor)
        .bind(&record.act)
        .bind(&record.about)
        .bind(subject)
        .bind(record.outcome)
        .bind(&record.detail)
        .bind(&hash[..])
        .execute(&mut *db)
        .await?;
        let link = Link { number, hash };
        self.set_bound(db, school, Bound::Head, &link).await?;
        Ok(link)
    }

    /// Removes the oldest entries within a transaction, up to [`last_old_entry`]. How many.
    pub(crate) async fn forget_log(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        before: Timestamp,
    ) -> Result<u64, Failure> {
        let Some(last) = last_old_entry(db, school, before).await? else { return Ok(0) };
        self.set_bound(db, school, Bound::Start, &last).await?;
        let gone = sqlx::query("DELETE FROM audit WHERE school_id = ?1 AND number <= ?2")
            .bind(school.as_str())
            .bind(last.number);
        Ok(gone.execute(db).await?.rows_affected())
    }

    async fn set_bound(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        bound: Bound,
        link: &Link,
    ) -> Result<(), Failure> {
        let (column, place) = bound.column();
        let plain = [&link.number.to_le_bytes()[..], &link.hash].concat();
        let change = format!("UPDATE school SET {column} = ?2 WHERE school_id = ?1");
        sqlx::query(AssertSqlSafe(change))
            .bind(school.as_str())
            .bind(self.vault.seal(school, place, &plain)?)
            .execute(db)
            .await?;
        Ok(())
    }

    /// Logs marks that were just added: `added` are their numbers in the session.
    pub(crate) async fn log_marks(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        session: SessionId,
        added: &[i64],
        (actor, at): (&str, Timestamp),
    ) -> Result<(), Failure> {
        if added.is_empty() {
            return Ok(());
        }
        let mut digests = Vec::new();
        for number in added {
            let digest = self.mark_digest(db, school, session, *number).await?;
            digests.push(format!("{number}:{}", digest.unwrap_or_default()));
        }
        let record = AuditRecord {
            at,
            kind: AuditKind::Mark,
            actor: actor.to_owned(),
            act: MARKS.to_owned(),
            about: format!("session={}", session.0),
            outcome: 0,
            detail: digests.join(" "),
        };
        self.append(db, school, &record, None).await
    }

    async fn bound(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        bound: Bound,
    ) -> Result<Option<Link>, Failure> {
        let (column, place) = bound.column();
        let asked = format!("SELECT {column} FROM school WHERE school_id = ?1");
        let sealed: Option<Vec<u8>> = sqlx::query_scalar(AssertSqlSafe(asked))
            .bind(school.as_str())
            .fetch_optional(db)
            .await?
            .ok_or_else(|| not_found("school", school))?;
        let Some(sealed) = sealed else { return Ok(None) };
        let plain = self.vault.open(school, place, &sealed)?;
        let parts =
            plain.split_first_chunk::<8>().and_then(|(number, hash)| Some((*number, hash.try_into().ok()?)));
        let (number, hash) =
            parts.ok_or_else(|| corrupt("link of the audit log", &"it has another length"))?;
        Ok(Some(Link { number: i64::from_le_bytes(number), hash }))
    }

    /// What the log calls a student; none for one who is not there.
    pub(crate) async fn subject(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Option<String>, Failure> {
        let mut random = [0; 24];
        self.vault.random(&mut random);
        let name = hex(&random[..16]);
        sqlx::query(
            "INSERT INTO audit_subject (school_id, student_id, name)
             SELECT school_id, student_id, ?3 FROM student WHERE school_id = ?1 AND student_id = ?2
             ON CONFLICT DO NOTHING",
        )
        .bind(school.as_str())
        .bind(student.as_str())
        .bind(name)
        .execute(&mut *db)
        .await?;
        let kept =
            sqlx::query_scalar("SELECT name FROM audit_subject WHERE school_id = ?1 AND student_id = ?2")
                .bind(school.as_str())
                .bind(student.as_str());
        Ok(kept.fetch_optional(db).await?)
    }

    async fn read_log(
        &self,
        school: &SchoolId,
        filter: &AuditFilter,
        most: u32,
    ) -> Result<Vec<AuditEntry>, Failure> {
        let rows = sqlx::query(
            "SELECT number, at, kind, actor, act, about, subject, outcome, detail, hash FROM audit
             WHERE school_id = ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR actor = ?3)
                 AND (?4 IS NULL OR subject = (
                     SELECT name FROM audit_subject WHERE school_id = ?1 AND student_id = ?4))
                 AND (?5 IS NULL OR number < ?5)
             ORDER BY number DESC LIMIT ?6",
        )
        .bind(school.as_str())
        .bind(filter.kind.map(AuditKind::code))
        .bind(&filter.actor)
        .bind(filter.student.as_ref().map(StudentId::as_str))
        .bind(filter.before)
        .bind(most)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(to_entry).collect()
    }

    /// A keyed digest of a mark as its row holds it; none when there is no such row.
    async fn mark_digest(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        session: SessionId,
        number: i64,
    ) -> Result<Option<String>, Failure> {
        let row = sqlx::query_as::<_, (String, String, String, String, String)>(
            "SELECT student_id, status, at, source, letter FROM mark
             WHERE school_id = ?1 AND session_id = ?2 AND number = ?3",
        )
        .bind(school.as_str())
        .bind(session.0)
        .bind(number)
        .fetch_optional(db)
        .await?;
        let digest = |(student, status, at, source, letter)| {
            let parts = [student, status, at, source, letter].map(String::into_bytes);
            Ok(hex(&self.vault.chained(school, &[0; 32], &parts)?[..16]))
        };
        row.map(digest).transpose()
    }
}

/// The last of the oldest entries that may go: from before that time, and before the first that vouches for marks of a session that
/// is still there.
pub(crate) async fn last_old_entry(
    db: &mut SqliteConnection,
    school: &SchoolId,
    before: Timestamp,
) -> Result<Option<Link>, Failure> {
    let last: Option<(i64, Vec<u8>)> = sqlx::query_as(
        "SELECT number, hash FROM audit WHERE school_id = ?1 AND number < ifnull(
             (SELECT number FROM audit a WHERE school_id = ?1 AND (at >= ?2
                 OR (act = ?3 AND EXISTS (SELECT 1 FROM session s WHERE s.school_id = ?1
                     AND s.session_id = CAST(substr(a.about, length('session=') + 1) AS INTEGER))))
              ORDER BY number LIMIT 1),
             (SELECT max(number) + 1 FROM audit WHERE school_id = ?1))
         ORDER BY number DESC LIMIT 1",
    )
    .bind(school.as_str())
    .bind(instant(before)?)
    .bind(MARKS)
    .fetch_optional(db)
    .await?;
    let Some((number, hash)) = last else { return Ok(None) };
    let hash = hash.as_slice().try_into().map_err(|error| corrupt("audit entry", &error))?;
    Ok(Some(Link { number, hash }))
}

async fn count_marks(db: &mut SqliteConnection, school: &SchoolId) -> Result<i64, Failure> {
    let count = sqlx::query_scalar("SELECT count(*) FROM mark WHERE school_id = ?1").bind(school.as_str());
    Ok(count.fetch_one(db).await?)
}

/// Everything of an entry that its hash covers, in order.
fn parts(
    school: &SchoolId,
    number: i64,
    record: &AuditRecord,
    subject: Option<&str>,
) -> Result<Vec<Vec<u8>>, StoreError> {
    Ok(vec![
        school.as_str().into(),
        number.to_le_bytes().into(),
        instant(record.at)?.into_bytes(),
        record.kind.code().into(),
        record.actor.clone().into_bytes(),
        record.act.clone().into_bytes(),
        record.about.clone().into_bytes(),
        subject.map_or(b"-".to_vec(), |subject| format!("+{subject}").into_bytes()),
        record.outcome.to_le_bytes().into(),
        record.detail.clone().into_bytes(),
    ])
}

/// A digest over the one before and these parts, each with its length in front.
pub(crate) fn chain(key: &[u8; 32], before: &[u8; 32], parts: &[Vec<u8>]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(before);
    for part in parts {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn to_entry(row: &SqliteRow) -> Result<AuditEntry, Failure> {
    let kind: &str = row.try_get("kind")?;
    let hash: &[u8] = row.try_get("hash")?;
    let outcome: i64 = row.try_get("outcome")?;
    Ok(AuditEntry {
        number: row.try_get("number")?,
        record: AuditRecord {
            at: to_instant(row.try_get("at")?)?,
            kind: AuditKind::from_code(kind).ok_or_else(|| corrupt("kind of an audit entry", &kind))?,
            actor: row.try_get("actor")?,
            act: row.try_get("act")?,
            about: row.try_get("about")?,
            outcome: u16::try_from(outcome).map_err(|error| corrupt("audit entry", &error))?,
            detail: row.try_get("detail")?,
        },
        subject: row.try_get("subject")?,
        hash: hex(hash),
    })
}
