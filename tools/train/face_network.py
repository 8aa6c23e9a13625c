"""The expression network: a small residual network on 48x48 grey crops, eight logits out."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.perception.faces.crop import CROP_PX
from companion.vocabulary.readings import EMOTIONS

layers = tf.keras.layers
STEM = 16
STAGES = (32, 64, 160)


def build(precision: str = "float32") -> Any:
    """A Keras model, float32 (n, 48, 48, 1) to (n, 8) logits; `precision` is float32 or mixed_bfloat16."""
    tf.keras.mixed_precision.set_global_policy(precision)
    crop = layers.Input((CROP_PX, CROP_PX, 1), name="crop")
    flow = _convolved(crop, STEM, 3)
    flow = _convolved(flow, STAGES[0], 3, stride=2)
    flow = _residual(flow, STAGES[0])
    for width in STAGES[1:]:
        flow = _residual(flow, width, stride=2)
    flow = layers.GlobalAveragePooling2D()(flow)
    flow = layers.Dropout(0.3)(flow)
    logits = layers.Dense(len(EMOTIONS), dtype="float32", name="logits")(flow)
    return tf.keras.Model(crop, logits, name="face_expression")


def _convolved(flow: Any, width: int, size: int, stride: int = 1, rectify: bool = True) -> Any:
    flow = layers.Conv2D(width, size, stride, padding="same", use_bias=False, kernel_initializer="he_normal")(flow)
    flow = layers.BatchNormalization(momentum=0.95)(flow)
    return layers.ReLU()(flow) if rectify else flow


def _residual(flow: Any, width: int, stride: int = 1) -> Any:
    kept = flow
    if stride > 1:
        kept = layers.AveragePooling2D(stride)(kept)
    if kept.shape[-1] != width:
        kept = _convolved(kept, width, 1, rectify=False)
    changed = _convolved(_convolved(flow, width, 3, stride), width, 3, rectify=False)
    return layers.ReLU()(layers.Add()([kept, changed]))


def export(weights: list[NDArray[np.float32]], samples: NDArray[np.float32], path: Path) -> None:
    """Writes the network as full-int8 `.tflite`; the ranges are taken from `samples` (n, 48, 48, 1)."""
    network = build()
    network.set_weights(weights)
    with TemporaryDirectory() as folder:
        network.export(folder, verbose=False)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([sample[None]] for sample in samples)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.int8
        converter.inference_output_type = tf.int8
        path.write_bytes(converter.convert())
