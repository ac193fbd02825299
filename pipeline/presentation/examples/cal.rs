#![allow(missing_docs, clippy::pedantic)]
use muster_capture::{Limits, decode};
use muster_domain::{BoundingBox, RgbImage};
use muster_presentation::{frame, screen};
use std::{env, fs, path::PathBuf};
#[path = "../../../evaluate/src/presentation/quad.rs"]
mod quad;
#[path = "../../../evaluate/src/presentation/attack.rs"]
mod attack;
use attack::{Attack, Draw, put};

fn out(kind: &str, photo: &str, image: &RgbImage, b: &BoundingBox) {
    println!("{kind}\t{photo}\t{:.0}\t{:.4}\t{:.3}", b.height, frame(image, b).unwrap_or(-1.0), screen(image, b).unwrap_or(-1.0));
}
fn crop(image: &RgbImage, b: &BoundingBox) -> Option<RgbImage> {
    let side = 2.0 * b.width.max(b.height);
    let c = b.centre();
    let (x, y) = (c.x - side / 2.0, c.y - side / 2.0);
    if x < 0.0 || y < 0.0 || x + side > image.width() as f32 || y + side > image.height() as f32 { return None; }
    Some(image.crop(x as u32, y as u32, side as u32, side as u32))
}
fn main() {
    let root = PathBuf::from("/work/shared/data/widerface/images");
    let text = fs::read_to_string("/work/shared/data/widerface/wider_face_val_bbx_gt.txt").unwrap();
    let mut lines = text.lines().peekable();
    let mut sets: Vec<(PathBuf, Vec<BoundingBox>)> = vec![];
    while let Some(name) = lines.next() {
        let n: usize = lines.next().unwrap().trim().parse().unwrap();
        let mut boxes = vec![];
        for _ in 0..n.max(1) {
            let v: Vec<f32> = lines.next().unwrap().split_whitespace().map(|x| x.parse().unwrap()).collect();
            if n > 0 && v[7] == 0.0 && v[3] >= 20.0 { boxes.push(BoundingBox::new(v[0], v[1], v[2], v[3])); }
        }
        let p = root.join(name.trim());
        if p.exists() { sets.push((p, boxes)); }
    }
    let step: usize = env::args().nth(1).and_then(|v| v.parse().ok()).unwrap_or(1);
    let mut bank: Vec<(RgbImage, f32)> = vec![];
    for (p, boxes) in &sets {
        if bank.len() >= 60 { break; }
        let Ok(bytes) = fs::read(p) else { continue };
        let Ok(photo) = decode(&bytes, &Limits::default()) else { continue };
        for b in boxes.iter().filter(|b| b.height >= 90.0) {
            if let Some(c) = crop(&photo.image, b) { bank.push((c, b.width.max(b.height))); break; }
        }
    }
    eprintln!("{} photos, {} faces to hold", sets.len(), bank.len());
    for (at, (p, boxes)) in sets.iter().enumerate().step_by(step) {
        let Ok(bytes) = fs::read(p) else { continue };
        let Ok(photo) = decode(&bytes, &Limits::default()) else { continue };
        let name = p.file_name().unwrap().to_string_lossy();
        for b in boxes { out("bona", &name, &photo.image, b); }
        for attack in Attack::ALL {
            let mut draw = Draw::new(&format!("{name}{}", attack.code()));
            let mut hs: Vec<f32> = boxes.iter().map(|b| b.height).collect();
            hs.sort_by(f32::total_cmp);
            let usual = hs.get(hs.len() / 2).copied().unwrap_or(80.0);
            let face = (usual * draw.between(0.9, 1.5)).max(48.0);
            let side = face * 2.0;
            let (w, h) = (photo.image.width() as f32, photo.image.height() as f32);
            if side * 1.3 > w.min(h) { continue; }
            for _ in 0..60 {
                let (x, y) = (draw.between(0.15 * side, w - 1.15 * side), draw.between(0.15 * side, h - 1.15 * side));
                let grown = BoundingBox::new(x - 0.15 * side, y - 0.15 * side, 1.3 * side, 1.3 * side);
                if boxes.iter().all(|o| o.intersection(&grown) <= 0.0) {
                    let (picture, _) = &bank[(at * 7 + 3) % bank.len()];
                    let image = put(&photo.image, attack, picture, &BoundingBox::new(x, y, side, side), &mut draw);
                    // a detector's box: a little narrower than high
                    out(attack.code(), &name, &image, &BoundingBox::new(x + side * 0.29, y + side * 0.25, side * 0.42, side * 0.5));
                    break;
                }
            }
        }
    }
}
