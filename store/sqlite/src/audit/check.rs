//! Whether the log, and the marks that it vouches for, are as they were logged.

use std::collections::BTreeSet;

use muster_domain::{AuditCheck, AuditEntry, AuditProblem, SchoolId, SessionId, hex};
use muster_store::StoreError;
use sqlx::SqliteConnection;

use super::{BEGUN, Bound, ERASURE, Link, MARKS, RECORDS, count_marks, parts, to_entry};
use crate::SqliteStore;
use crate::columns::corrupt;
use crate::failure::Failure;

impl SqliteStore {
    pub(super) async fn check_log(&self, school: &SchoolId) -> Result<AuditCheck, Failure> {
        let mut tx = self.begin_read().await?;
        let rows = sqlx::query(
            "SELECT number, at, kind, actor, act, about, subject, outcome, detail, hash FROM audit
             WHERE school_id = ?1 ORDER BY number",
        )
        .bind(school.as_str())
        .fetch_all(&mut *tx)
        .await?;
        let entries = rows.iter().map(to_entry).collect::<Result<Vec<_>, _>>()?;
        let mut check = AuditCheck { entries: entries.len() as i64, ..AuditCheck::default() };
        let cause = "the seal on the log's start was changed";
        let start = self.checked(&mut tx, school, (Bound::Start, cause), &mut check).await?;
        let start = start.flatten().unwrap_or(Link::NONE);
        check.forgotten = start.number;
        let mut before = start.hash;
        for (entry, expected) in entries.iter().zip(start.number + 1..) {
            if entry.number != expected {
                check.found(Some(entry.number), "an entry before it is missing");
                break;
            }
            let parts = parts(school, entry.number, &entry.record, entry.subject.as_deref())?;
            let hash = self.vault.chained(school, &before, &parts)?;
            if hex(&hash) != entry.hash {
                check.found(Some(entry.number), "it is not as it was logged, or one before it was changed");
                break;
            }
            before = hash;
        }
        self.check_end(&mut tx, school, &entries, &mut check).await?;
        self.check_marks(&mut tx, school, &entries, &mut check).await?;
        check.head = entries.last().map(|entry| entry.hash.clone());
        Ok(check)
    }

    /// A sealed link, if there is one; none at all where its seal does not hold, which is a problem with that cause.
    async fn checked(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        (bound, cause): (Bound, &str),
        check: &mut AuditCheck,
    ) -> Result<Option<Option<Link>>, Failure> {
        match self.bound(db, school, bound).await {
            Err(Failure::Store(StoreError::Sealed(_) | StoreError::Corrupt { .. })) => {
                check.found(None, cause);
                Ok(None)
            }
            link => link.map(Some),
        }
    }

    async fn check_end(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        entries: &[AuditEntry],
        check: &mut AuditCheck,
    ) -> Result<(), Failure> {
        let cause = "the seal on the log's end was changed";
        let Some(head) = self.checked(db, school, (Bound::Head, cause), check).await? else { return Ok(()) };
        let sealed = head.map(|head| (head.number, hex(&head.hash)));
        if sealed != entries.last().map(|entry| (entry.number, entry.hash.clone())) {
            check.found(None, "entries at the end were removed or put in");
        }
        Ok(())
    }

    /// Whether every mark is as it was logged, and none is missing but those of students who were erased and of sessions whose
    /// time was over.
    async fn check_marks(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        entries: &[AuditEntry],
        check: &mut AuditCheck,
    ) -> Result<(), Failure> {
        let (erased, forgotten) = (words(entries, ERASURE), words(entries, RECORDS));
        let mut there = 0;
        for entry in entries.iter().filter(|entry| entry.record.act == MARKS) {
            let id = entry.record.about.trim_start_matches("session=");
            let session = SessionId(id.parse().map_err(|error| corrupt("audit entry", &error))?);
            for (number, logged) in
                entry.record.detail.split_whitespace().filter_map(|mark| mark.split_once(':'))
            {
                check.marks += 1;
                let mark = number.parse().map_err(|error| corrupt("audit entry", &error))?;
                let problem = match self.mark_digest(db, school, session, mark).await? {
                    Some(digest) => {
                        there += 1;
                        (digest != logged).then_some("changed")
                    }
                    None if forgotten.contains(id) => None,
                    None => (!erased.contains(format!("{id}/{number}").as_str())).then_some("removed"),
                };
                if let Some(problem) = problem {
                    check.found(Some(entry.number), &format!("mark {number} of session {id} was {problem}"));
                }
            }
        }
        let before = entries.iter().find(|entry| entry.record.act == BEGUN);
        let before: i64 = before.map_or(Ok(0), |entry| entry.record.detail.parse()).unwrap_or_default();
        if before > 0 {
            check.found(
                Some(1),
                "there were marks before the log was begun: is the data older, or was the log removed?",
            );
        }
        if count_marks(db, school).await? > there + before {
            check.found(None, "there are marks that were never logged");
        }
        Ok(())
    }
}

/// All words in the details of entries of that name.
fn words<'a>(entries: &'a [AuditEntry], act: &str) -> BTreeSet<&'a str> {
    let named = entries.iter().filter(|entry| entry.record.act == act);
    named.flat_map(|entry| entry.record.detail.split_whitespace()).collect()
}

trait Found {
    fn found(&mut self, number: Option<i64>, cause: &str);
}

impl Found for AuditCheck {
    fn found(&mut self, number: Option<i64>, cause: &str) {
        self.problems.push(AuditProblem { number, cause: cause.to_owned() });
    }
}
