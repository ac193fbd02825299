//! A mail server for tests: enough of RFC 5321 to take a mail, or to refuse it at any step.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A conversation.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// What the client said, line by line, the mail left out.
    pub(crate) commands: Vec<String>,
    /// The mail, as it was before dots were doubled.
    pub(crate) mail: Option<Vec<u8>>,
}

impl Heard {
    pub(crate) fn command(&self, verb: &str) -> Option<&str> {
        self.commands.iter().find(|line| line.starts_with(verb)).map(String::as_str)
    }
}

pub(crate) struct PostOffice {
    pub(crate) address: SocketAddr,
    heard: mpsc::Receiver<Heard>,
}

/// Answers by the first word of a command: `greeting`, `EHLO`, `AUTH`, `MAIL`, `RCPT`, `DATA`, `.` for the mail's end. An empty
/// answer hangs up, `-` says nothing more.
type Answers = HashMap<&'static str, String>;

impl PostOffice {
    /// One that takes everything, but for these answers.
    pub(crate) fn with(changed: &[(&'static str, &str)]) -> Self {
        let mut answers: Answers = [
            ("greeting", "220 post.example ESMTP"),
            ("EHLO", "250-post.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN"),
            ("AUTH", "235 2.7.0 welcome"),
            ("MAIL", "250 2.1.0 ok"),
            ("RCPT", "250 2.1.5 ok"),
            ("DATA", "354 go on"),
            (".", "250 2.0.0 taken"),
            ("QUIT", "221 bye"),
        ]
        .map(|(verb, answer)| (verb, answer.to_owned()))
        .into();
        answers.extend(changed.iter().map(|(verb, answer)| (*verb, (*answer).to_owned())));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound");
        let (tell, heard) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut conversation = Heard::default();
                let _ = converse(&stream, &answers, &mut conversation);
                if tell.send(conversation).is_err() {
                    return;
                }
            }
        });
        Self { address, heard }
    }

    pub(crate) fn heard(&self) -> Heard {
        self.heard.recv_timeout(Duration::from_secs(5)).expect("a conversation that ended")
    }
}

fn converse(stream: &TcpStream, answers: &Answers, heard: &mut Heard) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let say = |verb: &str| -> std::io::Result<bool> {
        let answer = answers.get(verb).map_or("502 5.5.1 what?", String::as_str);
        match answer {
            "" => return Ok(false),
            "-" => thread::sleep(Duration::from_secs(20)),
            _ => (&*stream).write_all(format!("{answer}\r\n").as_bytes())?,
        }
        Ok(true)
    };
    let mut open = say("greeting")?;
    let mut line = Vec::new();
    while open {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let command = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = command.split([' ', ':']).next().unwrap_or_default().to_owned();
        heard.commands.push(command);
        open = say(&verb)? && verb != "QUIT";
        if verb == "DATA" && answers["DATA"].starts_with("354") {
            heard.mail = Some(mail(&mut reader)?);
            open = say(".")?;
        }
    }
    Ok(())
}

/// Reads up to the line with a dot alone, and takes away the dots that were added (RFC 5321, 4.5.2).
fn mail(reader: &mut BufReader<&TcpStream>) -> std::io::Result<Vec<u8>> {
    let mut mail = Vec::new();
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 || line == b".\r\n" {
            return Ok(mail);
        }
        mail.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}
