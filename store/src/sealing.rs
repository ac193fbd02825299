//! What is sealed, and where its randomness comes from.

use std::sync::Arc;

/// A source of random bytes for nonces and keys, handed in so that nothing below `apps` draws its own.
pub type Entropy = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// The kinds of value that are sealed before they are stored. The kind is part of the associated data of the
/// encryption, so that one value can't be passed off as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// The crop of an enrolled face.
    EnrolledCrop,
    /// The crop of a face in a class photo.
    FaceCrop,
    /// A template.
    Template,
    /// The verdict on a face, with its candidates.
    Verdict,
    /// A photo that waits for recognition.
    JobPhoto,
    /// The picture of a class photo whose session is open.
    Picture,
    /// The note of a leave.
    LeaveNote,
    /// A file that was handed in with a leave.
    LeaveFile,
    /// A file that shows what was said about consent.
    ConsentFile,
    /// What the webhook of a notice rule signs with.
    NoticeSecret,
    /// What opens a Moodle site.
    MoodleToken,
    /// The private key by which learning platforms know Muster.
    LtiKey,
    /// The secret of a second factor.
    TotpSecret,
    /// The end of the audit log.
    AuditHead,
    /// Where the audit log begins now that its oldest entries are gone.
    AuditStart,
    /// What entries of the audit log are chained with.
    AuditKey,
}

impl Sealed {
    /// The name used in associated data and in errors.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EnrolledCrop => "enrolled crop",
            Self::FaceCrop => "face crop",
            Self::Template => "template",
            Self::Verdict => "verdict",
            Self::JobPhoto => "photo of a job",
            Self::Picture => "picture",
            Self::LeaveNote => "note of a leave",
            Self::LeaveFile => "file of a leave",
            Self::ConsentFile => "file of a consent",
            Self::NoticeSecret => "secret of a webhook",
            Self::MoodleToken => "token of a Moodle site",
            Self::LtiKey => "key for learning platforms",
            Self::TotpSecret => "second factor",
            Self::AuditHead => "end of the audit log",
            Self::AuditStart => "start of the audit log",
            Self::AuditKey => "key of the audit log",
        }
    }
}
