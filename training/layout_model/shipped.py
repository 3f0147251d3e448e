"""The weights of the network that ships, to train on from where it is: int8 matrices are made numbers again.

What rounding took stays lost, and so does the optimizer's memory; the first steps bring both back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor
from transformers import LayoutLMv3Config

from ocr.layout_model import model as shipped
from training.layout_model.network import LayoutModel

_OURS = "network."
"""How names begin that the exported graph kept."""
_RELATIVE = "rel_pos"


def shipped_network(folder: Path = shipped.FOLDER) -> LayoutModel:
    """The network of folder, ready to be trained. Raises KeyError or ValueError where `export` did not write it."""
    network = LayoutModel(LayoutLMv3Config.from_pretrained(folder / shipped.CONFIG))
    graph = onnx.load(folder / shipped.NETWORK).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = _matrices(graph, stored)
    found |= {name.removeprefix(_OURS): torch.tensor(w) for name, w in stored.items() if name.startswith(_OURS)}
    whole = network.state_dict()
    network.load_state_dict(
        {name: found.get(name, own) if _RELATIVE in name else found[name] for name, own in whole.items()}
    )
    # the graph has the relative biases as tables by distance, named by their order among its divisions
    tables = [weights for name, weights in stored.items() if name.startswith("div_")]
    for side, table in zip(range(3), tables, strict=True):
        network.learn_bias(side, torch.tensor(table))
    return network


def _matrices(graph: onnx.GraphProto, stored: dict[str, NDArray[Any]]) -> dict[str, Tensor]:
    """By name, every matrix; the vector that is added to its product tells which one it is."""
    readers = {name: node for node in graph.node for name in node.input}
    found = {}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        name = node.input[1].removesuffix("_quantized")
        steps = stored[f"{name}_quantized"].astype(np.float32) - stored[f"{name}_zero_point"]
        after = readers[node.output[0]]
        while after.op_type != "Add":
            after = readers[after.output[0]]
        (bias,) = (one for one in after.input if one in stored)
        own = bias.removeprefix(_OURS).removesuffix("bias") + "weight"
        found[own] = torch.tensor((steps * stored[f"{name}_scale"]).T)
    return found
