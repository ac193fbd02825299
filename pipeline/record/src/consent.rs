//! What a student's ledger of consent comes to.
//!
//! A consent under Article 7 of the General Data Protection Regulation can be withdrawn at any time as easily as it was
//! given; England's Protection of Freedoms Act 2012 (section 26) lets one parent's objection, and the child's own refusal,
//! beat any consent. Muster keeps to the stricter of both everywhere.

use std::collections::BTreeMap;

use jiff::civil::Date;
use muster_domain::{Consent, ConsentEntry, ConsentKind, Relation};

/// What the entries of one student's ledger come to, in whatever order they are given.
///
/// Of each person the newest entry counts (of entries of one instant the most careful). One person's standing no beats every
/// yes; without a no, one yes is enough, and of several the one that lasts longest holds. A student's own yes counts where
/// `student_may_consent`: in schools of adults.
pub fn consent(entries: &[ConsentEntry], student_may_consent: bool) -> Consent {
    let mut newest: BTreeMap<(Relation, String), &ConsentEntry> = BTreeMap::new();
    for entry in entries {
        let who = (entry.relation, same_person(&entry.person));
        let known = newest.entry(who).or_insert(entry);
        if rank(entry) > rank(known) {
            *known = entry;
        }
    }
    let standing = |kind| newest.values().any(|entry| entry.kind == kind);
    if standing(ConsentKind::Objected) {
        return Consent::Objected;
    }
    if standing(ConsentKind::RefusedByChild) {
        return Consent::RefusedByChild;
    }
    if standing(ConsentKind::Withdrawn) {
        return Consent::Withdrawn;
    }
    let counts = |entry: &&&ConsentEntry| student_may_consent || entry.relation != Relation::Student;
    let longest = newest.values().filter(counts).map(|entry| entry.until.unwrap_or(Date::MAX)).max();
    longest.map_or(Consent::None, |last| Consent::Granted { until: (last != Date::MAX).then_some(last) })
}

/// Which of a person's entries counts: the newest; of one instant a no before a yes, and a shorter yes before a longer.
fn rank(entry: &ConsentEntry) -> impl Ord {
    let care = match entry.kind {
        ConsentKind::Granted => 0,
        ConsentKind::Withdrawn => 1,
        ConsentKind::RefusedByChild => 2,
        ConsentKind::Objected => 3,
    };
    (entry.at, care, std::cmp::Reverse(entry.until.unwrap_or(Date::MAX)))
}

/// One person whether written `Ada  Lovelace` or `ada lovelace`.
fn same_person(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;
    use muster_domain::{ConsentText, StudentId};
    use proptest::prelude::*;

    use super::*;

    fn entry(second: i64, person: &str, relation: Relation, kind: ConsentKind) -> ConsentEntry {
        ConsentEntry {
            student: StudentId::new("ada"),
            kind,
            person: person.to_owned(),
            relation,
            text: ConsentText { version: "1".into(), language: "en".into(), sha256: "00".into() },
            until: None,
            evidence: String::new(),
            at: Timestamp::from_second(1_800_000_000 + second).expect("an instant"),
            by: "office".to_owned(),
        }
    }

    use ConsentKind::{Granted, Objected, RefusedByChild, Withdrawn};
    use Relation::{Guardian, Parent, Student};

    #[test]
    fn one_objection_beats_any_consent() {
        let yes = entry(1, "Mum", Parent, Granted);
        let no = entry(0, "Dad", Parent, Objected);
        assert_eq!(consent(std::slice::from_ref(&yes), false), Consent::Granted { until: None });
        assert_eq!(consent(&[yes.clone(), no], false), Consent::Objected);
        let child = entry(0, "Ada", Student, RefusedByChild);
        assert_eq!(consent(&[yes.clone(), child], false), Consent::RefusedByChild);
        let gone = entry(2, "mum ", Parent, Withdrawn);
        assert_eq!(consent(&[yes, gone], false), Consent::Withdrawn);
    }

    #[test]
    fn whoever_objected_can_change_their_mind_and_nobody_else_for_them() {
        let no = entry(0, "Dad", Parent, Objected);
        let other = entry(1, "Mum", Parent, Granted);
        assert_eq!(consent(&[no.clone(), other], false), Consent::Objected);
        let own = entry(1, "DAD", Parent, Granted);
        assert_eq!(consent(&[no, own], false), Consent::Granted { until: None });
    }

    #[test]
    fn a_minor_does_not_consent_alone() {
        let own = entry(0, "Ada", Student, Granted);
        assert_eq!(consent(std::slice::from_ref(&own), false), Consent::None);
        assert_eq!(consent(&[own], true), Consent::Granted { until: None });
        assert_eq!(consent(&[], true), Consent::None);
    }

    #[test]
    fn a_consent_ends_after_its_last_day() {
        let last = date(2027, 7, 31);
        let yes = ConsentEntry { until: Some(last), ..entry(0, "Mum", Parent, Granted) };
        let state = consent(&[yes], false);
        assert!(state.holds(last));
        assert!(!state.holds(date(2027, 8, 1)));
    }

    fn entries() -> impl Strategy<Value = Vec<ConsentEntry>> {
        let people = prop::sample::select(vec![
            ("Mum", Parent),
            ("Dad", Parent),
            ("Ada", Student),
            ("Gran", Guardian),
        ]);
        let kinds = prop::sample::select(ConsentKind::ALL.to_vec());
        let until = prop::option::of(1i16..28);
        let one = (0i64..4, people, kinds, until).prop_map(|(second, (person, relation), kind, day)| {
            ConsentEntry {
                until: day.map(|day| date(2027, 1, day as i8)),
                ..entry(second, person, relation, kind)
            }
        });
        prop::collection::vec(one, 0..8)
    }

    proptest! {
        /// Protects every child whose parents disagree: no order of entering the same words gives another answer, and no
        /// standing no is ever beaten.
        #[test]
        fn the_order_of_entries_does_not_matter_and_no_beats_yes(
            (first, second) in entries().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
            adults in any::<bool>(),
        ) {
            let state = consent(&first, adults);
            prop_assert_eq!(state, consent(&second, adults));
            if state.holds(date(2027, 1, 1)) {
                for entry in first.iter().filter(|entry| entry.kind != Granted) {
                    let later = first.iter().any(|other| {
                        other.person == entry.person && other.kind == Granted && other.at > entry.at
                    });
                    prop_assert!(later, "{entry:?} stands and yet the face is used");
                }
                let said = first.iter().any(|one| one.kind == Granted && (adults || one.relation != Student));
                prop_assert!(said, "nobody who counts said yes");
            }
        }

        /// Protects from a yes that comes out of nowhere: a further no never makes a consent.
        #[test]
        fn a_no_never_makes_a_yes(all in entries(), kind in prop::sample::select(vec![Objected, Withdrawn, RefusedByChild])) {
            let mut more = all;
            more.push(entry(9, "Mum", Parent, kind));
            prop_assert!(!consent(&more, true).holds(date(2027, 1, 1)));
        }
    }
}
