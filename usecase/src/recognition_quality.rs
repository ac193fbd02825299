//! How right the machine was at a class's own sessions, once people were done with them.

use jiff::civil::Date;
use muster_domain::{ClassId, Session};
use muster_record::{Quality, Rulings};
use muster_store::Decided;

use crate::class_people::ClassPeople;
use crate::session::find_class;
use crate::{Act, UseCaseError};

/// The counts of each closed session with photos from `from` to `to`, both included, oldest first. Sessions that were
/// taken by hand say nothing of the machine.
///
/// # Errors
/// [`UseCaseError::NoClass`].
pub async fn recognition_quality(
    act: Act<'_>,
    class: &ClassId,
    (from, to): (Option<Date>, Option<Date>),
) -> Result<Vec<(Session, Quality)>, UseCaseError> {
    find_class(act, class).await?;
    let people = ClassPeople::read(act, class, (from, to)).await?;
    let mut found = Vec::new();
    for Decided { session, marks, corrections } in act.store.list_decided(act.school, class, from, to).await?
    {
        let photos = act.store.list_verdicts(act.school, session.id).await?;
        if session.closed_at.is_none() || photos.is_empty() {
            continue;
        }
        let verdicts: Vec<_> = photos.into_iter().flat_map(|(_, verdicts)| verdicts).collect();
        let rulings = Rulings::of(&corrections);
        let (_, records) = people.records(&session, &rulings.standing(&marks));
        let quality = Quality::of_session(&records, &marks, &rulings, &verdicts);
        found.push((session, quality));
    }
    Ok(found)
}
