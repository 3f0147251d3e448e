"""The PDF child process: parses and draws one PDF under the limits it is given, so that no PDF can harm the worker.

Run by path, never imported: `python -P pdf_child.py MEMORY TIMEOUT`. Reads one JSON request a line from stdin, the
first of which opens a PDF, answers each with one JSON line, followed by `bytes` bytes where the answer says so. Ends
when stdin does. Coordinates are points on the upright page, from its top left.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import resource
import sys
from typing import TYPE_CHECKING, BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium
from pdf2image import convert_from_path
from pdf2image.exceptions import (
    PDFInfoNotInstalledError,
    PDFPageCountError,
    PDFPopplerTimeoutError,
    PDFSyntaxError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

_PASSWORD_NEEDED = 4
_UNKNOWN_CIPHER = 5
_MOST_CHARS = 60_000
"""A page of fine print has 10,000 characters; a page over this is a log or an attack and gets OCRed."""
_MOST_OBJECTS = 100_000
_DEEPEST_FORM = 8
_GRID = 1 << 20
_INVISIBLE_MODES = (3, 7)
_VISIBLE_TEXT = True
_SCAN_COVERS = 0.5
"""Share of the page from which a picture's colours are asked for; a page may have thousands of small ones."""
_MOST_SCAN_PIXELS = 200_000_000
"""Some formats must be decoded to know their colours; more than this is refused anyway."""

Affine = tuple[float, float, float, float, float, float]
"""x' = a*x + c*y + e, y' = b*x + d*y + f, as PDF has it."""


class RefusalError(Exception):
    """Why there is no answer: a word that the parent turns into a sentence."""


class Child:
    """One open PDF and what can be asked about it."""

    def __init__(self, path: str, timeout_s: float) -> None:
        self._path = path
        self._timeout_s = timeout_s
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            code = getattr(error, "err_code", None)
            raise RefusalError("encrypted" if code in (_PASSWORD_NEEDED, _UNKNOWN_CIPHER) else "damaged") from error

    def open(self) -> dict[str, object]:
        return {"page_count": len(self._document)}

    def close(self) -> None:
        self._document.close()

    def page(self, number: int, with_chars: bool) -> dict[str, object]:
        """Size, pictures and, if asked for, characters of a page."""
        page = self._page(number)
        width, height = page.get_size()
        if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
            raise RefusalError("damaged")
        to_upright = _to_upright(page, width, height)
        objects = list(_Objects(page, to_upright))
        facts: dict[str, object] = {
            "width": width,
            "height": height,
            "objects": len(objects),
            "visible_texts": sum(found is _VISIBLE_TEXT for found in objects),
            "pictures": [found for found in objects if isinstance(found, list)],
            "chars": None,
        }
        if with_chars:
            text = page.get_textpage()
            facts["chars"] = _chars(text, to_upright) if 0 <= text.count_chars() <= _MOST_CHARS else None
            text.close()
        page.close()
        return facts

    def sketch(self, number: int, side: int) -> tuple[dict[str, object], bytes]:
        """The page as BGR pixels, its long side so many, by pdfium itself: no process starts; grey takes it longer."""
        page = self._page(number)
        bitmap = page.render(scale=side / max(page.get_size()), may_draw_forms=False)
        shape: dict[str, object] = {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride}
        pixels = bytes(bitmap.buffer)
        bitmap.close()
        page.close()
        return shape, pixels

    def _page(self, number: int) -> pypdfium2.PdfPage:
        try:
            return self._document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise RefusalError("damaged") from error

    def draw(self, number: int, dpi: int, may_be_blank: bool) -> Image:
        """The page as RGB pixels, by poppler, whose processes inherit our limits."""
        image = self._poppler(number, dpi, strict=False)
        if not may_be_blank and image.getcolors(maxcolors=1) is not None:
            self._poppler(number, dpi, strict=True)  # pdf2image hides poppler's complaints unless strict
        return image

    def _poppler(self, number: int, dpi: int, *, strict: bool) -> Image:
        try:
            images = convert_from_path(
                self._path,
                dpi=dpi,
                first_page=number,
                last_page=number,
                use_cropbox=True,
                strict=strict,
                timeout=math.ceil(self._timeout_s),
            )
        except PDFInfoNotInstalledError as error:
            raise RefusalError("no poppler") from error
        except PDFPopplerTimeoutError as error:
            raise RefusalError("slow") from error
        except (PDFPageCountError, PDFSyntaxError) as error:
            raise RefusalError("damaged") from error
        if not images:
            raise RefusalError("undrawable")
        image: Image = images[0]
        return image if image.mode == "RGB" else image.convert("RGB")


def _to_upright(page: pypdfium2.PdfPage, width: float, height: float) -> Affine:
    """From PDF user space to points of the upright page, top-left origin: crop box and /Rotate applied."""
    at = []
    for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        right, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, _GRID, _GRID, 0, x, y, right, down)
        at.append((right.value * width / _GRID, down.value * height / _GRID))
    origin, along_x, along_y = at
    return (
        (along_x[0] - origin[0]) / 1000,
        (along_x[1] - origin[1]) / 1000,
        (along_y[0] - origin[0]) / 1000,
        (along_y[1] - origin[1]) / 1000,
        *origin,
    )


def _apply(affine: Affine, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = affine
    return a * x + c * y + e, b * x + d * y + f


def _after(first: Affine, then: Affine) -> Affine:
    a, b = _apply((*then[:4], 0.0, 0.0), first[0], first[1])
    c, d = _apply((*then[:4], 0.0, 0.0), first[2], first[3])
    e, f = _apply(then, first[4], first[5])
    return (a, b, c, d, e, f)


def _box(affine: Affine, left: float, bottom: float, right: float, top: float) -> list[float]:
    corners = [_apply(affine, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return [round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys))]


class _Objects:
    """What is drawn on a page: [left, top, right, bottom, pixels across, down, bits a pixel, colour space] for a
    picture, else whether it is text that can be seen."""

    def __init__(self, page: pypdfium2.PdfPage, to_upright: Affine) -> None:
        self._page = page
        self._to_upright = to_upright
        self._area = page.get_width() * page.get_height()

    def __iter__(self) -> Iterator[list[float] | bool]:
        return self._inside(self._page.raw, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))

    def _inside(self, raw: object, matrix: Affine, form: bool = False, depth: int = 0) -> Iterator[list[float] | bool]:
        count = (pdfium.FPDFFormObj_CountObjects if form else pdfium.FPDFPage_CountObjects)(raw)
        get = pdfium.FPDFFormObj_GetObject if form else pdfium.FPDFPage_GetObject
        if count > _MOST_OBJECTS:
            raise RefusalError("huge")
        for n in range(max(count, 0)):
            found = get(raw, n)
            kind = pdfium.FPDFPageObj_GetType(found)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                own = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(found, own)
                inner = _after((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
                yield from self._inside(found, inner, form=True, depth=depth + 1)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                yield self._picture(found, _after(matrix, self._to_upright))
            else:
                is_text = kind == pdfium.FPDF_PAGEOBJ_TEXT
                yield is_text and pdfium.FPDFTextObj_GetTextRenderMode(found) not in _INVISIBLE_MODES

    def _picture(self, found: object, affine: Affine) -> list[float]:
        edges = [ctypes.c_float() for _ in range(4)]
        across, down = ctypes.c_uint(), ctypes.c_uint()
        pdfium.FPDFPageObj_GetBounds(found, *edges)
        pdfium.FPDFImageObj_GetImagePixelSize(found, across, down)
        box = _box(affine, *(edge.value for edge in edges))
        about = pdfium.FPDF_IMAGEOBJ_METADATA()
        covered = (box[2] - box[0]) * (box[3] - box[1])
        if covered >= _SCAN_COVERS * self._area and across.value * down.value <= _MOST_SCAN_PIXELS:
            pdfium.FPDFImageObj_GetImageMetadata(found, self._page.raw, about)
        return [*box, across.value, down.value, about.bits_per_pixel, about.colorspace]


def _chars(text: pypdfium2.PdfTextPage, to_upright: Affine) -> list[list[object]]:
    """The fields of `Glyph`, in its order, per drawn character."""
    fonts: dict[int, tuple[bool, bool]] = {}
    chars: list[list[object]] = []
    tight = [ctypes.c_double() for _ in range(4)]
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for n in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, n) == 1:
            continue
        if not pdfium.FPDFText_GetCharBox(text, n, *tight):
            continue
        pdfium.FPDFText_GetLooseCharBox(text, n, loose)
        pdfium.FPDFText_GetMatrix(text, n, matrix)
        left, right, bottom, top = (edge.value for edge in tight)
        x, y = _apply((*to_upright[:4], 0.0, 0.0), matrix.a, matrix.b)
        em = pdfium.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d)
        shown = pdfium.FPDFText_GetTextObject(text, n)
        key = ctypes.cast(shown, ctypes.c_void_p).value or 0
        if key not in fonts:
            embedded = pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(shown)) == 1
            fonts[key] = embedded, pdfium.FPDFTextObj_GetTextRenderMode(shown) not in _INVISIBLE_MODES
        chars.append(
            [
                pdfium.FPDFText_GetUnicode(text, n),
                _box(to_upright, left, bottom, right, top),
                _box(to_upright, loose.left, loose.bottom, loose.right, loose.top),
                round(em, 2),
                round(math.degrees(math.atan2(y, x)), 1),
                pdfium.FPDFText_HasUnicodeMapError(text, n) == 0,
                *fonts[key],
            ]
        )
    return chars


def _asked(child: Child | None, request: dict[str, object], timeout_s: float) -> Child:
    """The PDF that the request is about: the one it opens, or the one that is open."""
    match request:
        case {"ask": "open", "path": str(path)}:
            if child is not None:
                child.close()
            return Child(path, timeout_s)
    if child is None:
        raise RefusalError("misunderstood")
    return child


def _answer(child: Child, request: dict[str, object], out: BinaryIO) -> None:
    payload = b""
    match request:
        case {"ask": "open"}:
            reply = child.open()
        case {"ask": "page", "number": int(number), "chars": bool(with_chars)}:
            reply = child.page(number, with_chars)
        case {"ask": "sketch", "number": int(number), "side": int(side)}:
            reply, payload = child.sketch(number, side)
        case {"ask": "draw", "number": int(number), "dpi": int(dpi), "blank": bool(may_be_blank)}:
            image = child.draw(number, dpi, may_be_blank)
            payload = image.tobytes()
            reply = {"width": image.width, "height": image.height}
        case _:
            raise RefusalError("misunderstood")
    out.write(json.dumps({**reply, "bytes": len(payload)}, allow_nan=False).encode() + b"\n")
    out.write(payload)
    out.flush()


def _allow_cpu(seconds: float) -> None:
    """So much more CPU time for this process and, each, for those it starts: an orphan does not spin for ever."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + seconds), hard))


def main() -> None:
    memory, timeout_s = int(sys.argv[1]), float(sys.argv[2])
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not mix with our answers
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    child = None
    for line in sys.stdin:
        _allow_cpu(timeout_s)
        try:
            request = json.loads(line)
            child = _asked(child, request, timeout_s)
            _answer(child, request, out)
        except RefusalError as refusal:
            reason = str(refusal)
        except MemoryError:
            reason = "memory"
        else:
            continue
        out.write(json.dumps({"refusal": reason, "bytes": 0}).encode() + b"\n")
        out.flush()


if __name__ == "__main__":
    main()
