"""The process that interleaves PDFs: parses them under the limits it is given, so that no PDF can harm the command.

Run by path, never imported: `python -P interleave_child.py MEMORY ORDER TO FRONTS [BACKS]`, ORDER being "reversed" or
"in-order". Copies the pages as they are, pictures and all, to the new file TO. Prints {"pages": n}, or why it did not:
{"refusal": word, "fronts": n, "backs": n}.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import json
import re
import resource
import sys
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

_ENCRYPTED = (4, 5)
"""pdfium's codes: a password is needed; a cipher it does not know."""
_ID = re.compile(rb"/ID\[(<[0-9A-F]{32}><[0-9A-F]{32}>)\]")


def interleave(to: str, files: list[str], *, is_reversed: bool) -> dict[str, object]:
    """One file holds the fronts and then the backs, two hold one kind each."""
    stack = pypdfium2.PdfDocument(files[0])
    count = len(stack)
    fronts = count if len(files) > 1 else count - count // 2
    for path in files[1:]:
        stack.import_pages(pypdfium2.PdfDocument(path))
    count = len(stack)
    if count != 2 * fronts:
        return {"refusal": "unequal", "fronts": fronts, "backs": count - fronts}
    order = [n for front in range(fronts) for n in (front, count - 1 - front if is_reversed else fronts + front)]
    pdfium.FPDF_MovePages(stack, (ctypes.c_int * count)(*order), count, 0)
    made = io.BytesIO()
    stack.save(made)
    Path(to).write_bytes(_with_lasting_id(made.getvalue()))
    return {"pages": count}


def _with_lasting_id(data: bytes) -> bytes:
    """The same file, its random ID replaced, so that the same stack is the same bytes when it is made again."""
    found = list(_ID.finditer(data))
    if not found:
        return data
    start, end = found[-1].span(1)
    digest = hashlib.sha256(data[:start]).hexdigest()[:32].upper().encode()
    return data[:start] + b"<%b><%b>" % (digest, digest) + data[end:]


def main() -> None:
    memory, order, to, *files = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = interleave(to, files, is_reversed=order == "reversed")
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) in _ENCRYPTED
        answer = {"refusal": "encrypted" if is_locked else "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
