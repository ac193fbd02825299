//! Schools, classes, students and rosters.

use async_trait::async_trait;
use jiff::civil::Date;
use muster_domain::{Class, ClassId, Member, SchoolId, Stay, Student, StudentId};

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

    /// Says whether the class is an event with an open list, to which nobody has to come.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class.
    async fn put_open_list(&self, school: &SchoolId, class: &ClassId, open: bool) -> Result<(), StoreError>;

    /// Whether it is one; not for a class that is not there.
    async fn has_open_list(&self, school: &SchoolId, class: &ClassId) -> Result<bool, StoreError>;

    /// Adds the students, or renames those that are there, and puts them on the class's roster from `first_day` on (since ever
    /// without one); who is on it stays as they are. One transaction.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class.
    async fn put_students(
        &self,
        school: &SchoolId,
        class: &ClassId,
        students: &[Student],
        first_day: Option<Date>,
    ) -> Result<(), StoreError>;

    /// Takes the student off the class's roster, and out of its groups, after `last_day`. Their marks, and what is on file of
    /// them, stay. A stay that would begin later is no stay.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when no stay of theirs reaches beyond that day.
    async fn leave_roster(
        &self,
        school: &SchoolId,
        class: &ClassId,
        student: &StudentId,
        last_day: Date,
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
        days: RosterDays,
    ) -> Result<(), StoreError>;

    /// Says from when to when a student was and will be on the roster: these stays replace those before.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when they never were on it; [`StoreError::Invalid`] without a stay, or when stays overlap or
    /// end before they begin.
    async fn put_stays(
        &self,
        school: &SchoolId,
        class: &ClassId,
        student: &StudentId,
        stays: &[Stay],
    ) -> Result<(), StoreError>;

    /// The class's roster on that day: who has not left by then, those who will join included, by last name, first name, id,
    /// each in the order of code points.
    async fn roster(&self, school: &SchoolId, class: &ClassId, on: Date) -> Result<Vec<Student>, StoreError>;

    /// Everybody who is, was or will be on the class's roster, in the order of [`People::roster`].
    async fn members(&self, school: &SchoolId, class: &ClassId) -> Result<Vec<Member>, StoreError>;

    /// Makes a group of a class, or changes it: exactly these students are in it, new ones from the first day, the others until
    /// the last. One transaction.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such class, or a student was never on its roster.
    async fn put_group(
        &self,
        school: &SchoolId,
        class: &ClassId,
        group: &str,
        students: &[StudentId],
        days: RosterDays,
    ) -> Result<(), StoreError>;

    /// Forgets a group. Sessions of it that were taken keep its name, and then expect nobody who was not marked.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    async fn remove_group(&self, school: &SchoolId, class: &ClassId, group: &str) -> Result<(), StoreError>;

    /// The class's groups, by name.
    async fn list_groups(&self, school: &SchoolId, class: &ClassId) -> Result<Vec<String>, StoreError>;

    /// Everybody who is, was or will be in a group, in the order of [`People::roster`].
    async fn group_members(
        &self,
        school: &SchoolId,
        class: &ClassId,
        group: &str,
    ) -> Result<Vec<Member>, StoreError>;

    /// The student of that id, on whatever roster.
    async fn lookup_student(
        &self,
        school: &SchoolId,
        student: &StudentId,
    ) -> Result<Option<Student>, StoreError>;
}

/// From when and until when a change of a roster counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RosterDays {
    /// The first day of those who come; since ever without one.
    pub first_day: Option<Date>,
    /// The last day of those who go.
    pub last_day: Date,
}
