//! Whose faces may be used: asked before a photo is looked at for somebody.

use std::collections::BTreeMap;

use jiff::civil::Date;
use muster_domain::{ClassId, Consent, StudentId};
use muster_store::{FaceUse, StoreError};

use crate::{Act, UseCaseError};

/// What the school, and each student's ledger of consent, allow on a day.
pub struct FacePermit {
    used: FaceUse,
    consents: BTreeMap<StudentId, Consent>,
    today: Date,
}

impl FacePermit {
    /// What is allowed today.
    ///
    /// # Errors
    /// [`UseCaseError::Store`].
    pub async fn read(act: Act<'_>) -> Result<Self, UseCaseError> {
        let used = act.store.face_use(act.school).await?;
        let consents = act.store.consents(act.school).await?.into_iter().collect();
        Ok(Self { used, consents, today: act.today() })
    }

    /// Refuses to look at photos of a class without faces.
    ///
    /// # Errors
    /// [`UseCaseError::FaceOff`].
    pub fn require_class(&self, class: &ClassId) -> Result<(), UseCaseError> {
        if self.used.of_class(class) { Ok(()) } else { Err(UseCaseError::FaceOff(class.to_string())) }
    }

    /// Refuses a student whose face must not be kept. One who is not known yet has not consented.
    ///
    /// # Errors
    /// [`StoreError::FaceNotAllowed`].
    pub fn require_student(&self, student: &StudentId) -> Result<(), UseCaseError> {
        let cause = if !self.used.school {
            "the school uses no faces"
        } else if !self.used.of_student(student) {
            "their face is not used"
        } else {
            match self.consent(student) {
                consent if consent.holds(self.today) => return Ok(()),
                Consent::Granted { .. } => "the consent has ended",
                Consent::None => "nobody has consented yet",
                Consent::Objected => "a parent or guardian objected",
                Consent::Withdrawn => "the consent was withdrawn",
                Consent::RefusedByChild => "the student refused",
            }
        };
        Err(StoreError::FaceNotAllowed { student: student.to_string(), cause }.into())
    }

    /// What a student's ledger comes to.
    pub fn consent(&self, student: &StudentId) -> Consent {
        self.consents.get(student).copied().unwrap_or_default()
    }
}
