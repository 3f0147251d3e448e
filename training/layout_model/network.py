"""The network: LayoutLMv3's encoder without its picture; heads for tags, first tokens of rows and the page's type."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import LayoutLMv3Config, LayoutLMv3Model
from transformers.models.layoutlmv3.modeling_layoutlmv3 import LayoutLMv3Encoder

from ocr.layout_model.features import FACTS, SCALE, WINDOW
from training.layout_model.labels import DOCUMENT_TYPES, TAGS
from training.layout_model.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.layout_model.examples import Example

PAGE_ID = 2
"""Of the token before a page's own."""
NO_CLASS = -100
_HEAD = 64
"""Width of an attention head."""


class Batch(NamedTuple):
    """b windows of at most n tokens, padded, each behind the page's own token."""

    ids: Tensor
    """(b, n)"""
    boxes: Tensor
    """(b, n, 4)"""
    facts: Tensor
    """(b, n)"""
    mask: Tensor
    """(b, n)"""
    classes: Tensor
    """(b, n); NO_CLASS for the page's own token and padding."""
    starts: Tensor
    """(b, n) 0 or 1"""
    types: Tensor
    """(b,)"""


class Outputs(NamedTuple):
    tags: Tensor
    """(b, n, tags) log-odds."""
    starts: Tensor
    """(b, n) log-odds."""
    types: Tensor
    """(b, types) log-odds."""


class LayoutModel(nn.Module):  # type: ignore[misc]  # torch is not there where types are checked
    """Of tokens with boxes and facts."""

    def __init__(self, config: LayoutLMv3Config) -> None:
        super().__init__()
        self.config = config
        self.encoder = LayoutLMv3Model(config)
        self.encoder.encoder.__class__ = _TrainableBiases
        self.tags = nn.Linear(config.hidden_size, len(TAGS))
        self.starts = nn.Linear(config.hidden_size, 1)
        self.types = nn.Linear(config.hidden_size, len(DOCUMENT_TYPES))

    def forward(self, ids: Tensor, boxes: Tensor, facts: Tensor, mask: Tensor) -> Outputs:
        hidden = self.encoder(input_ids=ids, bbox=boxes, token_type_ids=facts, attention_mask=mask).last_hidden_state
        return Outputs(self.tags(hidden), self.starts(hidden)[..., 0], self.types(hidden[:, 0]))

    def biases(self) -> list[nn.Parameter]:
        """The relative position biases, which want a higher rate and no decay."""
        return [weight for name, weight in self.named_parameters() if "rel_pos" in name]

    def others(self) -> list[nn.Parameter]:
        return [weight for name, weight in self.named_parameters() if "rel_pos" not in name]

    def learn_bias(self, side: int, by_distance: Tensor) -> None:
        """Take the relative bias of side 0 (order), 1 (x) or 2 (y) from what it is added as at each distance.

        by_distance (distances, heads) is from the farthest before to the farthest behind.
        """
        bias, bins, far = self.encoder.encoder.sides()[side]
        with torch.no_grad():
            bias.weight[:, self.encoder.encoder.buckets(bins, far)] = by_distance.t() * math.sqrt(_HEAD)


class _TrainableBiases(LayoutLMv3Encoder):
    """transformers looks the relative biases up under no_grad: trained from scratch they would stay random."""

    def _compute_position_bias(self, position_ids: Tensor, bbox: Tensor) -> Tensor:
        places = (position_ids[:1], bbox[:, :, 0], bbox[:, :, 3])
        sides = [(at, *side) for at, side in zip(places, self.sides(), strict=True)]
        if self.training:
            return sum(
                _Lookup.apply(b.weight, self.buckets(bins, far)[_apart(at, far)]) for at, b, bins, far in sides
            ) / (math.sqrt(_HEAD))
        tables = ((at, far, b.weight.t()[self.buckets(bins, far)] / math.sqrt(_HEAD)) for at, b, bins, far in sides)
        return sum(functional.embedding(_apart(at, far), table) for at, far, table in tables).permute(0, 3, 1, 2)

    def sides(self) -> tuple[tuple[nn.Linear, int, int], ...]:
        """Of order, x and y: the bias, its buckets and the farthest distance it tells from farther ones."""
        return (
            (self.rel_pos_bias, self.rel_pos_bins, self.max_rel_pos),
            (self.rel_pos_x_bias, self.rel_2d_pos_bins, self.max_rel_2d_pos),
            (self.rel_pos_y_bias, self.rel_2d_pos_bins, self.max_rel_2d_pos),
        )

    def buckets(self, bins: int, far: int) -> Tensor:
        """(2 far + 1,) the bucket of each distance from -far to far."""
        distances = torch.arange(-far, far + 1)
        return self.relative_position_bucket(distances, num_buckets=bins, max_distance=far)  # type: ignore[no-untyped-call]


def _apart(places: Tensor, far: int) -> Tensor:
    """(b, n, n) of (b, n): how far token k lies from token q, cut at far, counted from -far."""
    return (places.unsqueeze(-2) - places.unsqueeze(-1)).clamp(-far, far) + far


class _Lookup(torch.autograd.Function):  # type: ignore[misc]
    """table (heads, buckets) at buckets (b, n, n) -> (b, heads, n, n); backwards by counting, ten times as fast."""

    @staticmethod
    def forward(context: Any, table: Tensor, buckets: Tensor) -> Tensor:
        context.save_for_backward(buckets)
        context.bins = table.shape[1]
        return table.t()[buckets].permute(0, 3, 1, 2)

    @staticmethod
    def backward(context: Any, slope: Tensor) -> tuple[Tensor, None]:
        (buckets,) = context.saved_tensors
        flat = buckets.flatten()
        by_head = slope.transpose(0, 1).flatten(1)
        found = [torch.bincount(flat, weights=own, minlength=context.bins) for own in by_head]
        return torch.stack(found).to(slope.dtype), None


_OURS: dict[str, Any] = {"document_types": list(DOCUMENT_TYPES), "attn_implementation": "eager"}
"""Attention as a plain product is a third faster on the CPU than torch's own."""


def config(hidden: int, layers: int) -> LayoutLMv3Config:
    """Of a network of that width (a multiple of 64) and depth."""
    return LayoutLMv3Config(
        vocab_size=len(vocabulary()),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=hidden // _HEAD,
        intermediate_size=hidden * 3,
        max_position_embeddings=WINDOW + 3,
        max_2d_position_embeddings=SCALE + 24,
        coordinate_size=hidden * 3 // 16,
        shape_size=hidden // 8,
        max_rel_2d_pos=512,
        type_vocab_size=FACTS,
        visual_embed=False,
        pad_token_id=0,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        id2label=dict(enumerate(TAGS)),
        label2id={tag: n for n, tag in enumerate(TAGS)},
        **_OURS,
    )


def batch(examples: Sequence[Example]) -> Batch:
    """The examples as one."""
    longest = 1 + max(len(e.encoding) for e in examples)
    shape = (len(examples), longest)
    ids, facts, mask, starts = (torch.zeros(shape, dtype=torch.long) for _ in range(4))
    boxes = torch.zeros((*shape, 4), dtype=torch.long)
    classes = torch.full(shape, NO_CLASS, dtype=torch.long)
    ids[:, 0], mask[:, 0] = PAGE_ID, 1
    boxes[:, 0] = torch.tensor((0, 0, SCALE, SCALE))
    for n, one in enumerate(examples):
        end = 1 + len(one.encoding)
        mask[n, :end] = 1
        for whole, part in (
            (ids, one.encoding.ids),
            (boxes, one.encoding.boxes),
            (facts, one.encoding.facts),
            (classes, one.classes),
            (starts, one.starts),
        ):
            whole[n, 1:end] = torch.from_numpy(part)
    return Batch(ids, boxes, facts, mask, classes, starts, torch.tensor([e.document_type for e in examples]))
