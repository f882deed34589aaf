"""VGG16 to fc2 as an ONNX model with a fixed batch, for ONNX Runtime and OpenVINO."""

from onnx import TensorProto, helper, numpy_helper

from vgg16 import DENSE, IMAGE_SIZE, Weights, convolutions

OPSET = 17
IR_VERSION = 8  # the one that belongs to this operator set


class Graph:
    """Nodes one after another: each takes what the last one gave."""

    def __init__(self, input_name):
        self.nodes, self.initializers, self.output = [], [], input_name

    def add(self, kind, name, tensors=None, **attributes):
        inputs = [self.output]
        for suffix, values in (tensors or {}).items():
            inputs.append(f"{name}/{suffix}")
            self.initializers.append(numpy_helper.from_array(values, inputs[-1]))
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        self.output = name


def vgg16_to_fc2(weights_path, batch):
    """The model's bytes: `input` [batch, 3, 224, 224] to `fc2/relu` [batch, 4096]."""
    weights, graph = Weights(weights_path), Graph("input")
    for layer in convolutions():
        add_weighted(graph, weights, "Conv", layer.name, kernel_shape=[3, 3], pads=[1, 1, 1, 1])
        if layer.pool_after:
            graph.add("MaxPool", f"{layer.name}/pool", kernel_shape=[2, 2], strides=[2, 2])
    graph.add("Flatten", "flatten", axis=1)
    for name in ("fc1", "fc2"):
        add_weighted(graph, weights, "Gemm", name, transB=1)
    return serialized(graph, batch)


def add_weighted(graph, weights, kind, name, **attributes):
    """A convolution or a fully connected layer with its ReLU."""
    tensors = {"kernel": weights.kernel_channels_first(name), "bias": weights.bias(name)}
    graph.add(kind, name, tensors, **attributes)
    graph.add("Relu", f"{name}/relu")


def serialized(graph, batch):
    image = helper.make_tensor_value_info("input", TensorProto.FLOAT, [batch, 3, IMAGE_SIZE, IMAGE_SIZE])
    features = helper.make_tensor_value_info(graph.output, TensorProto.FLOAT, [batch, DENSE["fc2"][1]])
    body = helper.make_graph(graph.nodes, "vgg16", [image], [features], graph.initializers)
    opset = helper.make_opsetid("", OPSET)
    return helper.make_model(body, opset_imports=[opset], ir_version=IR_VERSION).SerializeToString()
