//! No way of writing an address leads into this machine or its networks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use muster_webhook::{AddressKind, Endpoint, EndpointError, ForbiddenAddress, Reach, kind_of};
use proptest::prelude::*;

fn refusal(text: &str, reach: Reach) -> Option<EndpointError> {
    Endpoint::parse(text, reach).err()
}

fn forbidden(text: &str, reach: Reach) -> AddressKind {
    match refusal(text, reach) {
        Some(EndpointError::Address(ForbiddenAddress::Kind { kind, .. })) => kind,
        other => panic!("{text} gave {other:?}"),
    }
}

#[test]
fn addresses_are_of_the_kind_that_iana_lists() {
    for (text, kind) in [
        ("9.9.9.9", AddressKind::Public),
        ("172.15.255.255", AddressKind::Public),
        ("172.32.0.0", AddressKind::Public),
        ("100.63.255.255", AddressKind::Public),
        ("2620:fe::fe", AddressKind::Public),
        ("0.0.0.0", AddressKind::Reserved),
        ("0.1.2.3", AddressKind::Reserved),
        ("255.255.255.255", AddressKind::Reserved),
        ("224.0.0.1", AddressKind::Reserved),
        ("198.19.0.1", AddressKind::Reserved),
        ("10.1.2.3", AddressKind::Private),
        ("172.31.255.255", AddressKind::Private),
        ("192.168.0.1", AddressKind::Private),
        ("100.64.0.1", AddressKind::Private),
        ("127.255.0.1", AddressKind::Loopback),
        ("169.254.1.1", AddressKind::LinkLocal),
        ("169.254.169.254", AddressKind::Metadata),
        ("100.100.100.200", AddressKind::Metadata),
        ("168.63.129.16", AddressKind::Metadata),
        ("::", AddressKind::Reserved),
        ("::1", AddressKind::Loopback),
        ("::127.0.0.1", AddressKind::Reserved),
        ("::ffff:127.0.0.1", AddressKind::Loopback),
        ("::ffff:9.9.9.9", AddressKind::Public),
        ("64:ff9b::a9fe:a9fe", AddressKind::Metadata),
        ("64:ff9b::909:909", AddressKind::Public),
        ("64:ff9b:1::909:909", AddressKind::Reserved),
        ("fd12::1", AddressKind::Private),
        ("fd00:ec2::254", AddressKind::Metadata),
        ("fe80::1", AddressKind::LinkLocal),
        ("fec0::1", AddressKind::Reserved),
        ("ff02::1", AddressKind::Reserved),
        ("2001:db8::1", AddressKind::Reserved),
        ("2001:0:7f00:1::", AddressKind::Reserved),
        ("2002:7f00:1::", AddressKind::Reserved),
    ] {
        assert_eq!(kind_of(text.parse().expect(text)), kind, "{text}");
    }
}

#[test]
fn an_address_is_known_in_disguise() {
    for text in [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://0x7f.0.0.1/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://127.0.0.1./",
        "https://%31%32%37.0.0.1/",
        "https://１２７.0.0.1/",
        "https://127。0。0。1/",
        "https://[::1]/",
        "https://[0:0:0:0:0:0:0:1]/",
        "https://[::ffff:7f00:1]/",
        "https://[64:ff9b::127.0.0.1]/",
        "https://LOCALHOST/",
        "https://localhost./",
        "https://a.localhost/",
        "https:\\\\127.0.0.1\\",
        "https:127.0.0.1",
        "ht\ttps://127.0.0.1/",
    ] {
        assert_eq!(forbidden(text, Reach::Public), AddressKind::Loopback, "{text}");
    }
    assert_eq!(forbidden("https://0/", Reach::Public), AddressKind::Reserved);
    assert_eq!(forbidden("https://[::]/", Reach::Public), AddressKind::Reserved);
    assert_eq!(forbidden("https://0251.0376.0251.0376/", Reach::Public), AddressKind::Metadata);
}

#[test]
fn private_networks_open_only_when_allowed_and_secrets_of_clouds_never() {
    for text in ["https://10.0.0.7/", "https://[fd12::7]/", "https://localhost/", "http://localhost:8080/"] {
        assert!(refusal(text, Reach::Public).is_some(), "{text}");
        assert_eq!(refusal(text, Reach::Private), None, "{text}");
    }
    assert_eq!(forbidden("https://169.254.169.254/latest", Reach::Private), AddressKind::Metadata);
    assert_eq!(forbidden("https://169.254.0.9/", Reach::Private), AddressKind::LinkLocal);
    assert_eq!(forbidden("https://0.0.0.0/", Reach::Private), AddressKind::Reserved);
}

#[test]
fn only_this_machine_is_called_without_encryption() {
    for text in ["http://example.org/", "http://9.9.9.9/", "http://192.168.0.1/", "http://[fd12::7]/"] {
        assert!(matches!(refusal(text, Reach::Private), Some(EndpointError::Unencrypted { .. })), "{text}");
    }
}

#[test]
fn what_is_no_endpoint_is_refused_by_name() {
    assert_eq!(refusal("https://user:pass@example.org/", Reach::Public), Some(EndpointError::Credentials));
    assert_eq!(refusal("https://user@example.org/", Reach::Public), Some(EndpointError::Credentials));
    // What a person reads as the host is a user here.
    assert_eq!(refusal("https://example.org@10.0.0.1/", Reach::Public), Some(EndpointError::Credentials));
    for text in ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)"] {
        assert!(matches!(refusal(text, Reach::Private), Some(EndpointError::Scheme { .. })), "{text}");
    }
    for text in ["", "example.org", "https://", "https://a b/", "https://[::1%25eth0]/", "https://x:99999/"] {
        assert!(matches!(refusal(text, Reach::Private), Some(EndpointError::Url(_))), "{text}");
    }
    let long = format!("https://example.org/{}", "a".repeat(2000));
    assert_eq!(refusal(&long, Reach::Public), Some(EndpointError::Long { bytes: 2020 }));
}

#[test]
fn a_good_url_stays_and_its_path_is_not_shown() {
    let endpoint =
        Endpoint::parse("https://schüle.example:8443/hook/s3cret?x=1#part", Reach::Public).expect("good");
    assert_eq!(endpoint.as_str(), "https://xn--schle-mva.example:8443/hook/s3cret?x=1");
    assert_eq!(endpoint.host(), "xn--schle-mva.example");
    assert!(!format!("{endpoint:?}").contains("s3cret"));
}

proptest! {
    /// However an IPv4 address is written, it is judged as itself.
    #[test]
    fn spellings_change_nothing(bits in any::<u32>()) {
        let v4 = Ipv4Addr::from_bits(bits);
        let kind = kind_of(v4.into());
        prop_assert_eq!(kind_of(v4.to_ipv6_mapped().into()), kind);
        let translated = Ipv6Addr::from_bits((0x64_ff9b << 96) | u128::from(bits));
        prop_assert_eq!(kind_of(translated.into()), kind);
        let [a, b, c, d] = v4.octets();
        for host in [
            format!("{a}.{b}.{c}.{d}"),
            format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
            format!("0x{a:x}.{b}.0{c:o}.0x{d:X}"),
            format!("{bits}"),
            format!("0x{bits:x}"),
            format!("{a}.{}", bits & 0xff_ffff),
            format!("[::ffff:{v4}]"),
        ] {
            let url = format!("https://{host}/");
            match refusal(&url, Reach::Public) {
                None => prop_assert_eq!(kind, AddressKind::Public, "{}", url),
                Some(EndpointError::Address(ForbiddenAddress::Kind { kind: found, .. })) => {
                    prop_assert_eq!(found, kind, "{}", url);
                }
                Some(other) => prop_assert!(false, "{} gave {}", url, other),
            }
        }
    }

    /// What the standard library knows not to be public is not public here.
    #[test]
    fn nothing_that_std_names_is_public(v4 in any::<[u8; 4]>(), v6 in any::<[u16; 8]>()) {
        let v4 = Ipv4Addr::from(v4);
        let special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast()
            || v4.is_broadcast() || v4.is_documentation() || v4.is_unspecified();
        prop_assert!(!special || kind_of(v4.into()) != AddressKind::Public);
        let v6 = Ipv6Addr::from(v6);
        let special = v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_multicast();
        prop_assert!(!special || kind_of(v6.into()) != AddressKind::Public);
    }

    /// Whatever is typed in is answered, and what is taken is called as it was judged.
    #[test]
    fn any_text_is_answered(text in "(https?://)?[a-z0-9.@:/\\\\\\[\\]%#? é-]{0,40}") {
        if let Ok(endpoint) = Endpoint::parse(&text, Reach::Public) {
            prop_assert!(endpoint.as_str().starts_with("https://"));
            prop_assert_eq!(Endpoint::parse(endpoint.as_str(), Reach::Public), Ok(endpoint.clone()));
            if let Ok(address) = endpoint.host().parse::<IpAddr>() {
                prop_assert_eq!(kind_of(address), AddressKind::Public);
            }
        }
    }
}
