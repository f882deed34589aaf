"""VGG16 to fc2 on ONNX Runtime's CPU provider, f32."""

import numpy as np
import onnxruntime

from onnx_model import vgg16_to_fc2
from protocol import outputs_of_all, parse_arguments, serve


def main():
    arguments = parse_arguments(__doc__)
    session = make_session(vgg16_to_fc2(arguments.weights, arguments.batch), arguments.threads)
    images = np.load(arguments.inputs)
    batch = images[: arguments.batch].copy()

    def forward(images):
        return session.run(None, {"input": images})[0]

    serve(
        f"ONNX Runtime {onnxruntime.__version__}",
        lambda: forward(batch),
        lambda: outputs_of_all(forward, images, arguments.batch),
    )


def make_session(model, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


if __name__ == "__main__":
    main()
