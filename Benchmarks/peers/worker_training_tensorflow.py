"""Training VGG16 on TensorFlow, f32: one traced function for the step, or Keras' `train_on_batch`."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow

from protocol import serve
from training_task import Task, first_steps, parse_arguments
from vgg16 import Weights, convolutions


def main():
    arguments = parse_arguments(__doc__, modes=("function", "train_on_batch"))
    tensorflow.config.threading.set_intra_op_parallelism_threads(arguments.threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    task = Task(arguments)
    images = np.ascontiguousarray(task.images.transpose(0, 2, 3, 1))
    model = vgg16(images.shape[1:], Weights(arguments.weights), task)
    optimizer = keras.optimizers.SGD(learning_rate=arguments.rate, momentum=arguments.momentum)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    make = traced if arguments.mode == "function" else on_batch
    step = make(model, loss, optimizer, images, task.labels)
    losses = first_steps(step, lambda: parameters(model), arguments)
    serve(
        f"TensorFlow {tensorflow.__version__}, Keras {keras.__version__} ({arguments.mode})",
        step,
        lambda: losses,
    )


def vgg16(shape, weights, task):
    layers = [keras.Input(shape)]
    for layer in convolutions():
        width = weights.bias(layer.name).size
        layers.append(
            keras.layers.Conv2D(width, 3, padding="same", activation="relu", name=layer.name)
        )
        if layer.pool_after:
            layers.append(keras.layers.MaxPooling2D())
    layers.append(keras.layers.Flatten())
    for name in ("fc1", "fc2"):
        layers.append(keras.layers.Dense(weights.bias(name).size, activation="relu", name=name))
    layers.append(keras.layers.Dense(task.bias.size, name="classes"))
    model = keras.Sequential(layers)
    for layer in model.layers:
        if layer.name == "classes":
            layer.set_weights([task.kernel, task.bias])
        elif layer.weights:
            layer.set_weights([weights.kernel(layer.name), weights.bias(layer.name)])
    return model


def traced(model, loss, optimizer, images, labels):
    images, labels = tensorflow.constant(images), tensorflow.constant(labels)
    optimizer.build(model.trainable_variables)

    @tensorflow.function
    def step():
        with tensorflow.GradientTape() as tape:
            value = loss(labels, model(images, training=True))
        gradients = tape.gradient(value, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables, strict=True))
        return value

    return lambda: step().numpy()


def on_batch(model, loss, optimizer, images, labels):
    model.compile(optimizer=optimizer, loss=loss)

    def step():
        # Keras returns the mean over all batches since the last reset.
        model.reset_metrics()
        return float(np.asarray(model.train_on_batch(images, labels)).flat[0])

    return step


def parameters(model):
    """Each parameter's name and values."""
    for layer in model.layers:
        for part, variable in zip(("kernel", "bias"), layer.weights, strict=False):
            yield f"{layer.name}/{part}", variable.numpy()


if __name__ == "__main__":
    main()
