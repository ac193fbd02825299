//! `FaceNet`'s frozen TensorFlow graph, written as ONNX (opset 17).
//!
//! What changes is the form: pictures lie channel by channel (NCHW for TensorFlow's NHWC, weights OIHW for
//! HWIO), the batch is free, a convolution takes its bias with it. What is known is the set of operations of
//! an Inception-ResNet-v1 exported for inference; anything else is refused by name.
//! Padding "SAME" follows TensorFlow (`tf.nn.convolution`, "Padding"): `pad = max((ceil(n/s) - 1)*s + k - n, 0)`
//! with the smaller half before, which is `k - 1` for a stride of 1, and ONNX's `SAME_UPPER` otherwise.

mod converter;
mod operations;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use prost::Message;

use super::ConvertError;
use super::tensorflow::{GraphDef, NodeDef};
use converter::Converter;

/// Converts a frozen graph with one picture as input and one embedding as output.
///
/// The ONNX model's input and output keep the graph's names (`input`: Nx3x160x160, RGB, (x - 127.5) / 128;
/// `embeddings`: Nx512, of unit length).
///
/// # Errors
/// [`ConvertError`] when the bytes are no `GraphDef`, or the graph uses an operation that isn't known here.
pub fn facenet_to_onnx(graph_def: &[u8]) -> Result<Vec<u8>, ConvertError> {
    let graph = GraphDef::decode(graph_def)
        .map_err(|error| ConvertError::Decode { format: "TensorFlow graph", cause: error.to_string() })?;
    let mut converter = Converter::new(&graph)?;
    for node in in_order(&graph)? {
        converter.convert(node)?;
    }
    Ok(converter.finish()?.encode_to_vec())
}

/// The nodes, each after those that it takes data from.
fn in_order(graph: &GraphDef) -> Result<Vec<&NodeDef>, ConvertError> {
    let mut waiting: Vec<&NodeDef> = graph.node.iter().collect();
    let mut done: HashSet<&str> = HashSet::new();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let before = ordered.len();
        waiting.retain(|&node| {
            let ready = node.data_inputs().iter().all(|&name| done.contains(name));
            if ready {
                done.insert(&node.name);
                ordered.push(node);
            }
            !ready
        });
        if ordered.len() == before {
            return Err(ConvertError::unsupported(
                &waiting[0].name,
                "it waits for an input that never comes",
            ));
        }
    }
    Ok(ordered)
}
