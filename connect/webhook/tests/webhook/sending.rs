//! Deliveries to a server that answers well, badly, slowly or not at all.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use muster_webhook::{
    AddressKind, Endpoint, Fault, ForbiddenAddress, Headers, Outcome, Reach, Secret, Sender, sign, verify,
};

use crate::receiver::{Answer, Receiver};

const BODY: &[u8] = br#"{"type":"session.closed"}"#;
/// Sun, 06 Nov 1994 08:49:37 GMT, as RFC 9110 has it.
const NOW: i64 = 784_111_777;

fn now() -> Timestamp {
    Timestamp::from_second(NOW).expect("in range")
}

fn secret() -> Secret {
    Secret::new([5; 32])
}

fn send(url: &str) -> Outcome {
    let endpoint = Endpoint::parse(url, Reach::Private).expect("an endpoint");
    let headers = sign(&[secret()], "m1", now(), BODY).expect("signed");
    Sender::new(Reach::Private, Duration::from_millis(800)).send(&endpoint, &headers, BODY)
}

fn send_to_status(status: u16, headers: &str) -> Outcome {
    send(&Receiver::with_status(status, headers, "words").url())
}

fn pause_asked_for(headers: &str) -> Option<SignedDuration> {
    match send_to_status(429, headers) {
        Outcome::RetryLater { fault: Fault::Status { status: 429, .. }, retry_after } => retry_after,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_receiver_gets_what_was_signed() {
    let receiver = Receiver::with_status(204, "", "");
    assert_eq!(send(&receiver.url()), Outcome::Delivered);
    let heard = receiver.heard().expect("a request");
    assert_eq!(heard.line, "POST /hook/k3y?a=b HTTP/1.1");
    assert_eq!(heard.header("content-type"), Some("application/json"));
    let headers = Headers::read(|name| heard.header(name)).expect("three headers");
    assert_eq!(heard.body, BODY);
    assert_eq!(verify(&[secret()], &headers, &heard.body, now(), SignedDuration::from_mins(5)), Ok(()));
}

#[test]
fn the_status_decides() {
    assert_eq!(send_to_status(200, ""), Outcome::Delivered);
    assert_eq!(send_to_status(410, ""), Outcome::Gone);
    for status in [500, 502, 503, 504] {
        let outcome = send_to_status(status, "");
        assert!(
            matches!(&outcome, Outcome::RetryLater { fault: Fault::Status { status: said, .. }, retry_after: None }
                if *said == status),
            "{outcome:?}"
        );
    }
    for status in [304, 400, 401, 404] {
        assert!(
            matches!(send_to_status(status, ""), Outcome::Refused { status: said, .. } if said == status)
        );
    }
}

#[test]
fn a_receiver_may_put_a_message_off_but_not_for_ever() {
    let seconds = |seconds| Some(SignedDuration::from_secs(seconds));
    assert_eq!(pause_asked_for("retry-after: 120\r\n"), seconds(120));
    assert_eq!(pause_asked_for("retry-after: Sun, 06 Nov 1994 08:59:37 GMT\r\n"), seconds(600));
    assert_eq!(pause_asked_for("retry-after: Sun, 06 Nov 1994 07:00:00 GMT\r\n"), seconds(0));
    assert_eq!(pause_asked_for("retry-after: 99999999\r\n"), seconds(86_400));
    assert_eq!(pause_asked_for("retry-after: 99999999999999999999999\r\n"), seconds(86_400));
    for nonsense in ["", "retry-after: soon\r\n", "retry-after: -5\r\n", "retry-after:\r\n"] {
        assert_eq!(pause_asked_for(nonsense), None, "{nonsense}");
    }
}

#[test]
fn a_redirect_is_not_followed() {
    for status in [301, 302, 307, 308] {
        let inside = Receiver::with_status(200, "", "");
        let location = format!("location: {}\r\n", inside.url());
        let outcome = send_to_status(status, &location);
        assert!(matches!(outcome, Outcome::Refused { status: said, .. } if said == status), "{outcome:?}");
        assert!(inside.heard().is_none(), "somebody called what {status} pointed to");
    }
}

#[test]
fn what_a_receiver_says_is_cut_and_made_harmless() {
    let long = format!("no \u{7}\r\nsuch\0 class {}", "é".repeat(5000));
    let outcome = send(&Receiver::with_status(404, "", &long).url());
    let Outcome::Refused { status: 404, words } = outcome else { panic!("{outcome:?}") };
    assert!(words.starts_with("no    such  class é"), "{words}");
    assert!(words.len() <= 1024 + '\u{fffd}'.len_utf8(), "{} bytes", words.len());
}

#[test]
fn a_slow_receiver_is_left_after_the_patience() {
    let silent = Receiver::answering(Answer::Silence(Duration::from_secs(20)));
    assert!(matches!(send(&silent.url()), Outcome::RetryLater { fault: Fault::Slow { .. }, .. }));
    let head = |status: &str| format!("HTTP/1.1 {status}\r\ncontent-length: 100000\r\n\r\n").into_bytes();
    // Its status is known, so what else it has to say does not matter.
    let good = Receiver::answering(Answer::Trickle(head("200 OK")));
    assert_eq!(send(&good.url()), Outcome::Delivered);
    let bad = Receiver::answering(Answer::Trickle(head("404 Not Found")));
    assert!(matches!(send(&bad.url()), Outcome::Refused { status: 404, words } if words.starts_with('x')));
}

#[test]
fn what_is_no_http_or_not_there_is_tried_again() {
    for garbage in [b"\x16\x03\x01 what?\r\n\r\n".to_vec(), Vec::new(), b"HTTP/1.1 2".to_vec()] {
        let outcome = send(&Receiver::answering(Answer::Say(garbage)).url());
        assert!(
            matches!(outcome, Outcome::RetryLater { fault: Fault::Connection { .. }, .. }),
            "{outcome:?}"
        );
    }
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(100_000));
    let outcome = send(&Receiver::answering(Answer::Say(long.into_bytes())).url());
    assert!(matches!(outcome, Outcome::RetryLater { fault: Fault::Connection { .. }, .. }), "{outcome:?}");
    // Port 1 of this machine: nobody listens.
    let outcome = send("http://127.0.0.1:1/hook/k3y");
    let Outcome::RetryLater { fault, retry_after: None } = outcome else { panic!("{outcome:?}") };
    assert!(matches!(fault, Fault::Connection { .. }));
    assert!(!fault.to_string().contains("k3y"), "{fault}");
}

#[test]
fn a_name_is_judged_by_what_it_stands_for() {
    let receiver = Receiver::with_status(200, "", "");
    // Taken while private addresses were allowed, and sent when they no longer are.
    let url = format!("http://localhost:{}/", receiver.address.port());
    let endpoint = Endpoint::parse(&url, Reach::Private).expect("allowed then");
    let headers = sign(&[secret()], "m1", now(), BODY).expect("signed");
    let outcome = Sender::new(Reach::Public, Duration::from_secs(2)).send(&endpoint, &headers, BODY);
    let Outcome::RetryLater { fault: Fault::Forbidden { cause, .. }, .. } = outcome else {
        panic!("{outcome:?}")
    };
    assert!(matches!(cause, ForbiddenAddress::Kind { kind: AddressKind::Loopback, .. }));
    assert!(receiver.heard().is_none(), "it was called all the same");
}
