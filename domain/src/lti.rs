//! Learning platforms that open Muster by LTI 1.3, and their courses.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ClassId;

/// Names a platform within its school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LtiPlatformId(pub i64);

/// A platform that may open Muster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LtiPlatform {
    /// Its number here.
    pub id: LtiPlatformId,
    /// Its name for itself, to the letter.
    pub issuer: String,
    /// What it calls Muster.
    pub client_id: String,
    /// Where logins go on.
    pub auth_url: String,
    /// Where tokens for its services are.
    pub token_url: String,
    /// Where its public keys are.
    pub jwks_url: String,
    /// The deployments that may open Muster, at least one.
    pub deployment_ids: Vec<String>,
    /// Whether who comes from there is signed in here, where their mail address is a login.
    pub sign_in: bool,
    /// Who registered it.
    pub by: String,
    /// When.
    pub since: Timestamp,
}

/// Names a course of a platform.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LtiContextKey {
    /// The platform.
    pub platform: LtiPlatformId,
    /// The deployment in which the course is.
    pub deployment: String,
    /// The course's id there.
    pub context: String,
}

/// A course from which a teacher has opened Muster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LtiContext {
    /// Which.
    pub key: LtiContextKey,
    /// What the last launch by a teacher said of it.
    pub about: LtiContextAbout,
    /// Which class it is, when an admin has said so.
    pub link: Option<LtiClassLink>,
}

/// What a launch says of its course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LtiContextAbout {
    /// Its name, where the platform shares it.
    pub title: Option<String>,
    /// Where its members are, if Muster may read them.
    pub members_url: Option<String>,
    /// Where the columns of its grade book are, if Muster may use them.
    pub line_items_url: Option<String>,
    /// When it was said.
    pub at: Timestamp,
}

/// That a course is a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LtiClassLink {
    /// Which class.
    pub class: ClassId,
    /// By what its members are known here.
    pub member_id: LtiMemberId,
}

/// What of a member is the student's id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LtiMemberId {
    /// Their id in the school's own records.
    #[default]
    LisPersonSourcedid,
    /// The platform's id.
    UserId,
    /// The mail address.
    Email,
}
