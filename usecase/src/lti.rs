//! A platform's course and a class: its learners as a list of students, and the class's attendance as scores.

use std::collections::BTreeMap;

use jiff::civil::Date;
use muster_domain::{ClassId, LONGEST_NAME, LtiContext, LtiMemberId, Student, StudentId};
use muster_lti::{Member, MemberStatus};
use muster_record::Tally;

use crate::build_register::build_register;
use crate::{Act, UseCaseError};

/// Why a learner is no student of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoStudent {
    /// The platform does not share what the ids are.
    #[error("the platform shares no such id of them: let it share this with the tool, or choose another id")]
    NoId,
    /// Two or more have the same id.
    #[error("several have this id: correct it in the platform, or choose another id")]
    SharedId,
    /// The platform does not share their name.
    #[error("the platform shares no name of them: let it share names with the tool")]
    NoName,
    /// An id or name that no roster takes.
    #[error("their id or name is too long or has control characters")]
    Unfit,
}

/// The course's learners who are in it now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learners {
    /// Each with the member that they are, each id once.
    pub students: Vec<(Student, Member)>,
    /// Who is none, in the platform's words.
    pub left_out: Vec<(String, NoStudent)>,
}

impl Learners {
    /// Those among a course's members, by what is their id here.
    pub fn of(members: Vec<Member>, id: LtiMemberId) -> Self {
        let mut found = Self::default();
        let mut by_id: BTreeMap<StudentId, Vec<(Student, Member)>> = BTreeMap::new();
        for member in members {
            if !member.roles.learns() || member.status != MemberStatus::Active {
                continue;
            }
            match student(&member, id) {
                Ok(student) => by_id.entry(student.id.clone()).or_default().push((student, member)),
                Err(why) => found.left_out.push((member.user_id, why)),
            }
        }
        for mut same in by_id.into_values() {
            if same.len() == 1 {
                found.students.append(&mut same);
            } else {
                let shared = |(_, member): (Student, Member)| (member.user_id, NoStudent::SharedId);
                found.left_out.extend(same.into_iter().map(shared));
            }
        }
        found
    }
}

fn student(member: &Member, id: LtiMemberId) -> Result<Student, NoStudent> {
    let said = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let id = match id {
        LtiMemberId::LisPersonSourcedid => said(member.person_sourcedid.as_deref()),
        LtiMemberId::UserId => said(Some(&member.user_id)),
        LtiMemberId::Email => said(member.email.as_deref()).map(|address| address.to_lowercase()),
    };
    let id = id.ok_or(NoStudent::NoId)?;
    let (last_name, first_name) =
        match (said(member.family_name.as_deref()), said(member.given_name.as_deref())) {
            (None, None) => (String::new(), said(member.name.as_deref()).ok_or(NoStudent::NoName)?),
            (last, first) => (last.unwrap_or_default(), first.unwrap_or_default()),
        };
    let unfit = |text: &String| text.chars().any(char::is_control) || text.chars().count() > LONGEST_NAME;
    if [&id, &last_name, &first_name].into_iter().any(unfit) {
        return Err(NoStudent::Unfit);
    }
    Ok(Student { id: StudentId::new(id), last_name, first_name })
}

/// The course that a class is.
///
/// # Errors
/// [`UseCaseError::NoCourse`].
pub async fn find_course(act: Act<'_>, class: &ClassId) -> Result<LtiContext, UseCaseError> {
    let all = act.store.list_lti_contexts(act.school).await?;
    let is = |context: &LtiContext| context.link.as_ref().is_some_and(|link| link.class == *class);
    all.into_iter().find(is).ok_or_else(|| UseCaseError::NoCourse(class.to_string()))
}

/// How much of what was taken from `from` to `to`, both included, each student of the class attended: 0 to 100; none where
/// nothing was taken of them.
///
/// # Errors
/// [`UseCaseError::NoClass`].
pub async fn attendance_percentages(
    act: Act<'_>,
    class: &ClassId,
    (from, to): (Date, Date),
) -> Result<Vec<(Student, Option<f64>)>, UseCaseError> {
    let data = build_register(act, class, (Some(from), Some(to)), ("", "")).await?;
    let percentage = |student: &Student| {
        let own = data.records.iter().filter(|record| record.student == student.id);
        Tally::of(&data.statuses, own).percentage_of_taken()
    };
    Ok(data.students.iter().map(|student| (student.clone(), percentage(student))).collect())
}

#[cfg(test)]
mod tests {
    use muster_lti::Roles;

    use super::*;

    fn member(user: &str, role: &str, id: Option<&str>) -> Member {
        Member {
            user_id: user.into(),
            roles: Roles(vec![role.into()]),
            status: MemberStatus::Active,
            name: Some("Ada Lovelace".into()),
            given_name: None,
            family_name: None,
            email: Some("Ada@School.example".into()),
            person_sourcedid: id.map(Into::into),
        }
    }

    /// Protects a roster from teachers, from who has left, and from two students who would become one.
    #[test]
    fn learners_with_an_id_of_their_own_are_students() {
        let gone = Member { status: MemberStatus::Deleted, ..member("u5", "Learner", Some("S5")) };
        let nameless = Member { name: Some(" ".into()), ..member("u6", "Learner", Some("S6")) };
        let members = vec![
            member("u1", "Learner", Some(" S1 ")),
            member("u2", "Instructor", Some("S2")),
            member("u3", "Learner", None),
            member("u4", "Learner", Some("S4")),
            member("u7", "Learner", Some("S4")),
            gone,
            nameless,
        ];
        let found = Learners::of(members, LtiMemberId::LisPersonSourcedid);
        let students: Vec<_> =
            found.students.iter().map(|(one, _)| (one.id.as_str(), one.first_name.as_str())).collect();
        assert_eq!(students, [("S1", "Ada Lovelace")]);
        let left: Vec<_> = found.left_out.iter().map(|(user, why)| (user.as_str(), *why)).collect();
        let shared = NoStudent::SharedId;
        assert_eq!(
            left,
            [("u3", NoStudent::NoId), ("u6", NoStudent::NoName), ("u4", shared), ("u7", shared)]
        );
    }

    /// Protects ids: each is what the admin chose, and an address is one in whatever case.
    #[test]
    fn the_id_is_the_chosen_one() {
        let id = |chosen| {
            let found = Learners::of(vec![member("u1", "Learner", Some("S1"))], chosen);
            found.students[0].0.id.to_string()
        };
        let all = [LtiMemberId::LisPersonSourcedid, LtiMemberId::UserId, LtiMemberId::Email].map(id);
        assert_eq!(all, ["S1", "u1", "ada@school.example"]);
    }
}
