//! A school in a temporary folder: class `7b` with Rita (red) and Greta (green), class `8a` with nobody, a key of
//! each kind. Time goes on by a microsecond each time it is asked for, and by what [`later`] adds.

use std::cell::Cell;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::{Timestamp, ToSpan as _};
use muster_detect::{DetectError, Detection, Detector};
use muster_domain::{
    BoundingBox, Class, ClassId, FaceTemplate, ModelId, Network, NetworkError, Outputs, RgbImage, SchoolId,
    Student, StudentId, Tensor,
};
use muster_record::Lock;
use muster_server::{
    App, Demo, DemoClass, Gate, Metrics, Platforms, Post, Profiles, Recognition, new_api_key, router,
};
use muster_store::{Access as _, Enrolments as _, Entropy, People as _, Role};
use muster_store_sqlite::SqliteStore;
use muster_usecase::{Profile, Recogniser};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

pub(crate) const NOW: &str = "2026-11-24T08:15:00Z";
thread_local! {
    /// Each test has its own thread, and with it its own clock.
    static LATER: Cell<u64> = const { Cell::new(0) };
}

/// Lets so many seconds pass.
pub(crate) fn later(seconds: u64) {
    LATER.set(LATER.get() + seconds);
}

pub(crate) fn now() -> Timestamp {
    static ASKED: AtomicI64 = AtomicI64::new(0);
    let start: Timestamp = NOW.parse().expect("a time");
    start + Duration::from_secs(LATER.get()) + ASKED.fetch_add(1, Ordering::Relaxed).microseconds()
}

/// How clients call the server.
pub(crate) const HOST: &str = "muster.test";
pub(crate) const RED: [u8; 3] = [200, 20, 20];
pub(crate) const GREEN: [u8; 3] = [20, 200, 20];
pub(crate) const BLUE: [u8; 3] = [20, 20, 200];

pub(crate) struct School {
    pub(crate) router: axum::Router,
    pub(crate) app: App,
    pub(crate) store: Arc<SqliteStore>,
    pub(crate) keys: Keys,
    _folder: TempDir,
}

/// A secret of each kind.
pub(crate) struct Keys {
    pub(crate) admin: String,
    pub(crate) teacher: String,
    pub(crate) other_teacher: String,
    pub(crate) auditor: String,
    pub(crate) kiosk: String,
    pub(crate) other_kiosk: String,
    pub(crate) revoked: String,
}

pub(crate) struct Got {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Got {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("an answer is JSON")
    }
}

/// One face in the middle of any photo.
struct Middle;

impl Detector for Middle {
    fn id(&self) -> &'static str {
        "middle"
    }

    fn detect(&self, image: &RgbImage) -> Result<Vec<Detection>, DetectError> {
        let (width, height) = (image.width() as f32, image.height() as f32);
        let bounding_box = BoundingBox::new(width / 4.0, height / 4.0, width / 2.0, height / 2.0);
        Ok(vec![Detection { bounding_box, landmarks: None, confidence: 0.9 }])
    }
}

/// One axis a channel: the brightest. Takes its time.
struct Colours(Duration);

impl Network for Colours {
    fn run(&self, input: Tensor) -> Result<Outputs, NetworkError> {
        std::thread::sleep(self.0);
        let (shape, data) = input.into_parts();
        let plane = shape[2] * shape[3];
        let mut rows = vec![0.0; shape[0] * 512];
        for face in 0..shape[0] {
            let sum = |channel: usize| data[(face * 3 + channel) * plane..][..plane].iter().sum::<f32>();
            let brightest = (0..3).max_by(|a, b| sum(*a).total_cmp(&sum(*b))).unwrap_or(0);
            rows[face * 512 + brightest] = 1.0;
        }
        Ok(Outputs(vec![("embeddings".into(), Tensor::new(vec![shape[0], 512], rows)?)]))
    }
}

/// The way that [`School`] starts with, and another whose model knows the same colours by other templates.
struct TwoWays(Duration);

impl Profiles for TwoWays {
    fn known(&self) -> Vec<Profile> {
        ["paper", "facenet"].map(|name| Profile::named(name).expect("built in")).into()
    }

    fn are_fixed(&self) -> bool {
        false
    }

    fn assemble(&self, profile: Profile) -> Result<Recogniser, String> {
        Recogniser::new(profile, Arc::new(Middle), vec![Arc::new(Colours(self.0))])
            .map_err(|cause| cause.to_string())
    }
}

/// A demo class of one student.
struct Green;

impl Demo for Green {
    fn pictures(&self) -> Result<DemoClass, String> {
        let image = RgbImage::filled(320, 240, GREEN);
        let file = muster_capture::encode_jpeg(&image, 90).map_err(|cause| cause.to_string())?;
        let student =
            Student { id: StudentId::new("greta"), last_name: String::new(), first_name: "greta".into() };
        Ok(DemoClass { students: vec![(student, vec![("g.jpg".into(), file.clone())])], class_photo: file })
    }
}

/// A photo of one colour, in base64.
pub(crate) fn photo(colour: [u8; 3]) -> String {
    photo_of_width(320, colour)
}

pub(crate) fn photo_of_width(width: u32, colour: [u8; 3]) -> String {
    let image = RgbImage::filled(width, 240, colour);
    BASE64_STANDARD.encode(muster_capture::encode_jpeg(&image, 90).expect("encodes"))
}

impl School {
    pub(crate) async fn open() -> Self {
        Self::with(Duration::ZERO, 8).await
    }

    /// With that gate.
    pub(crate) async fn behind(gate: impl FnOnce(Gate) -> Gate) -> Self {
        Self::made((Duration::ZERO, 8), gate, None, Lock::Never).await
    }

    /// With models that take `pause` for a photo, and so many places to wait.
    pub(crate) async fn with(pause: Duration, waiting: usize) -> Self {
        Self::made((pause, waiting), |gate| gate, None, Lock::Never).await
    }

    /// With the phone app's files in that folder.
    pub(crate) async fn with_app(folder: &std::path::Path) -> Self {
        Self::made((Duration::ZERO, 8), |gate| gate, Some(folder.to_owned()), Lock::Never).await
    }

    /// With sessions that are locked so many days after their own.
    pub(crate) async fn with_lock(days: u16) -> Self {
        Self::made((Duration::ZERO, 8), |gate| gate, None, Lock::After { days }).await
    }

    async fn made(
        (pause, waiting): (Duration, usize),
        gate: impl FnOnce(Gate) -> Gate,
        web_app: Option<std::path::PathBuf>,
        lock: Lock,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let entropy: Entropy = Arc::new(|bytes| getrandom::fill(bytes).expect("randomness"));
        let store = SqliteStore::open_folder(folder.path(), Arc::clone(&entropy)).await.expect("opens");
        let school = SchoolId::new("school");
        store.put_school(&school, "School").await.expect("stores");
        for id in ["7b", "8a"] {
            let class = Class { id: ClassId::new(id), name: format!("Form {id}") };
            store.put_class(&school, &class).await.expect("stores");
        }
        let student =
            |id: &str| Student { id: StudentId::new(id), last_name: String::new(), first_name: id.into() };
        let students = [student("rita"), student("greta")];
        store.put_students(&school, &ClassId::new("7b"), &students, None).await.expect("stores");
        let axis = |at: usize| {
            let vector = (0..512).map(|i| if i == at { 1.0 } else { 0.0 }).collect();
            FaceTemplate::new(ModelId::new("facenet/plain"), vector).expect("a unit vector")
        };
        let templates = [("rita", 0), ("greta", 1)].map(|(id, at)| (StudentId::new(id), vec![axis(at)]));
        let now: Timestamp = NOW.parse().expect("a time");
        muster_store::story::everybody_consents(&store, &school, ["rita", "greta"]).await;
        store.import_templates(&school, &templates, now).await.expect("stores");
        let keys = Keys::make(&store, &school, &entropy, now).await;
        let profile = Profile::named("paper").expect("built in");
        let recogniser = Recogniser::new(profile, Arc::new(Middle), vec![Arc::new(Colours(pause))]);
        let store = Arc::new(store);
        let elapsed = || Duration::from_secs(LATER.get());
        let app = App {
            store: Arc::clone(&store) as Arc<dyn muster_store::Store>,
            school,
            gate: Arc::new(gate(Gate::new(entropy, elapsed))),
            recognition: Recognition::new(Arc::new(recogniser.expect("fits")), waiting),
            profiles: Arc::new(TwoWays(pause)),
            demo: Arc::new(Green),
            platforms: Platforms::default(),
            now: self::now,
            zone: jiff::tz::TimeZone::UTC,
            lock,
            second_confirmer: true,
            factor_rule: muster_server::FactorRule::Nobody,
            jurisdiction: Arc::new(
                muster_record::jurisdiction(muster_record::STRICT).expect("the usual one"),
            ),
            backups: None,
            web_app,
            // A receiver in a test is on this machine.
            post: Arc::new(Post { reach: muster_webhook::Reach::Private, ..Post::default() }),
            since: now,
            lately: muster_server::Lately::default(),
            metrics: Metrics::default(),
            school_name: "School".into(),
            version: "muster test",
        };
        Self { router: router(app.clone()), app, store, keys, _folder: folder }
    }

    /// The same school with another rule on second factors.
    pub(crate) fn with_rule(&mut self, rule: muster_server::FactorRule) {
        self.app.factor_rule = rule;
        self.router = router(self.app.clone());
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<Vec<u8>>,
    ) -> Got {
        let bearer = key.map(|key| format!("Bearer {key}"));
        let headers: Vec<(&str, &str)> =
            bearer.iter().map(|value| ("authorization", value.as_str())).collect();
        self.send(method, path, &headers, body, None).await
    }

    /// A request with these headers, from that address.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
        from: Option<&str>,
    ) -> Got {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let mut request = request.body(Body::from(body.unwrap_or_default())).expect("a request");
        if let Some(address) = from {
            let address: SocketAddr = address.parse().expect("an address and a port");
            request.extensions_mut().insert(ConnectInfo(address));
        }
        self.answer(request).await
    }

    /// A teacher's request with these headers; JSON where they don't say otherwise.
    pub(crate) async fn teacher_sends(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Got {
        let key = format!("Bearer {}", self.keys.teacher);
        let mut request = Request::builder().method(method).uri(path).header(header::AUTHORIZATION, key);
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.answer(request.body(Body::from(body)).expect("a request")).await
    }

    async fn answer(&self, request: Request<Body>) -> Got {
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec();
        Got { status, headers, bytes }
    }

    pub(crate) async fn get(&self, path: &str) -> Got {
        self.ask(Method::GET, path, Some(&self.keys.teacher), None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Got {
        self.ask(Method::POST, path, Some(&self.keys.teacher), Some(body.to_string().into_bytes())).await
    }
}

/// A person who has chosen a password, and how they come in.
pub(crate) struct Signed {
    pub(crate) bearer: String,
    pub(crate) cookie: String,
}

pub(crate) const PASSWORD: &str = "horse battery lamp";

impl School {
    /// As an admin, without a body to read.
    pub(crate) async fn manage(&self, method: &str, path: &str, body: &Value) -> Got {
        let body = (!body.is_null()).then(|| body.to_string().into_bytes());
        self.ask(method.parse().expect("a method"), path, Some(&self.keys.admin), body).await
    }

    /// Without any key.
    pub(crate) async fn knock(&self, path: &str, body: &Value) -> Got {
        self.ask(Method::POST, path, None, Some(body.to_string().into_bytes())).await
    }

    /// Adds a person, who accepts the invitation.
    pub(crate) async fn invite(&self, login: &str, role: &str, classes: &[&str]) {
        let user = json!({ "login": login, "name": format!("{login}!"), "role": role, "classes": classes });
        let invited = self.manage("POST", "/api/v1/users", &user).await;
        assert_eq!(invited.status, 201, "{}", invited.json());
        let token = &invited.json()["invitation"]["token"];
        let accepted =
            self.knock("/api/v1/invitation", &json!({ "token": token, "password": PASSWORD })).await;
        assert_eq!(accepted.status, 200, "{}", accepted.json());
    }

    /// Adds a person who signs in twice: with an app and with a browser.
    pub(crate) async fn person(&self, login: &str, role: &str, classes: &[&str]) -> Signed {
        self.invite(login, role, classes).await;
        Signed { bearer: self.bearer(login).await, cookie: self.cookie(login).await }
    }

    pub(crate) async fn bearer(&self, login: &str) -> String {
        let got = self.knock("/api/v1/sign-in", &json!({ "login": login, "password": PASSWORD })).await;
        got.json()["token"].as_str().unwrap_or_else(|| panic!("{login} signs in: {}", got.json())).to_owned()
    }

    /// The cookie as a browser sends it back.
    pub(crate) async fn cookie(&self, login: &str) -> String {
        let body = json!({ "login": login, "password": PASSWORD, "cookie": true });
        let got = self.knock("/api/v1/sign-in", &body).await;
        let cookie = got.headers["set-cookie"].to_str().expect("text");
        cookie.split(';').next().expect("a value").to_owned()
    }
}

impl Keys {
    async fn make(store: &SqliteStore, school: &SchoolId, entropy: &Entropy, now: Timestamp) -> Self {
        let key = async |label: &str, role, classes: &[&str]| {
            let classes = classes.iter().map(|class| ClassId::new(*class));
            let (key, secret) = new_api_key(entropy, label, role, classes, now);
            store.add_api_key(school, &key, &secret.digest()).await.expect("stores");
            (key.id, secret.reveal().to_owned())
        };
        let (id, revoked) = key("lost phone", Role::Admin, &[]).await;
        store.revoke_api_key(school, &id, now).await.expect("is there");
        Self {
            admin: key("office", Role::Admin, &[]).await.1,
            teacher: key("Ms Frizzle", Role::Teacher, &["7b"]).await.1,
            other_teacher: key("Mr Strickland", Role::Teacher, &["8a"]).await.1,
            auditor: key("inspector", Role::Auditor, &[]).await.1,
            kiosk: key("door", Role::Kiosk, &["7b"]).await.1,
            other_kiosk: key("other door", Role::Kiosk, &["8a"]).await.1,
            revoked,
        }
    }
}
