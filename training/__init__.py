"""Makes synthetic business documents whose every printed character is known; never imported by ocr or index."""
