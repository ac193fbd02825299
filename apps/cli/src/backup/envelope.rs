//! Encryption of a backup in the age format (age-encryption.org/v1), under a passphrase or for the holders of age
//! keys, so that the ordinary `age` opens it too.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use age::secrecy::{ExposeSecret as _, SecretString};
use age::stream::StreamWriter;
use age::{DecryptError, Decryptor, Encryptor, Identity, IdentityFile, Recipient, scrypt, x25519};
use anyhow::{Context as _, anyhow, bail};

use crate::files;

const PASSPHRASE: &str = "MUSTER_BACKUP_PASSPHRASE";
/// Characters. A backup holds everything and may be attacked for years.
const SHORTEST: usize = 12;
/// scrypt's cost as a power of two, the one that `age` takes: a second and 256 MiB.
const WORK: u8 = 18;
const MOST_WORK: u8 = 20;

/// Encrypts a backup.
pub(super) struct Sealer(Vec<Box<dyn Recipient>>);

impl Sealer {
    pub(super) fn new(passphrase_file: Option<&Path>, recipients: &[String]) -> anyhow::Result<Self> {
        if recipients.is_empty() {
            let passphrase = passphrase(passphrase_file)?;
            if passphrase.expose_secret().chars().count() < SHORTEST {
                bail!(
                    "the passphrase is short: take {SHORTEST} characters or more, or --recipient with an age key"
                );
            }
            let mut recipient = scrypt::Recipient::new(passphrase);
            recipient.set_work_factor(WORK);
            return Ok(Self(vec![Box::new(recipient)]));
        }
        let parsed = recipients.iter().map(|text| -> anyhow::Result<Box<dyn Recipient>> {
            let parsed: Result<x25519::Recipient, _> = text.parse();
            let cause = |cause| anyhow!("`{text}` is no age recipient ({cause}): `age-keygen` prints one");
            Ok(Box::new(parsed.map_err(cause)?))
        });
        Ok(Self(parsed.collect::<Result<_, _>>()?))
    }

    /// What is written to the answer ends up encrypted in `to`; it must be finished.
    pub(super) fn seal<W: Write>(&self, to: W) -> anyhow::Result<StreamWriter<W>> {
        let recipients = self.0.iter().map(|recipient| &**recipient);
        Ok(Encryptor::with_recipients(recipients)?.wrap_output(to)?)
    }
}

/// Decrypts a backup.
pub(super) struct Opener(Vec<Box<dyn Identity>>);

impl Opener {
    pub(super) fn new(passphrase_file: Option<&Path>, identity: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = identity else {
            let mut identity = scrypt::Identity::new(passphrase(passphrase_file)?);
            identity.set_max_work_factor(MOST_WORK);
            return Ok(Self(vec![Box::new(identity)]));
        };
        let named = || format!("{} is no file of age identities", path.display());
        let file = IdentityFile::from_buffer(&files::read(path)?[..]).with_context(named)?;
        let identities = file.into_identities().with_context(named)?;
        Ok(Self(identities.into_iter().map(|identity| identity as Box<dyn Identity>).collect()))
    }

    /// Hands what is in the file to `read`, then reads on to the end: only there is it sure that nothing was cut
    /// off.
    pub(super) fn open<T>(
        &self,
        path: &Path,
        read: impl FnOnce(&mut dyn Read) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let decryptor =
            Decryptor::new_buffered(BufReader::new(File::open(path)?)).map_err(|e| refused(&e))?;
        let identities = self.0.iter().map(|identity| &**identity);
        let mut plain = decryptor.decrypt(identities).map_err(|error| refused(&error))?;
        let result = read(&mut plain).map_err(damaged)?;
        io::copy(&mut plain, &mut io::sink()).map_err(|error| damaged(error.into()))?;
        Ok(result)
    }
}

/// Decryption reports what was changed or cut off as failures to read.
fn damaged(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<io::Error>().map(io::Error::kind) {
        Some(io::ErrorKind::UnexpectedEof) => anyhow!("it is cut off: take another copy"),
        Some(io::ErrorKind::InvalidData | io::ErrorKind::Other) => {
            anyhow!("it was changed or damaged ({error}): take another copy")
        }
        _ => error,
    }
}

fn refused(error: &DecryptError) -> anyhow::Error {
    match error {
        DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
            anyhow!("it does not open with this passphrase or identity")
        }
        DecryptError::InvalidHeader | DecryptError::UnknownFormat => {
            anyhow!("it is not a backup of Muster, or its beginning is damaged")
        }
        DecryptError::InvalidMac => anyhow!("its beginning was changed or damaged: take another copy"),
        DecryptError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            anyhow!("it is cut off: take another copy")
        }
        other => anyhow!("{other}"),
    }
}

fn passphrase(file: Option<&Path>) -> anyhow::Result<SecretString> {
    let text = match file {
        Some(path) => String::from_utf8(files::read(path)?)
            .map_err(|_| anyhow!("{} holds no text, so no passphrase", path.display()))?,
        None => std::env::var(PASSPHRASE).unwrap_or_default(),
    };
    let line: String = text.chars().take_while(|c| !matches!(c, '\r' | '\n')).collect();
    if line.is_empty() {
        bail!(
            "there is no passphrase: put one into a file and name it with --passphrase-file, or set {PASSPHRASE}"
        );
    }
    Ok(SecretString::from(line))
}
