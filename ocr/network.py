"""A network in an ONNX file, run on one thread by the faster runtime that this machine has."""

from __future__ import annotations

import hashlib
import platform
from importlib.util import find_spec
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    Network = Callable[[NDArray[np.float32]], list[NDArray[np.float32]]]
    """One input, its outputs in the file's order."""

_MEAN, _DEVIATION = np.array([0.485, 0.456, 0.406], np.float32), np.array([0.229, 0.224, 0.225], np.float32)
_NORMALIZED = np.ascontiguousarray(
    ((np.arange(256, dtype=np.float32)[:, None] / np.float32(255) - _MEAN) / _DEVIATION).T
)
"""(3, 256): what each level of red, green and blue is to a network that was first trained on ImageNet."""
_CPU_AVX2 = 11
"""cv::CPU_AVX2, which OpenCV's Python module leaves unnamed."""


def has_openvino() -> bool:
    """Whether openvino is installed and worth it: without AVX2 it is slower than onnxruntime."""
    return (
        platform.machine() in ("x86_64", "AMD64")
        and cv2.checkHardwareSupport(_CPU_AVX2)
        and find_spec("openvino") is not None
    )


def load_network(model: Path, sha256: str) -> Network:
    """The network in that file, ready to run; EngineError if it is missing or not the file with this SHA-256."""
    _check(model, sha256)
    return _openvino(model) if has_openvino() else _onnxruntime(model)


def load_session(model: Path, sha256: str) -> InferenceSession:
    """As load_network, for networks of several inputs: onnxruntime's session."""
    _check(model, sha256)
    return _session(model)


def _check(model: Path, sha256: str) -> None:
    if not model.is_file() or hashlib.sha256(model.read_bytes()).hexdigest() != sha256:
        raise EngineError(f"{model.name}: the model is missing or damaged; install denpyo again")


def normalized(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(height, width, 3) RGB as such networks want it: (3, height, width), by the mean and deviation of ImageNet."""
    return np.stack([cv2.LUT(cv2.extractChannel(pixels, n), _NORMALIZED[n]) for n in range(3)])


def _openvino(model: Path) -> Network:
    import openvino

    settings = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1}  # bfloat16 where the CPU has it, as for the engine
    compiled = openvino.Core().compile_model(model, "CPU", settings)

    def run(batch: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        found = compiled(batch, share_inputs=True)  # outputs are copies
        return [np.asarray(found[output]) for output in compiled.outputs]

    return run


def _onnxruntime(model: Path) -> Network:
    session = _session(model)
    (name,) = (given.name for given in session.get_inputs())
    return lambda batch: list(session.run(None, {name: batch}))


def _session(model: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
