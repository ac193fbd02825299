//! The cascade's XML: window, stages of stumps, and the rectangles of the features.

use roxmltree::{Document, Node};

/// Largest window side that is taken, in pixels; the usual ones have 20 to 24.
const LARGEST_WINDOW: usize = 128;
/// What `OpenCV` subtracts from each stage's threshold when it reads a cascade.
const THRESHOLD_EPS: f32 = 1e-5;

/// Why a text is no cascade, or a search can't be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum HaarError {
    /// Not well-formed XML.
    #[error("the Haar cascade is not well-formed XML ({0}): install the model again")]
    Xml(#[from] roxmltree::Error),
    /// A part is missing, or holds what it can't hold.
    #[error("the Haar cascade's {part} is missing or wrong ({found:?}): install the model again")]
    Wrong {
        /// The element.
        part: &'static str,
        /// The text found there, shortened.
        found: String,
    },
    /// A kind of cascade that is not evaluated.
    #[error(
        "a Haar cascade with {what} can't be used: choose one of boosted stumps over upright Haar features"
    )]
    Unsupported {
        /// What it has.
        what: &'static str,
    },
    /// The scale factor does not grow.
    #[error("the scale factor of the Haar search is {value}, and must be 1.01 or more: 1.1 is usual")]
    ScaleFactor {
        /// The factor asked for.
        value: f64,
    },
}

/// A rectangle of a feature and what its sum is multiplied by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct WeightedRect {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) weight: f32,
}

/// A Haar-like feature: up to three rectangles; unused ones have no area and weight 0.
pub(super) type Feature = [WeightedRect; 3];

/// A decision by one feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stump {
    pub(super) feature: usize,
    pub(super) threshold: f32,
    /// What it adds when the feature is below the threshold.
    pub(super) below: f32,
    /// What it adds otherwise.
    pub(super) above: f32,
}

/// Stumps that vote together; a sum below the threshold rejects the place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stage {
    pub(super) threshold: f32,
    pub(super) stumps: Vec<Stump>,
}

/// A whole cascade.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cascade {
    /// Width and height of the window, in pixels.
    pub(super) window: (usize, usize),
    pub(super) stages: Vec<Stage>,
    pub(super) features: Vec<Feature>,
}

impl Cascade {
    pub(super) fn from_xml(xml: &str) -> Result<Self, HaarError> {
        let document = Document::parse(xml)?;
        let wrong = |part, found: &str| HaarError::Wrong { part, found: found.to_owned() };
        let root = document
            .root_element()
            .children()
            .find(|node| node.attribute("type_id") == Some("opencv-cascade-classifier"))
            .ok_or_else(|| wrong("opencv-cascade-classifier", ""))?;
        for (part, expected, what) in [
            ("stageType", "BOOST", "stages that are not boosted"),
            ("featureType", "HAAR", "features that are not Haar-like"),
        ] {
            if text(root, part)?.trim() != expected {
                return Err(HaarError::Unsupported { what });
            }
        }
        let side = |part| match numbers::<usize>(child(root, part)?, part)?[..] {
            [value] if (3..=LARGEST_WINDOW).contains(&value) => Ok(value),
            _ => Err(wrong(part, text(root, part)?)),
        };
        let window = (side("width")?, side("height")?);
        let features = items(child(root, "features")?)
            .map(|node| feature(node, window))
            .collect::<Result<Vec<_>, _>>()?;
        let stages = items(child(root, "stages")?)
            .map(|node| stage(node, features.len()))
            .collect::<Result<Vec<_>, _>>()?;
        if stages.is_empty() { Err(wrong("stages", "none")) } else { Ok(Self { window, stages, features }) }
    }
}

fn stage(node: Node, features: usize) -> Result<Stage, HaarError> {
    let threshold = match numbers::<f64>(child(node, "stageThreshold")?, "stageThreshold")?[..] {
        [value] => value as f32 - THRESHOLD_EPS,
        _ => return Err(HaarError::Wrong { part: "stageThreshold", found: String::new() }),
    };
    let stumps = items(child(node, "weakClassifiers")?)
        .map(|node| stump(node, features))
        .collect::<Result<Vec<_>, _>>()?;
    if stumps.is_empty() {
        return Err(HaarError::Wrong { part: "weakClassifiers", found: "none".to_owned() });
    }
    Ok(Stage { threshold, stumps })
}

/// A weak classifier: the inner node `left right feature threshold`, and two leaves.
fn stump(node: Node, features: usize) -> Result<Stump, HaarError> {
    let inner = numbers::<f64>(child(node, "internalNodes")?, "internalNodes")?;
    let leaves = numbers::<f64>(child(node, "leafValues")?, "leafValues")?;
    if inner.len() > 4 {
        return Err(HaarError::Unsupported { what: "trees instead of stumps" });
    }
    match (&inner[..], &leaves[..]) {
        (&[_, _, feature, threshold], &[below, above])
            if feature >= 0.0 && feature < features as f64 && feature.fract() == 0.0 =>
        {
            Ok(Stump {
                feature: feature as usize,
                threshold: threshold as f32,
                below: below as f32,
                above: above as f32,
            })
        }
        _ => Err(HaarError::Wrong { part: "internalNodes", found: format!("{inner:?} {leaves:?}") }),
    }
}

/// A feature: one to three rectangles `x y width height weight` inside the window.
fn feature(node: Node, window: (usize, usize)) -> Result<Feature, HaarError> {
    if node.children().any(|part| part.has_tag_name("tilted") && part.text().map(str::trim) != Some("0")) {
        return Err(HaarError::Unsupported { what: "tilted features" });
    }
    let mut feature = Feature::default();
    let mut count = 0;
    for node in items(child(node, "rects")?) {
        let values = numbers::<f64>(node, "rects")?;
        let wrong = || HaarError::Wrong { part: "rects", found: format!("{values:?}") };
        let &[x, y, width, height, weight] = &values[..] else { return Err(wrong()) };
        let whole = [x, y, width, height].iter().all(|value| *value >= 0.0 && value.fract() == 0.0);
        if !whole || x + width > window.0 as f64 || y + height > window.1 as f64 || count == feature.len() {
            return Err(wrong());
        }
        feature[count] = WeightedRect {
            x: x as usize,
            y: y as usize,
            width: width as usize,
            height: height as usize,
            weight: weight as f32,
        };
        count += 1;
    }
    if count == 0 { Err(HaarError::Wrong { part: "rects", found: "none".to_owned() }) } else { Ok(feature) }
}

fn child<'a, 'b>(node: Node<'a, 'b>, part: &'static str) -> Result<Node<'a, 'b>, HaarError> {
    node.children()
        .find(|child| child.has_tag_name(part))
        .ok_or_else(|| HaarError::Wrong { part, found: "nothing".to_owned() })
}

/// The entries of a list: `OpenCV` names them `_`.
fn items<'a, 'b>(node: Node<'a, 'b>) -> impl Iterator<Item = Node<'a, 'b>> {
    node.children().filter(|child| child.has_tag_name("_"))
}

fn text<'a>(node: Node<'a, '_>, part: &'static str) -> Result<&'a str, HaarError> {
    Ok(child(node, part)?.text().unwrap_or_default())
}

/// The numbers of an element, separated by white space.
fn numbers<T: std::str::FromStr>(node: Node, part: &'static str) -> Result<Vec<T>, HaarError> {
    let text = node.text().unwrap_or_default();
    text.split_ascii_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| HaarError::Wrong { part, found: text.chars().take(60).collect() })
}
