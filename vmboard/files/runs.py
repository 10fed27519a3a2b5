"""Rich text: runs of one cell that are raised or struck off, which a reader of plain text would join to the figure:
``6.1`` and a raised ``2`` are no 6.12, and a struck ``1`` before a 5 is no 15."""

import io
import re
import zipfile

_BEGINS, _ENDS = re.compile(rb"(?=<r>)"), re.compile(rb"</r>")
_TEXT = re.compile(rb"(<t(?: [^>]*)?>)([^<]*)(</t>)")
_RAISED = re.compile(rb"<vertAlign val=[\"'](?:super|sub)script")
_STRUCK = re.compile(rb"<strike(?: val=[\"'](?:1|true)[\"'])? ?/>")
_DIGITS = dict(zip(b"0123456789", (d.encode() for d in "⁰¹²³⁴⁵⁶⁷⁸⁹"), strict=True))
_HAS_LOOKS = re.compile(rb"<vertAlign|<strike")
_PARTS = re.compile(r"xl/(?:sharedStrings\.xml|worksheets/[^/]+\.xml)", re.I)


def with_runs_told(data: bytes) -> bytes:
    """The workbook with raised digits as the characters that look so, and struck words between ``~``, so that no figure
    is read from them; as it is where it has none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if _PARTS.fullmatch(part.filename)]
        rewritten = {
            part.filename: _told(content) for part in parts if _HAS_LOOKS.search(content := archive.read(part))
        }
        if not rewritten:
            return data
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made_file:
            for part in archive.infolist():
                made_file.writestr(part.filename, rewritten.get(part.filename) or archive.read(part))
        return file.getvalue()


def _told(content: bytes) -> bytes:
    return b"".join(map(_run, _BEGINS.split(content)))  # in one pass, however many are never closed


def _run(piece: bytes) -> bytes:
    """What a run begins, to where the next begins; the sheet's own text after it stays as it is."""
    run, *after = _ENDS.split(piece, maxsplit=1)
    if after and _STRUCK.search(run):
        return _TEXT.sub(rb"\1~\2~\3", run) + piece[len(run) :]
    if after and _RAISED.search(run):
        raised = _TEXT.sub(lambda text: text[1] + b"".join(_DIGITS.get(c, bytes([c])) for c in text[2]) + text[3], run)
        return raised + piece[len(run) :]
    return piece
