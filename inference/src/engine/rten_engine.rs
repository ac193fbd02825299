//! The engine that is always there: `rten`, compiled in.
//!
//! `rten::Model::run` takes `&self` and the model is `Sync`, so one loaded model serves all threads at once.
//! Its own thread pool has one thread a physical core.

use std::path::Path;

use muster_domain::{Network, NetworkError, Outputs, Tensor};
use rten::{Model, NodeId};
use rten_tensor::prelude::*;

use super::{Engine, EngineError};

const NAME: &str = "rten";

/// `rten`, the engine that is compiled in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rten;

impl Engine for Rten {
    fn name(&self) -> &'static str {
        NAME
    }

    fn load(&self, path: &Path) -> Result<Box<dyn Network>, EngineError> {
        let bytes = std::fs::read(path).map_err(|error| EngineError::model(NAME, path, error))?;
        let model = Model::load(bytes).map_err(|error| EngineError::model(NAME, path, error))?;
        RtenNetwork::new(model)
            .map(|network| Box::new(network) as Box<dyn Network>)
            .map_err(|cause| EngineError::model(NAME, path, cause))
    }
}

struct RtenNetwork {
    model: Model,
    input: NodeId,
    outputs: Vec<(String, NodeId)>,
}

impl RtenNetwork {
    fn new(model: Model) -> Result<Self, String> {
        let &[input] = model.input_ids() else {
            return Err(format!("it has {} inputs, where one is expected", model.input_ids().len()));
        };
        let named = |&id: &NodeId| {
            let name = model.node_info(id).and_then(|info| info.name().map(str::to_owned));
            name.map(|name| (name, id)).ok_or_else(|| "it has an output without a name".to_owned())
        };
        let outputs = model.output_ids().iter().map(named).collect::<Result<_, _>>()?;
        Ok(Self { model, input, outputs })
    }
}

impl Network for RtenNetwork {
    fn run(&self, input: Tensor) -> Result<Outputs, NetworkError> {
        let (shape, data) = input.into_parts();
        let input = rten_tensor::Tensor::from_data(&shape, data);
        let ids: Vec<NodeId> = self.outputs.iter().map(|&(_, id)| id).collect();
        let values = self
            .model
            .run(vec![(self.input, input.into())], &ids, None)
            .map_err(|error| NetworkError::Run(error.to_string()))?;
        let named = self.outputs.iter().zip(values).map(|((name, _), value)| {
            let tensor: rten_tensor::Tensor<f32> =
                value.try_into().map_err(|_| NetworkError::Run(format!("output `{name}` is not f32")))?;
            let shape = tensor.shape().to_vec();
            Ok((name.clone(), Tensor::new(shape, tensor.into_data())?))
        });
        Ok(Outputs(named.collect::<Result<_, NetworkError>>()?))
    }
}
