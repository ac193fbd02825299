//! Schools, classes and students. Who is on which roster from when to when is in `roster`.

use async_trait::async_trait;
use jiff::civil::Date;
use muster_domain::{Class, ClassId, Member, SchoolId, Stay, Student, StudentId};
use muster_store::{People, RosterDays, StoreError};
use sqlx::SqliteConnection;

use crate::columns::{id, text};
use crate::failure::{Failure, not_found};
use crate::{SqliteStore, require_school};

#[async_trait]
impl People for SqliteStore {
    async fn put_school(&self, school: &SchoolId, name: &str) -> Result<(), StoreError> {
        self.placed(self.write_school(school, name).await)
    }

    async fn put_class(&self, school: &SchoolId, class: &Class) -> Result<(), StoreError> {
        self.placed(self.write_class(school, class).await)
    }

    async fn lookup_class(&self, school: &SchoolId, class: &ClassId) -> Result<Option<Class>, StoreError> {
        self.placed(self.read_class(school, class).await)
    }

    async fn list_classes(&self, school: &SchoolId) -> Result<Vec<Class>, StoreError> {
        self.placed(self.read_classes(school).await)
    }

    async fn put_open_list(&self, school: &SchoolId, class: &ClassId, open: bool) -> Result<(), StoreError> {
        self.placed(self.write_open_list(school, class, open).await)
    }

    async fn has_open_list(&self, school: &SchoolId, class: &ClassId) -> Result<bool, StoreError> {
        self.placed(self.read_open_list(school, class).await)
    }

    async fn put_students(
        &self,
        school: &SchoolId,
        class: &ClassId,
        students: &[Student],
        first_day: Option<Date>,
    ) -> Result<(), StoreError> {
        let days = RosterDays { first_day, last_day: Date::MAX };
        self.placed(self.write_students(school, class, students, &[], days).await)
    }

    async fn leave_roster(
        &self,
        school: &SchoolId,
        class: &ClassId,
        student: &StudentId,
        last_day: Date,
    ) -> Result<(), StoreError> {
        self.placed(self.end_stay(school, class, student, last_day).await)
    }

    async fn change_roster(
        &self,
        school: &SchoolId,
        class: &ClassId,
        put: &[Student],
        leave: &[StudentId],
        days: RosterDays,
    ) -> Result<(), StoreError> {
        self.placed(self.write_students(school, class, put, leave, days).await)
    }

    async fn put_stays(
        &self,
        school: &SchoolId,
        class: &ClassId,
        student: &StudentId,
        stays: &[Stay],
    ) -> Result<(), StoreError> {
        self.placed(self.write_stays(school, class, student, stays).await)
    }

    async fn roster(&self, school: &SchoolId, class: &ClassId, on: Date) -> Result<Vec<Student>, StoreError> {
        self.placed(self.read_roster(school, class, on).await)
    }

    async fn members(&self, school: &SchoolId, class: &ClassId) -> Result<Vec<Member>, StoreError> {
        self.placed(self.read_members(school, class, "").await)
    }

    async fn put_group(
        &self,
        school: &SchoolId,
        class: &ClassId,
        group: &str,
        students: &[StudentId],
        days: RosterDays,
    ) -> Result<(), StoreError> {
        self.placed(self.write_group(school, class, group, students, days).await)
    }

    async fn remove_group(&self, school: &SchoolId, class: &ClassId, group: &str) -> Result<(), StoreError> {
        self.placed(self.delete_group(school, class, group).await)
    }

    async fn list_groups(&self, school: &SchoolId, class: &ClassId) -> Result<Vec<String>, StoreError> {
        self.placed(self.read_groups(school, class).await)
    }

    async fn group_members(
        &self,
        school: &SchoolId,
        class: &ClassId,
        group: &str,
    ) -> Result<Vec<Member>, StoreError> {
        self.placed(self.read_members(school, class, group).await)
    }

    async fn lookup_student(
        &self,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Option<Student>, StoreError> {
        self.placed(self.read_student(school, student).await)
    }
}

impl SqliteStore {
    async fn write_school(&self, school: &SchoolId, name: &str) -> Result<(), Failure> {
        id("school id", school.as_str())?;
        text("school name", name)?;
        let mut tx = self.begin_write().await?;
        let renamed = sqlx::query("UPDATE school SET name = ?2 WHERE school_id = ?1")
            .bind(school.as_str())
            .bind(name)
            .execute(&mut *tx)
            .await?;
        if renamed.rows_affected() > 0 {
            self.vault.keys(school)?;
            return Ok(tx.commit().await?);
        }
        let keys = self.insert_school(&mut tx, school, name).await?;
        tx.commit().await?;
        self.vault.learn(school.clone(), keys);
        Ok(())
    }

    async fn write_class(&self, school: &SchoolId, class: &Class) -> Result<(), Failure> {
        id("class id", class.id.as_str())?;
        text("class name", &class.name)?;
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        sqlx::query(
            "INSERT INTO class (school_id, class_id, name) VALUES (?1, ?2, ?3)
             ON CONFLICT (school_id, class_id) DO UPDATE SET name = excluded.name",
        )
        .bind(school.as_str())
        .bind(class.id.as_str())
        .bind(&class.name)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    async fn read_class(&self, school: &SchoolId, class: &ClassId) -> Result<Option<Class>, Failure> {
        let name: Option<String> =
            sqlx::query_scalar("SELECT name FROM class WHERE school_id = ?1 AND class_id = ?2")
                .bind(school.as_str())
                .bind(class.as_str())
                .fetch_optional(&self.readers)
                .await?;
        Ok(name.map(|name| Class { id: class.clone(), name }))
    }

    async fn read_classes(&self, school: &SchoolId) -> Result<Vec<Class>, Failure> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT class_id, name FROM class WHERE school_id = ?1 ORDER BY class_id")
                .bind(school.as_str())
                .fetch_all(&self.readers)
                .await?;
        Ok(rows.into_iter().map(|(id, name)| Class { id: ClassId::new(id), name }).collect())
    }

    async fn write_open_list(&self, school: &SchoolId, class: &ClassId, open: bool) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let done = sqlx::query("UPDATE class SET open_list = ?3 WHERE school_id = ?1 AND class_id = ?2")
            .bind(school.as_str())
            .bind(class.as_str())
            .bind(open)
            .execute(&mut *tx)
            .await?;
        if done.rows_affected() == 0 {
            return Err(not_found("class", class));
        }
        Ok(tx.commit().await?)
    }

    async fn read_open_list(&self, school: &SchoolId, class: &ClassId) -> Result<bool, Failure> {
        let open: Option<bool> =
            sqlx::query_scalar("SELECT open_list FROM class WHERE school_id = ?1 AND class_id = ?2")
                .bind(school.as_str())
                .bind(class.as_str())
                .fetch_optional(&self.readers)
                .await?;
        Ok(open.unwrap_or(false))
    }

    async fn read_student(&self, school: &SchoolId, id: &StudentId) -> Result<Option<Student>, Failure> {
        let row: Option<(String, String, String)> = sqlx::query_as(
            "SELECT student_id, last_name, first_name FROM student WHERE school_id = ?1 AND student_id = ?2",
        )
        .bind(school.as_str())
        .bind(id.as_str())
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(student))
    }
}

/// Adds a student, or renames one.
pub(crate) async fn put_student(
    db: &mut SqliteConnection,
    school: &SchoolId,
    student: &Student,
) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO student (school_id, student_id, last_name, first_name) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (school_id, student_id)
         DO UPDATE SET last_name = excluded.last_name, first_name = excluded.first_name",
    )
    .bind(school.as_str())
    .bind(student.id.as_str())
    .bind(&student.last_name)
    .bind(&student.first_name)
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) fn student((id, last_name, first_name): (String, String, String)) -> Student {
    Student { id: StudentId::new(id), last_name, first_name }
}
