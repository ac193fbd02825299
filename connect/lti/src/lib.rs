//! LTI 1.3: a learning platform opens Muster, says who opened it, gives the course's members and takes scores.
//!
//! This room owns the protocol of a *tool*: the redirect of a login ([`begin_login`]), the check of a launch
//! ([`verify_launch`]), the tool's key ([`ToolKey`]), the token for services ([`request_token`]), Names and Roles
//! ([`members()`]) and Assignment and Grades ([`find_or_create_line_item`], [`post_score`]). It serves nothing and keeps
//! nothing: routes, the state and nonce that are out (each good for one use), registrations and keys are its caller's.
//! Time and randomness are parameters; signatures are the libraries' (`openidconnect` checks, `ring` signs).
//!
//! Built from 1EdTech's LTI 1.3 core, Security Framework 1.0, Names and Role Provisioning Services 2.0 and Assignment
//! and Grade Services 2.0, and `OpenID` Connect Core 1.0.

mod error;
mod grades;
mod http;
mod key;
mod launch;
mod link;
mod login;
mod members;
mod platform_keys;
mod registration;
mod roles;
mod token;

pub use error::{LaunchError, RegistrationError, ServiceError};
pub use grades::{
    ActivityProgress, GradingProgress, LineItem, LineItemWanted, Score, find_or_create_line_item, post_score,
};
pub use key::{KeyError, ToolKey};
pub use launch::{
    Context, GradeService, LONGEST_TOKEN, Launch, ResourceLink, verify_launch, verify_launch_fetching,
};
pub use login::{LoginRequest, begin_login};
pub use members::{Member, MemberStatus, members};
pub use platform_keys::PlatformKeys;
pub use registration::{Platform, Registration};
pub use roles::Roles;
pub use token::{AccessToken, Scope, request_token};
