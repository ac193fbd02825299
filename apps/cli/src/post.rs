//! The settings of what leaves the server: mail and webhooks.

use std::path::Path;

use anyhow::{Context as _, bail};
use clap::ValueEnum;
use muster_console::text::Language;
use muster_mail::{MailServer, Mailbox, Password, Security};
use muster_server::Post;
use muster_webhook::Reach;
use serde::Deserialize;

use crate::settings::secret_in;

/// How the way to the mail server is kept safe.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum MailSecurity {
    /// Begins plainly and turns to TLS before anything is told; usually port 587
    Starttls,
    /// TLS from the beginning; usually port 465
    Tls,
    /// None: to this machine only
    None,
}

/// What leaves the server, and how.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PostSettings {
    pub(crate) mail: Option<MailSettings>,
    pub(crate) webhooks_private: bool,
    pub(crate) language: Language,
}

/// A mail server.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MailSettings {
    host: String,
    port: u16,
    security: MailSecurity,
    from: String,
    user: Option<(String, String)>,
}

/// The mail server of these settings; none without a host.
///
/// # Errors
/// When they are half there, or the password's file can't be read.
pub(crate) fn mail(
    (host, port, security): (Option<String>, Option<u16>, Option<MailSecurity>),
    from: Option<String>,
    (user, password): (Option<String>, Option<&Path>),
) -> anyhow::Result<Option<MailSettings>> {
    let Some(host) = host else {
        if from.is_some() || user.is_some() || password.is_some() {
            bail!("mail settings need a mail_host");
        }
        return Ok(None);
    };
    let from = from.context("mail needs mail_from, the address that notices come from")?;
    let security = security.unwrap_or(MailSecurity::Starttls);
    let usual = match security {
        MailSecurity::Starttls => 587,
        MailSecurity::Tls => 465,
        MailSecurity::None => 25,
    };
    let user = match (user, password) {
        (Some(user), Some(password)) => Some((user, secret_in(password)?)),
        (None, None) => None,
        _ => bail!("mail_user and mail_password_file go together"),
    };
    Ok(Some(MailSettings { host, port: port.unwrap_or(usual), security, from, user }))
}

/// A language by its tag.
///
/// # Errors
/// When it is none of those there are.
pub(crate) fn language(tag: &str) -> anyhow::Result<Language> {
    Language::from_tag(tag).with_context(|| format!("the language `{tag}` is none of en, de, es, fr, ar, ur"))
}

impl PostSettings {
    /// What the server works with.
    ///
    /// # Errors
    /// For a host or an address that can't be one, and for mail to another machine without encryption.
    pub(crate) fn post(self) -> anyhow::Result<Post> {
        let reach = if self.webhooks_private { Reach::Private } else { Reach::Public };
        let mail = self.mail.map(MailSettings::server).transpose()?;
        Ok(Post { reach, mail, language: self.language })
    }
}

impl MailSettings {
    fn server(self) -> anyhow::Result<MailServer> {
        let security = match self.security {
            MailSecurity::Starttls => Security::StartTls,
            MailSecurity::Tls => Security::Tls,
            MailSecurity::None => Security::None,
        };
        let from = Mailbox::new("", &self.from).context("mail_from")?;
        let server = MailServer::new(&self.host, self.port, security, from)?;
        Ok(match self.user {
            Some((user, password)) => server.signed_in(user, Password::new(password)),
            None => server,
        })
    }
}
