"""The expression networks: residual, on 48x48 grey crops; eight logits out, and the shape of the face beside them."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.perception.faces.crop import CROP_PX
from companion.vocabulary.readings import EMOTIONS
from tools.train.face_pictures import SHAPE_NUMBERS

layers = tf.keras.layers


@dataclass(frozen=True, slots=True)
class Plan:
    """How wide and deep a network is: filters of the first layer, then filters and residual blocks of each stage.

    `waist` is the number of filters inside the last block.
    """

    stem: int
    widths: tuple[int, ...]
    blocks: tuple[int, ...]
    waist: int


FULL = Plan(stem=32, widths=(48, 112, 224), blocks=(1, 2, 1), waist=224)
SHIPPED = replace(FULL, waist=144)


class Norm(tf.keras.layers.Layer):  # type: ignore[misc]
    """Batch normalization by the fused operator; Keras 3 spells it out in small steps, which takes half of a step."""

    def __init__(self, momentum: float = 0.95, **kept: Any) -> None:
        super().__init__(**kept)
        self.momentum = momentum

    def build(self, shape: tuple[int, ...]) -> None:
        def column(name: str, start: str, trainable: bool) -> Any:
            return self.add_weight(
                shape=(shape[-1],), initializer=start, trainable=trainable, name=name, dtype="float32", autocast=False
            )

        self.gamma, self.beta = column("gamma", "ones", True), column("beta", "zeros", True)
        self.mean, self.variance = column("mean", "zeros", False), column("variance", "ones", False)

    def call(self, flow: Any, training: bool = False) -> Any:
        gamma, beta = tf.convert_to_tensor(self.gamma), tf.convert_to_tensor(self.beta)
        none = tf.zeros([0])
        seen = (none, none) if training else (tf.convert_to_tensor(self.mean), tf.convert_to_tensor(self.variance))
        flow, mean, variance, *_ = tf.raw_ops.FusedBatchNormV3(
            x=flow, scale=gamma, offset=beta, mean=seen[0], variance=seen[1], epsilon=1e-3, is_training=training
        )
        if training:
            self.mean.assign(self.mean * self.momentum + mean * (1 - self.momentum))
            self.variance.assign(self.variance * self.momentum + variance * (1 - self.momentum))
        return flow


def build(plan: Plan, precision: str = "float32") -> Any:
    """A Keras model, float32 (n, 48, 48, 1) to logits (n, 8) and the shape of the face (n, SHAPE_NUMBERS).

    `precision` is float32 or mixed_bfloat16. The shape is only a lesson beside the lesson: it is not exported.
    """
    tf.keras.mixed_precision.set_global_policy(precision)
    crop = layers.Input((CROP_PX, CROP_PX, 1), name="crop")
    flow = _convolved(crop, plan.stem, 3)
    flow = _convolved(flow, plan.widths[0], 3, stride=2)
    for stage, (width, blocks) in enumerate(zip(plan.widths, plan.blocks, strict=True)):
        for block in range(blocks):
            last = stage == len(plan.widths) - 1 and block == blocks - 1
            flow = _residual(flow, width, plan.waist if last else width, stride=2 if stage and not block else 1)
    flow = layers.GlobalAveragePooling2D(dtype="float32")(flow)
    shape = layers.Dense(SHAPE_NUMBERS, dtype="float32", name="shape")(flow)
    logits = layers.Dense(len(EMOTIONS), dtype="float32", name="logits")(layers.Dropout(0.3, dtype="float32")(flow))
    return tf.keras.Model(crop, [logits, shape], name="face_expression")


def _convolved(flow: Any, width: int, size: int, stride: int = 1, rectify: bool = True) -> Any:
    flow = layers.Conv2D(width, size, stride, padding="same", use_bias=False, kernel_initializer="he_normal")(flow)
    flow = Norm()(flow)
    return layers.ReLU()(flow) if rectify else flow


def _residual(flow: Any, width: int, inside: int, stride: int = 1) -> Any:
    kept = flow
    if stride > 1:
        kept = layers.AveragePooling2D(stride)(kept)
    if kept.shape[-1] != width:
        kept = _convolved(kept, width, 1, rectify=False)
    changed = _convolved(_convolved(flow, inside, 3, stride), width, 3, rectify=False)
    return layers.ReLU()(layers.Add()([kept, changed]))


def slimmed(network: Any, plan: Plan) -> Any:
    """The network with the narrower waist of `plan`: the filters inside its last block that matter least are left out.

    What matters is the size of a filter's gain times that of what is made of it (Liu et al. 2017, "Network Slimming",
    arXiv:1708.06519, which looks at the gain alone).
    """
    slim = build(plan)
    convolutions = [layer for layer in network.layers if isinstance(layer, layers.Conv2D)]
    wide = next(layer for layer in convolutions if layer.filters == max(plan.widths) and layer.kernel_size == (3, 3))
    onward = convolutions[-1]
    gains = next(layer for layer in network.layers if isinstance(layer, Norm) and layer.input is wide.output)
    worth = np.abs(gains.gamma.numpy()) * np.sqrt((onward.kernel.numpy() ** 2).sum(axis=(0, 1, 3)))
    kept = np.sort(np.argsort(-worth)[: plan.waist])
    for old, new in zip(network.layers, slim.layers, strict=True):
        weights = old.get_weights()
        if old is wide or old is gains:
            weights = [weight[..., kept] for weight in weights]
        elif old is onward:
            weights = [weight[:, :, kept] for weight in weights]
        new.set_weights(weights)
    return slim


def logits_in_float(network: Any, crops: NDArray[np.float32], mirrored: bool = True) -> NDArray[np.float32]:
    """The logits (n, 8) of each crop or, with `mirrored`, their mean over the crop and its mirror image."""
    views = (crops, crops[:, :, ::-1]) if mirrored else (crops,)
    said = [np.asarray(network.predict(view, batch_size=256, verbose=0)[0]) for view in views]
    return np.asarray(np.mean(said, axis=0), np.float32)


def export(network: Any, samples: NDArray[np.float32], path: Path, mirrored: bool) -> None:
    """Writes the network as full-int8 `.tflite`; the ranges are taken from `samples` (n, 48, 48, 1).

    With `mirrored` the file holds the mean over the crop and its mirror image, at twice the price.
    """
    crop = layers.Input((CROP_PX, CROP_PX, 1), batch_size=1, name="crop")
    bare = tf.keras.Model(network.input, network.get_layer("logits").output)
    logits = bare(crop)
    if mirrored:
        logits = layers.Average()([logits, bare(layers.Lambda(lambda flow: tf.reverse(flow, [2]))(crop))])
    with TemporaryDirectory() as folder:
        tf.keras.Model(crop, logits, name="face_expression").export(folder, verbose=False)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([sample[None]] for sample in samples)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.int8
        converter.inference_output_type = tf.int8
        path.write_bytes(converter.convert())
