//! The next page of an answer, by its `Link` headers (RFC 8288).

use ureq::http::{HeaderMap, header};
use url::Url;

use crate::ServiceError;

/// Most pages of one list. A platform that never ends would be asked for ever.
pub(crate) const PAGES: usize = 1000;

/// The address of the next page, if there is one. It has to be on the same site: the token goes there.
pub(crate) fn next_page(
    what: &'static str,
    page: &Url,
    headers: &HeaderMap,
) -> Result<Option<Url>, ServiceError> {
    let refused = |cause: &str| ServiceError::Address { what, cause: cause.to_owned() };
    let links = headers.get_all(header::LINK).into_iter().filter_map(|value| value.to_str().ok());
    let Some(target) = links.flat_map(targets).find_map(|(target, next)| next.then_some(target)) else {
        return Ok(None);
    };
    let next = page.join(target).map_err(|cause| refused(&cause.to_string()))?;
    if next.origin() != page.origin() {
        return Err(refused("its next page is on another site"));
    }
    Ok(Some(next))
}

/// The targets of a header's links, each with whether it is the next page: `<target>; rel="a b"; more, <target> ...`.
fn targets(value: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = value;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let parameters = &after[..end_of_link(after)];
        rest = &after[parameters.len()..];
        Some((target, is_next(parameters)))
    })
}

/// Where a link's parameters end: at the first comma that is not in quotes.
fn end_of_link(parameters: &str) -> usize {
    let mut quoted = false;
    let comma = parameters.find(|c: char| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    comma.unwrap_or(parameters.len())
}

fn is_next(parameters: &str) -> bool {
    let relations = parameters.split(';').filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"'))
    });
    relations.flat_map(str::split_whitespace).any(|relation| relation.eq_ignore_ascii_case("next"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn next(links: &[&str]) -> Option<String> {
        let page = Url::parse("https://p.example/a/members?p=1").expect("a URL");
        let mut headers = HeaderMap::new();
        for link in links {
            headers.append(header::LINK, link.parse().expect("a header"));
        }
        next_page("a list", &page, &headers).expect("a good link").map(String::from)
    }

    /// Protects from half a class: the next page is found however platforms write the header.
    #[test]
    fn the_next_page_is_found() {
        let second = Some("https://p.example/a/members?p=2,3".to_owned());
        let whole = "https://p.example/a/members?p=2,3";
        assert_eq!(next(&[&format!("<{whole}>; rel=\"next\"")]), second);
        assert_eq!(next(&[&format!("<{whole}>;rel=next")]), second);
        assert_eq!(
            next(&[&format!("</x>; rel=\"first\"; title=\"a, <b>\", <{whole}>; REL=\"last Next\"")]),
            second
        );
        assert_eq!(next(&["</x>; rel=\"differences\"", &format!("<{whole}>; rel=\"next\"")]), second);
        assert_eq!(next(&["<?p=2,3>; rel=next"]), second, "relative to the page");
        assert_eq!(next(&["</x>; rel=\"nextish\"", "</x>; title=\"rel=next\""]), None);
        assert_eq!(next(&[]), None);
    }

    /// Protects the token: another site's page is not asked.
    #[test]
    fn another_sites_page_is_refused() {
        let page = Url::parse("https://p.example/members").expect("a URL");
        for link in [
            "<https://evil.example/>; rel=next",
            "<http://p.example/>; rel=next",
            "<//evil.example>; rel=next",
        ] {
            let headers = HeaderMap::from_iter([(header::LINK, link.parse().expect("a header"))]);
            next_page("a list", &page, &headers).expect_err(link);
        }
    }

    proptest! {
        /// Protects from a header that ends the program.
        #[test]
        fn any_header_is_read(text in "[<>;,\"= a-z]{0,60}") {
            prop_assert!(targets(&text).count() <= text.len());
        }
    }
}
