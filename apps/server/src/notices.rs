//! Notices on their way: what comes up is noted, and what is due is sent, by mail or as a signed request.
//!
//! Nothing leaves this server unless an admin made a rule for it. Owns what a letter says; what comes up is the use case's.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use muster_console::notice::sentence;
use muster_console::text::{Language, Text};
use muster_domain::{Channel, Event};
use muster_mail::{Attachment, MailServer, Mailbox, Message};
use muster_usecase::UseCaseError;
use muster_usecase::notices::{Courier, Delivery, Letter, LookedAt, note_events, send_due};
use muster_usecase::reports::{Limits, report};
use muster_webhook::{Endpoint, Outcome, PATIENCE, Reach, Secret, Sender, next_attempt, sign};
use serde_json::{Value, json};

use crate::App;
use crate::reporting::{FileKind, Maker, Subject, table};

/// How often is looked.
const EVERY: Duration = Duration::from_mins(1);

/// How letters leave this server.
pub struct Post {
    /// How far webhooks may reach.
    pub reach: Reach,
    /// What takes mails; without one no rule can send any.
    pub mail: Option<MailServer>,
    /// The language of letters.
    pub language: Language,
}

impl Default for Post {
    /// Webhooks to public addresses, no mail, English.
    fn default() -> Self {
        Self { reach: Reach::Public, mail: None, language: Language::English }
    }
}

/// Notes and sends, until the server ends.
pub(crate) async fn deliver(app: App) {
    let mut last = LookedAt::default();
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(cause) = round(&app, &mut last).await {
            tracing::error!(%cause, "notices can't be sent");
        }
    }
}

/// Notes what has come up and sends what is due, as the server does every minute; how many letters arrived. `last` is what the
/// round before has looked at.
///
/// # Errors
/// When the store can't be used.
pub async fn round(app: &App, last: &mut LookedAt) -> Result<usize, UseCaseError> {
    let act = app.act(&app.school, "muster");
    let noted = note_events(act, last).await?;
    let sent = send_due(act, &Carrier(app)).await?;
    if noted + sent > 0 {
        tracing::info!(noted, sent, "notices");
    }
    Ok(sent)
}

/// Brings letters.
pub(crate) struct Carrier<'a>(pub(crate) &'a App);

impl Courier for Carrier<'_> {
    async fn bring(&self, letter: &Letter, secret: Option<Vec<u8>>, at: Timestamp) -> Delivery {
        let brought = match &letter.rule.channel {
            Channel::Webhook { url } => self.webhook(url, letter, secret, at).await,
            Channel::Mail { to } => self.mail(to, letter, at).await,
        };
        match brought {
            Ok(()) => Delivery::Arrived,
            Err(cause) => Delivery::Failed(cause),
        }
    }

    fn again_after(&self, failures: u32) -> Option<SignedDuration> {
        let mut random = [0; 1];
        (self.0.gate.entropy)(&mut random);
        next_attempt(failures, f64::from(random[0]) / 255.0)
    }
}

impl Carrier<'_> {
    async fn webhook(
        &self,
        url: &str,
        letter: &Letter,
        secret: Option<Vec<u8>>,
        at: Timestamp,
    ) -> Result<(), String> {
        let reach = self.0.post.reach;
        let endpoint = Endpoint::parse(url, reach).map_err(|error| error.to_string())?;
        let secret = secret.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        let secret = Secret::parse(&secret).map_err(|error| error.to_string())?;
        let body = self.body(letter, at).await?.to_string().into_bytes();
        let headers = sign(&[secret], &letter.id, at, &body).map_err(|error| error.to_string())?;
        let sending = tokio::task::spawn_blocking(move || {
            Sender::new(reach, PATIENCE).send(&endpoint, &headers, &body)
        });
        match sending.await.map_err(|error| error.to_string())? {
            Outcome::Delivered => Ok(()),
            Outcome::RetryLater { fault, .. } => Err(fault.to_string()),
            Outcome::Refused { status, words } => {
                Err(format!("the receiver refused it with {status}: {words}"))
            }
            Outcome::Gone => Err("the receiver wants no more of these (410): remove the rule".to_owned()),
        }
    }

    /// What a webhook gets: the events with the names of who and what they are about.
    async fn body(&self, letter: &Letter, at: Timestamp) -> Result<Value, String> {
        let mut notices = Vec::new();
        for line in &letter.lines {
            let mut notice = serde_json::to_value(&line.event).map_err(|error| error.to_string())?;
            notice["student_name"] = json!(line.student);
            notice["class_name"] = json!(line.class);
            if let Event::Report { .. } = line.event {
                let (_, bytes) = self.report(&line.event, FileKind::Csv).await?;
                notice["csv"] = json!(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}'));
            }
            notices.push(notice);
        }
        Ok(json!({
            "type": "notices",
            "timestamp": at.to_string(),
            "data": { "school": self.0.school_name, "rule": letter.rule.name, "notices": notices },
        }))
    }

    async fn mail(&self, to: &str, letter: &Letter, at: Timestamp) -> Result<(), String> {
        let server = self.0.post.mail.clone();
        let server = server.ok_or("no mail server is set up: see --mail-host of `muster serve`")?;
        let to = Mailbox::new("", to).map_err(|error| error.to_string())?;
        let text = Text(self.0.post.language);
        let mut attachments = Vec::new();
        for line in &letter.lines {
            if let Event::Report { report, from, .. } = &line.event {
                let (kind, bytes) = self.report(&line.event, FileKind::Pdf).await?;
                let name = format!("{}-{from}.{}", report.code(), kind.ending());
                attachments.push(Attachment { name, media_type: kind.media_type().to_owned(), bytes });
            }
        }
        let values = [
            ("rule", letter.rule.name.as_str().into()),
            ("school", self.0.school_name.as_str().into()),
            ("by", letter.rule.by.as_str().into()),
        ];
        let said: Vec<String> = letter.lines.iter().map(|line| sentence(text, line)).collect();
        let said = if said.is_empty() { vec![text.say("notice-test")] } else { said };
        let lines = [text.with("notice-intro", &values), String::new(), said.join("\n"), String::new()];
        let message = Message {
            to,
            subject: text.with("notice-subject", &values),
            text: format!("{}\n{}\n", lines.join("\n"), text.with("notice-why", &values)),
            attachments,
            message_id: format!("{}@muster", letter.id),
            date: at,
        };
        let sending = tokio::task::spawn_blocking(move || server.send(&message, muster_mail::PATIENCE));
        sending.await.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
    }

    /// The file of a report that came up.
    async fn report(&self, event: &Event, kind: FileKind) -> Result<(FileKind, Vec<u8>), String> {
        let Event::Report { report: which, from, to } = event else {
            return Err("this is no report".to_owned());
        };
        let app = self.0.clone();
        let act = app.act(&app.school, "muster");
        let classes = app.store.list_classes(&app.school).await.map_err(|error| error.to_string())?;
        let limits = Limits::default();
        let found = report(act, *which, &classes, (*from, *to), limits).await;
        let found = found.map_err(|error| error.to_string())?;
        let text = Text(app.post.language);
        let table = table(text, &found, &Subject { days: (*from, *to), class: None, limits });
        let now = act.now;
        let written = tokio::task::spawn_blocking(move || {
            let (school, version) = (app.school_name.as_str(), app.version);
            kind.write(text, &table, &Maker { school, version, now, zone: &app.zone })
        });
        let bytes = written.await.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
        Ok((kind, bytes))
    }
}
