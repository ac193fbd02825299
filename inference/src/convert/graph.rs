//! Housekeeping on an ONNX graph: after a change, what nothing uses any more goes.

use std::collections::HashSet;

use super::onnx::GraphProto;

/// Drops nodes, initialisers and inputs that lead to no output, and initialisers from the list of inputs.
///
/// (Before IR version 4 every initialiser had to be listed as an input too, which lets a caller replace it and
/// keeps the runtimes from folding it; a file whose weights were quantised later lists weights that are gone.)
pub(super) fn tidy(graph: &mut GraphProto) {
    let constants: HashSet<String> = graph.initializer.iter().map(|own| own.name().to_owned()).collect();
    let mut needed: HashSet<String> = graph.output.iter().map(|own| own.name().to_owned()).collect();
    // Nodes stand in topological order (the format demands it), so one pass from the end sees each use first.
    let mut kept = Vec::with_capacity(graph.node.len());
    for node in std::mem::take(&mut graph.node).into_iter().rev() {
        if node.output.iter().any(|output| needed.contains(output)) {
            needed.extend(node.input.iter().cloned());
            kept.push(node);
        }
    }
    kept.reverse();
    graph.node = kept;
    graph.input.retain(|own| needed.contains(own.name()) && !constants.contains(own.name()));
    graph.initializer.retain(|own| needed.contains(own.name()));
    graph.value_info.retain(|own| needed.contains(own.name()));
}
