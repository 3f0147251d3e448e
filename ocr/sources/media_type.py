"""What a file is by its first bytes: names lie, and a parser that was not asked for is a way in."""

from __future__ import annotations

from ocr.errors import InputError

PDF = "application/pdf"
HEAD_BYTES = 4096
"""How much of a file `media_type` wants to see; PDF readers accept a header within the first kilobyte."""

_PREFIXES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
    (b"BM", "image/bmp"),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack it, or save the document as PDF"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document or a mail; save it as PDF"),
    (b"{\\rtf", "an RTF document; save it as PDF"),
    (b"%!PS", "PostScript; save it as PDF"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
)
_WHAT_WE_READ = "PDF, TIFF, JPEG, PNG, WebP, HEIC, BMP, GIF and JPEG 2000 are read"


def media_type(head: bytes) -> str:
    """The media type of a file that starts with `head`; InputError says what an empty or foreign one is."""
    if not head:
        raise InputError("empty; send or scan it again")
    if b"%PDF-" in head[:1024]:
        return PDF
    for prefix, name in _PREFIXES:
        if head.startswith(prefix):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and _HEIF_BRANDS & {head[at : at + 4] for at in (8, *range(16, 64, 4))}:
        return "image/heic"
    raise InputError(f"{_foreign(head)} ({_WHAT_WE_READ})")


def _foreign(head: bytes) -> str:
    for prefix, what in _FOREIGN:
        if head.startswith(prefix):
            return what
    if head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "a web page; print it to PDF"
    if b"\x00" not in head:
        return "text or another file without pages; print it to PDF if it is a document"
    return "not a document or picture that we know; save it as PDF"
