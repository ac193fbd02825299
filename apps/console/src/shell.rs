//! What all pages have around them: head, navigation, messages for the script, and the places where it says things.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use muster_domain::Class;
use muster_store::Role;

use crate::text::{Language, Text};
use crate::{assets, paths};

/// Which colours a reader wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What their system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its code in cookies and pages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a code; the system's for any other text.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.code() == code).unwrap_or_default()
    }
}

/// Who looks at a page.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// How histories name them.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl Viewer {
    /// Whether they may mark the classes that they see.
    pub fn marks(&self) -> bool {
        matches!(self.role, Role::Admin | Role::Teacher)
    }

    /// Whether they look after users, classes and settings.
    pub fn manages(&self) -> bool {
        self.role == Role::Admin
    }

    /// Whether they have one page only: the camera of their class.
    pub fn is_kiosk(&self) -> bool {
        self.role == Role::Kiosk
    }

    /// Whether they look over the whole school.
    pub fn oversees(&self) -> bool {
        matches!(self.role, Role::Admin | Role::Auditor)
    }
}

/// What every page needs to know.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The reader's language.
    pub text: Text,
    /// Their colours.
    pub theme: Theme,
    /// The school's name.
    pub school: String,
    /// Who they are; none before they sign in.
    pub viewer: Option<Viewer>,
}

/// A page's place in the console.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// Outside of all menus.
    Nowhere,
    /// The list of classes.
    Home,
    /// A page of the school year.
    Year,
    /// The page of leave.
    Leave,
    /// The page of reports.
    Reports,
    /// A page of a class: its name in the address, `""` for the overview.
    Class(&'a Class, &'a str),
    /// A page of the administration, by its name in the address.
    Admin(&'a str),
    /// The reader's own page.
    Account,
}

/// The pages of a class, in the order of its menu: name in the address, message.
const CLASS_PAGES: [(&str, &str); 7] = [
    ("", "nav-sessions"),
    ("register", "nav-register"),
    ("students", "nav-students"),
    ("enrolment", "nav-enrolment"),
    ("consent", "nav-consent"),
    ("charts", "nav-charts"),
    ("live", "nav-live"),
];

/// The pages of the administration, and whether whoever only reads sees them.
const ADMIN_PAGES: [(&str, &str, bool); 12] = [
    ("classes", "nav-classes", true),
    ("statuses", "nav-statuses", true),
    ("users", "nav-users", false),
    ("keys", "nav-keys", false),
    ("notices", "nav-notices", false),
    ("connections", "nav-connections", false),
    ("recognition", "nav-recognition", true),
    ("privacy", "nav-privacy", true),
    ("activity", "nav-activity", true),
    ("jobs", "nav-jobs", true),
    ("data", "nav-data", true),
    ("health", "nav-health", true),
];

/// A whole page: `body` is what `<main>` holds.
pub fn page(frame: &Frame, place: Place<'_>, title: &str, body: &Markup) -> Markup {
    let Frame { text, theme, .. } = frame;
    let assets = assets::folder();
    html! {
        (DOCTYPE)
        html lang=(text.0.tag()) dir=(text.0.direction()) data-theme=(theme.code()) data-reader=[frame.viewer.as_ref().map(|viewer| viewer.name.as_str())] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Muster" }
                link rel="stylesheet" href={ (assets) "/console.css" };
                link rel="icon" href={ (assets) "/icon.svg" };
                link rel="manifest" href={ (assets) "/manifest.json" };
                script defer src={ (assets) "/idiomorph.js" } {}
                script type="module" src={ (assets) "/console.js" } {}
                script type="application/json" id="messages" { (PreEscaped(text.script_messages())) }
            }
            body {
                a.skip href="#main" { (text.say("skip")) }
                (bar(frame, place))
                (menu(frame, place))
                main #main tabindex="-1" { (body) }
                div #said role="status" aria-live="polite" {}
                div #wrong role="alert" {}
                noscript { p.notice { (text.say("needs-script")) } }
            }
        }
    }
}

fn bar(frame: &Frame, place: Place<'_>) -> Markup {
    let text = frame.text;
    let current = |here: bool| here.then_some("page");
    html! {
        header.bar {
            a.brand href="/" { img src={ (assets::folder()) "/icon.svg" } alt="" width="28" height="28"; span { (frame.school) } }
            @if let Some(viewer) = &frame.viewer {
                nav aria-label=(text.say("nav-main")) {
                    @if !viewer.is_kiosk() {
                        a href="/" aria-current=[current(matches!(place, Place::Home))] { (text.say("nav-home")) }
                        a href="/year" aria-current=[current(matches!(place, Place::Year))] { (text.say("nav-year")) }
                        a href="/leave" aria-current=[current(matches!(place, Place::Leave))] { (text.say("nav-leave")) }
                        a href="/reports" aria-current=[current(matches!(place, Place::Reports))] { (text.say("nav-reports")) }
                    }
                    @if viewer.oversees() {
                        a href="/admin" aria-current=[current(matches!(place, Place::Admin(_)))] { (text.say("nav-admin")) }
                    }
                    @if !viewer.is_kiosk() { a href="/tour" { (text.say("tour-title")) } }
                    a href="/account" aria-current=[current(matches!(place, Place::Account))] { (viewer.name) }
                    form.inline data-call="POST /api/v1/sign-out" data-then="/sign-in" {
                        button.quiet { (text.say("nav-sign-out")) }
                    }
                }
            }
        }
    }
}

/// The menu of a class or of the administration.
fn menu(frame: &Frame, place: Place<'_>) -> Markup {
    let text = frame.text;
    let manages = frame.viewer.as_ref().is_some_and(Viewer::manages);
    let kiosk = frame.viewer.as_ref().is_some_and(Viewer::is_kiosk);
    let entry = |address: String, message: &str, here: bool| {
        html! { li { a href=(address) aria-current=[here.then_some("page")] { (text.say(message)) } } }
    };
    match place {
        Place::Class(class, here) => html! {
            nav.menu aria-label=(class.name) {
                a.class href=(paths::class(&class.id)) { (class.name) }
                ul {
                    @for (page, message) in CLASS_PAGES.into_iter().filter(|(page, _)| !kiosk || *page == "live") {
                        @let address = if page.is_empty() { paths::class(&class.id) } else { paths::of_class(&class.id, page) };
                        (entry(address, message, page == here))
                    }
                }
            }
        },
        Place::Admin(here) => html! {
            nav.menu aria-label=(text.say("nav-admin")) {
                ul {
                    @for (page, message, _) in ADMIN_PAGES.iter().filter(|(_, _, read)| manages || *read) {
                        (entry(format!("/admin/{page}"), message, *page == here))
                    }
                }
            }
        },
        Place::Nowhere | Place::Home | Place::Year | Place::Leave | Place::Reports | Place::Account => {
            html! {}
        }
    }
}

/// A date that the script writes as the reader's language does.
pub fn date(day: jiff::civil::Date) -> Markup {
    html! { time datetime=(day) data-format="date" { (day) } }
}

/// An instant that the script writes in the reader's own zone.
pub fn instant(at: jiff::Timestamp) -> Markup {
    let at = at.round(jiff::Unit::Second).unwrap_or(at);
    html! { time datetime=(at) data-format="instant" { (at) } }
}

/// The day of an instant, which the script writes as the reader's language does.
pub fn date_of(at: jiff::Timestamp) -> Markup {
    date(jiff::tz::TimeZone::UTC.to_datetime(at).date())
}

/// A choice of languages; the script keeps it in a cookie.
pub fn languages(text: Text) -> Markup {
    html! {
        label.field {
            span { (text.say("language")) }
            select data-cookie="muster-language" {
                @for language in Language::ALL {
                    option value=(language.tag()) lang=(language.tag()) selected[language == text.0] { (language.own_name()) }
                }
            }
        }
    }
}
