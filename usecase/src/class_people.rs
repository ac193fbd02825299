//! Whom a class's sessions are about, read once for as many sessions as are asked for: its members, those of its groups,
//! and their leave.

use std::collections::BTreeMap;

use jiff::civil::Date;
use muster_domain::{AttendanceRecord, ClassId, Leave, Mark, Member, Session, Student};
use muster_record::{Rulings, expected, fold, leave_marks};

use crate::{Act, UseCaseError};

/// The people of a class.
pub(crate) struct ClassPeople {
    members: Vec<Member>,
    groups: BTreeMap<String, Vec<Member>>,
    leaves: Vec<Leave>,
    /// Nobody has to come.
    has_open_list: bool,
}

impl ClassPeople {
    /// Those of a class, with the leave that touches a day from `from` to `to`.
    ///
    /// # Errors
    /// [`UseCaseError::Store`].
    pub(crate) async fn read(
        act: Act<'_>,
        class: &ClassId,
        (from, to): (Option<Date>, Option<Date>),
    ) -> Result<Self, UseCaseError> {
        let members = act.store.members(act.school, class).await?;
        let mut groups = BTreeMap::new();
        for group in act.store.list_groups(act.school, class).await? {
            let of_group = act.store.group_members(act.school, class, &group).await?;
            groups.insert(group, of_group);
        }
        let leaves = act.store.list_leaves(act.school, None, from, to).await?;
        let has_open_list = act.store.has_open_list(act.school, class).await?;
        Ok(Self { members, groups, leaves, has_open_list })
    }

    /// Everybody who is, was or will be on the roster.
    pub(crate) fn students(&self) -> impl Iterator<Item = &Student> {
        self.members.iter().map(|member| &member.student)
    }

    /// The students whom a session is about, in the roster's order, and what holds for each.
    ///
    /// # Errors
    /// [`UseCaseError::Store`].
    pub(crate) async fn records_at(
        &self,
        act: Act<'_>,
        session: &Session,
        rulings: &Rulings,
    ) -> Result<(Vec<Student>, Vec<AttendanceRecord>), UseCaseError> {
        let marks = act.store.list_marks(act.school, session.id).await?;
        Ok(self.records(session, &rulings.standing(&marks)))
    }

    /// The students whom a session is about, in the roster's order, and what holds for each. `standing` are the marks that
    /// stand.
    pub(crate) fn records(
        &self,
        session: &Session,
        standing: &[Mark],
    ) -> (Vec<Student>, Vec<AttendanceRecord>) {
        // A group that was forgotten expects nobody.
        let mut group =
            session.group.as_ref().map(|group| self.groups.get(group).map_or(&[][..], Vec::as_slice));
        // While it goes on everybody who may come can be marked; afterwards an open list is who came.
        if self.has_open_list && session.closed_at.is_some() {
            group = Some(&[]);
        }
        let roster = expected(session, &self.members, group, standing);
        let marks = [standing, &leave_marks(session, &self.leaves)].concat();
        let records = fold(session, &roster, &marks);
        (roster, records)
    }
}
