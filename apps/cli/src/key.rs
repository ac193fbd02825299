//! `muster key`: who may ask the server for what.

use std::io::Write;

use clap::{Subcommand, ValueEnum};
use jiff::Timestamp;
use muster_domain::ClassId;
use muster_server::new_api_key;
use muster_store::{Access as _, Role};

use crate::out::table;
use crate::place::{Place, entropy};
use crate::user::role_has;

#[derive(Subcommand, Debug)]
pub(crate) enum Key {
    /// Make a key and print its secret, this once
    Add {
        /// Whose it is or what for; histories name it
        label: String,
        /// What it allows
        #[arg(long, value_enum)]
        role: KeyRole,
        /// A teacher's or kiosk's class; may be given several times
        #[arg(long, required_if_eq_any([("role", "teacher"), ("role", "kiosk")]))]
        class: Vec<String>,
    },
    /// List all keys
    List,
    /// Revoke a key: it opens nothing any more
    Revoke {
        /// Its id, as `muster key list` shows it
        id: String,
    },
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub(crate) enum KeyRole {
    /// Everything, in all classes
    Admin,
    /// Take attendance and correct marks in some classes
    Teacher,
    /// Read everything, change nothing
    Auditor,
    /// Take attendance in some classes and see the answer, nothing else
    Kiosk,
}

impl From<KeyRole> for Role {
    fn from(role: KeyRole) -> Self {
        match role {
            KeyRole::Admin => Self::Admin,
            KeyRole::Teacher => Self::Teacher,
            KeyRole::Auditor => Self::Auditor,
            KeyRole::Kiosk => Self::Kiosk,
        }
    }
}

pub(crate) async fn run(place: &Place, what: Key, out: &mut dyn Write) -> anyhow::Result<()> {
    let desk = place.open().await?;
    match what {
        Key::Add { label, role, class } => {
            let role = Role::from(role);
            role_has(role, &class)?;
            let classes = class.into_iter().map(ClassId::new);
            let (key, secret) = new_api_key(&entropy(), label, role, classes, Timestamp::now());
            desk.store().add_api_key(desk.school(), &key, &secret.digest()).await?;
            writeln!(
                out,
                "{}\nThis is shown once. `muster key revoke {}` ends it.",
                secret.reveal(),
                key.id
            )?;
        }
        Key::List => {
            let mut rows = table(&["id", "label", "role", "classes", "made", "revoked"]);
            for key in desk.store().list_api_keys(desk.school()).await? {
                let classes: Vec<&str> = key.classes.iter().map(ClassId::as_str).collect();
                rows.add_row([
                    key.id,
                    key.label,
                    key.role.code().to_owned(),
                    if key.role.has_classes() { classes.join(", ") } else { "all".to_owned() },
                    format!("{:.0}", key.created_at),
                    key.revoked_at.map(|at| format!("{at:.0}")).unwrap_or_default(),
                ]);
            }
            writeln!(out, "{rows}")?;
        }
        Key::Revoke { id } => {
            desk.store().revoke_api_key(desk.school(), &id, Timestamp::now()).await?;
            writeln!(out, "Key {id} opens nothing any more.")?;
        }
    }
    Ok(())
}
