//! What the conversion of a TensorFlow graph knows at each step: constants, converted values, the ONNX graph so
//! far.

use std::collections::{HashMap, HashSet};

use super::super::ConvertError;
use super::super::onnx::{
    AttributeProto, Dimension, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto,
    ValueInfoProto,
};
use super::super::tensorflow::{GraphDef, NodeDef, Tensor};

const OPSET: i64 = 17;
/// The IR version that came with opset 17 (ONNX 1.12).
const IR_VERSION: i64 = 8;

/// What a converted value is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// N, C, H, W, where TensorFlow has N, H, W, C.
    Picture,
    /// N, C.
    Row,
}

impl Layout {
    /// Where TensorFlow's axis is in the converted value.
    fn axis(self, axis: i32) -> Option<i64> {
        match (self, axis) {
            (_, 0) => Some(0),
            (Self::Picture, 3 | -1) | (Self::Row, 1 | -1) => Some(1),
            (Self::Picture, 1) => Some(2),
            (Self::Picture, 2) => Some(3),
            _ => None,
        }
    }
}

pub(super) struct Converter<'a> {
    pub(super) constants: HashMap<&'a str, &'a Tensor>,
    /// How many nodes take each value.
    pub(super) uses: HashMap<&'a str, usize>,
    /// What was converted: the ONNX name and the layout of each TensorFlow value.
    pub(super) values: HashMap<&'a str, (String, Layout)>,
    /// Convolutions that wait for the node that adds their bias.
    pub(super) open_convolutions: HashMap<&'a str, NodeProto>,
    /// Names of constants that are written already.
    written: HashSet<String>,
    pub(super) onnx: GraphProto,
}

impl<'a> Converter<'a> {
    pub(super) fn new(graph: &'a GraphDef) -> Result<Self, ConvertError> {
        let mut constants = HashMap::new();
        let mut uses = HashMap::new();
        for node in &graph.node {
            for input in node.data_inputs() {
                *uses.entry(input).or_insert(0) += 1;
            }
            if node.op == "Const" {
                let tensor = node.attr.get("value").and_then(|own| own.tensor.as_ref());
                let tensor = tensor
                    .ok_or_else(|| ConvertError::unsupported(&node.name, "it is a constant of nothing"))?;
                constants.insert(node.name.as_str(), tensor);
            }
        }
        let onnx = GraphProto { name: Some("facenet".to_owned()), ..GraphProto::default() };
        let (values, open_convolutions, written) = (HashMap::new(), HashMap::new(), HashSet::new());
        Ok(Self { constants, uses, values, open_convolutions, written, onnx })
    }

    /// The converted value of that name, and its layout.
    pub(super) fn value(&self, node: &NodeDef, name: &str) -> Result<(String, Layout), ConvertError> {
        let found = self.values.get(name).filter(|_| !self.open_convolutions.contains_key(name)).cloned();
        found.ok_or_else(|| ConvertError::unsupported(&node.name, format!("its input `{name}` is no value")))
    }

    /// The converted value of that name, which must be a picture.
    pub(super) fn picture(&self, node: &NodeDef, name: &str) -> Result<String, ConvertError> {
        match self.value(node, name)? {
            (value, Layout::Picture) => Ok(value),
            _ => Err(ConvertError::unsupported(&node.name, format!("its input `{name}` is no picture"))),
        }
    }

    pub(super) fn constant(&self, node: &NodeDef, name: &str) -> Result<&'a Tensor, ConvertError> {
        let found = self.constants.get(name).copied();
        found.ok_or_else(|| {
            ConvertError::unsupported(&node.name, format!("its input `{name}` is no constant"))
        })
    }

    /// Writes a constant whose meaning does not depend on the layout: a single number.
    pub(super) fn scalar(&mut self, node: &NodeDef, name: &str) -> Result<String, ConvertError> {
        let sizes = self.constant(node, name)?.sizes();
        if sizes.is_empty() {
            return self.plain(node, name);
        }
        let what = format!("its input `{name}` has the shape {sizes:?}, expected a single number");
        Err(ConvertError::unsupported(&node.name, what))
    }

    /// Writes a constant of at most two dimensions as it is.
    pub(super) fn plain(&mut self, node: &NodeDef, name: &str) -> Result<String, ConvertError> {
        let tensor = self.constant(node, name)?;
        let values = tensor.floats().map_err(|what| ConvertError::unsupported(name, what))?;
        let sizes = tensor.sizes();
        if sizes.len() > 2 {
            return Err(ConvertError::unsupported(name, format!("its shape is {sizes:?}")));
        }
        if self.written.insert(name.to_owned()) {
            let dims = sizes.iter().map(|&size| size as i64).collect();
            self.onnx.initializer.push(TensorProto::floats(name, dims, &values));
        }
        Ok(name.to_owned())
    }

    /// Reads a constant axis and says where it is in the converted value.
    pub(super) fn axis(&self, node: &NodeDef, name: &str, layout: Layout) -> Result<i64, ConvertError> {
        let axes = self.constant(node, name)?.integers();
        let axes = axes.map_err(|what| ConvertError::unsupported(name, what))?;
        let axis = if let [axis] = axes.as_slice() { layout.axis(*axis) } else { None };
        axis.ok_or_else(|| ConvertError::unsupported(&node.name, format!("its axes are {axes:?}")))
    }

    /// Writes a node of that name; `op` is ONNX's.
    pub(super) fn emit(&mut self, name: &str, op: &str, inputs: &[&str], attributes: Vec<AttributeProto>) {
        self.onnx.node.push(NodeProto::new(op, inputs, name, attributes));
    }

    /// Notes what the TensorFlow node became: the ONNX value of the same name.
    pub(super) fn became(&mut self, node: &'a NodeDef, layout: Layout) {
        self.values.insert(&node.name, (node.name.clone(), layout));
    }

    /// The finished model; the one value that nothing uses is its output.
    pub(super) fn finish(mut self) -> Result<ModelProto, ConvertError> {
        if let Some(open) = self.open_convolutions.keys().next() {
            return Err(ConvertError::unsupported(open, "it is a convolution without a bias"));
        }
        if self.onnx.input.len() != 1 {
            return Err(ConvertError::Graph(format!("has {} inputs, expected one", self.onnx.input.len())));
        }
        let mut ends = self.values.iter().filter(|(name, _)| !self.uses.contains_key(*name));
        let (Some((_, (output, Layout::Row))), None) = (ends.next(), ends.next()) else {
            return Err(ConvertError::Graph("does not end in one row for each picture".to_owned()));
        };
        let dims = vec![Dimension::free("N"), Dimension::free("length")];
        self.onnx.output.push(ValueInfoProto::float_tensor(output, dims));
        Ok(ModelProto {
            ir_version: Some(IR_VERSION),
            producer_name: Some("muster".to_owned()),
            graph: Some(self.onnx),
            opset_import: vec![OperatorSetIdProto { domain: Some(String::new()), version: Some(OPSET) }],
            ..ModelProto::default()
        })
    }
}

/// The only data input.
pub(super) fn one(node: &NodeDef) -> Result<&str, ConvertError> {
    match node.data_inputs().as_slice() {
        &[input] => Ok(input),
        other => Err(ConvertError::unsupported(&node.name, format!("it has {} inputs, not 1", other.len()))),
    }
}

/// The two data inputs.
pub(super) fn two(node: &NodeDef) -> Result<[&str; 2], ConvertError> {
    match node.data_inputs().as_slice() {
        &[first, second] => Ok([first, second]),
        other => Err(ConvertError::unsupported(&node.name, format!("it has {} inputs, not 2", other.len()))),
    }
}

/// The attributes that a convolution and a pooling share: kernel, strides and padding.
pub(super) fn window(
    node: &NodeDef,
    kernel: [i64; 2],
    dilations: [i64; 2],
) -> Result<Vec<AttributeProto>, ConvertError> {
    if node.text("data_format").is_some_and(|format| format != "NHWC") {
        return Err(ConvertError::unsupported(&node.name, "its data format is not NHWC"));
    }
    let strides = node.spatial("strides")?;
    let mut attributes = vec![
        AttributeProto::ints("kernel_shape", kernel.to_vec()),
        AttributeProto::ints("strides", strides.to_vec()),
    ];
    match node.text("padding") {
        Some("VALID") => {}
        Some("SAME") if strides == [1, 1] => {
            let needed = [0, 1].map(|side| (kernel[side] - 1) * dilations[side]);
            let [top, left] = needed.map(|needed| needed / 2);
            let pads = vec![top, left, needed[0] - top, needed[1] - left];
            attributes.push(AttributeProto::ints("pads", pads));
        }
        Some("SAME") => attributes.push(AttributeProto::string("auto_pad", "SAME_UPPER")),
        other => return Err(ConvertError::unsupported(&node.name, format!("its padding is {other:?}"))),
    }
    Ok(attributes)
}
