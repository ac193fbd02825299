//! TensorFlow's messages, as far as a frozen graph of a convolutional network needs them, by hand for `prost`.
//!
//! Source of names and tags: `tensorflow/core/framework/{graph,node_def,attr_value,tensor,shape,
//! types}.proto` of TensorFlow 2.15. Only read, never written, so fields that aren't needed are left out.

use std::collections::HashMap;

use prost::Message;

use super::ConvertError;

/// `DataType`, the ones that are read here.
mod data_type {
    pub(super) const FLOAT: i32 = 1;
    pub(super) const INT32: i32 = 3;
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct GraphDef {
    #[prost(message, repeated, tag = "1")]
    pub node: Vec<NodeDef>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct NodeDef {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub op: String,
    #[prost(string, repeated, tag = "3")]
    pub input: Vec<String>,
    #[prost(map = "string, message", tag = "5")]
    pub attr: HashMap<String, AttrValue>,
}

/// An attribute's value. The file's oneof is written out: what is absent is the type's zero.
#[derive(Clone, PartialEq, Message)]
pub(super) struct AttrValue {
    #[prost(message, optional, tag = "1")]
    pub list: Option<ListValue>,
    #[prost(bytes = "vec", optional, tag = "2")]
    pub s: Option<Vec<u8>>,
    #[prost(float, optional, tag = "4")]
    pub f: Option<f32>,
    #[prost(bool, optional, tag = "5")]
    pub b: Option<bool>,
    #[prost(message, optional, tag = "7")]
    pub shape: Option<TensorShape>,
    #[prost(message, optional, tag = "8")]
    pub tensor: Option<Tensor>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ListValue {
    #[prost(int64, repeated, tag = "3")]
    pub i: Vec<i64>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct TensorShape {
    #[prost(message, repeated, tag = "2")]
    pub dim: Vec<Dim>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Dim {
    #[prost(int64, tag = "1")]
    pub size: i64,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Tensor {
    #[prost(int32, tag = "1")]
    pub dtype: i32,
    #[prost(message, optional, tag = "2")]
    pub shape: Option<TensorShape>,
    #[prost(bytes = "vec", tag = "4")]
    pub content: Vec<u8>,
    #[prost(float, repeated, tag = "5")]
    pub float_val: Vec<f32>,
    #[prost(int32, repeated, tag = "7")]
    pub int_val: Vec<i32>,
}

impl Tensor {
    /// The sizes of its dimensions; none for a single number.
    pub(super) fn sizes(&self) -> Vec<usize> {
        let dims = self.shape.iter().flat_map(|shape| &shape.dim);
        dims.map(|dim| usize::try_from(dim.size).unwrap_or(0)).collect()
    }

    /// The numbers of an `f32` tensor.
    pub(super) fn floats(&self) -> Result<Vec<f32>, String> {
        if self.dtype != data_type::FLOAT {
            return Err(format!("its data type is {}, expected f32", self.dtype));
        }
        self.numbers(&self.float_val, f32::from_le_bytes)
    }

    /// The numbers of an `i32` tensor.
    pub(super) fn integers(&self) -> Result<Vec<i32>, String> {
        if self.dtype != data_type::INT32 {
            return Err(format!("its data type is {}, expected i32", self.dtype));
        }
        self.numbers(&self.int_val, i32::from_le_bytes)
    }

    /// Numbers stand as bytes, or in a list whose last one fills the rest (`tensor.proto`).
    fn numbers<T: Copy>(&self, typed: &[T], read: impl Fn([u8; 4]) -> T) -> Result<Vec<T>, String> {
        let sizes = self.sizes();
        let count = sizes.iter().try_fold(1_usize, |product, &size| product.checked_mul(size));
        let count = count.ok_or_else(|| format!("its shape {sizes:?} is too large"))?;
        if !self.content.is_empty() {
            let values: Vec<T> = self.content.as_chunks().0.iter().map(|&word| read(word)).collect();
            let held = values.len();
            return if held == count { Ok(values) } else { Err(wrong_count(held, &sizes)) };
        }
        match typed {
            [.., last] if typed.len() == count || (typed.len() < count && sizes.len() <= 1) => {
                let mut values = typed.to_vec();
                values.resize(count, *last);
                Ok(values)
            }
            _ => Err(wrong_count(typed.len(), &sizes)),
        }
    }
}

fn wrong_count(held: usize, sizes: &[usize]) -> String {
    format!("it holds {held} values, its shape is {sizes:?}")
}

impl NodeDef {
    /// The names of the nodes it takes data from: without the output's number, and without mere ordering.
    pub(super) fn data_inputs(&self) -> Vec<&str> {
        let data = self.input.iter().filter(|name| !name.starts_with('^'));
        data.map(|name| name.strip_suffix(":0").unwrap_or(name)).collect()
    }

    /// A text attribute.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.attr.get(name).and_then(|own| std::str::from_utf8(own.s.as_deref()?).ok())
    }

    /// A list of integers.
    pub(super) fn list(&self, name: &str) -> Option<&[i64]> {
        self.attr.get(name).and_then(|own| own.list.as_ref()).map(|list| list.i.as_slice())
    }

    /// A switch; off when it is absent.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.attr.get(name).and_then(|own| own.b).unwrap_or(false)
    }

    /// The two values of a list that has one for each of N, H, W, C.
    ///
    /// # Errors
    /// When the list is missing or says something of N or C.
    pub(super) fn spatial(&self, name: &str) -> Result<[i64; 2], ConvertError> {
        match self.list(name) {
            Some(&[1, height, width, 1]) if height > 0 && width > 0 => Ok([height, width]),
            other => Err(ConvertError::unsupported(&self.name, format!("its {name} are {other:?}"))),
        }
    }
}
