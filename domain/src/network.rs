//! What a stage needs of a model: numbers in, named numbers out. The runtimes that do it are in `inference`.

/// A dense array of `f32`, row-major.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    shape: Vec<usize>,
    data: Vec<f32>,
}

impl Tensor {
    /// A tensor from its shape and numbers.
    ///
    /// # Errors
    /// [`NetworkError::Shape`] when the product of the shape is not the number of values.
    pub fn new(shape: Vec<usize>, data: Vec<f32>) -> Result<Self, NetworkError> {
        if shape.iter().product::<usize>() == data.len() {
            Ok(Self { shape, data })
        } else {
            Err(NetworkError::Shape(format!("shape {shape:?} does not hold {} values", data.len())))
        }
    }

    /// The size of each dimension, outermost first.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The numbers, row-major.
    pub fn data(&self) -> &[f32] {
        &self.data
    }

    /// Shape and numbers, given up.
    pub fn into_parts(self) -> (Vec<usize>, Vec<f32>) {
        (self.shape, self.data)
    }
}

/// The outputs of one run, under the names that the model file gives them, in the file's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Outputs(pub Vec<(String, Tensor)>);

impl Outputs {
    /// The output of that name.
    ///
    /// # Errors
    /// [`NetworkError::MissingOutput`] when the model has none.
    pub fn get(&self, name: &str) -> Result<&Tensor, NetworkError> {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map(|(_, tensor)| tensor).ok_or_else(|| NetworkError::MissingOutput(name.to_owned()))
    }

    /// The only or first output.
    ///
    /// # Errors
    /// [`NetworkError::MissingOutput`] when the model has no output at all.
    pub fn into_first(self) -> Result<Tensor, NetworkError> {
        let first = self.0.into_iter().next();
        first.map(|(_, tensor)| tensor).ok_or_else(|| NetworkError::MissingOutput("0".to_owned()))
    }
}

/// Why a model gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// The input's or an output's shape is not what the model's contract says.
    #[error("the model's numbers have an unexpected shape: {0}")]
    Shape(String),
    /// The model has no output of that name.
    #[error("the model has no output `{0}`: it is not the model that its id names")]
    MissingOutput(String),
    /// The runtime failed.
    #[error("the model could not be run: {0}")]
    Run(String),
}

/// A loaded model with one input. Shared between threads; a run changes nothing.
pub trait Network: Send + Sync {
    /// Runs the model on one input.
    ///
    /// # Errors
    /// When the input does not fit or the runtime fails; see [`NetworkError`].
    fn run(&self, input: Tensor) -> Result<Outputs, NetworkError>;
}
