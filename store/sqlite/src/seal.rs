//! Sealing of what shows or describes a face: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) under the
//! school's data key, with a fresh random nonce for every value. Templates are turned first (`muster-protection`).
//!
//! A sealed value is one version byte, the 24-byte nonce, then ciphertext and 16-byte tag. The associated
//! data binds it to its place: version, school, kind ([`Sealed::name`]) and the row's own key, each with its
//! length in front. So a blob that is copied to another row, column or school no longer opens. Who owns which
//! place is said once, in [`Place`].

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use muster_domain::{
    ClassId, FaceTemplate, ModelId, PhotoDigest, SchoolId, SessionId, StudentId, TemplateError,
};
use muster_store::{Entropy, Login, Sealed, StoreError};
use zeroize::Zeroizing;

use crate::audit;
use crate::columns::{corrupt, to_template, vector};
use crate::data_key::DataKey;

/// Where a sealed value lives: its column and the key of its row.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    /// The fixed value of a school's row that shows whether the key is the right one.
    KeyCheck,
    /// The crop of an enrolled face.
    EnrolledCrop {
        /// The face's id.
        face: i64,
    },
    /// A template of an enrolled face.
    EnrolledTemplate {
        /// The face's id.
        face: i64,
        /// What made it.
        model: &'a ModelId,
        /// Its length.
        dimension: usize,
    },
    /// An imported template. Its student is bound too: no other row says whose it is.
    ImportedTemplate {
        /// The sample's number.
        sample: i64,
        /// Whose.
        student: &'a StudentId,
        /// What made it.
        model: &'a ModelId,
        /// Its length.
        dimension: usize,
    },
    /// The crop of a face in a class photo.
    FaceCrop(FaceKey),
    /// The verdict on such a face.
    Verdict(FaceKey),
    /// A photo that waits for recognition.
    JobPhoto {
        /// The job.
        job: i64,
        /// Its place in the job.
        position: i64,
    },
    /// The file of a class photo whose session is open.
    Picture {
        /// The session.
        session: SessionId,
        /// The photo.
        photo: PhotoDigest,
    },
    /// The template such a face was searched with.
    FaceTemplate {
        /// Which face.
        face: FaceKey,
        /// What made it.
        model: &'a ModelId,
        /// Its length.
        dimension: usize,
    },
    /// The note of a leave.
    LeaveNote {
        /// The leave.
        leave: i64,
    },
    /// A file that was handed in with a leave.
    LeaveFile {
        /// The leave.
        leave: i64,
        /// Its place in the leave.
        number: i64,
    },
    /// Evidence of what was said about consent.
    ConsentFile {
        /// Whose ledger.
        student: &'a StudentId,
        /// The entry.
        entry: i64,
        /// Its place in the entry.
        number: i64,
    },
    /// What the webhook of a notice rule signs with.
    NoticeSecret {
        /// The rule.
        rule: i64,
    },
    /// What opens a Moodle site. The site is bound too, so that no other one is sent the token.
    MoodleToken {
        /// Whose register goes there.
        class: &'a ClassId,
        /// The site's address.
        site: &'a str,
    },
    /// The private key by which learning platforms know the school's Muster.
    LtiKey,
    /// The secret of a user's second factor.
    TotpSecret(&'a Login),
    /// The end of the audit log.
    AuditHead,
    /// Where it begins now that its oldest entries are gone.
    AuditStart,
    /// What its entries are chained with.
    AuditKey,
}

/// A face of a class photo.
#[derive(Clone, Copy)]
pub(crate) struct FaceKey {
    /// The session.
    pub(crate) session: SessionId,
    /// The photo.
    pub(crate) photo: PhotoDigest,
    /// Its place in the photo's list of faces.
    pub(crate) index: i64,
}

impl FaceKey {
    fn parts(self) -> [Vec<u8>; 3] {
        [self.session.0.to_le_bytes().to_vec(), self.photo.0.to_vec(), self.index.to_le_bytes().to_vec()]
    }
}

impl Place<'_> {
    /// The kind of value, as in associated data and errors.
    fn kind(self) -> &'static str {
        match self {
            Self::KeyCheck => "key check",
            Self::EnrolledCrop { .. } => Sealed::EnrolledCrop.name(),
            Self::EnrolledTemplate { .. } | Self::ImportedTemplate { .. } | Self::FaceTemplate { .. } => {
                Sealed::Template.name()
            }
            Self::FaceCrop(_) => Sealed::FaceCrop.name(),
            Self::Verdict(_) => Sealed::Verdict.name(),
            Self::JobPhoto { .. } => Sealed::JobPhoto.name(),
            Self::Picture { .. } => Sealed::Picture.name(),
            Self::LeaveNote { .. } => Sealed::LeaveNote.name(),
            Self::LeaveFile { .. } => Sealed::LeaveFile.name(),
            Self::ConsentFile { .. } => Sealed::ConsentFile.name(),
            Self::NoticeSecret { .. } => Sealed::NoticeSecret.name(),
            Self::MoodleToken { .. } => Sealed::MoodleToken.name(),
            Self::LtiKey => Sealed::LtiKey.name(),
            Self::TotpSecret(_) => Sealed::TotpSecret.name(),
            Self::AuditHead => Sealed::AuditHead.name(),
            Self::AuditStart => Sealed::AuditStart.name(),
            Self::AuditKey => Sealed::AuditKey.name(),
        }
    }

    /// The table and the row's key.
    fn row(self) -> Vec<Vec<u8>> {
        let number = |n: i64| n.to_le_bytes().to_vec();
        let length = |n: usize| (n as u64).to_le_bytes().to_vec();
        let text = |t: &str| t.as_bytes().to_vec();
        match self {
            Self::KeyCheck => vec![text("school")],
            Self::EnrolledCrop { face } => vec![text("enrolled_face"), number(face)],
            Self::EnrolledTemplate { face, model, dimension } => {
                vec![text("enrolled_face"), number(face), text(model.as_str()), length(dimension)]
            }
            Self::ImportedTemplate { sample, student, model, dimension } => {
                let (student, model) = (text(student.as_str()), text(model.as_str()));
                vec![text("imported"), number(sample), student, model, length(dimension)]
            }
            Self::FaceCrop(face) | Self::Verdict(face) => [&[text("face")][..], &face.parts()].concat(),
            Self::JobPhoto { job, position } => vec![text("job"), number(job), number(position)],
            Self::Picture { session, photo } => vec![text("picture"), number(session.0), photo.0.to_vec()],
            Self::FaceTemplate { face, model, dimension } => {
                let made = [text(model.as_str()), length(dimension)];
                [&[text("face")][..], &face.parts(), &made].concat()
            }
            Self::LeaveNote { leave } => vec![text("leave"), number(leave)],
            Self::NoticeSecret { rule } => vec![text("notice_rule"), number(rule)],
            Self::LeaveFile { leave, number: file } => vec![text("leave_file"), number(leave), number(file)],
            Self::ConsentFile { student, entry, number: file } => {
                vec![text("consent_file"), text(student.as_str()), number(entry), number(file)]
            }
            Self::MoodleToken { class, site } => vec![text("moodle_link"), text(class.as_str()), text(site)],
            Self::LtiKey => vec![text("lti_key")],
            Self::TotpSecret(login) => vec![text("school_user"), text(login.as_str())],
            Self::AuditHead | Self::AuditStart | Self::AuditKey => vec![text("audit")],
        }
    }

    fn associated_data(self, school: &SchoolId) -> Vec<u8> {
        let mut data = Vec::new();
        let head = [school.as_str().as_bytes().to_vec(), self.kind().as_bytes().to_vec()];
        for part in head.iter().chain(&self.row()) {
            data.extend_from_slice(&(part.len() as u64).to_le_bytes());
            data.extend_from_slice(part);
        }
        data
    }
}

/// What belongs to a school: its data key, and what its audit log is chained with.
pub(crate) struct SchoolKeys {
    pub(crate) key: DataKey,
    pub(crate) chain: Zeroizing<[u8; 32]>,
}

/// Seals and opens values, each under its school's key.
pub(crate) struct Vault {
    /// Of each school its keys, or why there are none.
    schools: RwLock<HashMap<SchoolId, Result<Arc<SchoolKeys>, String>>>,
    entropy: Entropy,
}

impl Vault {
    /// A vault that knows no school yet; nonces come from `entropy`, which must never repeat 24 bytes.
    pub(crate) fn new(entropy: Entropy) -> Self {
        Self { schools: RwLock::default(), entropy }
    }

    pub(crate) fn knows(&self, school: &SchoolId) -> bool {
        self.schools.read().unwrap_or_else(PoisonError::into_inner).contains_key(school)
    }

    /// Takes in a school's keys, in place of those that it had.
    pub(crate) fn learn(&self, school: SchoolId, keys: SchoolKeys) {
        self.schools.write().unwrap_or_else(PoisonError::into_inner).insert(school, Ok(Arc::new(keys)));
    }

    /// Takes in that a school's keys are gone, and why.
    pub(crate) fn lose(&self, school: SchoolId, cause: String) {
        self.schools.write().unwrap_or_else(PoisonError::into_inner).insert(school, Err(cause));
    }

    /// The school's keys.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a school that this vault was not told of; [`StoreError::Key`] when they are gone.
    pub(crate) fn keys(&self, school: &SchoolId) -> Result<Arc<SchoolKeys>, StoreError> {
        let schools = self.schools.read().unwrap_or_else(PoisonError::into_inner);
        let none = || StoreError::NotFound { kind: "school", id: school.to_string() };
        let known = schools.get(school).ok_or_else(none)?;
        known.clone().map_err(|cause| StoreError::Key { cause })
    }

    /// A digest of these parts and the one before, which nobody makes without the school's keys.
    pub(crate) fn chained(
        &self,
        school: &SchoolId,
        before: &[u8; 32],
        parts: &[Vec<u8>],
    ) -> Result<[u8; 32], StoreError> {
        Ok(audit::chain(&self.keys(school)?.chain, before, parts))
    }

    /// Random bytes.
    pub(crate) fn random(&self, bytes: &mut [u8]) {
        (self.entropy)(bytes);
    }

    pub(crate) fn entropy(&self) -> &Entropy {
        &self.entropy
    }

    /// The value as it may reach the disk.
    pub(crate) fn seal(
        &self,
        school: &SchoolId,
        place: Place<'_>,
        plain: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        self.seal_under(&self.keys(school)?.key, school, place, plain)
    }

    /// As [`Vault::seal`], under a key that is not the school's yet.
    pub(crate) fn seal_under(
        &self,
        key: &DataKey,
        school: &SchoolId,
        place: Place<'_>,
        plain: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; 24];
        (self.entropy)(&mut nonce);
        key.seal(nonce, &place.associated_data(school), plain).ok_or_else(|| StoreError::Invalid {
            what: place.kind(),
            cause: format!("{} bytes are too many", plain.len()),
        })
    }

    /// The value that was sealed at this place.
    ///
    /// # Errors
    /// [`StoreError::Sealed`] when the key, the place or a single bit is another one.
    pub(crate) fn open(
        &self,
        school: &SchoolId,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        open_under(&self.keys(school)?.key, school, place, sealed)
    }

    /// The template as it may reach the disk: turned by the school's rotation, then sealed.
    pub(crate) fn seal_template(
        &self,
        school: &SchoolId,
        place: Place<'_>,
        template: &FaceTemplate,
    ) -> Result<Vec<u8>, StoreError> {
        let kept = self.keys(school)?.key.turn(template);
        let invalid =
            |error: TemplateError| StoreError::Invalid { what: place.kind(), cause: error.to_string() };
        self.seal(school, place, &vector(&kept.map_err(invalid)?))
    }

    /// The template that was sealed at this place.
    ///
    /// # Errors
    /// As [`Vault::open`], and [`StoreError::Corrupt`] for what is no template of that length.
    pub(crate) fn open_template(
        &self,
        school: &SchoolId,
        place: Place<'_>,
        (model, dimension): (ModelId, i64),
        sealed: &[u8],
    ) -> Result<FaceTemplate, StoreError> {
        let kept = to_template(model, dimension, &self.open(school, place, sealed)?)?;
        self.keys(school)?.key.turn_back(kept).map_err(|error| corrupt("template", &error))
    }
}

/// As [`Vault::open`], under a key that may be an earlier one of the school's.
pub(crate) fn open_under(
    key: &DataKey,
    school: &SchoolId,
    place: Place<'_>,
    sealed: &[u8],
) -> Result<Vec<u8>, StoreError> {
    let opened = key.open(&place.associated_data(school), sealed);
    opened.ok_or(StoreError::Sealed(place.kind()))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    fn counting() -> Entropy {
        let counter = Mutex::new(0u64);
        Arc::new(move |bytes: &mut [u8]| {
            let mut counter = counter.lock().expect("no test panics while it counts");
            *counter += 1;
            bytes.fill(0);
            bytes[..8].copy_from_slice(&counter.to_le_bytes());
        })
    }

    /// A vault of two schools with keys of their own.
    fn vault(key: u8) -> Vault {
        let vault = Vault::new(counting());
        for (school, key) in [("s", key), ("t", key + 100)] {
            let chain = Zeroizing::new([key; 32]);
            vault.learn(SchoolId::new(school), SchoolKeys { key: DataKey::new(&[key; 32]), chain });
        }
        vault
    }

    fn face(session: i64, photo: u8, index: i64) -> FaceKey {
        FaceKey { session: SessionId(session), photo: PhotoDigest([photo; 32]), index }
    }

    /// Every part of a place counts: no two different places share associated data.
    #[test]
    fn a_value_opens_in_its_own_place_only() {
        let (model, other) = (ModelId::new("m"), ModelId::new("n"));
        let (ada, bo) = (StudentId::new("ada"), StudentId::new("bo"));
        let [login, other_login] = ["ada", "bo"].map(|text| Login::new(text).expect("a login"));
        let imported =
            |sample, student, model, dimension| Place::ImportedTemplate { sample, student, model, dimension };
        let places = [
            Place::KeyCheck,
            Place::EnrolledCrop { face: 1 },
            Place::EnrolledCrop { face: 2 },
            Place::EnrolledTemplate { face: 1, model: &model, dimension: 2 },
            Place::EnrolledTemplate { face: 2, model: &model, dimension: 2 },
            Place::EnrolledTemplate { face: 1, model: &other, dimension: 2 },
            Place::EnrolledTemplate { face: 1, model: &model, dimension: 3 },
            imported(1, &ada, &model, 2),
            imported(2, &ada, &model, 2),
            imported(1, &bo, &model, 2),
            imported(1, &ada, &other, 2),
            Place::FaceCrop(face(1, 1, 0)),
            Place::FaceCrop(face(2, 1, 0)),
            Place::FaceCrop(face(1, 2, 0)),
            Place::FaceCrop(face(1, 1, 1)),
            Place::Verdict(face(1, 1, 0)),
            Place::JobPhoto { job: 1, position: 0 },
            Place::JobPhoto { job: 1, position: 1 },
            Place::JobPhoto { job: 2, position: 0 },
            Place::FaceTemplate { face: face(1, 1, 0), model: &model, dimension: 2 },
            Place::FaceTemplate { face: face(1, 1, 1), model: &model, dimension: 2 },
            Place::MoodleToken { class: &ClassId::new("7b"), site: "https://a.example" },
            Place::MoodleToken { class: &ClassId::new("8a"), site: "https://a.example" },
            Place::MoodleToken { class: &ClassId::new("7b"), site: "https://b.example" },
            Place::ConsentFile { student: &ada, entry: 1, number: 1 },
            Place::ConsentFile { student: &bo, entry: 1, number: 1 },
            Place::ConsentFile { student: &ada, entry: 2, number: 1 },
            Place::ConsentFile { student: &ada, entry: 1, number: 2 },
            Place::LtiKey,
            Place::TotpSecret(&login),
            Place::TotpSecret(&other_login),
            Place::AuditHead,
            Place::AuditStart,
            Place::AuditKey,
        ];
        let (school, vault) = (SchoolId::new("s"), vault(1));
        for (i, sealed_at) in places.iter().enumerate() {
            let sealed = vault.seal(&school, *sealed_at, b"plain").expect("short enough");
            for (j, opened_at) in places.iter().enumerate() {
                let opened = vault.open(&school, *opened_at, &sealed);
                assert_eq!(opened.is_ok(), i == j, "sealed at place {i}, opened at place {j}");
            }
            assert!(
                vault.open(&SchoolId::new("t"), *sealed_at, &sealed).is_err(),
                "another school, place {i}"
            );
        }
    }

    /// Length prefixes keep `ab` + `c` apart from `a` + `bc`.
    #[test]
    fn neighbouring_parts_do_not_run_together() {
        let at = |student: &str, model: &str| {
            let (student, model) = (StudentId::new(student), ModelId::new(model));
            Place::ImportedTemplate { sample: 1, student: &student, model: &model, dimension: 2 }
                .associated_data(&SchoolId::new("s"))
        };
        assert_ne!(at("ab", "c"), at("a", "bc"));
    }

    #[test]
    fn another_key_and_every_flipped_bit_are_refused() {
        let (school, place) = (SchoolId::new("s"), Place::EnrolledCrop { face: 7 });
        let ours = vault(1);
        let sealed = ours.seal(&school, place, b"crop").expect("short enough");
        assert_eq!(ours.open(&school, place, &sealed).expect("unchanged"), b"crop");
        let refused = |vault: &Vault, bytes: &[u8]| {
            matches!(vault.open(&school, place, bytes), Err(StoreError::Sealed("enrolled crop")))
        };
        assert!(refused(&vault(2), &sealed), "another key");
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(refused(&ours, &changed), "bit {bit} flipped");
        }
        for length in 0..sealed.len() {
            assert!(refused(&ours, &sealed[..length]), "cut to {length} bytes");
        }
    }

    /// A repeated nonce would give away the exclusive-or of two crops.
    #[test]
    fn the_same_value_is_sealed_differently_each_time() {
        let (school, vault) = (SchoolId::new("s"), vault(1));
        let seal = || vault.seal(&school, Place::KeyCheck, b"same").expect("short enough");
        assert_ne!(seal(), seal());
    }
}
