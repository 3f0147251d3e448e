"""Trains, exports and measures the layout model. Needs the extra `training`; never imported by ocr."""
