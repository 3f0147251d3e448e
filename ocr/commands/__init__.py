"""What the commands do, without the printing: ocr joined with index, for the command line and the web desk alike."""
