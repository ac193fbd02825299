//! The school's sets of statuses.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use muster_console::pages::admin::statuses::{EditView, StatusesView, edit as edit_page, statuses as page};
use muster_usecase::status_sets::{status_set, status_sets};

use super::Visitor;
use crate::App;
use crate::error::ApiError;

pub(crate) async fn statuses(State(app): State<App>, visitor: Visitor) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_oversee()?;
            let act = app.act(&visitor.caller.school, visitor.caller.name());
            let (sets, used) = (status_sets(act).await?, status_set(act).await?.id);
            let own = own(&app, visitor).await?;
            Ok(page(&visitor.frame, &StatusesView { sets: &sets, own: &own, used: &used }))
        })
        .await
}

pub(crate) async fn edit(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    visitor
        .page(async |visitor| {
            visitor.caller.may_manage()?;
            let sets = status_sets(app.act(&visitor.caller.school, visitor.caller.name())).await?;
            let set = sets.iter().find(|set| set.id == id);
            let set = set.ok_or_else(|| ApiError::not_found("set of statuses", &id))?;
            let own = own(&app, visitor).await?;
            let id =
                if own.contains(&id) { id } else { free_id(&id, |id| sets.iter().any(|set| set.id == *id)) };
            Ok(edit_page(&visitor.frame, &EditView { set, id: &id }))
        })
        .await
}

/// The ids of the sets that the school made or changed.
async fn own(app: &App, visitor: &Visitor) -> Result<BTreeSet<String>, ApiError> {
    let sets = app.store.list_status_sets(&visitor.caller.school).await?;
    Ok(sets.into_iter().map(|set| set.id).collect())
}

/// An id for a copy that no set has.
fn free_id(id: &str, taken: impl Fn(&String) -> bool) -> String {
    let mut free = format!("own-{id}");
    let mut number = 2_u32;
    while taken(&free) {
        free = format!("own-{id}-{number}");
        number += 1;
    }
    free
}
