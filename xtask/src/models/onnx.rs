//! The messages of an ONNX file, as far as the networks of Kith use them.
//!
//! Numbers and types are those of `onnx.proto` (<https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>). What is not
//! listed here would get lost on the way: [`Model::read`] refuses a file that has any of it.

use anyhow::{Context as _, Result, bail, ensure};
use prost::Message;

/// Values of `TensorProto.DataType`.
pub(super) const FLOAT: i32 = 1;
const INT64: i32 = 7;
/// Values of `AttributeProto.AttributeType`.
const ATTRIBUTE_INT: i32 = 2;
const ATTRIBUTE_INTS: i32 = 7;

#[derive(Clone, PartialEq, Message)]
pub(super) struct Model {
    #[prost(int64, optional, tag = "1")]
    pub(super) ir_version: Option<i64>,
    #[prost(string, optional, tag = "2")]
    pub(super) producer_name: Option<String>,
    #[prost(string, optional, tag = "3")]
    pub(super) producer_version: Option<String>,
    #[prost(string, optional, tag = "4")]
    pub(super) domain: Option<String>,
    #[prost(int64, optional, tag = "5")]
    pub(super) version: Option<i64>,
    #[prost(string, optional, tag = "6")]
    pub(super) doc_string: Option<String>,
    #[prost(message, optional, tag = "7")]
    pub(super) graph: Option<Graph>,
    #[prost(message, repeated, tag = "8")]
    pub(super) opset_import: Vec<OperatorSet>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct OperatorSet {
    #[prost(string, optional, tag = "1")]
    pub(super) domain: Option<String>,
    #[prost(int64, optional, tag = "2")]
    pub(super) version: Option<i64>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Graph {
    #[prost(message, repeated, tag = "1")]
    pub(super) nodes: Vec<Node>,
    #[prost(string, optional, tag = "2")]
    pub(super) name: Option<String>,
    #[prost(message, repeated, tag = "5")]
    pub(super) initializers: Vec<Tensor>,
    #[prost(message, repeated, tag = "11")]
    pub(super) inputs: Vec<ValueInfo>,
    #[prost(message, repeated, tag = "12")]
    pub(super) outputs: Vec<ValueInfo>,
    #[prost(message, repeated, tag = "13")]
    pub(super) value_info: Vec<ValueInfo>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Node {
    #[prost(string, repeated, tag = "1")]
    pub(super) inputs: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    pub(super) outputs: Vec<String>,
    #[prost(string, optional, tag = "3")]
    pub(super) name: Option<String>,
    #[prost(string, optional, tag = "4")]
    pub(super) op_type: Option<String>,
    #[prost(message, repeated, tag = "5")]
    pub(super) attributes: Vec<Attribute>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Attribute {
    #[prost(string, optional, tag = "1")]
    pub(super) name: Option<String>,
    #[prost(float, optional, tag = "2")]
    pub(super) f: Option<f32>,
    #[prost(int64, optional, tag = "3")]
    pub(super) i: Option<i64>,
    #[prost(bytes = "vec", optional, tag = "4")]
    pub(super) s: Option<Vec<u8>>,
    #[prost(message, optional, tag = "5")]
    pub(super) t: Option<Tensor>,
    #[prost(int64, repeated, packed = "false", tag = "8")]
    pub(super) ints: Vec<i64>,
    #[prost(int32, optional, tag = "20")]
    pub(super) kind: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Tensor {
    #[prost(int64, repeated, packed = "false", tag = "1")]
    pub(super) dims: Vec<i64>,
    #[prost(int32, optional, tag = "2")]
    pub(super) data_type: Option<i32>,
    #[prost(float, repeated, tag = "4")]
    pub(super) float_data: Vec<f32>,
    #[prost(string, optional, tag = "8")]
    pub(super) name: Option<String>,
    #[prost(bytes = "vec", optional, tag = "9")]
    pub(super) raw_data: Option<Vec<u8>>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ValueInfo {
    #[prost(string, optional, tag = "1")]
    pub(super) name: Option<String>,
    #[prost(message, optional, tag = "2")]
    pub(super) kind: Option<Type>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Type {
    #[prost(message, optional, tag = "1")]
    pub(super) tensor: Option<TensorType>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct TensorType {
    #[prost(int32, optional, tag = "1")]
    pub(super) element: Option<i32>,
    #[prost(message, optional, tag = "2")]
    pub(super) shape: Option<Shape>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Shape {
    #[prost(message, repeated, tag = "1")]
    pub(super) dims: Vec<Dimension>,
}

/// A length, the name of a length that callers choose, or neither: unknown.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Dimension {
    #[prost(int64, optional, tag = "1")]
    pub(super) value: Option<i64>,
    #[prost(string, optional, tag = "2")]
    pub(super) name: Option<String>,
}

impl Model {
    /// Reads a file of which nothing gets lost.
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let model = Self::decode(bytes).context("this is not an ONNX file")?;
        ensure!(model.encoded_len() == bytes.len(), "the ONNX file has parts that the conversion does not know");
        Ok(model)
    }

    pub(super) fn graph(&mut self) -> Result<&mut Graph> {
        self.graph.as_mut().context("the ONNX file has no graph")
    }
}

impl Graph {
    pub(super) fn initializer(&mut self, name: &str) -> Result<&mut Tensor> {
        let mut all = self.initializers.iter_mut();
        all.find(|tensor| tensor.name() == name).with_context(|| format!("{name} is not an initializer"))
    }
}

impl Node {
    /// With one output, which also gives the node its name.
    pub(super) fn new<const N: usize>(op_type: &str, inputs: [&str; N], output: &str) -> Self {
        Self {
            inputs: inputs.map(str::to_owned).to_vec(),
            outputs: vec![output.to_owned()],
            name: Some(output.to_owned()),
            op_type: Some(op_type.to_owned()),
            attributes: Vec::new(),
        }
    }

    pub(super) fn with(mut self, attribute: Attribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    /// An attribute that is a number.
    pub(super) fn int(&self, name: &str) -> Result<i64> {
        let found = self.attributes.iter().find(|attribute| attribute.name() == name);
        found.and_then(|attribute| attribute.i).with_context(|| format!("{} has no {name}", self.name()))
    }
}

impl Attribute {
    pub(super) fn int(name: &str, value: i64) -> Self {
        Self { name: Some(name.to_owned()), i: Some(value), kind: Some(ATTRIBUTE_INT), ..Self::default() }
    }

    pub(super) fn ints(name: &str, values: &[i64]) -> Self {
        Self { name: Some(name.to_owned()), ints: values.to_vec(), kind: Some(ATTRIBUTE_INTS), ..Self::default() }
    }
}

impl Tensor {
    pub(super) fn floats(name: &str, dims: &[i64], values: &[f32]) -> Self {
        Self::raw(name, dims, FLOAT, values.iter().flat_map(|value| value.to_le_bytes()).collect())
    }

    pub(super) fn ints(name: &str, values: &[i64]) -> Self {
        let bytes = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        Self::raw(name, &[values.len() as i64], INT64, bytes)
    }

    fn raw(name: &str, dims: &[i64], data_type: i32, bytes: Vec<u8>) -> Self {
        Self {
            dims: dims.to_vec(),
            data_type: Some(data_type),
            name: Some(name.to_owned()),
            raw_data: Some(bytes),
            ..Self::default()
        }
    }

    /// The numbers, in whichever of the two ways they are stored.
    pub(super) fn to_floats(&self) -> Result<Vec<f32>> {
        ensure!(self.data_type() == FLOAT, "{} does not hold floats", self.name());
        match &self.raw_data {
            None => Ok(self.float_data.clone()),
            Some(bytes) => match bytes.as_chunks() {
                (floats, []) => Ok(floats.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()),
                _ => bail!("{} ends within a number", self.name()),
            },
        }
    }
}

impl Dimension {
    pub(super) fn number(value: i64) -> Self {
        Self { value: Some(value), name: None }
    }

    pub(super) fn named(name: &str) -> Self {
        Self { value: None, name: Some(name.to_owned()) }
    }
}
