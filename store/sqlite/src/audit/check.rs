//! Whether the log, and the marks that it vouches for, are as they were logged.

use std::collections::BTreeMap;

use muster_domain::{AuditCheck, AuditEntry, AuditProblem, SchoolId, SessionId, hex};
use muster_store::StoreError;
use sqlx::SqliteConnection;

use super::{BEGUN, ERASURE, MARKS, count_marks, parts, to_entry};
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
        let mut before = [0; 32];
        for (entry, expected) in entries.iter().zip(1..) {
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

    async fn check_end(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        entries: &[AuditEntry],
        check: &mut AuditCheck,
    ) -> Result<(), Failure> {
        let head = match self.head(db, school).await {
            Err(Failure::Store(StoreError::Sealed(_) | StoreError::Corrupt { .. })) => {
                check.found(None, "the seal on the log's end was changed");
                return Ok(());
            }
            head => head?,
        };
        let sealed = head.map(|head| (head.number, hex(&head.hash)));
        if sealed != entries.last().map(|entry| (entry.number, entry.hash.clone())) {
            check.found(None, "entries at the end were removed or put in");
        }
        Ok(())
    }

    /// Whether every mark is as it was logged, and none is missing but those of students who were erased.
    async fn check_marks(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        entries: &[AuditEntry],
        check: &mut AuditCheck,
    ) -> Result<(), Failure> {
        let mut erased = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.record.act == ERASURE) {
            for mark in entry.record.detail.split_whitespace() {
                erased.insert(mark.to_owned(), entry.number);
            }
        }
        let mut vouched = 0;
        for entry in entries.iter().filter(|entry| entry.record.act == MARKS) {
            let session = entry.record.about.trim_start_matches("session=").parse().map(SessionId);
            let session = session.map_err(|error| corrupt("audit entry", &error))?;
            for (number, logged) in
                entry.record.detail.split_whitespace().filter_map(|mark| mark.split_once(':'))
            {
                let mark = number.parse().map_err(|error| corrupt("audit entry", &error))?;
                vouched += 1;
                match self.mark_digest(db, school, session, mark).await? {
                    Some(digest) if digest == logged => {}
                    None if erased.contains_key(&format!("{}/{number}", session.0)) => {}
                    Some(_) => check.found(
                        Some(entry.number),
                        &format!("mark {number} of session {} was changed", session.0),
                    ),
                    None => check.found(
                        Some(entry.number),
                        &format!("mark {number} of session {} was removed", session.0),
                    ),
                }
            }
        }
        check.marks = vouched;
        let before = entries.iter().find(|entry| entry.record.act == BEGUN);
        let before: u64 = before.map_or(Ok(0), |entry| entry.record.detail.parse()).unwrap_or_default();
        if before > 0 {
            check.found(
                Some(1),
                "there were marks before the log was begun: is the data older, or was the log removed?",
            );
        }
        let gone = erased.len() as u64;
        if count_marks(db, school).await? as u64 + gone > vouched + before {
            check.found(None, "there are marks that were never logged");
        }
        Ok(())
    }
}

trait Found {
    fn found(&mut self, number: Option<i64>, cause: &str);
}

impl Found for AuditCheck {
    fn found(&mut self, number: Option<i64>, cause: &str) {
        self.problems.push(AuditProblem { number, cause: cause.to_owned() });
    }
}
