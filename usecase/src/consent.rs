//! Consent is entered, and whose faces are used is decided. What is no longer allowed to be kept goes at once.

use jiff::ToSpan as _;
use jiff::civil::Date;
use muster_domain::{Consent, ConsentEntry, ConsentKind, ConsentText, Relation, Student, StudentId, hex};
use muster_record::{Jurisdiction, consent};
use muster_store::{ForgottenFaces, StoredConsentText};
use sha2::{Digest as _, Sha256};

use crate::{Act, UseCaseError};

/// What somebody said about a student's face, as it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub kind: ConsentKind,
    /// Who said it.
    pub person: String,
    /// What they are to the student.
    pub relation: Relation,
    /// The version and language of the text that they had read.
    pub text: (String, String),
    /// The last day on which it is to hold.
    pub until: Option<Date>,
    /// How it can be shown later.
    pub evidence: String,
}

impl Said {
    /// What was said of the demo's people, whose pictures Python packages ship: nobody asked them for this school.
    pub fn of_demo() -> Self {
        Self {
            kind: ConsentKind::Granted,
            person: "Muster's demo".to_owned(),
            relation: Relation::Guardian,
            text: (BUILT_IN_VERSION.to_owned(), "en".to_owned()),
            until: None,
            evidence: "published pictures from Python packages; none of them is a student".to_owned(),
        }
    }
}

/// Enters the same into the ledgers of several students, each an entry of its own.
///
/// # Errors
/// As [`enter_consent`]; those before the one that fails stay entered.
pub async fn enter_for_all(
    act: Act<'_>,
    law: &Jurisdiction,
    students: &[Student],
    said: &Said,
) -> Result<(), UseCaseError> {
    for student in students {
        enter_consent(act, law, &student.id, said).await?;
    }
    Ok(())
}

/// Enters what somebody said into a student's ledger. When no consent holds any more, all that is kept of the student's face
/// is removed.
///
/// # Errors
/// [`UseCaseError::BadConsent`]; [`UseCaseError::NoConsentText`] for a text that the school does not have.
pub async fn enter_consent(
    act: Act<'_>,
    law: &Jurisdiction,
    student: &StudentId,
    said: &Said,
) -> Result<(Consent, ForgottenFaces), UseCaseError> {
    let person = said.person.trim();
    if person.is_empty() {
        return Err(UseCaseError::BadConsent("it needs the name of who said it"));
    }
    let child = said.relation == Relation::Student;
    if said.kind == ConsentKind::RefusedByChild && !child {
        return Err(UseCaseError::BadConsent("only the student can refuse as the child"));
    }
    if said.kind == ConsentKind::Granted && child && !law.student_may_consent {
        return Err(UseCaseError::BadConsent(
            "a minor's own consent is not enough: a parent or guardian has to",
        ));
    }
    let entry = ConsentEntry {
        student: student.clone(),
        kind: said.kind,
        person: person.to_owned(),
        relation: said.relation,
        text: find_text(act, &said.text).await?,
        until: last_day(act, law, said)?,
        evidence: said.evidence.trim().to_owned(),
        at: act.now,
        by: act.by.to_owned(),
    };
    let adults = law.student_may_consent;
    let comes_to = move |entries: &[ConsentEntry]| consent(entries, adults);
    Ok(act.store.add_consent(act.school, &entry, &comes_to).await?)
}

/// The last day on which a consent holds: what was said, and no longer than the law lets it.
fn last_day(act: Act<'_>, law: &Jurisdiction, said: &Said) -> Result<Option<Date>, UseCaseError> {
    if said.kind != ConsentKind::Granted {
        return Ok(None);
    }
    if said.until.is_some_and(|until| until < act.today()) {
        return Err(UseCaseError::BadConsent("its last day is over already"));
    }
    let longest = law.consent_days.map(|days| act.today().saturating_add(i32::from(days).days()));
    Ok(said.until.into_iter().chain(longest).min())
}

/// The version of the texts that come with Muster. Other words get another version.
pub const BUILT_IN_VERSION: &str = "muster-1";

const BUILT_IN: [(&str, &str); 6] = [
    ("en", include_str!("../texts/consent/en.txt")),
    ("de", include_str!("../texts/consent/de.txt")),
    ("fr", include_str!("../texts/consent/fr.txt")),
    ("es", include_str!("../texts/consent/es.txt")),
    ("ar", include_str!("../texts/consent/ar.txt")),
    ("ur", include_str!("../texts/consent/ur.txt")),
];

/// The texts that people can be given to read: the school's, the newest first, then those that come with Muster.
///
/// # Errors
/// [`UseCaseError::Store`].
pub async fn texts(act: Act<'_>) -> Result<Vec<StoredConsentText>, UseCaseError> {
    let mut all = act.store.list_consent_texts(act.school).await?;
    let built_in = BUILT_IN.map(|(language, body)| stored_text(act, (BUILT_IN_VERSION, language), body));
    let known = |one: &StoredConsentText, all: &[StoredConsentText]| {
        all.iter().any(|other| {
            (&other.text.version, &other.text.language) == (&one.text.version, &one.text.language)
        })
    };
    let missing: Vec<_> = built_in.into_iter().filter(|one| !known(one, &all)).collect();
    all.extend(missing);
    Ok(all)
}

/// The text that somebody had read. One that comes with Muster is kept in the school's data as soon as somebody has.
async fn find_text(
    act: Act<'_>,
    (version, language): &(String, String),
) -> Result<ConsentText, UseCaseError> {
    let mut all = texts(act).await?.into_iter();
    let found = all.find(|one| one.text.version == *version && one.text.language == *language);
    let missing = || UseCaseError::NoConsentText { version: version.clone(), language: language.clone() };
    let found = found.ok_or_else(missing)?;
    act.store.put_consent_text(act.school, &found).await?;
    Ok(found.text)
}

fn stored_text(act: Act<'_>, (version, language): (&str, &str), body: &str) -> StoredConsentText {
    let sha256 = hex(&Sha256::digest(body.as_bytes()));
    let text = ConsentText { version: version.to_owned(), language: language.to_owned(), sha256 };
    StoredConsentText { text, body: body.to_owned(), at: act.now }
}

/// Keeps a text that people are given to read; its words never change afterwards.
///
/// # Errors
/// [`UseCaseError::BadConsent`] for an empty one; [`muster_store::StoreError::Conflict`] for other words under the same version.
pub async fn keep_text(
    act: Act<'_>,
    (version, language): (&str, &str),
    body: &str,
) -> Result<StoredConsentText, UseCaseError> {
    if version.trim().is_empty() || language.trim().is_empty() || body.trim().is_empty() {
        return Err(UseCaseError::BadConsent("a text needs a version, a language and words"));
    }
    let text = stored_text(act, (version, language), body);
    act.store.put_consent_text(act.school, &text).await?;
    Ok(text)
}
