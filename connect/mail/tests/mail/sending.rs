//! Mails handed to a server, and what its answers mean.

use std::net::TcpListener;
use std::time::Duration;

use muster_mail::{MailError, MailServer, Mailbox, Password, Security, ServerError};

use crate::post_office::{Heard, PostOffice};
use crate::writing::{message, office};

const PATIENCE: Duration = Duration::from_millis(700);
const PASSWORD: &str = "pa55 wörd";

fn server(port: u16, security: Security) -> MailServer {
    MailServer::new("127.0.0.1", port, security, office()).expect("a server")
}

fn signed_in(post: &PostOffice) -> MailServer {
    server(post.address.port(), Security::None).signed_in("muster", Password::new(PASSWORD))
}

fn send(changed: &[(&'static str, &str)]) -> (Result<(), MailError>, Heard) {
    let post = PostOffice::with(changed);
    let sent = signed_in(&post).send(&message("Report", "Text"), PATIENCE);
    (sent, post.heard())
}

#[test]
fn a_server_gets_the_mail_as_it_was_written() {
    let post = PostOffice::with(&[]);
    // Lines that begin with dots, one of them alone, must not end the mail.
    let sent = message("Report", "one\n.\n..two\n.three\nend");
    signed_in(&post).send(&sent, PATIENCE).expect("sent");
    let heard = post.heard();
    assert_eq!(heard.command("MAIL"), Some("MAIL FROM:<office@school.example>"));
    assert_eq!(heard.command("RCPT"), Some("RCPT TO:<zoe@school.example>"));
    // RFC 4616: nobody, a NUL, the user, a NUL, the password.
    assert_eq!(heard.command("AUTH"), Some("AUTH PLAIN AG11c3RlcgBwYTU1IHfDtnJk"));
    let mail = heard.mail.expect("a mail");
    let written = sent.write(&office()).expect("written");
    assert_eq!(String::from_utf8_lossy(&mail).trim_end(), String::from_utf8_lossy(&written).trim_end());
    let text = mailparse::parse_mail(&mail).expect("parsed").get_body().expect("text");
    assert_eq!(text.trim_end(), "one\r\n.\r\n..two\r\n.three\r\nend");
}

#[test]
fn nobody_signs_in_where_nobody_has_to() {
    let post = PostOffice::with(&[]);
    server(post.address.port(), Security::None).send(&message("Report", "Text"), PATIENCE).expect("sent");
    assert_eq!(post.heard().command("AUTH"), None);
}

#[test]
fn a_no_for_now_passes_and_a_no_for_good_lasts() {
    for (step, answer, expected, passing) in [
        ("greeting", "421 4.3.2 closing", 421, true),
        ("greeting", "554 5.7.1 go away", 554, false),
        ("MAIL", "452 4.3.1 full", 452, true),
        ("RCPT", "450 4.2.1 greylisted, come back", 450, true),
        ("RCPT", "550-5.1.1 no such\r\n550 5.1.1 person here", 550, false),
        ("DATA", "554 5.6.0 no", 554, false),
        (".", "451 4.7.1 later", 451, true),
        (".", "552 5.3.4 too big", 552, false),
    ] {
        let (sent, heard) = send(&[(step, answer)]);
        let error = sent.expect_err(answer);
        let MailError::Refused { ref to, code, ref words, .. } = error else { panic!("{error:?}") };
        assert_eq!((to.as_str(), code, error.is_passing()), ("zoe@school.example", expected, passing));
        let said = answer.rsplit(' ').next().expect("words");
        assert!(words.ends_with(said), "{words}");
        assert_eq!(heard.mail.is_some(), step == ".", "{answer}");
    }
}

#[test]
fn a_wrong_password_lasts_and_is_never_told() {
    let echo = format!("535 5.7.8 AG11c3RlcgBwYTU1IHfDtnJk is wrong, {PASSWORD}\u{7} too");
    let (sent, _) = send(&[("AUTH", &echo)]);
    let error = sent.expect_err("refused");
    assert!(matches!(error, MailError::SignIn { code: 535, .. }), "{error:?}");
    assert!(!error.is_passing());
    let told = format!("{error} {error:?}");
    assert!(told.contains("5.7.8 ... is wrong, ... too"), "{told}");
    let post = PostOffice::with(&[]);
    let shown = format!("{:?}", signed_in(&post));
    assert!(shown.contains("muster") && !shown.contains("pa55"), "{shown}");
    // Where the letter p was left out would tell a password that is one.
    let post = PostOffice::with(&[("RCPT", "550 no such person")]);
    let short = server(post.address.port(), Security::None).signed_in("muster", Password::new("p"));
    let error = short.send(&message("Report", "Text"), PATIENCE).expect_err("refused");
    assert!(error.to_string().contains("no such person"), "{error}");
    // For now is not for good.
    let (sent, _) = send(&[("AUTH", "454 4.7.0 later")]);
    assert!(sent.expect_err("refused").is_passing());
}

#[test]
fn an_address_beyond_ascii_needs_a_server_that_takes_it() {
    let beyond = || {
        let mut sent = message("Report", "Text");
        sent.to = Mailbox::new("", "zoë@school.example").expect("a mailbox");
        sent
    };
    let old = PostOffice::with(&[("EHLO", "250-post.example\r\n250 AUTH PLAIN")]);
    let error = signed_in(&old).send(&beyond(), PATIENCE).expect_err("it can't");
    assert!(matches!(error, MailError::Lacking { .. }) && !error.is_passing(), "{error}");
    assert!(old.heard().mail.is_none());
    let new = PostOffice::with(&[]);
    signed_in(&new).send(&beyond(), PATIENCE).expect("sent");
    let heard = new.heard();
    assert!(heard.command("MAIL").expect("one").contains("SMTPUTF8"));
    assert_eq!(heard.command("RCPT"), Some("RCPT TO:<zoë@school.example>"));
}

#[test]
fn a_server_that_does_not_turn_to_tls_is_told_nothing() {
    let post = PostOffice::with(&[]);
    let error = server(post.address.port(), Security::StartTls)
        .signed_in("muster", Password::new(PASSWORD))
        .send(&message("Report", "Text"), PATIENCE)
        .expect_err("it offers no STARTTLS");
    assert!(matches!(error, MailError::Lacking { .. }), "{error}");
    assert!(!error.is_passing());
    let heard = post.heard();
    assert!(heard.commands.iter().all(|said| said.starts_with("EHLO") || said == "QUIT"), "{heard:?}");

    // One that offers it and then goes on in plain words.
    let post = PostOffice::with(&[("EHLO", "250-post.example\r\n250 STARTTLS"), ("STARTTLS", "220 go")]);
    let error = server(post.address.port(), Security::StartTls)
        .signed_in("muster", Password::new(PASSWORD))
        .send(&message("Report", "Text"), PATIENCE)
        .expect_err("no TLS");
    assert!(matches!(error, MailError::Unsafe { .. }), "{error:?}");
    assert!(post.heard().command("AUTH").is_none());

    // One that speaks plainly where TLS is meant: a wrong port.
    let post = PostOffice::with(&[]);
    let error = server(post.address.port(), Security::Tls)
        .send(&message("Report", "Text"), PATIENCE)
        .expect_err("no TLS");
    assert!(matches!(error, MailError::Unsafe { .. }), "{error:?}");
    assert!(!error.is_passing());
}

#[test]
fn a_server_that_is_not_there_slow_or_no_mail_server_passes() {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
    let error = server(free, Security::None).send(&message("Report", "Text"), PATIENCE).expect_err("nobody");
    assert!(matches!(error, MailError::Unreachable { .. }) && error.is_passing(), "{error:?}");
    for (step, answer) in [
        ("greeting", ""),
        ("greeting", "-"),
        ("greeting", "HTTP/1.1 400 Bad Request"),
        ("RCPT", ""),
        (".", "-"),
    ] {
        let post = PostOffice::with(&[(step, answer)]);
        let error = signed_in(&post).send(&message("Report", "Text"), PATIENCE).expect_err(step);
        assert!(matches!(error, MailError::Unreachable { .. }) && error.is_passing(), "{step} {error:?}");
        assert_eq!(answer == "-", error.to_string().contains("did not answer in time"), "{error}");
    }
}

#[test]
fn only_this_machine_gets_mail_without_encryption() {
    let new = |host: &str, security| MailServer::new(host, 25, security, office());
    for host in ["localhost", "127.0.0.1", "127.1.2.3", "::1", "LOCALHOST"] {
        assert!(new(host, Security::None).is_ok(), "{host}");
    }
    for host in ["mail.school.example", "10.0.0.1", "localhost.example", "0.0.0.0"] {
        assert!(matches!(new(host, Security::None), Err(ServerError::Unencrypted { .. })), "{host}");
        assert!(new(host, Security::StartTls).is_ok(), "{host}");
    }
    assert!(new("schüle.example", Security::Tls).is_ok());
    for host in ["", " ", "a b", "mail.example:25", "https://mail.example", "a\r\nb"] {
        assert!(matches!(new(host, Security::Tls), Err(ServerError::Host { .. })), "{host:?}");
    }
}
