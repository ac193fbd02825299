//! `muster user`: people who sign in to the server, for an operator who can't sign in (any more). Passwords are never
//! typed here: each person chooses theirs with a one-time token.

use std::io::Write;

use anyhow::Context as _;
use clap::Subcommand;
use jiff::{SignedDuration, Timestamp};
use muster_domain::ClassId;
use muster_server::{Secret, new_invitation};
use muster_store::{Accounts as _, Invitation, Login, Role, User as Person, UserChange};

use crate::key::KeyRole;
use crate::out::table;
use crate::place::{Desk, Place, entropy};

/// How long an invitation from here holds.
const HOLDS: SignedDuration = SignedDuration::from_hours(24);

#[derive(Subcommand, Debug)]
pub(crate) enum User {
    /// Add a person and print the one-time token with which they choose a password
    Add {
        /// What they sign in with, for example their mail address
        login: String,
        /// Their name; histories show it
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, value_enum)]
        role: KeyRole,
        /// A teacher's or kiosk's class; may be given several times
        #[arg(long, required_if_eq_any([("role", "teacher"), ("role", "kiosk")]))]
        class: Vec<String>,
    },
    /// List all people
    List,
    /// Keep a person from signing in, from this moment on
    Disable {
        /// What they sign in with
        login: String,
    },
    /// Take password, second factor and sign-ins away, and print a new one-time token
    Reset {
        /// What they sign in with
        login: String,
    },
}

pub(crate) async fn run(place: &Place, what: User, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    let (store, school) = (desk.store(), desk.school());
    match what {
        User::Add { login, name, role, class } => {
            let role = Role::from(role);
            role_has(role, &class)?;
            let person = Person {
                substitutions: std::collections::BTreeMap::new(),
                login: named(&login)?,
                name,
                role,
                classes: class.into_iter().map(ClassId::new).collect(),
                created_at: Timestamp::now(),
                disabled_at: None,
                has_totp: false,
                has_password: false,
            };
            let (invitation, secret) = invitation();
            store.invite_user(school, &person, &invitation).await?;
            tell(out, &person.login, &secret)?;
        }
        User::List => list(&desk, out).await?,
        User::Disable { login } => {
            let change = UserChange { disabled_at: Some(Some(Timestamp::now())), ..UserChange::default() };
            let person = store.change_user(school, &named(&login)?, &change).await?;
            writeln!(out, "{} is signed out everywhere and can't sign in any more.", person.login)?;
        }
        User::Reset { login } => {
            let login = named(&login)?;
            let (invitation, secret) = invitation();
            store.reset_user(school, &login, &invitation).await?;
            tell(out, &login, &secret)?;
        }
    }
    Ok(())
}

async fn list(desk: &Desk, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut rows = table(&["login", "name", "role", "classes", "second factor", "added", "disabled"]);
    for person in desk.store().list_users(desk.school()).await? {
        let classes: Vec<&str> = person.classes.iter().map(ClassId::as_str).collect();
        rows.add_row([
            person.login.to_string(),
            person.name,
            person.role.code().to_owned(),
            if person.role.has_classes() { classes.join(", ") } else { "all".to_owned() },
            if person.has_totp { "yes" } else { "no" }.to_owned(),
            format!("{:.0}", person.created_at),
            person.disabled_at.map(|at| format!("{at:.0}")).unwrap_or_default(),
        ]);
    }
    writeln!(out, "{rows}")?;
    Ok(())
}

/// # Errors
/// When classes are given to a role that sees all of them.
pub(crate) fn role_has(role: Role, classes: &[String]) -> anyhow::Result<()> {
    anyhow::ensure!(
        role.has_classes() || classes.is_empty(),
        "--class goes with --role teacher or kiosk; {} sees all classes",
        role.code()
    );
    Ok(())
}

fn named(login: &str) -> anyhow::Result<Login> {
    Login::new(login)
        .with_context(|| format!("`{login}` is no login: it has 1 to 100 letters, digits and . - _ @ + '"))
}

fn invitation() -> (Invitation, Secret) {
    new_invitation(&entropy(), Timestamp::now(), HOLDS)
}

fn tell(out: &mut dyn Write, login: &Login, secret: &Secret) -> std::io::Result<()> {
    writeln!(
        out,
        "{}\n{login} chooses a password with this token within 24 hours, once: the page /invitation#TOKEN of the server \
         takes it.",
        secret.reveal()
    )
}
