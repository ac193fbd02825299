//! What a mail is made of, and how it is written.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Body, MultiPart, SinglePart};

use crate::mailbox::one_line;
use crate::{MailError, Mailbox};

/// Between the parts of a message. It can't stand in one: in quoted-printable `=` is followed by hexadecimal digits or a line
/// end, and base64 has no `_` (RFC 2045, 6.7).
const BOUNDARY: &str = "=_muster";
/// Characters of an id at most, so that its header fits a line.
const ID_BYTES: usize = 250;

/// A mail to one person: plain text, and files with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who gets it.
    pub to: Mailbox,
    /// What it is about, in any script. Control characters count as blanks.
    pub subject: String,
    /// The text, in any script, with line ends of any kind.
    pub text: String,
    /// The files.
    pub attachments: Vec<Attachment>,
    /// Names it in the whole world and for ever, for example `report-17@school.example`. The same mail keeps its id when it
    /// is tried again, so that no program shows it twice.
    pub message_id: String,
    /// When it was written. Before 1970 counts as 1970.
    pub date: Timestamp,
}

/// A file with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What it is called, in any script. Control characters count as blanks.
    pub name: String,
    /// What it is, for example `application/pdf`.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Message {
    /// The message as it is sent: ASCII throughout (unless an address is not), lines of at most 998 characters that end in
    /// CRLF. The same message gives the same bytes.
    ///
    /// # Errors
    /// [`MailError::MessageId`], [`MailError::MediaType`] or [`MailError::Writing`].
    pub fn write(&self, from: &Mailbox) -> Result<Vec<u8>, MailError> {
        Ok(self.compose(from)?.formatted())
    }

    pub(crate) fn compose(&self, from: &Mailbox) -> Result<lettre::Message, MailError> {
        if !is_message_id(&self.message_id) {
            return Err(MailError::MessageId { id: self.message_id.clone() });
        }
        let automatic =
            HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        let headers = lettre::Message::builder()
            .date(system_time(self.date))
            .message_id(Some(format!("<{}>", self.message_id)))
            .from(from.to_lettre())
            .to(self.to.to_lettre())
            .subject(one_line(&self.subject))
            .raw_header(automatic);
        let text = self.text_part()?;
        let written = if self.attachments.is_empty() {
            headers.singlepart(text)
        } else {
            let mut parts = MultiPart::mixed().boundary(BOUNDARY).singlepart(text);
            for attachment in &self.attachments {
                parts = parts.singlepart(attachment.part()?);
            }
            headers.multipart(parts)
        };
        written.map_err(|error| MailError::Writing(error.to_string()))
    }

    fn text_part(&self) -> Result<SinglePart, MailError> {
        // Any line end becomes CRLF, a lone CR too, which mail may not have.
        let text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        Ok(SinglePart::plain(encoded(text, ContentTransferEncoding::QuotedPrintable)?))
    }
}

impl Attachment {
    fn part(&self) -> Result<SinglePart, MailError> {
        let media_type = ContentType::parse(&self.media_type).map_err(|_| MailError::MediaType {
            name: self.name.clone(),
            media_type: self.media_type.clone(),
        })?;
        let body = encoded(self.bytes.clone(), ContentTransferEncoding::Base64)?;
        Ok(Part::new(one_line(&self.name)).body(body, media_type))
    }
}

fn system_time(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(at.as_second()).unwrap_or(0))
}

fn encoded(
    content: impl Into<lettre::message::MaybeString>,
    encoding: ContentTransferEncoding,
) -> Result<Body, MailError> {
    Body::new_with_encoding(content, encoding)
        .map_err(|_| MailError::Writing("its content has no encoding".to_owned()))
}

/// Whether a text is `left@right` of RFC 5322, 3.6.4, both in letters, digits and the signs that an atom may have, with full
/// stops between.
fn is_message_id(id: &str) -> bool {
    let atom = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
    };
    id.len() <= ID_BYTES
        && id
            .split_once('@')
            .is_some_and(|(left, right)| left.split('.').all(atom) && right.split('.').all(atom))
}
