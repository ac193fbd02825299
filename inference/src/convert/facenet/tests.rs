//! A tiny frozen graph with every kind of operation, converted and run, against numbers worked out by hand in
//! TensorFlow's own layout (NHWC, HWIO).

use std::collections::HashMap;

use prost::Message as _;
use rten_tensor::prelude::*;

use super::super::tensorflow::{AttrValue, Dim, GraphDef, ListValue, NodeDef, Tensor, TensorShape};
use super::*;

fn shape(sizes: &[i64]) -> TensorShape {
    TensorShape { dim: sizes.iter().map(|&size| Dim { size }).collect() }
}

fn node(op: &str, name: &str, inputs: &[&str], attr: Vec<(&str, AttrValue)>) -> NodeDef {
    NodeDef {
        name: name.to_owned(),
        op: op.to_owned(),
        input: inputs.iter().map(|&input| input.to_owned()).collect(),
        attr: attr.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<HashMap<_, _>>(),
    }
}

fn constant(name: &str, tensor: Tensor) -> NodeDef {
    node("Const", name, &[], vec![("value", AttrValue { tensor: Some(tensor), ..AttrValue::default() })])
}

fn floats(name: &str, sizes: &[i64], values: &[f32]) -> NodeDef {
    let content = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let tensor = Tensor { dtype: 1, shape: Some(shape(sizes)), content, ..Tensor::default() };
    constant(name, tensor)
}

fn integers(name: &str, values: &[i32]) -> NodeDef {
    let sizes: &[i64] = if let [_] = values { &[] } else { &[values.len() as i64] };
    let tensor =
        Tensor { dtype: 3, shape: Some(shape(sizes)), int_val: values.to_vec(), ..Tensor::default() };
    constant(name, tensor)
}

fn list(values: &[i64]) -> AttrValue {
    AttrValue { list: Some(ListValue { i: values.to_vec() }), ..AttrValue::default() }
}

fn text(value: &str) -> AttrValue {
    AttrValue { s: Some(value.as_bytes().to_vec()), ..AttrValue::default() }
}

fn flag() -> AttrValue {
    AttrValue { b: Some(true), ..AttrValue::default() }
}

fn placeholder(sizes: &[i64]) -> NodeDef {
    let value = AttrValue { shape: Some(shape(sizes)), ..AttrValue::default() };
    node("Placeholder", "input", &[], vec![("shape", value)])
}

fn window_of(padding: &str, strides: i64, ksize: Option<i64>) -> Vec<(&'static str, AttrValue)> {
    let mut attr = vec![("padding", text(padding)), ("strides", list(&[1, strides, strides, 1]))];
    attr.extend(ksize.map(|size| ("ksize", list(&[1, size, size, 1]))));
    attr
}

fn convert(nodes: Vec<NodeDef>) -> Result<Vec<u8>, ConvertError> {
    facenet_to_onnx(&GraphDef { node: nodes }.encode_to_vec())
}

/// Runs the converted graph on NCHW input.
fn run(onnx: Vec<u8>, sizes: &[usize], values: Vec<f32>) -> (Vec<usize>, Vec<f32>) {
    let model = rten::Model::load(onnx).expect("the ONNX file is valid");
    let input = rten_tensor::Tensor::from_data(sizes, values);
    let output = model.run_one(input.into(), None).expect("it runs");
    let output: rten_tensor::Tensor<f32> = output.try_into().expect("f32");
    (output.shape().to_vec(), output.into_data())
}

/// The end that makes a row of unit length out of `from`, a picture of C channels and of one pixel.
fn row_of_unit_length(from: &str) -> Vec<NodeDef> {
    vec![
        integers("flat", &[1, -1]),
        node("Reshape", "row", &[from, "flat"], vec![]),
        node("Square", "squares", &["row"], vec![]),
        integers("last", &[1]),
        node("Sum", "sum", &["squares", "last"], vec![("keep_dims", flag())]),
        floats("tiny", &[], &[1e-10]),
        node("Maximum", "most", &["sum", "tiny"], vec![]),
        node("Rsqrt", "inverse", &["most"], vec![]),
        node("Mul", "embeddings", &["row", "inverse"], vec![]),
    ]
}

/// Protects the layouts: weights HWIO become OIHW, a picture is flattened in TensorFlow's order (row, column,
/// channel), the batch is free. Nodes stand in the wrong order on purpose.
#[test]
fn a_convolution_and_a_flatten_keep_tensorflows_order() {
    // A 1x1 convolution from 2 channels to 2: out0 = a + 10 b, out1 = 100 a + 1000 b, plus the bias (0, 5).
    let nodes = vec![
        node("Reshape", "embeddings", &["relu", "flat"], vec![]),
        integers("flat", &[1, -1]),
        node("Relu", "relu", &["biased"], vec![]),
        node("BiasAdd", "biased", &["conv", "bias"], vec![]),
        floats("bias", &[2], &[0.0, 5.0]),
        node("Conv2D", "conv", &["input:0", "weights"], window_of("VALID", 1, None)),
        floats("weights", &[1, 1, 2, 2], &[1.0, 100.0, 10.0, 1000.0]),
        placeholder(&[1, 1, 2, 2]),
    ];
    let onnx = convert(nodes).expect("it converts");
    // Two pictures of 1 x 2 pixels: (a, b) = (1, 2), (3, 4), and (-1, 0), (0, 1).
    let input = vec![1.0, 3.0, 2.0, 4.0, -1.0, 0.0, 0.0, 1.0];
    let (sizes, found) = run(onnx, &[2, 2, 1, 2], input);
    assert_eq!(sizes, [2, 4]);
    assert_eq!(found, [21.0, 2105.0, 43.0, 4305.0, 0.0, 0.0, 10.0, 1005.0]);
}

/// Protects the padding: "SAME" with a stride of 2 on 4 pixels and a 3-wide kernel pads nothing before and one
/// after, unlike the symmetric padding of other frameworks; with a stride of 1 it pads one on each side.
#[test]
fn same_padding_is_tensorflows() {
    for (stride, expected) in [(1, vec![3.0, 6.0, 9.0, 7.0]), (2, vec![6.0, 7.0])] {
        let nodes = vec![
            placeholder(&[1, 1, 4, 1]),
            floats("weights", &[1, 3, 1, 1], &[1.0; 3]),
            node("Conv2D", "conv", &["input", "weights"], window_of("SAME", stride, None)),
            floats("bias", &[1], &[0.0]),
            node("BiasAdd", "biased", &["conv", "bias"], vec![]),
            integers("flat", &[1, -1]),
            node("Reshape", "embeddings", &["biased", "flat"], vec![]),
        ];
        let (_, found) = run(convert(nodes).expect("it converts"), &[1, 1, 1, 4], vec![1.0, 2.0, 3.0, 4.0]);
        assert_eq!(found, expected, "stride {stride}");
    }
}

/// Protects the rest of the operations, and the unit length at the end.
#[test]
fn pools_joins_sums_and_the_norm_give_the_numbers_worked_out_by_hand() {
    let mut nodes = vec![
        placeholder(&[1, 2, 2, 1]),
        node("MaxPool", "max", &["input"], window_of("VALID", 1, Some(2))),
        node("AvgPool", "mean", &["input"], window_of("VALID", 1, Some(2))),
        integers("channels", &[3]),
        node("ConcatV2", "both", &["max", "mean", "channels"], vec![]),
        floats("half", &[], &[0.5]),
        node("Mul", "halved", &["half", "both"], vec![]),
        node("Add", "added", &["both", "halved"], vec![]),
    ];
    nodes.extend(row_of_unit_length("added"));
    // Largest 8, mean 6: their 1.5-fold is (12, 9), of length 15.
    let (sizes, found) = run(convert(nodes).expect("it converts"), &[1, 1, 2, 2], vec![4.0, 8.0, 6.0, 6.0]);
    assert_eq!(sizes, [1, 2]);
    assert!((found[0] - 0.8).abs() < 1e-6 && (found[1] - 0.6).abs() < 1e-6, "{found:?}");
}

/// Protects the bottleneck: a row times a matrix, and the batch norm with its own epsilon.
#[test]
fn the_bottleneck_and_its_batch_norm_are_tensorflows() {
    let nodes = vec![
        placeholder(&[1, 1, 1, 2]),
        integers("flat", &[1, -1]),
        node("Reshape", "row", &["input", "flat"], vec![]),
        floats("matrix", &[2, 2], &[1.0, 2.0, 3.0, 4.0]),
        node("MatMul", "product", &["row", "matrix"], vec![]),
        integers("as picture", &[-1, 1, 1, 2]),
        node("Reshape", "picture", &["product", "as picture"], vec![]),
        floats("gamma", &[2], &[1.0, 2.0]),
        floats("beta", &[2], &[0.5, 0.0]),
        floats("mean", &[2], &[3.0, 4.0]),
        floats("variance", &[2], &[3.0, 15.0]),
        node(
            "FusedBatchNorm",
            "normed",
            &["picture", "gamma", "beta", "mean", "variance"],
            vec![("epsilon", AttrValue { f: Some(1.0), ..AttrValue::default() })],
        ),
        integers("as row", &[1, 2]),
        node("Reshape", "embeddings", &["normed", "as row"], vec![]),
    ];
    // (1, 2) times the matrix is (7, 10); (7 - 3) / 2 + 0.5 and 2 (10 - 4) / 4.
    let (_, found) = run(convert(nodes).expect("it converts"), &[1, 2, 1, 1], vec![1.0, 2.0]);
    assert!((found[0] - 2.5).abs() < 1e-6 && (found[1] - 3.0).abs() < 1e-6, "{found:?}");
}

/// Protects the message for a graph that is no `FaceNet`: it names the node and what is not known about it.
#[test]
fn what_is_not_known_is_refused_by_name() {
    let mut nodes = vec![placeholder(&[1, 2, 2, 1]), node("Elu", "odd", &["input"], vec![])];
    let error = convert(nodes.clone()).expect_err("Elu is not known");
    assert_eq!(error.to_string(), "node `odd`: the operation Elu is not known");
    nodes[1] = node("Relu", "odd", &["nowhere"], vec![]);
    let error = convert(nodes).expect_err("there is no such input");
    assert!(error.to_string().contains("never comes"), "{error}");
    let error = facenet_to_onnx(b"no protobuf \xff\xff").expect_err("no graph");
    assert!(matches!(error, ConvertError::Decode { .. }), "{error}");
}
