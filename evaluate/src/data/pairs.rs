//! Lists of pairs as LFW defines them (Huang et al. 2007): `pairs.txt` and the development lists.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::EvaluateError;

/// Parts that a list without folds of its own is cut into.
const PARTS: usize = 10;

/// Two pictures, of one person or of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Places of both pictures in [`Pairs::images`].
    pub images: (usize, usize),
    /// Whether both are of the same person.
    pub mated: bool,
    /// Which fold it belongs to, from 0.
    pub fold: usize,
}

/// A list of pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs {
    /// Every picture that occurs, once.
    pub images: Vec<PathBuf>,
    /// The pairs in the list's order.
    pub pairs: Vec<Pair>,
    /// How many folds there are.
    pub folds: usize,
}

impl Pairs {
    /// Reads a list. The first line is `FOLDS N` or `N`; then, fold by fold, N lines `NAME I J` (one person's
    /// pictures number I and J) and N lines `NAME I OTHER J`. A list of one fold is cut into ten parts in its
    /// order, so that thresholds can be chosen on nine and tried on the tenth. Pictures are looked for at
    /// `images/NAME/NAME_0001.jpg`.
    ///
    /// # Errors
    /// [`EvaluateError::File`] when the list can't be read; [`EvaluateError::Label`] for a line of another form
    /// or a picture that is not there.
    pub fn read(list: &Path, images: &Path) -> Result<Self, EvaluateError> {
        let text = fs::read_to_string(list).map_err(EvaluateError::file(list))?;
        let mut lines = text.lines().enumerate().map(|(at, line)| (at as u64 + 1, line));
        let first = lines.next().map_or("", |(_, line)| line);
        let (folds, each) = header(first)
            .ok_or_else(|| EvaluateError::label(list, 1, "expected the number of folds and of pairs"))?;
        let mut pairs = Self { images: Vec::new(), pairs: Vec::new(), folds: folds.max(1) };
        let mut places = std::collections::HashMap::new();
        for (row, (line, text)) in lines.filter(|(_, line)| !line.trim().is_empty()).enumerate() {
            let (one, other, mated) = parse(text)
                .ok_or_else(|| EvaluateError::label(list, line, "expected NAME I J or NAME I OTHER J"))?;
            let mut place = |(name, number): (&str, u32)| {
                let path = images.join(name).join(format!("{name}_{number:04}.jpg"));
                if !path.is_file() {
                    return Err(EvaluateError::label(list, line, format!("there is no {}", path.display())));
                }
                Ok(*places.entry(path.clone()).or_insert_with(|| {
                    pairs.images.push(path);
                    pairs.images.len() - 1
                }))
            };
            let images = (place(one)?, place(other)?);
            let fold = if folds > 1 { row / (2 * each) } else { (row % each) * PARTS / each };
            pairs.pairs.push(Pair { images, mated, fold });
        }
        if folds <= 1 {
            pairs.folds = PARTS;
        }
        if pairs.pairs.len() != 2 * each * folds.max(1) {
            let cause =
                format!("the list promises {} pairs and has {}", 2 * each * folds.max(1), pairs.pairs.len());
            return Err(EvaluateError::label(list, 1, cause));
        }
        Ok(pairs)
    }
}

/// Folds and pairs of each kind in a fold.
fn header(line: &str) -> Option<(usize, usize)> {
    let numbers: Vec<usize> = line.split_whitespace().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [each] if each > 0 => Some((1, each)),
        [folds, each] if folds > 0 && each > 0 => Some((folds, each)),
        _ => None,
    }
}

type Picture<'a> = (&'a str, u32);

fn parse(line: &str) -> Option<(Picture<'_>, Picture<'_>, bool)> {
    let parts: Vec<&str> = line.split_whitespace().collect();
    match parts[..] {
        [name, i, j] => Some(((name, i.parse().ok()?), (name, j.parse().ok()?), true)),
        [name, i, other, j] => Some(((name, i.parse().ok()?), (other, j.parse().ok()?), false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(list: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, number) in [("Ann", 1), ("Ann", 2), ("Bo", 1), ("Bo", 3)] {
            fs::create_dir_all(folder.path().join(name)).expect("writable");
            fs::write(folder.path().join(name).join(format!("{name}_{number:04}.jpg")), "")
                .expect("writable");
        }
        let path = folder.path().join("pairs.txt");
        fs::write(&path, list).expect("writable");
        (folder, path)
    }

    #[test]
    fn folds_follow_the_list_and_each_picture_is_listed_once() {
        let (folder, list) = folder("2\t1\nAnn\t1\t2\nAnn\t1\tBo\t3\nBo\t1\t3\nAnn\t2\tBo\t1\n");
        let pairs = Pairs::read(&list, folder.path()).expect("a valid list");
        let seen: Vec<_> = pairs.pairs.iter().map(|p| (p.images, p.mated, p.fold)).collect();
        assert_eq!(seen, [((0, 1), true, 0), ((0, 2), false, 0), ((3, 2), true, 1), ((1, 3), false, 1)]);
        assert_eq!((pairs.images.len(), pairs.folds), (4, 2));
    }

    #[test]
    fn a_development_list_is_cut_into_parts_that_hold_both_kinds() {
        let mut text = String::from("20\n");
        (0..20).for_each(|_| text.push_str("Ann 1 2\n"));
        (0..20).for_each(|_| text.push_str("Ann 1 Bo 1\n"));
        let (folder, list) = folder(&text);
        let pairs = Pairs::read(&list, folder.path()).expect("a valid list");
        for fold in 0..10 {
            let own: Vec<_> = pairs.pairs.iter().filter(|pair| pair.fold == fold).collect();
            assert_eq!((own.len(), own.iter().filter(|pair| pair.mated).count()), (4, 2), "fold {fold}");
        }
    }

    #[test]
    fn wrong_lines_missing_pictures_and_short_lists_are_named() {
        for (text, expected) in [
            ("", "line 1: expected the number"),
            ("1\nAnn 1 2\nAnn one Bo 1\n", "line 3: expected NAME"),
            ("1\nAnn 1 7\nAnn 1 Bo 1\n", "Ann_0007.jpg"),
            ("2\nAnn 1 2\nAnn 1 Bo 1\n", "promises 4 pairs and has 2"),
        ] {
            let (folder, list) = folder(text);
            let error = Pairs::read(&list, folder.path()).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
