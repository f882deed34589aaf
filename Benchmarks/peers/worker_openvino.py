"""VGG16 to fc2 on OpenVINO's CPU plug-in, f32 (its own default would be bf16 where the CPU has it).

Mode `latency` gives a batch to all threads at once; `throughput` splits it among streams of one thread each.
"""

import numpy as np
import openvino

from onnx_model import vgg16_to_fc2
from protocol import outputs_of_all, parse_arguments, serve


def main():
    arguments = parse_arguments(__doc__, modes=("latency", "throughput"))
    images = np.load(arguments.inputs)
    batch = images[: arguments.batch].copy()
    forward = split_forward(arguments) if arguments.mode == "throughput" else whole_forward(arguments)
    serve(
        f"OpenVINO {openvino.__version__.split('-')[0]} ({arguments.mode})",
        lambda: forward(batch),
        lambda: outputs_of_all(forward, images, arguments.batch),
    )


def whole_forward(arguments):
    """One request that runs on all threads."""
    request = compiled(arguments, arguments.batch, streams=1).create_infer_request()

    def forward(images):
        return request.infer(images, share_inputs=True, share_outputs=True)[0]

    return forward


def split_forward(arguments):
    """One stream for each thread, each with its part of the batch."""
    part, rest = divmod(arguments.batch, arguments.threads)
    if rest or not part:
        raise SystemExit(
            f"Mode throughput needs a batch that {arguments.threads} threads can share; use latency."
        )
    model = compiled(arguments, part, streams=arguments.threads)
    requests = [model.create_infer_request() for _ in range(arguments.threads)]

    def forward(images):
        for index, request in enumerate(requests):
            request.start_async(images[index * part : (index + 1) * part], share_inputs=True)
        for request in requests:
            request.wait()
        return np.concatenate([request.get_output_tensor(0).data for request in requests])

    return forward


def compiled(arguments, batch, streams):
    core = openvino.Core()
    model = core.read_model(model=vgg16_to_fc2(arguments.weights, batch))
    settings = {
        "INFERENCE_PRECISION_HINT": "f32",
        "INFERENCE_NUM_THREADS": arguments.threads,
        "NUM_STREAMS": streams,
    }
    return core.compile_model(model, "CPU", settings)


if __name__ == "__main__":
    main()
