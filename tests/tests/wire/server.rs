//! A server on this machine that records what it is asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use generated_client::{Client, ClientBuilder};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The token of every client here.
pub(super) const TOKEN: &str = "NORTHFLANK_API_TOKEN";

/// Hands each request to a function that answers it. Connections stay open until one side hangs up.
pub(super) struct Server {
    pub(super) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// Which connection it came on, counted from 0.
    pub(super) connection: usize,
    pub(super) method: String,
    /// Path and query, as they were written.
    pub(super) target: String,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Server {
    /// Answers with a function, which gets the number of the request, counted from 1.
    pub(super) fn new(answer: impl Fn(usize, &mut TcpStream) + Clone + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::<Mutex<Vec<Request>>>::default();
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for (connection, stream) in listener.incoming().enumerate() {
                let (mut stream, seen, answer) = (stream.unwrap(), Arc::clone(&seen), answer.clone());
                thread::spawn(move || {
                    let mut reader = BufReader::new(stream.try_clone().unwrap());
                    while let Some(request) = Request::read(connection, &mut reader) {
                        let number = {
                            let mut seen = seen.lock().unwrap();
                            seen.push(request);
                            seen.len()
                        };
                        answer(number, &mut stream);
                    }
                });
            }
        });
        Self { url, requests }
    }

    /// Always answers with this text, which is a whole answer.
    pub(super) fn saying(answer: impl Into<String>) -> Self {
        let answer = answer.into();
        Self::new(move |_, stream| say(stream, &answer))
    }

    pub(super) fn builder(&self) -> ClientBuilder {
        Client::builder().token(TOKEN).base_url(&self.url)
    }

    pub(super) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// What came until now.
    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// The only request.
    #[track_caller]
    pub(super) fn request(&self) -> Request {
        let [request] = &self.requests()[..] else { panic!("not one request: {:#?}", self.requests()) };
        request.clone()
    }
}

impl Request {
    /// The next request of a connection.
    fn read(connection: usize, reader: &mut impl BufRead) -> Option<Self> {
        let mut line = || {
            let mut line = String::new();
            reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
            Some(line.trim_end().to_owned())
        };
        let first = line()?;
        let [method, target, "HTTP/1.1"] = first.split(' ').collect::<Vec<_>>()[..] else {
            panic!("not the first line of a request: {first}")
        };
        let mut headers = HeaderMap::new();
        while let Some((name, value)) = line()?.split_once(": ") {
            headers.append(name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap());
        }
        let body = if headers.contains_key("transfer-encoding") {
            chunks(reader)?
        } else {
            let length = headers.get("content-length");
            let mut body = vec![0; length.map_or(0, |text| text.to_str().unwrap().parse().unwrap())];
            reader.read_exact(&mut body).ok()?;
            body
        };
        let body = String::from_utf8(body).unwrap();
        Some(Self { connection, method: method.to_owned(), target: target.to_owned(), headers, body })
    }

    /// The only value of a header.
    #[track_caller]
    pub(super) fn header(&self, name: &str) -> &str {
        let values: Vec<_> = self.headers.get_all(name).iter().collect();
        let [value] = values[..] else { panic!("not one `{name}`: {:?}", self.headers) };
        value.to_str().unwrap()
    }
}

/// A body in chunks; none if it ends too early.
fn chunks(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut length = String::new();
        reader.read_line(&mut length).ok().filter(|read| *read > 0)?;
        let length = usize::from_str_radix(length.trim_end(), 16).unwrap();
        let mut chunk = vec![0; length + 2];
        reader.read_exact(&mut chunk).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}

/// A whole answer. `head` is its status and headers, one a line.
pub(super) fn answer(head: &str, body: &str) -> String {
    let head = head.lines().map(str::trim).collect::<Vec<_>>().join("\r\n");
    format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// Sends a text. Who has hung up does not hear it.
pub(super) fn say(stream: &mut TcpStream, text: &str) {
    let _ = stream.write_all(text.as_bytes());
}

pub(super) fn hang_up(stream: &TcpStream) {
    let _ = stream.shutdown(Shutdown::Both);
}

/// Waits, without a word, until the other side hangs up.
pub(super) fn keep_silent(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

/// The text that a percent-encoded one stands for.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits: Vec<u8> = rest.by_ref().take(2).collect();
                u8::from_str_radix(str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}
