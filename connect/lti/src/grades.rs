//! A column in the platform's grade book, and the scores in it: Assignment and Grade Services 2.0.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ureq::http::Method;
use url::Url;

use crate::http::{Question, ask, read, service};
use crate::link::{PAGES, next_page};
use crate::{AccessToken, ServiceError};

const LINE_ITEMS: &str = "the line items";
const LINE_ITEM: &str = "a line item";
const SCORE: &str = "a score";
const ITEM_LIST: &str = "application/vnd.ims.lis.v2.lineitemcontainer+json";
const ITEM: &str = "application/vnd.ims.lis.v2.lineitem+json";
const SCORE_TYPE: &str = "application/vnd.ims.lis.v1.score+json";

/// A column that is to be there: found again by what the tool calls it, `resource_id` and `tag`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineItemWanted {
    /// Its heading.
    pub label: String,
    /// The score for everything; more than 0.
    pub score_maximum: f64,
    /// What it is about, in the tool's words.
    pub resource_id: String,
    /// Which of several about the same, in the tool's words; empty where there is one only.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tag: String,
}

/// A column as the platform has it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LineItem {
    /// Its address.
    pub id: String,
    /// Its heading; teachers change it.
    pub label: String,
    /// The score for everything; teachers change it, and scores are scaled to it.
    pub score_maximum: f64,
    /// What the tool said it is about.
    pub resource_id: Option<String>,
    /// Which of several.
    pub tag: Option<String>,
}

/// How far somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ActivityProgress {
    /// Has not begun.
    Initialized,
    /// Has begun.
    Started,
    /// Is at it.
    InProgress,
    /// Has handed something in.
    Submitted,
    /// Is done.
    Completed,
}

/// How far the grading is. Platforms show only what is [`Self::FullyGraded`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum GradingProgress {
    /// Done; the score counts.
    FullyGraded,
    /// Under way.
    Pending,
    /// Waits for a person.
    PendingManual,
    /// Could not be done.
    Failed,
    /// There is nothing to grade.
    NotReady,
}

/// Somebody's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Whose, in the platform's words.
    pub user_id: String,
    /// How much, from 0; more than `maximum` is extra.
    pub given: f64,
    /// The score for everything, in the tool's scale; more than 0.
    pub maximum: f64,
    /// When it came about. A platform takes no score that is older than the one it has.
    pub at: Timestamp,
    /// How far they are.
    pub activity_progress: ActivityProgress,
    /// How far the grading is.
    pub grading_progress: GradingProgress,
}

/// The column that is wanted, made if it is not there. `url` is the launch's [`crate::GradeService::line_items_url`].
///
/// # Errors
/// [`ServiceError`] when the platform can't be asked or makes none.
pub fn find_or_create_line_item(
    agent: &ureq::Agent,
    token: &AccessToken,
    url: &str,
    wanted: &LineItemWanted,
) -> Result<LineItem, ServiceError> {
    let url = service(LINE_ITEMS, url)?;
    if let Some(found) = find_line_item(agent, token, &url, wanted)? {
        return Ok(found);
    }
    let question = Question {
        what: LINE_ITEM,
        method: Method::POST,
        url: &url,
        bearer: Some(&token.secret),
        accept: ITEM,
        body: Some((ITEM, json(LINE_ITEM, wanted)?)),
    };
    let (_, made) = ask(agent, question)?;
    read(LINE_ITEM, &made)
}

/// Looks through the platform's columns. It is asked for the right ones, and may give all.
fn find_line_item(
    agent: &ureq::Agent,
    token: &AccessToken,
    url: &Url,
    wanted: &LineItemWanted,
) -> Result<Option<LineItem>, ServiceError> {
    let mut page = url.clone();
    page.query_pairs_mut().append_pair("resource_id", &wanted.resource_id);
    if !wanted.tag.is_empty() {
        page.query_pairs_mut().append_pair("tag", &wanted.tag);
    }
    for _ in 0..PAGES {
        let question = Question {
            what: LINE_ITEMS,
            method: Method::GET,
            url: &page,
            bearer: Some(&token.secret),
            accept: ITEM_LIST,
            body: None,
        };
        let (headers, items) = ask(agent, question)?;
        let fits = |item: &LineItem| {
            item.resource_id.as_deref() == Some(wanted.resource_id.as_str())
                && item.tag.as_deref().unwrap_or_default() == wanted.tag
        };
        let items: Vec<LineItem> = read(LINE_ITEMS, &items)?;
        if let Some(found) = items.into_iter().find(fits) {
            return Ok(Some(found));
        }
        match next_page(LINE_ITEMS, &page, &headers)? {
            Some(next) => page = next,
            None => return Ok(None),
        }
    }
    Err(ServiceError::NotUnderstood { what: LINE_ITEMS, cause: format!("it has more than {PAGES} pages") })
}

/// Posts somebody's score to a column ([`LineItem::id`]).
///
/// # Errors
/// [`ServiceError::Score`] for a score that is none, else when the platform does not take it.
pub fn post_score(
    agent: &ureq::Agent,
    token: &AccessToken,
    line_item: &str,
    score: &Score,
) -> Result<(), ServiceError> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Sent<'a> {
        user_id: &'a str,
        score_given: f64,
        score_maximum: f64,
        timestamp: String,
        activity_progress: ActivityProgress,
        grading_progress: GradingProgress,
    }
    if !score.given.is_finite() || score.given < 0.0 {
        return Err(ServiceError::Score("it is no number from 0"));
    }
    if !score.maximum.is_finite() || score.maximum <= 0.0 {
        return Err(ServiceError::Score("its maximum is not more than 0"));
    }
    let sent = Sent {
        user_id: &score.user_id,
        score_given: score.given,
        score_maximum: score.maximum,
        timestamp: format!("{:.3}", score.at),
        activity_progress: score.activity_progress,
        grading_progress: score.grading_progress,
    };
    let url = scores(&service(LINE_ITEM, line_item)?)?;
    let question = Question {
        what: SCORE,
        method: Method::POST,
        url: &url,
        bearer: Some(&token.secret),
        accept: "*/*",
        body: Some((SCORE_TYPE, json(SCORE, &sent)?)),
    };
    ask(agent, question).map(|_| ())
}

/// Where a column's scores go: its path goes on, its query stays.
fn scores(line_item: &Url) -> Result<Url, ServiceError> {
    let mut url = line_item.clone();
    url.path_segments_mut()
        .map_err(|()| ServiceError::Address { what: SCORE, cause: "it has no path".to_owned() })?
        .pop_if_empty()
        .push("scores");
    Ok(url)
}

fn json(what: &'static str, body: &impl Serialize) -> Result<Vec<u8>, ServiceError> {
    serde_json::to_vec(body).map_err(|cause| ServiceError::NotUnderstood { what, cause: cause.to_string() })
}
