//! Freeing the shapes that a model file fixes, so that one file serves any batch and any size of picture.
//!
//! Networks of convolutions work at any size; their files name one because the exporter traced one. What bakes
//! a size into the graph itself is a Reshape to a constant: its leading 1, the traced batch, becomes 0, which
//! means "as in the input". Other constants of that kind are refused.

use std::collections::HashSet;

use super::ConvertError;
use super::onnx::{Dimension, GraphProto, ModelProto, TensorProto, ValueInfoProto};
use super::values::integers;

/// Replaces the input's dimensions by the names given (an empty name keeps the dimension), the outputs' free
/// dimensions by unknown ones, and forgets the shapes in between.
pub(super) fn free(model: &mut ModelProto, names: &[&str]) -> Result<(), ConvertError> {
    let graph = model.graph.as_mut().ok_or_else(|| ConvertError::Graph("is missing".to_owned()))?;
    let constants: HashSet<&str> = graph.initializer.iter().map(TensorProto::name).collect();
    for input in graph.input.iter_mut().filter(|own| !constants.contains(own.name.as_deref().unwrap_or(""))) {
        let dims = dimensions(input)?;
        for (dim, &name) in dims.iter_mut().zip(names).filter(|(_, name)| !name.is_empty()) {
            *dim = Dimension::free(name);
        }
    }
    let spatial = names.len() > 1;
    for output in &mut graph.output {
        free_output(output, spatial)?;
    }
    graph.value_info.clear();
    free_reshapes(graph)
}

/// An output keeps its channels: the second dimension of four, the last of three.
fn free_output(output: &mut ValueInfoProto, spatial: bool) -> Result<(), ConvertError> {
    let name = output.name().to_owned();
    let dims = dimensions(output)?;
    let channels = if dims.len() == 3 { 2 } else { 1 };
    for (index, dim) in dims.iter_mut().enumerate() {
        if index == 0 {
            *dim = Dimension::free("N");
        } else if spatial && index != channels {
            *dim = Dimension::free(&format!("{name}_{index}"));
        }
    }
    Ok(())
}

fn dimensions(value: &mut ValueInfoProto) -> Result<&mut Vec<Dimension>, ConvertError> {
    let name = value.name().to_owned();
    let shape = value.r#type.as_mut().and_then(|kind| kind.tensor_type.as_mut()?.shape.as_mut());
    shape.map(|shape| &mut shape.dim).ok_or_else(|| ConvertError::unsupported(&name, "it states no shape"))
}

fn free_reshapes(graph: &mut GraphProto) -> Result<(), ConvertError> {
    let shapes: HashSet<String> = graph
        .node
        .iter()
        .filter(|node| node.op_type() == "Reshape")
        .filter_map(|node| node.input.get(1).cloned())
        .collect();
    for constant in graph.initializer.iter_mut().filter(|own| shapes.contains(own.name())) {
        let mut sizes = integers(constant)?;
        match sizes.as_mut_slice() {
            [batch @ 1, rest @ ..] if rest.iter().filter(|&&size| size == -1).count() == 1 => *batch = 0,
            [0 | -1, ..] => {}
            _ => {
                let what = format!("it reshapes to {sizes:?}, which fixes a size");
                return Err(ConvertError::unsupported(constant.name(), what));
            }
        }
        *constant = TensorProto::integers(constant.name(), &sizes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use prost::Message as _;
    use rten_tensor::prelude::*;

    use super::super::fold_and_free_batch;
    use super::super::free_image_size;
    use super::super::onnx::{AttributeProto, NodeProto, OperatorSetIdProto};
    use super::*;

    fn sizes(fixed: &[i64]) -> Vec<Dimension> {
        fixed.iter().map(|&size| Dimension::fixed(size)).collect()
    }

    /// A detector's tail: the picture turned and reshaped to one row a place, with a Dropout between, and a
    /// weight that is listed as an input though nothing uses it.
    fn detector(target: &[i64]) -> Vec<u8> {
        let graph = GraphProto {
            name: Some("tail".to_owned()),
            node: vec![
                NodeProto::new("Dropout", &["input"], "kept", Vec::new()),
                NodeProto::new(
                    "Transpose",
                    &["kept"],
                    "turned",
                    vec![AttributeProto::ints("perm", vec![0, 2, 3, 1])],
                ),
                NodeProto::new("Reshape", &["turned", "target"], "rows", Vec::new()),
            ],
            initializer: vec![TensorProto::integers("target", target)],
            input: vec![
                ValueInfoProto::float_tensor("input", sizes(&[1, 2, 4, 4])),
                ValueInfoProto::float_tensor("gone", sizes(&[3])),
            ],
            output: vec![ValueInfoProto::float_tensor("rows", sizes(&[1, 16, 2]))],
            value_info: vec![ValueInfoProto::float_tensor("turned", sizes(&[1, 4, 4, 2]))],
            ..GraphProto::default()
        };
        let opset = OperatorSetIdProto { domain: Some(String::new()), version: Some(13) };
        let model = ModelProto {
            ir_version: Some(8),
            graph: Some(graph),
            opset_import: vec![opset],
            ..ModelProto::default()
        };
        model.encode_to_vec()
    }

    /// Protects what freeing is for: another batch and another size run, and the only input is the picture.
    #[test]
    fn a_freed_detector_takes_another_batch_and_another_size() {
        let freed = free_image_size(&detector(&[1, -1, 2])).expect("it can be freed");
        let model = rten::Model::load(freed).expect("the ONNX file is valid");
        assert_eq!(model.input_ids().len(), 1, "the input that nothing uses is gone");
        let values: Vec<f32> = (0..24).map(|n| n as f32).collect();
        let input = rten_tensor::Tensor::from_data(&[2, 2, 2, 3], values);
        let output: rten_tensor::Tensor<f32> =
            model.run_one(input.into(), None).expect("it runs").try_into().expect("f32");
        assert_eq!(output.shape(), [2, 6, 2]);
        assert_eq!(output.into_data()[..4], [0.0, 6.0, 1.0, 7.0], "the rows are those of the first picture");
    }

    /// Protects against a file that would load, and fail only when it is run at another size.
    #[test]
    fn a_size_that_is_baked_in_is_refused() {
        let error = free_image_size(&detector(&[1, 16, 2])).expect_err("16 places are baked in");
        assert_eq!(error.to_string(), "node `target`: it reshapes to [1, 16, 2], which fixes a size");
    }

    /// Protects an embedding network's size of input: only the batch is free, so a wrong size is refused.
    #[test]
    fn freeing_the_batch_keeps_the_size() {
        let freed = fold_and_free_batch(&detector(&[1, -1, 2])).expect("it can be freed");
        let model = ModelProto::decode(freed.as_slice()).expect("it is a model");
        let graph = model.graph.expect("it has a graph");
        let kind = graph.input[0].r#type.as_ref().and_then(|own| own.tensor_type.as_ref());
        let dims = &kind.and_then(|own| own.shape.as_ref()).expect("a shape").dim;
        let expected = [Dimension::free("N"), Dimension::fixed(2), Dimension::fixed(4), Dimension::fixed(4)];
        assert_eq!(dims[..], expected);
    }
}
