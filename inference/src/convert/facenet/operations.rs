//! One TensorFlow operation after the other, as ONNX nodes.

use super::super::ConvertError;
use super::super::onnx::{AttributeProto, Dimension, NodeProto, TensorProto, ValueInfoProto};
use super::super::tensorflow::NodeDef;
use super::converter::{Converter, Layout, one, two, window};

impl<'a> Converter<'a> {
    pub(super) fn convert(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        match node.op.as_str() {
            "Const" => Ok(()),
            "Placeholder" => self.placeholder(node),
            "Conv2D" => self.convolution(node),
            "BiasAdd" => self.bias(node),
            "Relu" => self.relu(node),
            "MaxPool" => self.pool(node, "MaxPool"),
            "AvgPool" => self.pool(node, "AveragePool"),
            "ConcatV2" => self.concat(node),
            "Add" | "AddV2" => self.elementwise(node, "Add"),
            "Mul" => self.elementwise(node, "Mul"),
            "Maximum" => self.elementwise(node, "Max"),
            "Reshape" => self.reshape(node),
            "MatMul" => self.mat_mul(node),
            "FusedBatchNorm" | "FusedBatchNormV3" => self.batch_norm(node),
            "Square" => self.square(node),
            "Sum" => self.sum(node),
            "Rsqrt" => self.reciprocal_root(node),
            other => {
                Err(ConvertError::unsupported(&node.name, format!("the operation {other} is not known")))
            }
        }
    }

    fn placeholder(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let shape = node.attr.get("shape").and_then(|own| own.shape.as_ref());
        let sizes: Vec<i64> = shape.iter().flat_map(|shape| &shape.dim).map(|dim| dim.size).collect();
        let &[_, height, width, channels] = sizes.as_slice() else {
            return Err(ConvertError::unsupported(
                &node.name,
                format!("its shape is {sizes:?}, not NxHxWxC"),
            ));
        };
        let side =
            |size: i64, name: &str| if size > 0 { Dimension::fixed(size) } else { Dimension::free(name) };
        let dims = vec![Dimension::free("N"), side(channels, "C"), side(height, "H"), side(width, "W")];
        self.onnx.input.push(ValueInfoProto::float_tensor(&node.name, dims));
        self.became(node, Layout::Picture);
        Ok(())
    }

    fn convolution(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let [input, weights] = two(node)?;
        let input = self.picture(node, input)?;
        let (weights, kernel) = self.weights(node, weights)?;
        let dilations = match node.list("dilations") {
            None => [1, 1],
            Some(_) => node.spatial("dilations")?,
        };
        let mut attributes = window(node, kernel, dilations)?;
        attributes.push(AttributeProto::ints("dilations", dilations.to_vec()));
        let convolution = NodeProto::new("Conv", &[&input, &weights], &node.name, attributes);
        self.became(node, Layout::Picture);
        self.open_convolutions.insert(&node.name, convolution);
        Ok(())
    }

    /// Writes HWIO weights as OIHW; gives their name and the kernel's height and width.
    fn weights(&mut self, node: &NodeDef, name: &str) -> Result<(String, [i64; 2]), ConvertError> {
        let tensor = self.constant(node, name)?;
        let values = tensor.floats().map_err(|what| ConvertError::unsupported(name, what))?;
        let sizes = tensor.sizes();
        let &[height, width, inputs, outputs] = sizes.as_slice() else {
            return Err(ConvertError::unsupported(name, format!("its shape is {sizes:?}, not HxWxIxO")));
        };
        let mut turned = Vec::with_capacity(values.len());
        for output in 0..outputs {
            for input in 0..inputs {
                let places = (0..height * width).map(|at| (at * inputs + input) * outputs + output);
                turned.extend(places.map(|place| values[place]));
            }
        }
        let dims = [outputs, inputs, height, width].map(|size| size as i64).to_vec();
        self.onnx.initializer.push(TensorProto::floats(name, dims, &turned));
        Ok((name.to_owned(), [height as i64, width as i64]))
    }

    /// A bias joins its convolution.
    fn bias(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let [input, bias] = two(node)?;
        if self.uses.get(input) != Some(&1) {
            return Err(ConvertError::unsupported(&node.name, "its input is used elsewhere too"));
        }
        let convolution = self.open_convolutions.remove(input);
        let mut convolution = convolution
            .ok_or_else(|| ConvertError::unsupported(&node.name, "it adds a bias to no convolution"))?;
        let bias = self.plain(node, bias)?;
        convolution.input.push(bias);
        convolution.name = Some(node.name.clone());
        convolution.output = vec![node.name.clone()];
        self.onnx.node.push(convolution);
        self.became(node, Layout::Picture);
        Ok(())
    }

    fn relu(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let (input, layout) = self.value(node, one(node)?)?;
        self.emit(&node.name, "Relu", &[&input], Vec::new());
        self.became(node, layout);
        Ok(())
    }

    fn pool(&mut self, node: &'a NodeDef, op: &str) -> Result<(), ConvertError> {
        let input = self.picture(node, one(node)?)?;
        let attributes = window(node, node.spatial("ksize")?, [1, 1])?;
        self.emit(&node.name, op, &[&input], attributes);
        self.became(node, Layout::Picture);
        Ok(())
    }

    fn concat(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let names = node.data_inputs();
        let Some((&axis, parts)) = names.split_last().filter(|(_, parts)| !parts.is_empty()) else {
            return Err(ConvertError::unsupported(&node.name, "it joins nothing"));
        };
        let parts = parts.iter().map(|&part| self.value(node, part)).collect::<Result<Vec<_>, _>>()?;
        let layout = parts[0].1;
        if parts.iter().any(|&(_, own)| own != layout) {
            return Err(ConvertError::unsupported(&node.name, "it joins pictures and rows"));
        }
        let axis = self.axis(node, axis, layout)?;
        let parts: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        self.emit(&node.name, "Concat", &parts, vec![AttributeProto::int("axis", axis)]);
        self.became(node, layout);
        Ok(())
    }

    /// Two values of one layout, or a value and a single number.
    fn elementwise(&mut self, node: &'a NodeDef, op: &str) -> Result<(), ConvertError> {
        let names = two(node)?;
        let mut layout = None;
        let mut inputs = Vec::with_capacity(2);
        for name in names {
            if self.constants.contains_key(name) {
                inputs.push(self.scalar(node, name)?);
                continue;
            }
            let (value, own) = self.value(node, name)?;
            if *layout.get_or_insert(own) != own {
                return Err(ConvertError::unsupported(&node.name, "it mixes pictures and rows"));
            }
            inputs.push(value);
        }
        let layout = layout.ok_or_else(|| ConvertError::unsupported(&node.name, "it has only constants"))?;
        let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
        self.emit(&node.name, op, &inputs, Vec::new());
        self.became(node, layout);
        Ok(())
    }

    /// A picture becomes a row in TensorFlow's order; a row that is reshaped for a batch norm stays a row.
    fn reshape(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let [input, shape] = two(node)?;
        let shape = self.constant(node, shape)?;
        let shape = shape.integers().map_err(|what| ConvertError::unsupported(&node.name, what))?;
        let (input, layout) = self.value(node, input)?;
        match (layout, shape.as_slice()) {
            (Layout::Picture, [1 | -1, _]) => {
                let turned = format!("{}/nhwc", node.name);
                let order = AttributeProto::ints("perm", vec![0, 2, 3, 1]);
                self.emit(&turned, "Transpose", &[&input], vec![order]);
                let axis = AttributeProto::int("axis", 1);
                self.emit(&node.name, "Flatten", &[&turned], vec![axis]);
                self.became(node, Layout::Row);
            }
            (Layout::Row, [1 | -1, _] | [1 | -1, 1, 1, _]) => {
                self.values.insert(&node.name, (input, Layout::Row));
            }
            _ => return Err(ConvertError::unsupported(&node.name, format!("it reshapes to {shape:?}"))),
        }
        Ok(())
    }

    fn mat_mul(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let [input, weights] = two(node)?;
        if node.flag("transpose_a") || node.flag("transpose_b") {
            return Err(ConvertError::unsupported(&node.name, "it transposes"));
        }
        let (input, layout) = self.value(node, input)?;
        let weights = self.plain(node, weights)?;
        self.emit(&node.name, "MatMul", &[&input, &weights], Vec::new());
        self.became(node, layout);
        Ok(())
    }

    fn batch_norm(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        if node.flag("is_training") {
            return Err(ConvertError::unsupported(&node.name, "it is in training"));
        }
        let names = node.data_inputs();
        let &[input, scale, offset, mean, variance] = names.as_slice() else {
            return Err(ConvertError::unsupported(&node.name, "it has not five inputs"));
        };
        let (input, layout) = self.value(node, input)?;
        let [scale, offset, mean, variance] = [
            self.plain(node, scale)?,
            self.plain(node, offset)?,
            self.plain(node, mean)?,
            self.plain(node, variance)?,
        ];
        // TensorFlow's own default (`FusedBatchNorm`, attribute epsilon).
        let epsilon = node.attr.get("epsilon").and_then(|own| own.f).unwrap_or(1e-4);
        let inputs = [&input, &scale, &offset, &mean, &variance].map(String::as_str);
        let epsilon = AttributeProto::float("epsilon", epsilon);
        self.emit(&node.name, "BatchNormalization", &inputs, vec![epsilon]);
        self.became(node, layout);
        Ok(())
    }

    fn square(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let (input, layout) = self.value(node, one(node)?)?;
        self.emit(&node.name, "Mul", &[&input, &input], Vec::new());
        self.became(node, layout);
        Ok(())
    }

    fn sum(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let [input, axis] = two(node)?;
        if !node.flag("keep_dims") {
            return Err(ConvertError::unsupported(&node.name, "it drops the dimension that it sums"));
        }
        let (input, layout) = self.value(node, input)?;
        let axis = self.axis(node, axis, layout)?;
        let axes = format!("{}/axes", node.name);
        self.onnx.initializer.push(TensorProto::integers(&axes, &[axis]));
        self.emit(&node.name, "ReduceSum", &[&input, &axes], vec![AttributeProto::int("keepdims", 1)]);
        self.became(node, layout);
        Ok(())
    }

    fn reciprocal_root(&mut self, node: &'a NodeDef) -> Result<(), ConvertError> {
        let (input, layout) = self.value(node, one(node)?)?;
        let root = format!("{}/root", node.name);
        self.emit(&root, "Sqrt", &[&input], Vec::new());
        self.emit(&node.name, "Reciprocal", &[&root], Vec::new());
        self.became(node, layout);
        Ok(())
    }
}
