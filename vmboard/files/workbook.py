"""Facade: where a file is read (``files.reading``), by the name that callers know."""

from vmboard.files.reading import read

__all__ = ["read"]
