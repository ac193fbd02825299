//! Notice rules, and the notices that wait to be sent.

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::{Event, Notice, NoticeEnd, NoticeRule, NoticeRuleId, SchoolId};

use crate::StoreError;

/// What is told by itself.
#[async_trait]
pub trait Notices: Send + Sync {
    /// Adds a rule with the secret that its webhook signs with, sealed; its id is a new one, whatever it says.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such school.
    async fn add_notice_rule(
        &self,
        school: &SchoolId,
        rule: &NoticeRule,
        secret: Option<&[u8]>,
    ) -> Result<NoticeRuleId, StoreError>;

    /// Removes a rule with all its notices.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    async fn remove_notice_rule(&self, school: &SchoolId, rule: NoticeRuleId) -> Result<(), StoreError>;

    /// The school's rules, by id.
    async fn list_notice_rules(&self, school: &SchoolId) -> Result<Vec<NoticeRule>, StoreError>;

    /// The secret of a rule.
    async fn notice_secret(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
    ) -> Result<Option<Vec<u8>>, StoreError>;

    /// Adds notices of a rule; an event that the rule has told of is not added again. How many were new.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such rule.
    async fn add_notices(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
        events: &[Event],
        at: Timestamp,
        due_at: Timestamp,
    ) -> Result<usize, StoreError>;

    /// The notices that wait and are due, by rule and number.
    async fn due_notices(&self, school: &SchoolId, now: Timestamp) -> Result<Vec<Notice>, StoreError>;

    /// The newest notices of a rule, whatever became of them, newest first, at most `limit`.
    async fn list_notices(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
        limit: u32,
    ) -> Result<Vec<Notice>, StoreError>;

    /// Ends notices. One that has ended stays as it is. Those that ended more than 90 days before `at` are removed.
    async fn end_notices(
        &self,
        school: &SchoolId,
        numbers: &[i64],
        end: NoticeEnd,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Remembers that sending notices failed, and when they are tried again.
    async fn postpone_notices(
        &self,
        school: &SchoolId,
        numbers: &[i64],
        failure: &str,
        due_at: Timestamp,
    ) -> Result<(), StoreError>;
}
