"""What the peers share: the table of VGG16, the order of its weights, batches and inputs."""

import argparse
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

sys.path.insert(0, str(Path(__file__).parents[1] / "peers"))

import protocol
import seeded_weights
import training_task
import vgg16


class Architecture(unittest.TestCase):
    def test_the_convolutions_are_those_of_the_paper(self):
        layers = vgg16.convolutions()
        parameters = sum(9 * layer.inputs * layer.outputs + layer.outputs for layer in layers)
        parameters += sum(inputs * outputs + outputs for inputs, outputs in vgg16.DENSE.values())
        self.assertEqual(parameters, 138_357_544)
        self.assertEqual((len(layers), layers[0].name, layers[-1].name), (13, "block1_conv1", "block5_conv3"))
        self.assertEqual([layer.name[5] for layer in layers if layer.pool_after], list("12345"))


class Kernels(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def weights(self, name, kernel, channels=512):
        path = Path(self.folder.name) / "weights.safetensors"
        tensors = {
            f"{name}/kernel": kernel,
            f"{name}/bias": np.zeros(kernel.shape[-1], np.float32),
            "block5_conv3/bias": np.zeros(channels, np.float32),
        }
        save_file(tensors, path)
        return vgg16.Weights(path)

    def test_a_convolution_is_turned_to_channels_first(self):
        kernel = np.arange(3 * 3 * 2 * 4, dtype=np.float32).reshape(3, 3, 2, 4)
        turned = self.weights("block1_conv1", kernel).kernel_channels_first("block1_conv1")
        self.assertEqual(turned.shape, (4, 2, 3, 3))
        self.assertEqual(turned[3, 1, 0, 2], kernel[0, 2, 1, 3])

    def test_fc1_gives_the_same_for_a_map_flattened_either_way(self):
        generator = np.random.default_rng(1)
        kernel = generator.standard_normal((vgg16.DENSE["fc1"][0], 3), dtype=np.float32)
        turned = self.weights("fc1", kernel).kernel_channels_first("fc1")
        maps = generator.standard_normal((7, 7, 512), dtype=np.float32)
        outputs = turned @ maps.transpose(2, 0, 1).reshape(-1)
        np.testing.assert_allclose(outputs, maps.reshape(-1) @ kernel, rtol=1e-3)

    def test_fc1_of_a_narrow_network_and_small_images_too(self):
        kernel = np.random.default_rng(1).standard_normal((2 * 2 * 8, 3), dtype=np.float32)
        turned = self.weights("fc1", kernel, channels=8).kernel_channels_first("fc1")
        maps = np.random.default_rng(2).standard_normal((2, 2, 8), dtype=np.float32)
        outputs = turned @ maps.transpose(2, 0, 1).reshape(-1)
        np.testing.assert_allclose(outputs, maps.reshape(-1) @ kernel, rtol=1e-4)


class TrainingTask(unittest.TestCase):
    def test_a_task_is_the_same_for_the_same_seed_and_every_label_is_a_class(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("first", "second")]
            for path in paths:
                training_task.write_task(path, seed=3, images=40, features=8)
            self.assertEqual(*(path.read_bytes() for path in paths))
            labels = load_file(paths[0])["labels"]
        self.assertEqual(set(labels), set(range(training_task.CLASSES)))

    def test_first_steps_gives_the_losses_in_order_and_saves_what_the_steps_have_left(self):
        losses = iter([3.0, 2.0, 1.0])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "saved.safetensors"
            found = training_task.first_steps(
                lambda: next(losses),
                lambda: [("a/kernel", np.ones((2, 3), np.float32).T)],
                argparse.Namespace(save=path),
            )
            self.assertEqual(load_file(path)["a/kernel"].shape, (3, 2))
        self.assertEqual(list(found), [3, 2, 1])
        self.assertIsNone(next(losses, None))


class Batches(unittest.TestCase):
    def test_the_last_batch_is_filled_up_and_cut_again(self):
        images = np.arange(5, dtype=np.float32).reshape(5, 1)
        sizes = []

        def forward(batch):
            sizes.append(len(batch))
            return 2 * batch

        np.testing.assert_array_equal(protocol.outputs_of_all(forward, images, 2), 2 * images)
        self.assertEqual(sizes, [2, 2, 2])


class Inputs(unittest.TestCase):
    def test_they_are_seeded_whole_and_in_caffe_mode(self):
        inputs = seeded_weights.seeded_inputs(seed=3, count=2)
        np.testing.assert_array_equal(inputs, seeded_weights.seeded_inputs(seed=3, count=2))
        self.assertEqual((inputs.shape, inputs.dtype), ((2, 3, 224, 224), np.float32))
        values = inputs.transpose(0, 2, 3, 1) + np.array(vgg16.MEAN_BGR, dtype=np.float32)
        np.testing.assert_allclose(values, np.round(values), atol=1e-3)
        self.assertTrue(values.min() > -0.01 and values.max() < 255.01)


if __name__ == "__main__":
    unittest.main()
