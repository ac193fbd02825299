//! The pages of notices and of connections to learning platforms.

use std::collections::BTreeSet;

use muster_console::pages::admin::connections::{
    ClassConnections, ConnectionsView, Tool, class as of_class, connections,
};
use muster_console::pages::admin::notices::{NoticesView, Told, notices};
use muster_console::text::Language;
use muster_domain::{
    Channel, ClassId, Event, Every, LtiClassLink, LtiContext, LtiContextAbout, LtiContextKey, LtiMemberId,
    LtiPlatform, LtiPlatformId, MoodleLink, MoodleStatusName, MoodleUser, Notice, NoticeEnd, NoticeRule,
    NoticeRuleId, QuietHours, RegisterStatus, ReportKind, Status, StudentId, Timing, Watched,
};
use muster_store::Role;
use muster_usecase::notices::Line;

use crate::sample::{self, DAY, now};
use crate::{check, frame};

fn rules() -> Vec<NoticeRule> {
    let hour = |hour| jiff::civil::time(hour, 0, 0, 0);
    let quiet = Some(QuietHours { from: hour(20), to: hour(7) });
    let report = Watched::Report { report: ReportKind::Chronic, every: Every::Month };
    let all = [
        (Watched::Absence, Timing::default()),
        (Watched::InRow { sessions: 3 }, Timing { digest: Some(hour(15)), quiet }),
        (Watched::Chronic { percent: 10 }, Timing::default()),
        (Watched::NotTaken, Timing { digest: None, quiet }),
        (Watched::ManyExports, Timing { digest: None, quiet: None }),
        (report, Timing::default()),
    ];
    let rule = |(id, (watched, timing)): (i64, (Watched, Timing))| NoticeRule {
        id: NoticeRuleId(id),
        name: format!("Office <{id}>"),
        watched,
        classes: if id == 1 { BTreeSet::from([sample::class().id]) } else { BTreeSet::new() },
        channel: if id == 2 {
            Channel::Webhook { url: "https://office.example/<hook>".into() }
        } else {
            Channel::Mail { to: "office@school.example".into() }
        },
        timing,
        by: "Grace <H>".into(),
        since: now(),
    };
    (1..).zip(all).map(rule).collect()
}

fn told() -> Vec<Told> {
    let (student, class) = (StudentId::new("001"), sample::class().id);
    let label = || "2nd <period>".to_owned();
    let events = [
        Event::Absence { student: student.clone(), class: class.clone(), date: DAY, label: label() },
        Event::InRow { student: student.clone(), class: class.clone(), since: DAY, sessions: 3 },
        Event::Chronic { student, class: class.clone(), since: DAY },
        Event::NotTaken { class, date: DAY, label: label() },
        Event::ManyExports { by: "Ms <Frizzle>".into(), at: now() },
        Event::Report { report: ReportKind::Classes, from: DAY, to: DAY },
    ];
    let ends = [None, None, None, Some(NoticeEnd::Sent), Some(NoticeEnd::Outdated), Some(NoticeEnd::GivenUp)];
    let one = |(number, (event, ended)): (i64, (Event, Option<NoticeEnd>))| Told {
        line: Line { event: event.clone(), student: Some("Ada <L>".into()), class: "Form <7b>".into() },
        notice: Notice {
            number,
            rule: NoticeRuleId(number),
            event,
            at: now(),
            due_at: now(),
            attempts: u32::from(number > 1),
            failure: (number > 1).then(|| "no <answer>".into()),
            ended,
        },
    };
    (1..).zip(events.into_iter().zip(ends)).map(one).collect()
}

#[test]
fn rules_and_what_became_of_their_notices_are_shown() {
    let (rules, told, classes) = (rules(), told(), [sample::class()]);
    let none = NoticesView { rules: &[], told: &[], classes: &[], mail: false };
    check("no rule", |frame| notices(frame, &none));
    let view = NoticesView { rules: &rules, told: &told, classes: &classes, mail: true };
    check("rules", |frame| notices(frame, &view));
    let html = notices(&frame(Language::English, Some(Role::Admin)), &view).into_string();
    for said in ["Waiting", "Will be tried again", "Sent", "Outdated", "Given up", "no &lt;answer&gt;"] {
        assert!(html.contains(said), "{said}: {html}");
    }
    let hidden = html.matches("hidden disabled").count();
    assert_eq!(hidden, 5, "what does not belong to the first choices is neither shown nor sent: {html}");
}

fn platform() -> LtiPlatform {
    LtiPlatform {
        id: LtiPlatformId(1),
        issuer: "https://lms.example/<x>".into(),
        client_id: "c <1>".into(),
        auth_url: "https://lms.example/auth".into(),
        token_url: "https://lms.example/token".into(),
        jwks_url: "https://lms.example/keys".into(),
        deployment_ids: vec!["1".into(), "<2>".into()],
        sign_in: true,
        by: "Grace <H>".into(),
        since: now(),
    }
}

fn course(context: &str, open: bool, class: Option<ClassId>) -> LtiContext {
    let at = |path: &str| open.then(|| format!("https://lms.example/{path}"));
    LtiContext {
        key: LtiContextKey { platform: LtiPlatformId(1), deployment: "<2>".into(), context: context.into() },
        about: LtiContextAbout {
            title: open.then(|| "Algebra <b>".into()),
            members_url: at("members"),
            line_items_url: at("items"),
            at: now(),
        },
        link: class.map(|class| LtiClassLink { class, member_id: LtiMemberId::Email }),
    }
}

fn moodle() -> MoodleLink {
    let name = |of, acronym: &str| MoodleStatusName { of, acronym: acronym.into() };
    MoodleLink {
        class: sample::class().id,
        site: "https://moodle.example/<m>".into(),
        course: 7,
        attendance: 3,
        user: MoodleUser::Email,
        statuses: vec![
            name(RegisterStatus::Status(Status::Late), "L"),
            name(RegisterStatus::Letter("P".into()), "<P>"),
        ],
        by: "Grace <H>".into(),
        since: now(),
    }
}

#[test]
fn connections_are_shown_with_what_a_platform_has_to_know() {
    let (classes, links, platforms) = ([sample::class()], [moodle()], [platform()]);
    let courses = [course("c/1", true, Some(sample::class().id)), course("c/2", false, None)];
    let none = ConnectionsView { classes: &[], moodle: &[], tool: None, platforms: &[], courses: &[] };
    check("no connection", |frame| connections(frame, &none));
    let at = |scheme: &str, path: &str| format!("{scheme}://muster.example{path}");
    for scheme in ["http", "https"] {
        let tool = Tool {
            target: at(scheme, "/"),
            login: at(scheme, "/lti/login"),
            launch: at(scheme, "/lti/launch"),
            keys: at(scheme, "/lti/jwks.json"),
        };
        let view = ConnectionsView {
            classes: &classes,
            moodle: &links,
            tool: Some(&tool),
            platforms: &platforms,
            courses: &courses,
        };
        check("connections", |frame| connections(frame, &view));
        let html = connections(&frame(Language::English, Some(Role::Admin)), &view).into_string();
        assert_eq!(html.contains("not encrypted"), scheme == "http");
        assert!(html.contains(&format!("value=\"{scheme}://muster.example/lti/jwks.json\"")), "{html}");
        assert_eq!(
            html.matches("PUT /api/v1/classes/{class}/lti\"").count(),
            1,
            "of the one without a class"
        );
    }
}

#[test]
fn a_classs_connections_are_made_used_and_ended() {
    let (class, link, statuses) = (sample::class(), moodle(), muster_record::plain_set());
    let none =
        ClassConnections { class: &class, moodle: None, course: None, statuses: &statuses, days: (DAY, DAY) };
    check("a class without connections", |frame| of_class(frame, &none));
    for open in [true, false] {
        let course = course("c/1", open, Some(class.id.clone()));
        let view = ClassConnections { moodle: Some(&link), course: Some(&course), ..none };
        check("a class's connections", |frame| of_class(frame, &view));
        let html = of_class(&frame(Language::English, Some(Role::Admin)), &view).into_string();
        assert_eq!(html.contains("/lti/grades\""), open, "what the platform does not allow is not offered");
        assert!(!html.contains("name=\"token\" maxlength=\"500\" value"), "a token is in no page");
        assert!(html.contains("{&quot;letter&quot;:&quot;P&quot;}\" selected"), "{html}");
    }
}
