"""PdfProcess: asks the PDF child process, and kills it when an answer takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
import weakref
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ocr.errors import EngineError, InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.sources.page import SourceLimits

_CHILD = Path(__file__).with_name("pdf_child.py")
_MOST_HEADER_BYTES = 64_000_000
_GRACE_S = 2.0
"""The child stops poppler itself at the limit and says so; it gets this long to do it."""
_MAY_BE_BROKEN = "open it in a viewer and print it to PDF again, or ask the sender"
_REFUSALS = {
    "encrypted": "encrypted; ask the sender for an unlocked copy",
    "damaged": f"a damaged PDF; {_MAY_BE_BROKEN}",
    "undrawable": f"a PDF page that cannot be drawn within the limits; {_MAY_BE_BROKEN}",
    "huge": f"a PDF page of too many objects; {_MAY_BE_BROKEN}",
    "memory": f"a PDF that needs more memory than the limit; {_MAY_BE_BROKEN}",
}


class Glyph(NamedTuple):
    """One drawn character; boxes are (left, top, right, bottom) in points of the upright page, from its top left."""

    code: int
    tight: tuple[float, float, float, float]
    """Around its ink."""
    loose: tuple[float, float, float, float]
    """As wide as its advance, as high as its font."""
    em: float
    angle_deg: float
    """Clockwise direction of writing on the upright page."""
    is_mapped: bool
    """False where the font does not say what character it draws."""
    is_embedded: bool
    """False where the font is not in the file, so that it may not be drawn as meant."""
    is_visible: bool
    """False for the invisible text that OCR programs lay over scans."""


class Picture(NamedTuple):
    """One placed picture; edges in points of the upright page."""

    left: float
    top: float
    right: float
    bottom: float
    pixels_across: int
    pixels_down: int
    bits_per_pixel: int = 0
    """As decoded: 1, 8 or 24; 0 of a small picture, or one that cannot be decoded."""
    colour_space: int = 0
    """pdfium's FPDF_COLORSPACE_*; 0 where unknown."""


class _Reply(BaseModel):
    """An answer's first line; each kind picks its own part of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class PageFacts(_Reply):
    """What the parser says about one page, before it is drawn."""

    width: Annotated[float, Field(gt=0)]
    """Points, upright."""
    height: Annotated[float, Field(gt=0)]
    objects: int
    visible_texts: int
    """Pieces of text that are drawn; the invisible ones of OCR programs do not count."""
    pictures: tuple[Picture, ...]
    chars: tuple[Glyph, ...] | None
    """None where there are too many to be a page of a document, or nobody asked."""


class _Sized(_Reply):
    bytes: Annotated[int, Field(ge=0)]
    """How many follow the line."""


class _Refused(_Reply):
    refusal: str | None = None


class _Opened(_Reply):
    page_count: Annotated[int, Field(ge=1)]


class _Drawn(_Reply):
    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]


class _Sketched(_Drawn):
    stride: Annotated[int, Field(ge=1)]
    """Bytes a row, some of them padding."""


_R = TypeVar("_R", bound=_Reply)


class PdfProcess:
    """The child, and one PDF at a time in it.

    Every method raises InputError when the file, EngineError when poppler is at fault; the child has ended then.
    """

    def __init__(self, limits: SourceLimits) -> None:
        self._limits = limits
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_CHILD), str(limits.max_memory_bytes), str(limits.page_timeout_s)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # one group to kill, poppler included; Ctrl-C is the parent's to handle
            bufsize=0,
        )
        self._close = weakref.finalize(self, _end, self._process)

    def close(self) -> None:
        """End the child; harmless when it has ended already."""
        self._close()

    @property
    def is_closed(self) -> bool:
        return not self._close.alive

    def open(self, path: Path) -> int:
        """Turn to this file; its number of pages."""
        absolute = os.path.abspath(path)  # noqa: PTH100  absolute() keeps `..`
        return self._ask(_Opened, {"ask": "open", "path": absolute})[0].page_count

    def page(self, number: int, *, with_chars: bool = True) -> PageFacts:
        """Size, pictures and characters of page `number`, counted from 1."""
        return self._ask(PageFacts, {"ask": "page", "number": number, "chars": with_chars})[0]

    def sketch(self, number: int, side: int) -> NDArray[np.uint8]:
        """Page `number` in grey, (height, width), its long side `side` pixels: by pdfium, much faster than `draw`."""
        drawn, pixels = self._ask(_Sketched, {"ask": "sketch", "number": number, "side": side})
        if drawn.stride < 3 * drawn.width or len(pixels) != drawn.stride * drawn.height:
            raise InputError(_REFUSALS["undrawable"])
        rows = np.frombuffer(pixels, np.uint8).reshape(drawn.height, drawn.stride)[:, : 3 * drawn.width]
        colour = np.ascontiguousarray(rows).reshape(drawn.height, drawn.width, 3)
        return np.asarray(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY), np.uint8)

    def draw(self, number: int, dpi: int, *, may_be_blank: bool) -> NDArray[np.uint8]:
        """Page `number` as (height, width, 3) RGB; refused if blank against expectation and poppler complains."""
        drawn, pixels = self._ask(_Drawn, {"ask": "draw", "number": number, "dpi": dpi, "blank": may_be_blank})
        is_stub = drawn.width == drawn.height == 1  # poppler's answer when it has no memory for the page
        if is_stub or len(pixels) != drawn.width * drawn.height * 3:
            raise InputError(_REFUSALS["undrawable"])
        return np.frombuffer(pixels, np.uint8).reshape(drawn.height, drawn.width, 3)

    def _ask(self, kind: type[_R], request: dict[str, object]) -> tuple[_R, bytearray]:
        deadline = time.monotonic() + self._limits.page_timeout_s + _GRACE_S
        try:
            reply, received = self._converse(json.dumps(request).encode(), deadline)
            refusal = _Refused.model_validate_json(reply).refusal
            if refusal is None:
                return kind.model_validate_json(reply), received
        except (OSError, EOFError, ValidationError) as error:  # OSError: the pipe of a child that died
            self.close()
            raise InputError(f"{_REFUSALS['damaged']} (the PDF reader gave up)") from error
        except BaseException:
            self.close()
            raise
        self.close()
        if refusal == "no poppler":
            raise EngineError("poppler is not installed, so PDF pages cannot be drawn: apt install poppler-utils")
        if refusal == "slow":
            raise self._too_slow()
        raise InputError(_REFUSALS.get(refusal, _REFUSALS["damaged"]))

    def _converse(self, request: bytes, deadline: float) -> tuple[bytes, bytearray]:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None or stdin.closed:
            raise EOFError
        stdin.write(request + b"\n")
        received = bytearray()
        while (end := received.find(b"\n")) < 0:
            if len(received) > _MOST_HEADER_BYTES:
                raise EOFError
            self._receive(stdout, received, deadline)
        header = bytes(received[:end])
        size = _Sized.model_validate_json(header).bytes
        if size > 3 * self._limits.max_pixels:
            raise EOFError
        del received[: end + 1]
        while len(received) < size:
            self._receive(stdout, received, deadline)
        return header, received

    def _receive(self, stdout: IO[bytes], received: bytearray, deadline: float) -> None:
        ready, _, _ = select.select([stdout], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise self._too_slow()
        chunk = os.read(stdout.fileno(), 1 << 20)
        if not chunk:
            raise EOFError
        received += chunk

    def _too_slow(self) -> InputError:
        return InputError(f"a PDF page that took more than {self._limits.page_timeout_s:g} seconds; {_MAY_BE_BROKEN}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and all it started, and wait for it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
