//! Somebody who takes much out at once is told of in the audit log, whether through the server or by commands.

use jiff::SignedDuration;
use muster_domain::{AuditKind, AuditRecord, MANY_EXPORTS};
use muster_store::AuditFilter;

use crate::{Act, UseCaseError};

/// So many exports by one person within an hour are many.
pub const MANY: usize = 10;
const WITHIN: SignedDuration = SignedDuration::from_hours(1);
/// The newest exports that are looked at: refused ones are among them.
const LOOKED_AT: u32 = 50;

/// Logs that who acts has exported much, when their latest export makes it many since that was logged last. Whether it did.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn tell_many_exports(act: Act<'_>) -> Result<bool, UseCaseError> {
    let (kind, actor) = (Some(AuditKind::Export), Some(act.by.to_owned()));
    let filter = AuditFilter { kind, actor, ..AuditFilter::default() };
    let newest = act.store.list_audit(act.school, &filter, LOOKED_AT).await?;
    if !are_many(newest.iter().map(|entry| &entry.record), act.now) {
        return Ok(false);
    }
    let told = AuditRecord {
        at: act.now,
        kind: AuditKind::Export,
        actor: act.by.to_owned(),
        act: MANY_EXPORTS.to_owned(),
        about: String::new(),
        outcome: 0,
        detail: String::new(),
    };
    act.store.log(act.school, &[(told, None)]).await?;
    Ok(true)
}

/// Whether these exports of one person, the newest first, are many.
fn are_many<'a>(newest: impl Iterator<Item = &'a AuditRecord>, now: jiff::Timestamp) -> bool {
    let since = now.saturating_sub(WITHIN).unwrap_or(now);
    let untold = newest.take_while(|record| record.at > since && record.act != MANY_EXPORTS);
    untold.filter(|record| record.outcome == 0 || (200..300).contains(&record.outcome)).count() >= MANY
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minutes * 60).expect("a time")
    }

    fn export(minutes: i64, act: &str, outcome: u16) -> AuditRecord {
        AuditRecord {
            at: at(minutes),
            kind: AuditKind::Export,
            actor: "office".into(),
            act: act.into(),
            about: String::new(),
            outcome,
            detail: String::new(),
        }
    }

    /// Protects from noise and from silence: ten within the hour are told once, refused and old ones don't count.
    #[test]
    fn ten_within_an_hour_are_many_once() {
        let many = |records: &[AuditRecord], minutes| are_many(records.iter().rev(), at(minutes));
        let ten: Vec<AuditRecord> = (0..10).map(|minute| export(minute, "GET register.xlsx", 200)).collect();
        assert!(many(&ten, 10) && !many(&ten[1..], 10));
        assert!(!many(&ten, 61), "the first is more than an hour ago");
        let refused: Vec<AuditRecord> =
            (0..10).map(|minute| export(minute, "GET register.xlsx", 403)).collect();
        assert!(!many(&refused, 10));
        let commands: Vec<AuditRecord> = (0..10).map(|minute| export(minute, "muster register", 0)).collect();
        assert!(many(&commands, 10));
        let told = [ten.clone(), vec![export(10, MANY_EXPORTS, 0)], vec![export(11, "muster backup", 0)]];
        assert!(!many(&told.concat(), 12), "it was told");
    }
}
