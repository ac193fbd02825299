//! Schools, classes, students and rosters.

use async_trait::async_trait;
use muster_domain::{Class, ClassId, SchoolId, Student, StudentId};

use crate::StoreError;

/// Who there is.
#[async_trait]
pub trait People: Send + Sync {
    /// Adds the school, or renames it when it is there.
    async fn put_school(&self, school: &SchoolId, name: &str) -> Result<(), StoreError>;

    /// Adds the class, or renames it when it is there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school.
    async fn put_class(&self, school: &SchoolId, class: &Class) -> Result<(), StoreError>;

    /// The class of that id.
    async fn lookup_class(&self, school: &SchoolId, class: &ClassId) -> Result<Option<Class>, StoreError>;

    /// All classes, by id.
    async fn list_classes(&self, school: &SchoolId) -> Result<Vec<Class>, StoreError>;

    /// Adds the students, or renames those that are there, and puts them on the class's roster. One
    /// transaction.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class.
    async fn put_students(
        &self,
        school: &SchoolId,
        class: &ClassId,
        students: &[Student],
    ) -> Result<(), StoreError>;

    /// Takes the student off the class's roster. Their marks, and what is on file of them, stay.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when they are not on it.
    async fn leave_roster(
        &self,
        school: &SchoolId,
        class: &ClassId,
        student: &StudentId,
    ) -> Result<(), StoreError>;

    /// Changes the class's roster: `put` as in [`People::put_students`], and whoever of `leave` is on it leaves it. One
    /// transaction.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class.
    async fn change_roster(
        &self,
        school: &SchoolId,
        class: &ClassId,
        put: &[Student],
        leave: &[StudentId],
    ) -> Result<(), StoreError>;

    /// The class's roster, by last name, first name, id, each in the order of code points.
    async fn roster(&self, school: &SchoolId, class: &ClassId) -> Result<Vec<Student>, StoreError>;

    /// The student of that id, on whatever roster.
    async fn lookup_student(
        &self,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Option<Student>, StoreError>;
}
