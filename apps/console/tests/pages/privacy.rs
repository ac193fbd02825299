//! Consent and privacy.

use std::collections::BTreeSet;

use muster_console::pages::admin::privacy::{PrivacyView, privacy};
use muster_console::pages::consent::{ConsentRow, ConsentView, consent};
use muster_domain::{AuditCheck, AuditEntry, AuditKind, AuditProblem, AuditRecord, Consent, Student};
use muster_record::{STRICT, jurisdiction};
use muster_store::FaceUse;

use crate::check;
use crate::sample::{self, DAY, now};

#[test]
fn who_consents_is_shown() {
    let states = [
        Consent::None,
        Consent::Granted { until: Some(DAY) },
        Consent::Objected,
        Consent::Withdrawn,
        Consent::RefusedByChild,
    ];
    let row = |(student, consent): (Student, Consent)| sample::consent_row(student, consent);
    let mut rows: Vec<ConsentRow> = sample::students().into_iter().zip(states).map(row).collect();
    rows[0] = ConsentRow { entries: vec![], files: vec![], ..rows[0].clone() };
    let texts = [("2026-09".to_owned(), "en".to_owned()), ("muster-1".to_owned(), "en".to_owned())];
    let class = sample::class();
    let view = ConsentView { class: &class, rows: &rows, texts: &texts, today: DAY };
    check("consent", |frame| consent(frame, &view));
    check("nobody to ask", |frame| consent(frame, &ConsentView { rows: &[], ..view }));
}

#[test]
fn privacy_is_shown() {
    let classes = [sample::class()];
    let record = AuditRecord {
        at: now(),
        kind: AuditKind::Access,
        actor: "<script>".into(),
        act: "GET /api/v1/classes/{class}/templates.npz".into(),
        about: "class=7b/ü".into(),
        outcome: 200,
        detail: String::new(),
    };
    let kinds = AuditKind::ALL.into_iter().zip(1..);
    let entries: Vec<AuditEntry> = kinds
        .map(|(kind, number)| AuditEntry {
            number,
            record: AuditRecord { kind, ..record.clone() },
            subject: None,
            hash: "ab".repeat(32),
        })
        .collect();
    let holds =
        AuditCheck { entries: 6, forgotten: 4, head: Some("ab".repeat(32)), marks: 3, problems: vec![] };
    let problem = AuditProblem { number: Some(3), cause: "it is not as it was logged".into() };
    let broken = AuditCheck { problems: vec![problem], head: None, ..holds.clone() };
    let on = FaceUse {
        school: true,
        classes_off: BTreeSet::from([classes[0].id.clone()]),
        students_off: BTreeSet::new(),
    };
    let off = FaceUse { school: false, ..on.clone() };
    for (law, used, check_) in [(STRICT, &on, &holds), ("england", &on, &holds), ("new-york", &off, &broken)]
    {
        let law = jurisdiction(law).expect("known");
        let view = PrivacyView { law: &law, used, classes: &classes, check: check_, entries: &entries };
        check("privacy", |frame| privacy(frame, &view));
    }
}
