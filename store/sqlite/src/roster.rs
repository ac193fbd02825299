//! Stays on rosters and in groups: one table for both, as a group is a roster within a class.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use muster_domain::{ClassId, Member, SchoolId, Stay, Student, StudentId};
use muster_store::{RosterDays, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use crate::columns::{day, id, invalid, text, to_day};
use crate::failure::{Failure, not_found};
use crate::people::{put_student, student};
use crate::{SqliteStore, require_class};

/// The class's roster among its groups.
const WHOLE_CLASS: &str = "";

/// A roster: of a class, or of a group in it.
#[derive(Clone, Copy)]
struct Roster<'a> {
    school: &'a SchoolId,
    class: &'a ClassId,
    group: &'a str,
}

impl SqliteStore {
    pub(crate) async fn write_students(
        &self,
        school: &SchoolId,
        class: &ClassId,
        students: &[Student],
        leave: &[StudentId],
        days: RosterDays,
    ) -> Result<(), Failure> {
        for student in students {
            id("student id", student.id.as_str())?;
            text("last name", &student.last_name)?;
            text("first name", &student.first_name)?;
        }
        let roster = Roster { school, class, group: WHOLE_CLASS };
        let mut tx = self.begin_write().await?;
        require_class(&mut tx, school, class).await?;
        for student in students {
            put_student(&mut tx, school, student).await?;
            roster.begin(&mut tx, &student.id, days.first_day).await?;
        }
        for student in leave {
            roster.end_everywhere(&mut tx, student, days.last_day).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(crate) async fn end_stay(
        &self,
        school: &SchoolId,
        class: &ClassId,
        student: &StudentId,
        last_day: Date,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let roster = Roster { school, class, group: WHOLE_CLASS };
        if roster.end_everywhere(&mut tx, student, last_day).await? == 0 {
            return Err(not_found("student", student));
        }
        Ok(tx.commit().await?)
    }

    pub(crate) async fn write_stays(
        &self,
        school: &SchoolId,
        class: &ClassId,
        student: &StudentId,
        stays: &[Stay],
    ) -> Result<(), Failure> {
        check_stays(stays)?;
        let mut tx = self.begin_write().await?;
        let gone = sqlx::query(
            "DELETE FROM stay WHERE school_id = ?1 AND class_id = ?2 AND group_name = '' AND student_id = ?3",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .bind(student.as_str())
        .execute(&mut *tx)
        .await?;
        if gone.rows_affected() == 0 {
            return Err(not_found("student", student));
        }
        for stay in stays {
            Roster { school, class, group: WHOLE_CLASS }.insert(&mut tx, student, *stay).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(crate) async fn read_roster(
        &self,
        school: &SchoolId,
        class: &ClassId,
        on: Date,
    ) -> Result<Vec<Student>, Failure> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT student_id, last_name, first_name FROM student
             WHERE school_id = ?1 AND student_id IN (
                 SELECT student_id FROM stay WHERE school_id = ?1 AND class_id = ?2 AND group_name = ''
                     AND (last_day IS NULL OR last_day >= ?3))
             ORDER BY last_name, first_name, student_id",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .bind(day(on)?)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(student).collect())
    }

    pub(crate) async fn read_members(
        &self,
        school: &SchoolId,
        class: &ClassId,
        group: &str,
    ) -> Result<Vec<Member>, Failure> {
        let rows = sqlx::query(
            "SELECT student_id, last_name, first_name, first_day, last_day FROM stay
             JOIN student USING (school_id, student_id)
             WHERE school_id = ?1 AND class_id = ?2 AND group_name = ?3
             ORDER BY last_name, first_name, student_id, first_day",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .bind(group)
        .fetch_all(&self.readers)
        .await?;
        let mut members: Vec<Member> = Vec::new();
        for row in &rows {
            let who = student((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
            let stay = to_stay(row)?;
            match members.last_mut() {
                Some(last) if last.student.id == who.id => last.stays.push(stay),
                _ => members.push(Member { student: who, stays: vec![stay] }),
            }
        }
        Ok(members)
    }

    pub(crate) async fn write_group(
        &self,
        school: &SchoolId,
        class: &ClassId,
        group: &str,
        students: &[StudentId],
        days: RosterDays,
    ) -> Result<(), Failure> {
        id("group name", group)?;
        let roster = Roster { school, class, group };
        let mut tx = self.begin_write().await?;
        require_class(&mut tx, school, class).await?;
        sqlx::query(
            "INSERT INTO class_group (school_id, class_id, group_name) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .bind(group)
        .execute(&mut *tx)
        .await?;
        for student in students {
            roster.require_member(&mut tx, student).await?;
            roster.begin(&mut tx, student, days.first_day).await?;
        }
        let stay: BTreeSet<&StudentId> = students.iter().collect();
        for student in roster.open(&mut tx).await?.iter().filter(|student| !stay.contains(student)) {
            roster.end(&mut tx, student, days.last_day).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(crate) async fn delete_group(
        &self,
        school: &SchoolId,
        class: &ClassId,
        group: &str,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let mut gone = 0;
        for table in ["stay", "class_group"] {
            let delete =
                format!("DELETE FROM {table} WHERE school_id = ?1 AND class_id = ?2 AND group_name = ?3");
            let deleted = sqlx::query(sqlx::AssertSqlSafe(delete))
                .bind(school.as_str())
                .bind(class.as_str())
                .bind(group)
                .execute(&mut *tx)
                .await?;
            gone = deleted.rows_affected();
        }
        if gone == 0 || group == WHOLE_CLASS {
            return Err(not_found("group", &group));
        }
        Ok(tx.commit().await?)
    }

    pub(crate) async fn read_groups(
        &self,
        school: &SchoolId,
        class: &ClassId,
    ) -> Result<Vec<String>, Failure> {
        Ok(sqlx::query_scalar(
            "SELECT group_name FROM class_group WHERE school_id = ?1 AND class_id = ?2 ORDER BY group_name",
        )
        .bind(school.as_str())
        .bind(class.as_str())
        .fetch_all(&self.readers)
        .await?)
    }
}

impl Roster<'_> {
    /// Puts a student on it, unless they are: a stay that has not ended goes on.
    async fn begin(
        self,
        db: &mut SqliteConnection,
        student: &StudentId,
        first_day: Option<Date>,
    ) -> Result<(), Failure> {
        if self.open(db).await?.contains(student) {
            return Ok(());
        }
        // One who comes back before the last day has passed never left.
        let first = first_day.map(day).transpose()?.unwrap_or_default();
        let prolonged = sqlx::query(
            "UPDATE stay SET last_day = NULL WHERE school_id = ?1 AND class_id = ?2 AND group_name = ?3 AND student_id = ?4
                 AND first_day = (SELECT max(first_day) FROM stay
                     WHERE school_id = ?1 AND class_id = ?2 AND group_name = ?3 AND student_id = ?4)
                 AND last_day >= ?5",
        )
        .bind(self.school.as_str())
        .bind(self.class.as_str())
        .bind(self.group)
        .bind(student.as_str())
        .bind(&first)
        .execute(&mut *db)
        .await?;
        if prolonged.rows_affected() > 0 {
            return Ok(());
        }
        self.insert(db, student, Stay { first_day, last_day: None }).await
    }

    async fn insert(self, db: &mut SqliteConnection, student: &StudentId, stay: Stay) -> Result<(), Failure> {
        sqlx::query(
            "INSERT INTO stay (school_id, class_id, group_name, student_id, first_day, last_day)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )
        .bind(self.school.as_str())
        .bind(self.class.as_str())
        .bind(self.group)
        .bind(student.as_str())
        .bind(stay.first_day.map(day).transpose()?.unwrap_or_default())
        .bind(stay.last_day.map(day).transpose()?)
        .execute(db)
        .await?;
        Ok(())
    }

    /// Ends the student's stay in the class and in all its groups; how many stays that were.
    async fn end_everywhere(
        self,
        db: &mut SqliteConnection,
        student: &StudentId,
        last_day: Date,
    ) -> Result<u64, Failure> {
        let groups: Vec<String> = sqlx::query_scalar(
            "SELECT DISTINCT group_name FROM stay WHERE school_id = ?1 AND class_id = ?2 AND student_id = ?3",
        )
        .bind(self.school.as_str())
        .bind(self.class.as_str())
        .bind(student.as_str())
        .fetch_all(&mut *db)
        .await?;
        let mut ended = 0;
        for group in &groups {
            let of = Roster { group, ..self }.end(db, student, last_day).await?;
            ended += if group == WHOLE_CLASS { of } else { 0 };
        }
        Ok(ended)
    }

    async fn end(
        self,
        db: &mut SqliteConnection,
        student: &StudentId,
        last_day: Date,
    ) -> Result<u64, Failure> {
        let last = day(last_day)?;
        let mut ended = 0;
        for sql in [
            "DELETE FROM stay WHERE school_id = ?1 AND class_id = ?2 AND group_name = ?3 AND student_id = ?4
                 AND first_day > ?5",
            "UPDATE stay SET last_day = ?5 WHERE school_id = ?1 AND class_id = ?2 AND group_name = ?3 AND student_id = ?4
                 AND (last_day IS NULL OR last_day > ?5)",
        ] {
            let changed = sqlx::query(sql)
                .bind(self.school.as_str())
                .bind(self.class.as_str())
                .bind(self.group)
                .bind(student.as_str())
                .bind(&last)
                .execute(&mut *db)
                .await?;
            ended += changed.rows_affected();
        }
        Ok(ended)
    }

    /// Who is on it without an end.
    async fn open(self, db: &mut SqliteConnection) -> Result<BTreeSet<StudentId>, Failure> {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT student_id FROM stay WHERE school_id = ?1 AND class_id = ?2 AND group_name = ?3 AND last_day IS NULL",
        )
        .bind(self.school.as_str())
        .bind(self.class.as_str())
        .bind(self.group)
        .fetch_all(db)
        .await?;
        Ok(ids.into_iter().map(StudentId::new).collect())
    }

    async fn require_member(self, db: &mut SqliteConnection, student: &StudentId) -> Result<(), Failure> {
        let member: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM stay WHERE school_id = ?1 AND class_id = ?2 AND group_name = '' AND student_id = ?3 LIMIT 1",
        )
        .bind(self.school.as_str())
        .bind(self.class.as_str())
        .bind(student.as_str())
        .fetch_optional(db)
        .await?;
        member.map(drop).ok_or_else(|| not_found("student", student))
    }
}

fn to_stay(row: &SqliteRow) -> Result<Stay, Failure> {
    let first: &str = row.try_get("first_day")?;
    let last: Option<&str> = row.try_get("last_day")?;
    let first_day = if first.is_empty() { None } else { Some(to_day(first)?) };
    Ok(Stay { first_day, last_day: last.map(to_day).transpose()? })
}

/// Stays that follow one another, each ending before the next begins.
fn check_stays(stays: &[Stay]) -> Result<(), StoreError> {
    let refused = |cause: &str| Err(invalid("stay on a roster", cause));
    if stays.is_empty() {
        return refused("there must be one");
    }
    if stays
        .iter()
        .any(|stay| matches!((stay.first_day, stay.last_day), (Some(first), Some(last)) if last < first))
    {
        return refused("it ends before it begins");
    }
    let follows = |pair: &[Stay]| match (pair[0].last_day, pair[1].first_day) {
        (Some(last), Some(first)) => last.saturating_add(0.days()) < first,
        _ => false,
    };
    if !stays.windows(2).all(follows) {
        return refused("it overlaps the one before");
    }
    Ok(())
}
