//! Folding quantised weights: a constant that the graph would dequantise on every run is dequantised once.
//!
//! Folds `DequantizeLinear` of constants (opset 21: per tensor, per axis, or in blocks along an axis) and
//! `Reshape` of constants, and drops `Dropout`, which does nothing outside training.
//! Source: ONNX operators, `DequantizeLinear` version 21: `y = (x - x_zero_point) * x_scale`.

use std::collections::HashMap;

use super::ConvertError;
use super::onnx::{GraphProto, ModelProto, NodeProto, TensorProto, data_type};
use super::values::{floats, integers, sizes};

/// Folds what can be folded. The constants that were folded stay until [`super::graph::tidy`] drops them.
pub(super) fn fold(model: &mut ModelProto) -> Result<(), ConvertError> {
    let graph = model.graph.as_mut().ok_or_else(|| ConvertError::Graph("is missing".to_owned()))?;
    let mut constants = Constants::of(graph);
    let mut renamed: HashMap<String, String> = HashMap::new();
    let mut kept = Vec::with_capacity(graph.node.len());
    for mut node in std::mem::take(&mut graph.node) {
        for input in &mut node.input {
            if let Some(source) = renamed.get(input) {
                input.clone_from(source);
            }
        }
        if node.op_type() == "Dropout" {
            let [from, to] = [node.input.first(), node.output.first()].map(Option::<&String>::cloned);
            renamed.extend(to.zip(from));
        } else if let Some(folded) = constants.fold(&node)? {
            constants.add(folded);
        } else {
            kept.push(node);
        }
    }
    graph.node = kept;
    graph.initializer = constants.tensors;
    let lost = |name: &str| renamed.contains_key(name) || constants.index.contains_key(name);
    match graph.output.iter().find(|own| lost(own.name())) {
        Some(output) => Err(ConvertError::unsupported(output.name(), "an output is a constant or a Dropout")),
        None => Ok(()),
    }
}

/// The graph's constants, by name.
struct Constants {
    tensors: Vec<TensorProto>,
    index: HashMap<String, usize>,
}

impl Constants {
    fn of(graph: &mut GraphProto) -> Self {
        let tensors = std::mem::take(&mut graph.initializer);
        let index = tensors.iter().enumerate().map(|(at, own)| (own.name().to_owned(), at)).collect();
        Self { tensors, index }
    }

    fn add(&mut self, tensor: TensorProto) {
        self.index.insert(tensor.name().to_owned(), self.tensors.len());
        self.tensors.push(tensor);
    }

    fn input(&self, node: &NodeProto, at: usize) -> Option<&TensorProto> {
        node.input.get(at).and_then(|name| self.index.get(name)).map(|&index| &self.tensors[index])
    }

    /// The node's output, when the node is one that is folded and its inputs are constants.
    fn fold(&self, node: &NodeProto) -> Result<Option<TensorProto>, ConvertError> {
        let (Some(values), Some(second)) = (self.input(node, 0), self.input(node, 1)) else {
            return Ok(None);
        };
        match node.op_type() {
            "DequantizeLinear" => {
                let zeros = self.input(node, 2);
                if node.input.get(2).is_some_and(|name| !name.is_empty()) && zeros.is_none() {
                    return Ok(None);
                }
                dequantise(node, values, second, zeros).map(Some)
            }
            "Reshape" if values.data_type() == data_type::FLOAT => reshape(node, values, second).map(Some),
            _ => Ok(None),
        }
    }
}

fn output_name(node: &NodeProto) -> &str {
    node.output.first().map_or("", String::as_str)
}

/// `DequantizeLinear` of constants.
fn dequantise(
    node: &NodeProto,
    values: &TensorProto,
    scales: &TensorProto,
    zeros: Option<&TensorProto>,
) -> Result<TensorProto, ConvertError> {
    let name = output_name(node);
    let (numbers, scale) = (integers(values)?, floats(scales)?);
    let zero = zeros.map(integers).transpose()?.unwrap_or_else(|| vec![0; scale.len()]);
    if zero.len() != scale.len() {
        return Err(ConvertError::unsupported(name, "it has not as many zero points as scales"));
    }
    let places = Places::new(node, &sizes(values)?, &sizes(scales)?).ok_or_else(|| {
        let what = format!("scales of shape {:?} do not fit values of shape {:?}", scales.dims, values.dims);
        ConvertError::unsupported(name, what)
    })?;
    let dequantise = |(at, &number): (usize, &i64)| {
        let at = places.scale_of(at);
        (number - zero[at]) as f32 * scale[at]
    };
    let dequantised: Vec<f32> = numbers.iter().enumerate().map(dequantise).collect();
    Ok(TensorProto::floats(name, values.dims.clone(), &dequantised))
}

/// `Reshape` of a constant; 0 keeps a dimension, -1 takes what is left.
fn reshape(node: &NodeProto, values: &TensorProto, shape: &TensorProto) -> Result<TensorProto, ConvertError> {
    let name = output_name(node);
    let refused = || {
        let what = format!("values of shape {:?} can't take the shape it names", values.dims);
        ConvertError::unsupported(name, what)
    };
    let count: i64 = values.dims.iter().product();
    let mut dims = integers(shape)?;
    for (at, size) in dims.iter_mut().enumerate().filter(|(_, size)| **size == 0) {
        *size = *values.dims.get(at).ok_or_else(refused)?;
    }
    let known: i64 = dims.iter().filter(|&&size| size != -1).product();
    for size in dims.iter_mut().filter(|size| **size == -1) {
        *size = count.checked_div(known).ok_or_else(refused)?;
    }
    if dims.iter().product::<i64>() != count {
        return Err(refused());
    }
    let mut reshaped = values.clone();
    (reshaped.name, reshaped.dims) = (Some(name.to_owned()), dims);
    Ok(reshaped)
}

/// Which scale belongs to which value. The values are seen as rows x axis x inner; the strides say how far the
/// scale moves with the row, with the block along the axis, and with the place after the axis.
struct Places {
    axis: usize,
    inner: usize,
    block: usize,
    strides: [usize; 3],
}

impl Places {
    /// Nothing when the shapes do not belong together.
    fn new(node: &NodeProto, values: &[usize], scales: &[usize]) -> Option<Self> {
        let block = usize::try_from(node.int("block_size").unwrap_or(0)).ok()?;
        if block == 0 && scales.iter().product::<usize>() == 1 {
            return Some(Self { axis: 1, inner: 1, block: 1, strides: [0; 3] });
        }
        let axis = node.int("axis").unwrap_or(1);
        let at = usize::try_from(if axis < 0 { axis + values.len() as i64 } else { axis }).ok()?;
        let size = *values.get(at)?;
        let inner = values[at + 1..].iter().product();
        if block == 0 {
            let fits = scales == [size];
            return fits.then_some(Self { axis: size, inner, block: 1, strides: [0, 1, 0] });
        }
        let mut expected = values.to_vec();
        expected[at] = size.div_ceil(block);
        let strides = [expected[at] * inner, inner, 1];
        (scales == expected).then_some(Self { axis: size, inner, block, strides })
    }

    fn scale_of(&self, at: usize) -> usize {
        let row = at / (self.axis * self.inner);
        let along = at / self.inner % self.axis;
        let within = at % self.inner;
        row * self.strides[0] + along / self.block * self.strides[1] + within * self.strides[2]
    }
}

#[cfg(test)]
mod tests {
    use super::super::onnx::AttributeProto;
    use super::*;

    fn bytes(name: &str, dims: Vec<i64>, values: &[i8]) -> TensorProto {
        TensorProto {
            name: Some(name.to_owned()),
            dims,
            data_type: Some(data_type::INT8),
            raw_data: Some(values.iter().map(|&value| value as u8).collect()),
            ..TensorProto::default()
        }
    }

    fn folded(attributes: Vec<AttributeProto>, scales: &TensorProto, zeros: &TensorProto) -> Vec<f32> {
        let values = bytes("x", vec![2, 4], &[1, 2, 3, 4, -1, -2, -3, -4]);
        let node = NodeProto::new("DequantizeLinear", &["x", "s", "z"], "y", attributes);
        floats(&dequantise(&node, &values, scales, Some(zeros)).expect("consistent")).expect("floats")
    }

    /// Protects the reading of opset 21's blocks: two neighbours along axis 1 share a scale and a zero point.
    #[test]
    fn blocks_along_an_axis_take_their_own_scale_and_zero_point() {
        let scales = TensorProto::floats("s", vec![2, 2], &[1.0, 10.0, 100.0, 1000.0]);
        let zeros = bytes("z", vec![2, 2], &[0, 1, 2, 0]);
        let attributes = vec![AttributeProto::int("axis", 1), AttributeProto::int("block_size", 2)];
        let found = folded(attributes, &scales, &zeros);
        assert_eq!(found, [1.0, 2.0, 20.0, 30.0, -300.0, -400.0, -3000.0, -4000.0]);
    }

    /// Protects blocks along the first axis, where the scale also moves with the place after the axis.
    #[test]
    fn blocks_along_the_first_axis_keep_the_columns_apart() {
        let scales = TensorProto::floats("s", vec![1, 4], &[1.0, 10.0, 100.0, 1000.0]);
        let zeros = bytes("z", vec![1, 4], &[0; 4]);
        let attributes = vec![AttributeProto::int("axis", 0), AttributeProto::int("block_size", 2)];
        let found = folded(attributes, &scales, &zeros);
        assert_eq!(found, [1.0, 20.0, 300.0, 4000.0, -1.0, -20.0, -300.0, -4000.0]);
    }

    /// Protects the older forms of the operator: one scale an axis position, and one in all.
    #[test]
    fn one_scale_an_axis_position_or_one_in_all() {
        let scales = TensorProto::floats("s", vec![2], &[1.0, 10.0]);
        let zeros = bytes("z", vec![2], &[1, 0]);
        let found = folded(vec![AttributeProto::int("axis", 0)], &scales, &zeros);
        assert_eq!(found, [0.0, 1.0, 2.0, 3.0, -10.0, -20.0, -30.0, -40.0]);
        let scales = TensorProto::floats("s", vec![], &[2.0]);
        let found = folded(vec![], &scales, &bytes("z", vec![], &[1]));
        assert_eq!(found, [0.0, 2.0, 4.0, 6.0, -4.0, -6.0, -8.0, -10.0]);
    }

    /// Protects against a file whose scales don't fit: an error, never a panic.
    #[test]
    fn scales_that_do_not_fit_are_refused() {
        let values = bytes("x", vec![2, 4], &[0; 8]);
        let scales = TensorProto::floats("s", vec![2, 3], &[1.0; 6]);
        let attributes = vec![AttributeProto::int("axis", 1), AttributeProto::int("block_size", 2)];
        let node = NodeProto::new("DequantizeLinear", &["x", "s"], "y", attributes);
        let refused = dequantise(&node, &values, &scales, None).expect_err("3 scales for 2 blocks");
        assert!(refused.to_string().contains("do not fit"), "{refused}");
    }
}
