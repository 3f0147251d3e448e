"""Make what ships of a trained layout model: the network in int8, its configuration and its tokenizer.

    python -m training.layout_model.export CHECKPOINT [FOLDER]

Prints the network's SHA-256 and stores it where it is checked. Fails when int8 says otherwise than torch on more than
one token in a hundred.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ocr.layout_model import model as shipped
from ocr.layout_model.features import FACTS, SCALE, WINDOW
from ocr.layout_model.tokenizer import CharacterTokenizer
from training.fast import sample
from training.layout_model.examples import examples
from training.layout_model.network import PAGE_ID, LayoutModel, batch, config
from training.layout_model.vocabulary import FILE

_MOST_UNLIKE = 0.01
"""Share of tokens."""
_COMPARED = 20
"""Documents."""
_INPUTS, _OUTPUTS = ("ids", "boxes", "facts"), ("tags", "starts", "types")


class _OnePage(nn.Module):  # type: ignore[misc]
    """A window without padding, so without a mask."""

    def __init__(self, network: LayoutModel) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, boxes: Tensor, facts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return tuple(self.network(ids, boxes, facts, torch.ones_like(ids)))


def export(checkpoint: Path, folder: Path) -> str:
    """Write the three files into folder; the SHA-256 of the network."""
    kept = torch.load(checkpoint, weights_only=False)
    network = LayoutModel(config(*kept["size"]))
    network.load_state_dict(kept["network"])
    whole = _OnePage(network.eval())
    given = _anything(200)
    tokens = torch.export.Dim("tokens", min=2, max=WINDOW + 1)
    with tempfile.TemporaryDirectory() as made:
        exact, small = Path(made) / "exact.onnx", folder / shipped.NETWORK
        torch.onnx.export(
            whole,
            given,
            str(exact),
            input_names=_INPUTS,
            output_names=_OUTPUTS,
            dynamic_shapes=tuple({1: tokens} for _ in given),
            dynamo=True,
            external_data=False,
            opset_version=18,
        )
        quantize_dynamic(
            exact,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
    _bare(small)
    network.config.to_json_file(folder / shipped.CONFIG)
    unlike = _unlike(whole, small)
    print(f"int8 tags {unlike:.2%} of tokens otherwise; {small.stat().st_size / 1e6:.1f} MB")
    if unlike > _MOST_UNLIKE:
        raise SystemExit("int8 is not the same network")
    return hashlib.sha256(small.read_bytes()).hexdigest()


def _bare(file: Path) -> None:
    """Take out of a network where in whose code its parts were made."""
    made = onnx.load(file)
    graph = made.graph
    for part in (made, graph, *graph.node, *graph.value_info, *graph.input, *graph.output, *graph.initializer):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.save(made, file)


def _anything(count: int) -> tuple[Tensor, Tensor, Tensor]:
    chance = torch.Generator().manual_seed(count)
    ids = torch.randint(3, 2000, (1, count), generator=chance)
    ids[:, 0] = PAGE_ID
    boxes = torch.randint(0, SCALE, (1, count, 4), generator=chance).sort(dim=2).values[:, :, [0, 1, 2, 3]]
    return ids, boxes, torch.randint(0, FACTS, (1, count), generator=chance)


def _unlike(whole: nn.Module, file: Path) -> float:
    """Share of tokens of drawn documents that the file gives another tag than the network."""
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    unlike: list[bool] = []
    tokenizer = CharacterTokenizer(FILE)
    for seed in range(_COMPARED):
        for window in examples(sample(seed), tokenizer):
            given = batch([window])
            with torch.inference_mode():
                exact = whole(*given[:3])[0].argmax(-1).numpy()
            small = session.run(None, {name: part.numpy() for name, part in zip(_INPUTS, given[:3], strict=True)})[0]
            unlike += (exact != small.argmax(-1)).ravel().tolist()
    return float(np.mean(unlike))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=shipped.FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(1)
    found = export(given.checkpoint, given.folder)
    print(found)
    if given.folder == shipped.FOLDER:
        _note(found)


def _note(sha256: str) -> None:
    """Write the hash where it is checked."""
    code = Path(shipped.__file__)
    code.write_text(re.sub(r'(?<=SHA256 = ")\w+', sha256, code.read_text(encoding="utf-8")), encoding="utf-8")
    table = shipped.FOLDER / "README.md"
    row = re.compile(rf"(?<=^\| `{re.escape(shipped.NETWORK)}` )(.*`)\w{{64}}(?=`)", re.MULTILINE)
    table.write_text(row.sub(rf"\g<1>{sha256}", table.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
