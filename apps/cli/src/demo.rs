//! `muster demo`: a first roll call on pictures that Python packages ship.
//!
//! The class photo is put together from two published pictures, side by side: one shows an enrolled student in
//! a photo that was not used for enrolment, the other six people whom nobody enrolled. It shows the flow; it
//! says nothing about accuracy.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::ZonedDateTime;
use muster_capture::{Limits, decode, encode_jpeg};
use muster_domain::{RgbImage, Student};
use muster_inference::{PackageFile, store::fetch_members};
use muster_server::DemoClass;
use muster_usecase::FacePermit;
use muster_usecase::build_register::build_register;
use muster_usecase::consent::Said;
use muster_usecase::enrol_student::Draft;
use muster_usecase::take_attendance::{Sent, take_attendance};

use crate::args::Demo;
use crate::enrol::{self, Pictures};
use crate::place::Place;
use crate::{files, models, register, sheet, take};

const CLASS: &str = "Demo";

/// Students and their enrolment pictures; the last one has none.
const STUDENTS: [(&str, &[&str]); 3] = [
    ("Barack_Obama", &["obama.jpg", "obama3.jpg"]),
    ("Joe_Biden", &["biden.jpg"]),
    ("Sam_Without-Photo", &[]),
];

pub(crate) async fn run(place: &Place, args: Demo, out: &mut dyn Write) -> anyhow::Result<()> {
    let folder = args.out;
    writeln!(
        out,
        "Muster demo: enrol three students, take attendance from one photo, write the register.\n"
    )?;
    let recogniser = models::recogniser(place, "default")?;
    fetch_pictures(&folder)?;
    let place = place.at(folder.join("data"));
    let desk = place.open().await?;

    let pictures = Pictures::of_folder(&folder.join("enrol"))?;
    let class = enrol::class(CLASS);
    enrol::consent(&place, &desk, (&class, &pictures.students), &Said::of_demo()).await?;
    let mut draft = Draft::new(&recogniser, FacePermit::read(desk.act()).await?);
    pictures.add(&mut draft)?;
    enrol::report(&draft.commit(desk.act(), &class, &pictures.students).await?, CLASS, out)?;
    sheet::write(desk.act(), &class.id, &folder.join("review.html")).await?;

    let photo = take::load(&folder.join("class-photo.jpg"))?;
    let today = ZonedDateTime::now().date();
    let act = desk.act();
    let sent = Sent { photos: std::slice::from_ref(&photo), sent_at: None, received_at: act.now };
    let taken = take_attendance(act, &recogniser, &class.id, (today, ""), sent, &mut |_| ()).await?;
    writeln!(out)?;
    take::print(&taken, out)?;
    take::draw(&taken, &photo, &folder.join("class-photo-with-names.jpg"))?;
    let workbook = build_register(desk.act(), &class.id, (None, None), ("Demo", register::VERSION)).await?;
    files::write(&folder.join("register.xlsx"), &muster_report::write_register(&workbook)?)?;
    writeln!(out, "\nLook at:")?;
    for name in ["class-photo-with-names.jpg", "register.xlsx", "review.html"] {
        writeln!(out, "  {}", folder.join(name).display())?;
    }
    writeln!(
        out,
        "The students whom no photo shows are not seen, not absent: only a teacher's closing makes them so."
    )?;
    Ok(())
}

/// The demo's class, with its pictures fetched into that folder.
pub(crate) fn class(folder: &Path) -> anyhow::Result<DemoClass> {
    fetch_pictures(folder)?;
    let mut students = Vec::new();
    for (id, _) in STUDENTS {
        let photos = files::pictures(&folder.join("enrol").join(id))?;
        let read = |path: &PathBuf| Ok((files::name(path), files::read(path)?));
        let photos = photos.iter().map(read).collect::<anyhow::Result<_>>()?;
        students.push((Student::from_folder_name(id), photos));
    }
    Ok(DemoClass { students, class_photo: files::read(&folder.join("class-photo.jpg"))? })
}

/// Fetches the pictures and lays them out as a person would have them: a folder a student, a class photo.
fn fetch_pictures(out: &Path) -> anyhow::Result<()> {
    let class_photo = out.join("class-photo.jpg");
    if class_photo.is_file() {
        return Ok(());
    }
    for (student, _) in STUDENTS {
        let folder = out.join("enrol").join(student);
        std::fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
    }
    let people = PackageFile {
        requirement: "face-recognition==1.3.0".to_owned(),
        file: "face_recognition-1.3.0.tar.gz".to_owned(),
        sha256: "5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec".to_owned(),
        options: Vec::new(),
    };
    let group = PackageFile {
        requirement: "insightface==2.1".to_owned(),
        file: "insightface-2.1-py3-none-any.whl".to_owned(),
        sha256: "dcd58ee79d99d689572477315f3149353afd65a36dc575f597cbb217a7bde399".to_owned(),
        options: Vec::new(),
    };
    let mut wanted: Vec<(String, PathBuf)> = Vec::new();
    for (student, names) in STUDENTS {
        for name in names {
            wanted.push((picture(name), out.join("enrol").join(student).join(name)));
        }
    }
    let mut members: Vec<&str> = wanted.iter().map(|(member, _)| member.as_str()).collect();
    let other = picture("obama2.jpg");
    members.push(&other);
    let (source, mut spinner) = (models::pip(), models::Spinner::default());
    let mut found = fetch_members(&people, &members, &source, out, &mut spinner)?;
    let student = found.pop().context("the package has the picture")?;
    for ((_, path), bytes) in wanted.iter().zip(found) {
        files::write(path, &bytes)?;
    }
    let strangers = fetch_members(&group, &["insightface/data/images/t1.jpg"], &source, out, &mut spinner)?;
    let strangers = strangers.into_iter().next().context("the package has the picture")?;
    let limits = Limits::default();
    let both = side_by_side(&decode(&student, &limits)?.image, &decode(&strangers, &limits)?.image);
    files::write(&class_photo, &encode_jpeg(&both, 92)?)
}

fn picture(name: &str) -> String {
    format!("face_recognition-1.3.0/tests/test_images/{name}")
}

/// Two pictures on one grey canvas, upper edges aligned.
fn side_by_side(left: &RgbImage, right: &RgbImage) -> RgbImage {
    let (width, height) = (left.width() + right.width(), left.height().max(right.height()));
    RgbImage::from_fn(width, height, |x, y| {
        let (image, x) = if x < left.width() { (left, x) } else { (right, x - left.width()) };
        if y < image.height() { image.pixel(x, y) } else { [128; 3] }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_pictures_keep_their_place_on_the_canvas() {
        let both = side_by_side(&RgbImage::filled(2, 5, [9; 3]), &RgbImage::filled(3, 2, [7; 3]));
        assert_eq!((both.width(), both.height()), (5, 5));
        assert_eq!((both.pixel(1, 4), both.pixel(2, 1), both.pixel(4, 4)), ([9; 3], [7; 3], [128; 3]));
    }
}
