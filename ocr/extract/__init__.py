"""Classified Document -> Record: fields, rows and checks."""
