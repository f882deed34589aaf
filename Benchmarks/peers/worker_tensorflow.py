"""Keras' own VGG16 to fc2 on TensorFlow, f32: `predict` as most scripts call it, or one traced function."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow

from protocol import outputs_of_all, parse_arguments, serve
from vgg16 import Weights


def main():
    arguments = parse_arguments(__doc__, modes=("predict", "function"))
    tensorflow.config.threading.set_intra_op_parallelism_threads(arguments.threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    model = vgg16_to_fc2(Weights(arguments.weights))
    images = np.ascontiguousarray(np.load(arguments.inputs).transpose(0, 2, 3, 1))
    batch = images[: arguments.batch].copy()
    forward = predicting(model, arguments.batch) if arguments.mode == "predict" else traced(model)
    serve(
        f"TensorFlow {tensorflow.__version__}, Keras {keras.__version__} ({arguments.mode})",
        lambda: forward(batch),
        lambda: outputs_of_all(forward, images, arguments.batch),
    )


def vgg16_to_fc2(weights):
    """Keras' model with the weights of the file; its layers have the names that the file uses."""
    whole = keras.applications.VGG16(weights=None)
    model = keras.Model(whole.input, whole.get_layer("fc2").output)
    for layer in model.layers:
        if layer.weights:
            layer.set_weights([weights.kernel(layer.name), weights.bias(layer.name)])
    return model


def predicting(model, batch_size):
    return lambda images: model.predict(images, verbose=0, batch_size=batch_size)


def traced(model):
    function = tensorflow.function(lambda images: model(images, training=False))
    return lambda images: function(tensorflow.constant(images)).numpy()


if __name__ == "__main__":
    main()
