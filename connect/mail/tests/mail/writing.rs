//! What is written is read back by another parser, whatever the script, and no text becomes a header.

use jiff::Timestamp;
use mailparse::{DispositionType, MailAddr, MailHeaderMap as _, ParsedMail, addrparse_header, parse_mail};
use muster_mail::{Attachment, MailError, Mailbox, Message};
use proptest::prelude::*;

/// Every header that a message without attachments may have.
const HEADERS: [&str; 9] = [
    "Date",
    "Message-ID",
    "From",
    "To",
    "Subject",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

pub(crate) fn office() -> Mailbox {
    Mailbox::new("Muster", "office@school.example").expect("a mailbox")
}

pub(crate) fn message(subject: &str, text: &str) -> Message {
    Message {
        to: Mailbox::new("Zoë Müller-李, 7b", "zoe@school.example").expect("a mailbox"),
        subject: subject.to_owned(),
        text: text.to_owned(),
        attachments: Vec::new(),
        message_id: "report-17@school.example".to_owned(),
        date: "2026-03-02T08:05:00Z".parse().expect("an instant"),
    }
}

fn written(message: &Message) -> Vec<u8> {
    message.write(&office()).expect("written")
}

fn header(mail: &ParsedMail<'_>, name: &str) -> String {
    mail.headers.get_first_value(name).unwrap_or_else(|| panic!("no {name}"))
}

fn only_mailbox(mail: &ParsedMail<'_>, name: &str) -> (String, String) {
    let header = mail.headers.get_first_header(name).expect("there");
    match &addrparse_header(header).expect("addresses")[..] {
        [MailAddr::Single(single)] => (single.display_name.clone().unwrap_or_default(), single.addr.clone()),
        other => panic!("{other:?}"),
    }
}

/// Lines of 998 characters at most that end in CRLF, in ASCII (RFC 5322, 2.1.1).
fn is_well_formed(mail: &[u8]) -> bool {
    mail.is_ascii()
        && mail.ends_with(b"\n")
        && mail.split_inclusive(|byte| *byte == b'\n').all(|line| {
            line.strip_suffix(b"\r\n").is_some_and(|line| line.len() <= 998 && !line.contains(&b'\r'))
        })
}

#[test]
fn a_mail_comes_out_as_it_went_in() {
    let text = "Guten Tag,\n.\nFrom here: ñ, 日本語, العربية\r\nend=3D  \n";
    let sent = Message {
        attachments: vec![
            Attachment {
                name: "Anwesenheit März \"7b\" 日本.pdf".to_owned(),
                media_type: "application/pdf".to_owned(),
                bytes: (0..=255).cycle().take(5000).collect(),
            },
            Attachment {
                name: "list.csv".to_owned(),
                media_type: "text/csv; charset=utf-8".to_owned(),
                bytes: vec![],
            },
        ],
        ..message("Bericht für 李雷 – März", text)
    };
    let bytes = written(&sent);
    assert!(is_well_formed(&bytes), "{}", String::from_utf8_lossy(&bytes));
    let mail = parse_mail(&bytes).expect("parsed");
    assert_eq!(header(&mail, "Subject"), sent.subject);
    assert_eq!(header(&mail, "Auto-Submitted"), "auto-generated");
    assert_eq!(header(&mail, "Message-ID"), "<report-17@school.example>");
    let date = mailparse::dateparse(&header(&mail, "Date")).expect("a date");
    assert_eq!(Timestamp::from_second(date).expect("in range"), sent.date);
    assert_eq!(only_mailbox(&mail, "To"), ("Zoë Müller-李, 7b".to_owned(), "zoe@school.example".to_owned()));
    assert_eq!(only_mailbox(&mail, "From"), ("Muster".to_owned(), "office@school.example".to_owned()));

    let [body, pdf, csv] = &mail.subparts[..] else { panic!("{} parts", mail.subparts.len()) };
    assert_eq!((body.ctype.mimetype.as_str(), body.ctype.charset.as_str()), ("text/plain", "utf-8"));
    let lines = |text: &str| text.trim_end().replace("\r\n", "\n");
    assert_eq!(lines(&body.get_body().expect("text")), lines(text));
    for (part, attachment) in [pdf, csv].into_iter().zip(&sent.attachments) {
        let disposition = part.get_content_disposition();
        assert_eq!(disposition.disposition, DispositionType::Attachment);
        assert_eq!(disposition.params.get("filename"), Some(&attachment.name));
        assert_eq!(part.get_body_raw().expect("bytes"), attachment.bytes);
    }
    assert_eq!((pdf.ctype.mimetype.as_str(), csv.ctype.mimetype.as_str()), ("application/pdf", "text/csv"));
}

#[test]
fn a_subject_is_one_line_with_its_blanks() {
    let bytes = written(&message(" é  é\r\nBcc: x@y.example\u{2028}\t\0日本\u{3000}語 ", "Text"));
    let mail = parse_mail(&bytes).expect("parsed");
    assert_eq!(header(&mail, "Subject"), "é é Bcc: x@y.example 日本\u{3000}語");
}

#[test]
fn the_same_message_gives_the_same_bytes() {
    let mut sent = message("Report", "Text");
    assert_eq!(written(&sent), written(&sent));
    sent.attachments.push(Attachment {
        name: "a".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: b"--=_muster--\r\n".to_vec(),
    });
    "--=_muster--\n--=_muster\n\nhidden".clone_into(&mut sent.text);
    let bytes = written(&sent);
    assert_eq!(bytes, written(&sent));
    // What looks like the end of a part is not.
    let mail = parse_mail(&bytes).expect("parsed");
    assert_eq!(mail.subparts.len(), 2);
    assert!(mail.subparts[0].get_body().expect("text").contains("hidden"));
}

#[test]
fn an_id_or_a_media_type_that_is_none_is_refused() {
    for id in ["", "a", "@", "a@", "@b", "a@b>", "a b@c", "a@b\r\nBcc: x@y.example", "ä@b", "a..b@c", "a@b@c"]
    {
        let sent = Message { message_id: id.to_owned(), ..message("Report", "Text") };
        assert_eq!(sent.write(&office()), Err(MailError::MessageId { id: id.to_owned() }));
    }
    for media_type in ["", "pdf", "a/b\r\nX: y", "text/plain; a=\"\r\nX: y\""] {
        let attachment =
            Attachment { name: "n".to_owned(), media_type: media_type.to_owned(), bytes: vec![] };
        let sent = Message { attachments: vec![attachment], ..message("Report", "Text") };
        assert!(matches!(sent.write(&office()), Err(MailError::MediaType { .. })), "{media_type:?}");
    }
}

#[test]
fn an_address_is_one_and_only_one() {
    for address in [
        "",
        "a",
        "@b.example",
        "a@",
        "a b@c.example",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example>\r\nRCPT TO:<c@d.example",
        "<a@b.example>",
        "Name <a@b.example>",
        "\"a\r\n b\"@c.example",
        "\"a\"@c.example",
        "a@b..example",
        "a@-b.example",
    ] {
        let refused = Mailbox::new("", address).expect_err(address);
        assert_eq!(refused.address, address);
    }
    let idn = Mailbox::new("", "büro@schüle.example").expect("an address");
    assert_eq!(idn.address(), "büro@xn--schle-mva.example");
    assert!(Mailbox::new("", "root@localhost").is_ok());
}

#[test]
fn a_date_before_mail_is_no_panic() {
    let sent = Message { date: Timestamp::MIN, ..message("Report", "Text") };
    let bytes = written(&sent);
    assert_eq!(header(&parse_mail(&bytes).expect("parsed"), "Date"), "Thu, 01 Jan 1970 00:00:00 +0000");
    written(&Message { date: Timestamp::MAX, ..sent });
}

/// The words of a text, with one blank between them.
fn squeezed(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

proptest! {
    /// Whatever stands in a subject, a name, a file name or the text: there is not one header more, nobody else gets it, and
    /// every line is one that mail may have.
    #[test]
    fn no_text_becomes_a_header(
        subject in "(?s).{0,60}|[a-z]{0,900}|(\r\nBcc: x@y.example){1,3}",
        name in "(?s).{0,40}|[ \"\\\\<>,@;\r\n\ta-zé]{0,30}",
        file in "(?s).{0,40}",
        text in "(?s).{0,200}|[.\r\n=a ]{0,50}",
        attach in any::<bool>(),
    ) {
        let mut sent = message(&subject, &text);
        sent.to = Mailbox::new(&name, "zoe@school.example").expect("any name");
        if attach {
            sent.attachments.push(Attachment { name: file.clone(), media_type: "text/csv".to_owned(), bytes: vec![1] });
        }
        let bytes = written(&sent);
        prop_assert!(is_well_formed(&bytes), "{}", String::from_utf8_lossy(&bytes));
        let mail = parse_mail(&bytes).expect("parsed");
        for found in &mail.headers {
            prop_assert!(HEADERS.contains(&found.get_key().as_str()), "{}", found.get_key());
        }
        prop_assert_eq!(mail.headers.len(), if attach { 8 } else { 9 });
        prop_assert_eq!(mail.subparts.len(), if attach { 2 } else { 0 });
        let (shown, address) = only_mailbox(&mail, "To");
        prop_assert_eq!(address, "zoe@school.example");
        prop_assert_eq!(squeezed(&shown), squeezed(&name));
        if attach {
            let found = mail.subparts[1].get_content_disposition().params.remove("filename");
            prop_assert_eq!(squeezed(&found.unwrap_or_default()), squeezed(&file));
        }
        prop_assert_eq!(squeezed(&header(&mail, "Subject")), squeezed(&subject));
    }

    /// A text comes back whole.
    #[test]
    fn any_text_comes_back(text in "(?s).{0,300}") {
        let bytes = written(&message("Report", &text));
        let body = parse_mail(&bytes).expect("parsed").get_body_raw().expect("decoded");
        let body = String::from_utf8(body).expect("UTF-8");
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        let (body, text) = (lines(&body), lines(&text));
        // The line end that closes every mail.
        prop_assert_eq!(body.strip_suffix('\n'), Some(text.as_str()));
    }
}
