//! A receiver that keeps what it hears and answers as a test says.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A request as it came over the wire.
#[derive(Debug)]
pub(crate) struct Heard {
    /// The first line.
    pub(crate) line: String,
    /// Names in lower case, and values.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Heard {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What it does with a request.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Says this and hangs up.
    Say(Vec<u8>),
    /// Says the head, then a byte every 50 ms, for ever.
    Trickle(Vec<u8>),
    /// Says nothing for this long, then hangs up.
    Silence(Duration),
}

pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    heard: mpsc::Receiver<Heard>,
}

impl Receiver {
    pub(crate) fn answering(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound");
        let (tell, heard) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Some(request) = read(&stream) else { continue };
                if tell.send(request).is_err() {
                    return;
                }
                respond(stream, &answer);
            }
        });
        Self { address, heard }
    }

    /// One that says a status, headers (each with its line end) and a body.
    pub(crate) fn with_status(status: u16, headers: &str, body: &str) -> Self {
        let length = body.len();
        let text = format!("HTTP/1.1 {status} Words\r\ncontent-length: {length}\r\n{headers}\r\n{body}");
        Self::answering(Answer::Say(text.into_bytes()))
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook/k3y?a=b", self.address)
    }

    /// The request that came, if one did.
    pub(crate) fn heard(&self) -> Option<Heard> {
        self.heard.recv_timeout(Duration::from_millis(300)).ok()
    }
}

fn read(stream: &TcpStream) -> Option<Heard> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|bytes| *bytes > 0)?;
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let headers: Vec<(String, String)> = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Heard { line: lines.remove(0), headers, body })
}

fn respond(mut stream: TcpStream, answer: &Answer) {
    match answer {
        Answer::Say(bytes) => drop(stream.write_all(bytes)),
        Answer::Trickle(head) => {
            let mut last = stream.write_all(head);
            while last.is_ok() {
                thread::sleep(Duration::from_millis(50));
                last = stream.write_all(b"x");
            }
        }
        Answer::Silence(time) => thread::sleep(*time),
    }
}
