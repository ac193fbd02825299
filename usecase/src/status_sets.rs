//! Which statuses the school writes into its registers.

use muster_domain::{Status, StatusSet};
use muster_record::{built_in_sets, plain_set};

use crate::{Act, UseCaseError};

/// All sets that the school can use: those that come with Muster, and its own; an own set takes the place of the one of its
/// id.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn status_sets(act: Act<'_>) -> Result<Vec<StatusSet>, UseCaseError> {
    let own = act.store.list_status_sets(act.school).await?;
    let mut all = built_in_sets();
    all.retain(|set| own.iter().all(|one| one.id != set.id));
    all.extend(own);
    Ok(all)
}

/// The set that the school uses.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn status_set(act: Act<'_>) -> Result<StatusSet, UseCaseError> {
    match act.store.used_status_set(act.school).await? {
        Some(used) => {
            let found = status_sets(act).await?.into_iter().find(|set| set.id == used);
            Ok(found.unwrap_or_else(plain_set))
        }
        None => Ok(plain_set()),
    }
}

/// Uses another set from now on. Marks that were set keep their letters.
///
/// # Errors
/// [`UseCaseError::NoStatusSet`].
pub async fn use_status_set(act: Act<'_>, id: &str) -> Result<StatusSet, UseCaseError> {
    let found = status_sets(act).await?.into_iter().find(|set| set.id == id);
    let set = found.ok_or_else(|| UseCaseError::NoStatusSet(id.to_owned()))?;
    act.store.use_status_set(act.school, Some(id)).await?;
    Ok(set)
}

/// What a person chose: a status, or a letter of the school's set, which says which status it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// What it is to Muster.
    pub status: Status,
    /// The letter that was chosen.
    pub letter: Option<String>,
}

impl From<Status> for Chosen {
    fn from(status: Status) -> Self {
        Self { status, letter: None }
    }
}

/// The status that a letter of the school's set stands for.
///
/// # Errors
/// [`UseCaseError::NoStatus`].
pub async fn chosen_by_letter(act: Act<'_>, letter: &str) -> Result<Chosen, UseCaseError> {
    let set = status_set(act).await?;
    match set.by_letter(letter) {
        Some(one) => Ok(Chosen { status: one.core, letter: Some(one.letter.clone()) }),
        None => Err(UseCaseError::NoStatus { letter: letter.to_owned(), set: set.name }),
    }
}
