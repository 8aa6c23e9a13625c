"""The networks that hear: small convolutions over log-mel frames, exported as full int8.

All three take what `spectrum.levelled` gives, float32 (n, frames, 64). Their early layers see small patches of time
and pitch, the later ones whole frames over time, which costs a fraction of patches all the way.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import ACTIVITY_FRAMES, BANDS, EVENT_FRAMES, TONE_FRAMES

layers = tf.keras.layers


def voice_tone(tones: int, frames: int = TONE_FRAMES, teacher: int = 0) -> Any:
    """(n, frames, 64) to `tones` logits, to valence and arousal, -1..1, and in training to a `teacher`'s numbers too.

    The weights fit windows of any length, so that training may see shorter ones than life does.
    """
    seen = layers.Input((frames, BANDS), name="frames")
    # Bands are halved slowly, time fast: a tone lies in how pitch moves, and lasts longer than a hundredth of a second.
    flow = _convolved(layers.Reshape((frames, BANDS, 1))(seen), 16, (5, 5), (2, 2))
    flow = _convolved(flow, 32, (3, 3), (2, 2))
    flow = _convolved(flow, 64, (3, 3), (2, 2))
    flow = _over_time(flow, 128)
    flow = _residual(flow, 128, 1)
    flow = _residual(flow, 128, 2)
    pooled = _pooled(flow, spread=True)
    flow = layers.Dropout(0.4)(pooled)
    logits = layers.Dense(tones, name="tone")(flow)
    affect = layers.Dense(2, activation="tanh", name="affect")(flow)
    copied = [layers.Dense(teacher, name="teacher")(pooled)] if teacher else []
    return tf.keras.Model(seen, [logits, affect, *copied], name="voice_tone")


def sound_event(events: int, teacher: int = 0) -> Any:
    """(n, 96, 64) to `events` logits; with a `teacher`, to that many of its numbers too, for training only."""
    seen = layers.Input((EVENT_FRAMES, BANDS), name="frames")
    flow = _convolved(layers.Reshape((EVENT_FRAMES, BANDS, 1))(seen), 16, (5, 5), (2, 2))
    flow = _convolved(flow, 32, (3, 3), (2, 2))
    flow = _convolved(flow, 64, (3, 3), (1, 2))
    flow = _convolved(flow, 96, (3, 3), (2, 2))
    flow = _over_time(flow, 160)
    flow = _residual(flow, 160, 1)
    flow = layers.Dropout(0.2)(_pooled(flow))
    flow = layers.Dense(192, activation="relu")(flow)
    logits = layers.Dense(events, name="event")(layers.Dropout(0.2)(flow))
    outputs = [logits, layers.Dense(teacher, name="teacher")(flow)] if teacher else [logits]
    return tf.keras.Model(seen, outputs, name="sound_event")


def voice_activity() -> Any:
    """(n, 40, 64) to one logit: somebody speaks at the end of the window."""
    seen = layers.Input((ACTIVITY_FRAMES, BANDS), name="frames")
    flow = _convolved(layers.Reshape((ACTIVITY_FRAMES, BANDS, 1))(seen), 16, (5, 5), (2, 4))
    flow = _convolved(flow, 32, (3, 3), (2, 2))
    flow = _over_time(flow, 64)
    flow = _residual(flow, 64, 1)
    flow = layers.Flatten()(_convolved(flow, 16, (1, 1), (1, 1)))
    logit = layers.Dense(1, name="voice")(layers.Dropout(0.2)(flow))
    return tf.keras.Model(seen, [logit], name="voice_activity")


def _convolved(flow: Any, width: int, size: tuple[int, int], stride: tuple[int, int]) -> Any:
    flow = layers.Conv2D(width, size, stride, padding="same", use_bias=False, kernel_initializer="he_normal")(flow)
    return layers.ReLU()(layers.BatchNormalization(momentum=0.95)(flow))


def _over_time(flow: Any, width: int) -> Any:
    """All bands of a frame become one column of `width` numbers."""
    flow = layers.Reshape((flow.shape[1], 1, flow.shape[2] * flow.shape[3]))(flow)
    return _convolved(flow, width, (1, 1), (1, 1))


def _residual(flow: Any, width: int, dilation: int) -> Any:
    changed = layers.Conv2D(
        width, (3, 1), padding="same", dilation_rate=(dilation, 1), use_bias=False, kernel_initializer="he_normal"
    )(flow)
    return layers.Add()([flow, layers.ReLU()(layers.BatchNormalization(momentum=0.95)(changed))])


def _pooled(flow: Any, spread: bool = False) -> Any:
    """Mean and peak over time; with `spread` also how far it swings: the mean of what lies above the mean."""
    mean = layers.GlobalAveragePooling2D(keepdims=True)(flow)
    parts = [layers.Flatten()(mean), layers.GlobalMaxPooling2D()(flow)]
    if spread:
        parts.append(layers.GlobalAveragePooling2D()(layers.ReLU()(layers.Subtract()([flow, mean]))))
    both = layers.Concatenate()(parts)
    # Means and peaks are of quite different size; left so, the first answers are wildly sure and learning is slow.
    return layers.BatchNormalization(momentum=0.95)(both)


def export(network: Any, samples: NDArray[np.float32], path: Path) -> None:
    """Writes a network as full-int8 `.tflite`; the ranges are taken from `samples` (n, frames, 64).

    The file's outputs are in the order of the network's, which the converter does not promise.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    widths = [int(output.shape[-1]) for output in network.outputs]
    for outputs in (network.outputs, network.outputs[::-1]):
        content = _converted(tf.keras.Model(network.input, outputs), samples)
        interpreter = Interpreter(model_content=content)
        if [int(one["shape"][-1]) for one in interpreter.get_output_details()] == widths:
            path.write_bytes(content)
            return
    raise ValueError(f"the converter shuffled the outputs of {path.stem}; they should be {widths} wide")


def _converted(network: Any, samples: NDArray[np.float32]) -> bytes:
    with TemporaryDirectory() as folder:
        network.export(folder, verbose=False)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([sample[None]] for sample in samples)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.int8
        converter.inference_output_type = tf.int8
        content: bytes = converter.convert()
        return content
