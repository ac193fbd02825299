//! What pages say, in the reader's language. The messages are Fluent files in `locales/`, one a language.

use std::collections::HashMap;
use std::sync::LazyLock;

pub use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_langneg::{NegotiationStrategy, negotiate_languages, parse_accepted_languages};
use unic_langid::LanguageIdentifier;

/// A language that the console speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, which all others are translated from.
    English,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// Arabic.
    Arabic,
    /// Urdu.
    Urdu,
}

/// A language's message files, one after the other.
macro_rules! messages {
    ($tag:literal) => {
        concat!(
            include_str!(concat!("../locales/", $tag, ".ftl")),
            include_str!(concat!("../locales/reports/", $tag, ".ftl")),
            include_str!(concat!("../locales/admin/", $tag, ".ftl"))
        )
    };
}

impl Language {
    /// All there are.
    pub const ALL: [Self; 6] =
        [Self::English, Self::German, Self::Spanish, Self::French, Self::Arabic, Self::Urdu];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Arabic => "ar",
            Self::Urdu => "ur",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Spanish => "Español",
            Self::French => "Français",
            Self::Arabic => "العربية",
            Self::Urdu => "اردو",
        }
    }

    /// The direction of its script, as HTML's `dir` has it.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Arabic | Self::Urdu => "rtl",
            Self::English | Self::German | Self::Spanish | Self::French => "ltr",
        }
    }

    /// The language of a tag, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The best of ours for an `Accept-Language` header; English when none fits.
    pub fn accepted(header: &str) -> Self {
        let wanted = parse_accepted_languages(header);
        let ours: Vec<LanguageIdentifier> =
            Self::ALL.iter().filter_map(|language| language.tag().parse().ok()).collect();
        let found = negotiate_languages(&wanted, &ours, None, NegotiationStrategy::Lookup);
        found.first().and_then(|one| Self::from_tag(one.language.as_str())).unwrap_or(Self::English)
    }

    /// The text of its message files.
    pub const fn messages(self) -> &'static str {
        match self {
            Self::English => messages!("en"),
            Self::German => messages!("de"),
            Self::Spanish => messages!("es"),
            Self::French => messages!("fr"),
            Self::Arabic => messages!("ar"),
            Self::Urdu => messages!("ur"),
        }
    }
}

/// What pages hand to their script, once for each language.
static FOR_SCRIPT: LazyLock<HashMap<Language, String>> = LazyLock::new(|| {
    let json = |language| serde_json::to_string(&Text(language).for_script(&["script-", "error-"]));
    Language::ALL
        .into_iter()
        .map(|language| (language, json(language).unwrap_or_default().replace('<', "\\u003c")))
        .collect()
});

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<HashMap<Language, Bundle>> =
    LazyLock::new(|| Language::ALL.into_iter().map(|language| (language, bundle(language))).collect());

fn bundle(language: Language) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // A test parses every file; whatever a broken one holds that is sound is used.
    let resource = FluentResource::try_new(language.messages().to_owned());
    bundle.add_resource_overriding(resource.unwrap_or_else(|(sound, _)| sound));
    bundle
}

/// Says messages in one language.
#[derive(Clone, Copy, Debug)]
pub struct Text(pub Language);

impl Text {
    /// The message of that id.
    pub fn say(self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The same with values for its placeables. Names and other values are isolated, so that a left-to-right name does
    /// not turn a right-to-left sentence around. A message that the language lacks is said in English; one that there is
    /// not at all shows its id in brackets, which no page's test lets through.
    pub fn with(self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.find(id, values).unwrap_or_else(|| format!("\u{27e6}{id}\u{27e7}"))
    }

    /// The message of that id, if there is one: for ids that come from elsewhere, such as an error's code.
    pub fn find(self, id: &str, values: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let args: FluentArgs<'_> = values.iter().cloned().collect();
        [self.0, Language::English].into_iter().find_map(|language| format(language, id, &args))
    }

    /// The messages that a page's script says, as JSON in which no `<` occurs, so that no text ends its element.
    pub fn script_messages(self) -> &'static str {
        FOR_SCRIPT.get(&self.0).map_or("{}", String::as_str)
    }

    /// All messages whose id begins with one of these, for the page's script: whole patterns, in which the script
    /// replaces `{ $name }`.
    pub fn for_script(self, prefixes: &[&str]) -> HashMap<String, String> {
        let ids =
            Language::English.messages().lines().filter_map(|line| line.split_once(" =").map(|(id, _)| id));
        let wanted = ids.filter(|id| prefixes.iter().any(|prefix| id.starts_with(prefix)));
        let raw = |id: &str| {
            let args = FluentArgs::from_iter([("name", "{name}"), ("count", "{count}")]);
            [self.0, Language::English].into_iter().find_map(|language| format(language, id, &args))
        };
        wanted.filter_map(|id| Some((id.to_owned(), raw(id)?))).collect()
    }
}

fn format(language: Language, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let bundle = BUNDLES.get(&language)?;
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(args), &mut errors);
    Some(said.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects who reads no English from a browser whose header is usual but long.
    #[test]
    fn the_browsers_wish_decides() {
        for (header, language) in [
            ("de-AT,de;q=0.9,en;q=0.8", Language::German),
            ("ur-PK, en;q=0.5", Language::Urdu),
            ("ar", Language::Arabic),
            ("ja, fr;q=0.3", Language::French),
            ("ja", Language::English),
            ("", Language::English),
            ("*;q=x,,;", Language::English),
        ] {
            assert_eq!(Language::accepted(header), language, "{header}");
        }
    }
}
