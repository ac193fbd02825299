//! Who is in a course: Names and Role Provisioning Services 2.0.

use serde::Deserialize;
use ureq::http::Method;

use crate::http::{Question, ask, read, service};
use crate::link::{PAGES, next_page};
use crate::{AccessToken, Roles, ServiceError};

const WHAT: &str = "the members";
const ACCEPT: &str = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

/// Whether somebody is in the course at present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum MemberStatus {
    /// Is in it; what counts where the platform doesn't say.
    #[default]
    Active,
    /// Is in it and may not take part.
    Inactive,
    /// Was in it.
    Deleted,
    /// A word that the specification does not have; not to be taken for [`Self::Active`].
    #[serde(other)]
    Unknown,
}

/// Somebody in a course. What the platform does not share is `None`; pictures are not read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Member {
    /// Who, in the platform's words: the launch's `sub`, and the one of whom a score is.
    pub user_id: String,
    /// What they are in the course.
    pub roles: Roles,
    /// Whether they are in it now.
    #[serde(default)]
    pub status: MemberStatus,
    /// Their whole name.
    pub name: Option<String>,
    /// Their given names.
    pub given_name: Option<String>,
    /// Their family names.
    pub family_name: Option<String>,
    /// Their mail address.
    pub email: Option<String>,
    /// Their id in the school's own records.
    #[serde(rename = "lis_person_sourcedid")]
    pub person_sourcedid: Option<String>,
}

/// All members of a course, page after page. `url` is the launch's [`crate::Launch::members_url`].
///
/// # Errors
/// [`ServiceError`] when a page can't be had: half a list is none.
pub fn members(agent: &ureq::Agent, token: &AccessToken, url: &str) -> Result<Vec<Member>, ServiceError> {
    #[derive(Deserialize)]
    struct Container {
        members: Vec<Member>,
    }
    let mut url = service(WHAT, url)?;
    let mut all = Vec::new();
    for _ in 0..PAGES {
        let question = Question {
            what: WHAT,
            method: Method::GET,
            url: &url,
            bearer: Some(&token.secret),
            accept: ACCEPT,
            body: None,
        };
        let (headers, json) = ask(agent, question)?;
        all.extend(read::<Container>(WHAT, &json)?.members);
        match next_page(WHAT, &url, &headers)? {
            Some(next) => url = next,
            None => return Ok(all),
        }
    }
    Err(ServiceError::NotUnderstood { what: WHAT, cause: format!("it has more than {PAGES} pages") })
}
