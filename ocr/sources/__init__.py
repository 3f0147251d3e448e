"""How each kind of file becomes pages; `ocr.source` is the door."""
