//! Reading the numbers of an ONNX tensor, whichever of its fields holds them.

use super::ConvertError;
use super::onnx::{TensorProto, data_type};

/// The tensor's shape as sizes.
pub(super) fn sizes(tensor: &TensorProto) -> Result<Vec<usize>, ConvertError> {
    let size = |&size: &i64| {
        usize::try_from(size).map_err(|_| ConvertError::unsupported(tensor.name(), "a size is negative"))
    };
    tensor.dims.iter().map(size).collect()
}

/// The numbers of an `f32` tensor.
pub(super) fn floats(tensor: &TensorProto) -> Result<Vec<f32>, ConvertError> {
    if tensor.data_type() != data_type::FLOAT {
        return Err(unexpected(tensor, "f32"));
    }
    let values = match &tensor.raw_data {
        Some(raw) => words(raw).map(f32::from_le_bytes).collect(),
        None => tensor.float_data.clone(),
    };
    counted(tensor, values)
}

/// The numbers of an integer tensor (i8, u8, i32 or i64).
pub(super) fn integers(tensor: &TensorProto) -> Result<Vec<i64>, ConvertError> {
    let values = match (&tensor.raw_data, tensor.data_type()) {
        (Some(raw), data_type::INT8) => raw.iter().map(|&byte| i64::from(byte.cast_signed())).collect(),
        (Some(raw), data_type::UINT8) => raw.iter().map(|&byte| i64::from(byte)).collect(),
        (Some(raw), data_type::INT32) => words(raw).map(|word| i64::from(i32::from_le_bytes(word))).collect(),
        (Some(raw), data_type::INT64) => words(raw).map(i64::from_le_bytes).collect(),
        (None, data_type::INT8 | data_type::UINT8 | data_type::INT32) => {
            tensor.int32_data.iter().map(|&value| i64::from(value)).collect()
        }
        (None, data_type::INT64) => tensor.int64_data.clone(),
        _ => return Err(unexpected(tensor, "an integer type")),
    };
    counted(tensor, values)
}

fn words<const N: usize>(raw: &[u8]) -> impl Iterator<Item = [u8; N]> {
    raw.as_chunks::<N>().0.iter().copied()
}

fn counted<T>(tensor: &TensorProto, values: Vec<T>) -> Result<Vec<T>, ConvertError> {
    if values.len() == sizes(tensor)?.iter().product::<usize>() {
        Ok(values)
    } else {
        let what = format!("it holds {} values, its shape is {:?}", values.len(), tensor.dims);
        Err(ConvertError::unsupported(tensor.name(), what))
    }
}

fn unexpected(tensor: &TensorProto, expected: &str) -> ConvertError {
    let what = format!("its data type is {}, expected {expected}", tensor.data_type());
    ConvertError::unsupported(tensor.name(), what)
}
