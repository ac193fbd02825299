//! The server's settings: flags, then environment, then a TOML file, then what is usual.
//!
//! The file is `muster.toml` in the data folder, or what `--config` names. It knows the names of the flags, and
//! nothing else: a misspelt one is an error, not silence.

use std::fs;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use clap::{Args, ValueEnum};
use ipnet::IpNet;
use jiff::tz::TimeZone;
use muster_console::text::Language;
use muster_record::{Jurisdiction, Lock, STRICT, jurisdiction, jurisdictions};
use muster_server::{APP_INDEX, BackupFolder, FactorRule, TlsFiles};
use serde::Deserialize;

/// The settings' file in a data folder.
pub(crate) const FILE: &str = "muster.toml";

use crate::post::{MailSecurity, PostSettings, language, mail};

/// Settings as one source gives them.
#[derive(Args, Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// Address and port, 127.0.0.1:8420 when none is given; outside of this machine use TLS, here or in a proxy before it
    #[arg(long, env = "MUSTER_LISTEN")]
    listen: Option<SocketAddr>,
    /// The way of recognising people: a name, or a TOML file; without it the console chooses
    #[arg(long, env = "MUSTER_PROFILE")]
    profile: Option<String>,
    /// The school's name, for registers [default: School]
    #[arg(long, env = "MUSTER_SCHOOL_NAME")]
    school_name: Option<String>,
    /// Where the school is, as Europe/Berlin: its days begin at midnight there [default: this machine's]
    #[arg(long, env = "MUSTER_TIME_ZONE")]
    time_zone: Option<String>,
    /// Sessions are locked so many days after their own: then only an admin opens them again, with a reason [default: never]
    #[arg(long, env = "MUSTER_LOCK_AFTER", value_name = "DAYS")]
    lock_after: Option<NonZeroU16>,
    /// Somebody else has to look over each session that was closed
    #[arg(long, env = "MUSTER_SECOND_CONFIRMER", num_args = 0..=1, default_missing_value = "true")]
    second_confirmer: Option<bool>,
    /// Who has to have a second factor: nobody, admins or everybody [default: nobody]
    #[arg(long, env = "MUSTER_SECOND_FACTOR", value_enum, value_name = "WHO")]
    second_factor: Option<WhoHas>,
    /// The law that holds where the school is: strict, eu, eu-adults, england, illinois, new-york or sweden [default: strict]
    #[arg(long, env = "MUSTER_JURISDICTION", value_name = "ID")]
    jurisdiction: Option<String>,
    /// Sessions with their marks, leave and the audit log are removed when they are so many years old [default: as the
    /// jurisdiction says, mostly never]
    #[arg(long, env = "MUSTER_RECORDS_YEARS", value_name = "YEARS")]
    records_years: Option<NonZeroU16>,
    /// The folder in which backups lie, for the console to watch over
    #[arg(long, env = "MUSTER_BACKUPS")]
    backups: Option<PathBuf>,
    /// Backups in that folder are removed when they are so many days old [default: never]
    #[arg(long, env = "MUSTER_BACKUP_DAYS", value_name = "DAYS")]
    backup_days: Option<NonZeroU16>,
    /// The folder of the phone app's web export, served under /app [default: the folder `app` beside the folder of this
    /// program, when there is one]
    #[arg(long, env = "MUSTER_APP", value_name = "FOLDER")]
    app: Option<PathBuf>,
    /// Requests with photos that may wait for their turn; more are told to come back [default: 8]
    #[arg(long, env = "MUSTER_WAITING")]
    waiting: Option<usize>,
    /// The address that people type when a proxy stands before this server, as <https://muster.school.example>
    #[arg(long, env = "MUSTER_PUBLIC_URL")]
    public_url: Option<String>,
    /// Proxies before this server whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks, as
    /// 127.0.0.1 or 10.0.0.0/8, with commas between them
    #[arg(long, env = "MUSTER_TRUSTED_PROXIES", value_delimiter = ',', value_name = "NETWORK")]
    trusted_proxies: Option<Vec<String>>,
    /// A certificate for TLS of this server's own, with those that vouch for it, in PEM; read again when it changes
    #[arg(long, env = "MUSTER_TLS_CERTIFICATE", value_name = "FILE")]
    tls_certificate: Option<PathBuf>,
    /// The certificate's private key, in PEM
    #[arg(long, env = "MUSTER_TLS_KEY", value_name = "FILE")]
    tls_key: Option<PathBuf>,
    /// A mail server for notices, as mail.school.example
    #[arg(long, env = "MUSTER_MAIL_HOST")]
    mail_host: Option<String>,
    /// Its port [default: 587 with starttls, 465 with tls]
    #[arg(long, env = "MUSTER_MAIL_PORT")]
    mail_port: Option<u16>,
    /// How the way to it is kept safe [default: starttls]
    #[arg(long, env = "MUSTER_MAIL_SECURITY", value_enum)]
    mail_security: Option<MailSecurity>,
    /// Whom notices come from, as muster@school.example
    #[arg(long, env = "MUSTER_MAIL_FROM")]
    mail_from: Option<String>,
    /// Who this server is to the mail server, where it asks
    #[arg(long, env = "MUSTER_MAIL_USER")]
    mail_user: Option<String>,
    /// A file that holds that user's password
    #[arg(long, env = "MUSTER_MAIL_PASSWORD_FILE")]
    mail_password_file: Option<PathBuf>,
    /// Webhooks may go to this machine and to private networks too
    #[arg(long, env = "MUSTER_WEBHOOKS_PRIVATE", num_args = 0..=1, default_missing_value = "true")]
    webhooks_private: Option<bool>,
    /// The language of notices and of reports that come by themselves: en, de, es, fr, ar or ur [default: en]
    #[arg(long, env = "MUSTER_LANGUAGE")]
    language: Option<String>,
    /// An `OpenID` Connect provider that people sign in through, as <https://login.school.example>
    #[arg(long, env = "MUSTER_OIDC_ISSUER")]
    oidc_issuer: Option<String>,
    /// What the provider calls this server
    #[arg(long, env = "MUSTER_OIDC_CLIENT_ID")]
    oidc_client_id: Option<String>,
    /// A file that holds the secret which the provider gave out for this server
    #[arg(long, env = "MUSTER_OIDC_CLIENT_SECRET_FILE")]
    oidc_client_secret_file: Option<PathBuf>,
}

/// Who has to have a second factor, as settings name them.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum WhoHas {
    /// Whoever wants one.
    Nobody,
    /// Admins.
    Admins,
    /// Everybody who signs in with a password, but for kiosks.
    Everybody,
}

impl WhoHas {
    const fn rule(self) -> FactorRule {
        match self {
            Self::Nobody => FactorRule::Nobody,
            Self::Admins => FactorRule::Admins,
            Self::Everybody => FactorRule::Everybody,
        }
    }
}

/// Settings that hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) listen: SocketAddr,
    pub(crate) profile: Option<String>,
    pub(crate) school_name: String,
    pub(crate) time_zone: TimeZone,
    pub(crate) lock: Lock,
    pub(crate) second_confirmer: bool,
    pub(crate) factor_rule: FactorRule,
    pub(crate) jurisdiction: Jurisdiction,
    pub(crate) backups: Option<BackupFolder>,
    pub(crate) app: Option<PathBuf>,
    pub(crate) waiting: usize,
    pub(crate) public_url: Option<String>,
    pub(crate) proxies: Vec<IpNet>,
    pub(crate) tls: Option<TlsFiles>,
    pub(crate) provider: Option<ProviderSettings>,
    pub(crate) post: PostSettings,
}

/// A provider that people sign in through.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ProviderSettings {
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: Option<String>,
    pub(crate) public_url: String,
}

impl Settings {
    /// These settings, and what they leave open from the file `named`, or from the data folder's.
    ///
    /// # Errors
    /// When the file can't be read or understood, or the settings don't fit together; the text names the file.
    pub(crate) fn resolve(self, named: Option<&Path>, data: &Path) -> anyhow::Result<Resolved> {
        self.or(read(named, data)?).checked()
    }

    fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            profile: self.profile.or(other.profile),
            school_name: self.school_name.or(other.school_name),
            time_zone: self.time_zone.or(other.time_zone),
            lock_after: self.lock_after.or(other.lock_after),
            second_confirmer: self.second_confirmer.or(other.second_confirmer),
            second_factor: self.second_factor.or(other.second_factor),
            jurisdiction: self.jurisdiction.or(other.jurisdiction),
            records_years: self.records_years.or(other.records_years),
            backups: self.backups.or(other.backups),
            backup_days: self.backup_days.or(other.backup_days),
            app: self.app.or(other.app),
            waiting: self.waiting.or(other.waiting),
            public_url: self.public_url.or(other.public_url),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            tls_certificate: self.tls_certificate.or(other.tls_certificate),
            tls_key: self.tls_key.or(other.tls_key),
            mail_host: self.mail_host.or(other.mail_host),
            mail_port: self.mail_port.or(other.mail_port),
            mail_security: self.mail_security.or(other.mail_security),
            mail_from: self.mail_from.or(other.mail_from),
            mail_user: self.mail_user.or(other.mail_user),
            mail_password_file: self.mail_password_file.or(other.mail_password_file),
            webhooks_private: self.webhooks_private.or(other.webhooks_private),
            language: self.language.or(other.language),
            oidc_issuer: self.oidc_issuer.or(other.oidc_issuer),
            oidc_client_id: self.oidc_client_id.or(other.oidc_client_id),
            oidc_client_secret_file: self.oidc_client_secret_file.or(other.oidc_client_secret_file),
        }
    }

    fn checked(self) -> anyhow::Result<Resolved> {
        let public_url = self.public_url.as_deref().map(public_url).transpose()?;
        let secret = self.oidc_client_secret_file.as_deref().map(secret_in).transpose()?;
        let provider = match (self.oidc_issuer, self.oidc_client_id, &public_url) {
            (Some(issuer), Some(client_id), Some(url)) => {
                let (client_secret, public_url) = (secret, url.clone());
                Some(ProviderSettings { issuer, client_id, client_secret, public_url })
            }
            (None, None, _) if secret.is_none() => None,
            _ => bail!("a sign-in provider needs all of oidc_issuer, oidc_client_id and public_url"),
        };
        let post = PostSettings {
            mail: mail(
                (self.mail_host, self.mail_port, self.mail_security),
                self.mail_from,
                (self.mail_user, self.mail_password_file.as_deref()),
            )?,
            webhooks_private: self.webhooks_private.unwrap_or(false),
            language: self.language.as_deref().map_or(Ok(Language::English), language)?,
        };
        Ok(Resolved {
            listen: self.listen.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, 8420))),
            profile: self.profile,
            school_name: self.school_name.unwrap_or_else(|| "School".to_owned()),
            time_zone: self.time_zone.as_deref().map_or_else(|| Ok(TimeZone::system()), time_zone)?,
            lock: self.lock_after.map_or(Lock::Never, |days| Lock::After { days: days.get() }),
            second_confirmer: self.second_confirmer.unwrap_or(false),
            factor_rule: self.second_factor.map_or(FactorRule::Nobody, WhoHas::rule),
            jurisdiction: with_records(
                law(self.jurisdiction.as_deref().unwrap_or(STRICT))?,
                self.records_years,
            )?,
            backups: self
                .backups
                .map(|path| BackupFolder { path, keep_days: self.backup_days.map(NonZeroU16::get) }),
            app: self.app.map_or_else(|| Ok(app_beside_program()), |folder| app_in(folder).map(Some))?,
            waiting: self.waiting.unwrap_or(8),
            public_url,
            proxies: self
                .trusted_proxies
                .iter()
                .flatten()
                .map(|net| network(net))
                .collect::<Result<_, _>>()?,
            tls: tls(self.tls_certificate, self.tls_key)?,
            provider,
            post,
        })
    }
}

/// A zone by its IANA name.
///
/// # Errors
/// When no such zone is known.
pub(crate) fn time_zone(name: &str) -> anyhow::Result<TimeZone> {
    TimeZone::get(name).with_context(|| format!("`{name}` is no time zone: write it as Europe/Berlin"))
}

/// The law of that id.
///
/// # Errors
/// When there is none; the text lists all.
pub(crate) fn law(id: &str) -> anyhow::Result<Jurisdiction> {
    jurisdiction(id).with_context(|| {
        let known: Vec<String> = jurisdictions().into_iter().map(|one| one.id).collect();
        format!("`{id}` is no jurisdiction: there are {}", known.join(", "))
    })
}

/// The law, with the school's own time for records where it has one.
///
/// # Errors
/// When the law has them kept for longer.
fn with_records(mut law: Jurisdiction, years: Option<NonZeroU16>) -> anyhow::Result<Jurisdiction> {
    if let (Some(own), Some(least)) = (years, law.keep.records_years) {
        ensure!(
            own >= least,
            "records_years is {own}, but the jurisdiction {} has records kept for {least} years",
            law.id
        );
    }
    law.keep.records_years = years.or(law.keep.records_years);
    Ok(law)
}

/// The file's settings; none when nobody named one and the data folder has none.
fn read(named: Option<&Path>, data: &Path) -> anyhow::Result<Settings> {
    let usual = data.join(FILE);
    let file = named.unwrap_or(&usual);
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == ErrorKind::NotFound => {
            return Ok(Settings::default());
        }
        Err(error) => {
            return Err(error).with_context(|| format!("the settings {} can't be read", file.display()));
        }
    };
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        anyhow::anyhow!("{}, line {line}: {}", file.display(), error.message().replace('\n', "; "))
    })
}

/// # Errors
/// When the folder does not hold the app.
fn app_in(folder: PathBuf) -> anyhow::Result<PathBuf> {
    let there = folder.join(APP_INDEX).is_file();
    ensure!(there, "{} has no {APP_INDEX}: `cargo xtask app` makes the phone app", folder.display());
    Ok(folder)
}

/// The app that was built or installed with this program: `target/app` for `target/release/muster`, `/opt/muster/app` for
/// `/opt/muster/bin/muster`.
fn app_beside_program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    app_in(program.parent()?.parent()?.join("app")).ok()
}

/// The secret in a file, without the end of its line.
pub(crate) fn secret_in(file: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(file);
    let text = text.with_context(|| format!("the client secret in {} can't be read", file.display()))?;
    let secret = text.trim();
    ensure!(!secret.is_empty(), "{} is empty: it has to hold the client secret", file.display());
    Ok(secret.to_owned())
}

/// An address, or a network of them.
fn network(text: &str) -> anyhow::Result<IpNet> {
    let text = text.trim();
    let single = || text.parse::<IpAddr>().ok().map(IpNet::from);
    text.parse().ok().or_else(single).with_context(|| {
        format!("trusted_proxies `{text}` is no address and no network: write 127.0.0.1 or 10.0.0.0/8")
    })
}

/// The certificate's files, both or none.
fn tls(certificates: Option<PathBuf>, key: Option<PathBuf>) -> anyhow::Result<Option<TlsFiles>> {
    match (certificates, key) {
        (None, None) => Ok(None),
        (Some(certificates), Some(key)) => {
            private(&key)?;
            Ok(Some(TlsFiles { certificates, key }))
        }
        _ => bail!("TLS needs both tls_certificate and tls_key"),
    }
}

/// Refuses a private key that everybody on this machine can read.
#[cfg(unix)]
fn private(key: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let found =
        fs::metadata(key).with_context(|| format!("the private key {} can't be read", key.display()))?;
    let mode = found.permissions().mode() & 0o777;
    let for_everybody = mode & 0o007;
    ensure!(
        for_everybody == 0,
        "the private key {} is open to everybody on this machine (mode {mode:03o}): run `chmod 640` on it",
        key.display()
    );
    Ok(())
}

#[cfg(not(unix))]
fn private(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

/// An address of a server without a path, as browsers name it in `Origin`.
fn public_url(text: &str) -> anyhow::Result<String> {
    let text = text.trim_end_matches('/');
    match text.split_once("://") {
        Some(("https" | "http", host)) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(text.to_owned())
        }
        _ => bail!("public_url `{text}` has to be like https://muster.school.example, without a path"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(flags: Settings, file: &str) -> anyhow::Result<Resolved> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(FILE), file).expect("writes");
        flags.resolve(None, folder.path())
    }

    /// Protects whoever overrides a file's setting for one start.
    #[test]
    fn flags_come_before_the_file_and_the_file_before_what_is_usual() {
        let flags = Settings { waiting: Some(2), ..Settings::default() };
        let held = resolve(flags, "waiting = 5\nschool_name = \"North\"").expect("fits together");
        assert_eq!((held.waiting, held.school_name.as_str(), held.listen.port()), (2, "North", 8420));
        assert_eq!(held.lock, Lock::Never);
        let locking = resolve(Settings::default(), "lock_after = 14").expect("fits together");
        assert_eq!(locking.lock, Lock::After { days: 14 });
        let nowhere = Path::new("/nowhere/muster");
        assert!(Settings::default().resolve(None, nowhere).is_ok(), "no file is needed");
        assert!(Settings::default().resolve(Some(&nowhere.join("x.toml")), nowhere).is_err(), "unless named");
    }

    /// Protects from settings that are misspelt, half there or of the wrong kind (bad inputs, row 70).
    #[test]
    fn what_is_not_understood_is_named_with_its_line() {
        for (file, says) in [
            ("waiting = 5\nschol_name = \"North\"", "line 2: unknown field `schol_name`"),
            ("waiting = \"five\"", "line 1: invalid type"),
            ("waiting = ", "line 1"),
            ("listen = \"nowhere\"", "line 1"),
            ("public_url = \"muster.school\"", "without a path"),
            ("public_url = \"https://x/y\"", "without a path"),
            ("oidc_issuer = \"https://x\"", "needs all of"),
            ("app = \"/nowhere\"", "cargo xtask app"),
            ("lock_after = 0", "line 1"),
            ("mail_host = \"mail.school.example\"", "mail_from"),
            ("mail_user = \"muster\"", "mail_host"),
            ("mail_security = \"ssl\"", "line 1"),
            ("language = \"xx\"", "`xx`"),
        ] {
            let error = resolve(Settings::default(), file).expect_err(file);
            let text = format!("{error:#}");
            assert!(text.contains(says) && !text.contains('\n'), "{file}: {text}");
        }
    }
}
