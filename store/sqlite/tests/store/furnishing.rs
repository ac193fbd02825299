//! What the tests of this crate share: entropy without a random source, a small session, a second way in.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{Timestamp, civil::Date};
use muster_domain::{
    BoundingBox, Candidate, Class, ClassId, Distance, Face, FaceTemplate, Identification, Mark, MarkSource,
    ModelId, PhotoDigest, Quality, SchoolId, SessionId, Status, Student, StudentId,
};
use muster_store::story::everybody_consents;
use muster_store::{
    Additions, EnrolmentState, Enrolments, Entropy, NewEnrolledFace, NewPhoto, People, PhotoFace, Sessions,
};
use muster_store_sqlite::{DATABASE_FILE, SqliteStore};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};

/// Never the same bytes twice in one process; nothing to do with randomness.
pub(crate) fn entropy() -> Entropy {
    static COUNTER: AtomicU64 = AtomicU64::new(1);
    Arc::new(|bytes: &mut [u8]| {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        bytes.iter_mut().zip(number.iter().cycle()).for_each(|(byte, value)| *byte = *value);
    })
}

/// Bytes that are easy to find again in a file.
pub(crate) const CANARY_CROP: &[u8] = b"canary crop: a picture of a child";
/// A candidate whose id is found nowhere but in verdicts and, as everybody's, in the student table.
pub(crate) const CANDIDATE: &str = "canary-candidate";

pub(crate) fn school() -> SchoolId {
    SchoolId::new("north")
}

pub(crate) fn class() -> ClassId {
    ClassId::new("7b")
}

pub(crate) fn time() -> Timestamp {
    Timestamp::constant(1_788_768_000, 123_456_789)
}

pub(crate) fn template(seed: f32) -> FaceTemplate {
    let vector = (0..32).map(|i| (seed + i as f32 * 0.37).sin()).collect();
    FaceTemplate::new(ModelId::new("facenet/box28"), vector).expect("a direction")
}

fn quality() -> Quality {
    Quality { height: 40.0, sharpness: 90.0, brightness: 120.0, yaw: None, roll: None, reasons: vec![] }
}

pub(crate) fn enrolled(student: &str, photo: u8) -> NewEnrolledFace {
    NewEnrolledFace {
        student: Some(StudentId::new(student)),
        source_name: "ada.jpg".into(),
        photo: PhotoDigest([photo; 32]),
        bounding_box: BoundingBox::new(1.0, 2.0, 30.0, 40.0),
        quality: quality(),
        state: EnrolmentState::Accepted,
        remark: String::new(),
        crop: CANARY_CROP.to_vec(),
        templates: vec![template(f32::from(photo))],
    }
}

pub(crate) fn photo(number: u8) -> NewPhoto {
    let face = |x| PhotoFace {
        face: Face {
            bounding_box: BoundingBox::new(x, 2.0, 30.0, 40.0),
            landmarks: None,
            confidence: 0.5,
            quality: quality(),
        },
        templates: vec![template(x)],
        identification: Identification::Identified {
            best: Candidate { student: StudentId::new(CANDIDATE), distance: Distance(0.5) },
            others: Vec::new(),
        },
        crop: CANARY_CROP.to_vec(),
    };
    NewPhoto {
        taken_at: None,
        digest: PhotoDigest([number; 32]),
        width: 640,
        height: 480,
        captured_at: None,
        profile: "default".into(),
        model: ModelId::new("m"),
        faces: vec![face(10.0), face(100.0)],
    }
}

pub(crate) fn adding<'a>(photos: &'a [NewPhoto], marks: &'a [Mark]) -> Additions<'a> {
    Additions { photos, marks, ..Additions::default() }
}

pub(crate) fn mark() -> Mark {
    Mark {
        letter: None,
        student: StudentId::new("001"),
        status: Status::Late,
        source: MarkSource::Human { by: "ms-hopper".into(), remark: "bus".into() },
        at: time(),
    }
}

/// A school with a class of two, two enrolled faces, an imported template, and a session with a photo and a
/// mark.
pub(crate) async fn furnish(store: &SqliteStore) -> SessionId {
    let student =
        |id: &str| Student { id: StudentId::new(id), last_name: "Lovelace".into(), first_name: "Ada".into() };
    let work = async {
        store.put_school(&school(), "North School").await?;
        store.put_class(&school(), &Class { id: class(), name: "Form 7b".into() }).await?;
        store.put_students(&school(), &class(), &[student("001"), student("002")], None).await?;
        let faces = [enrolled("001", 1), enrolled("002", 2)];
        everybody_consents(store, &school(), ["001", "002"]).await;
        store.add_enrolled_faces(&school(), &class(), &faces, time()).await?;
        let imported = ["001", "002"].map(|id| (StudentId::new(id), vec![template(9.0)]));
        store.import_templates(&school(), &imported, time()).await?;
        let session = store.open_session(&school(), &class(), Date::constant(2026, 9, 7), "", None).await?;
        store.add_to_session(&school(), session.id, adding(&[photo(1)], &[mark()]), time()).await?;
        Ok::<_, muster_store::StoreError>(session.id)
    };
    work.await.expect("a furnished store")
}

pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE_FILE)
}

/// Runs statements on the file behind the store's back, as someone with the disk in hand would.
pub(crate) async fn tamper(folder: &Path, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection: SqliteConnection =
        SqliteConnectOptions::new().filename(database(folder)).foreign_keys(true).connect().await?;
    let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.map(drop);
    connection.close().await?;
    done
}

/// Makes the database as Muster made it when `newest` was its last migration.
pub(crate) async fn old_database(folder: &Path, newest: i64) {
    let mut migrations = sqlx::migrate!("./migrations");
    let old = migrations.migrations.iter().filter(|migration| migration.version <= newest).cloned();
    migrations.migrations = old.collect();
    let options = SqliteConnectOptions::new().filename(database(folder)).create_if_missing(true);
    let mut connection = options.connect().await.expect("a new database");
    migrations.run(&mut connection).await.expect("migrated");
    connection.close().await.expect("closed");
}
