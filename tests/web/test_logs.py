"""No secret that lets somebody in is written to a log."""

import logging

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from vmboard.web.logs import hide, hide_secrets

TOKEN = "KV694CHcOdSVjjix3ld_ieeUU0wVOEwJM-UdX4NSMck"
SESSION = "0d3c1f4e-1b2c-4d5e-8f90-abcdef012345"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"GET /d/{TOKEN}/board?layout=portrait", "GET /d/…/board?…"),
        (f"PUT /_stcore/upload_file/{SESSION}/b1", "PUT /_stcore/upload_file/…"),
        ("GET /media/5f8a9c.xlsx", "GET /media/…"),
        ("GET /oauth2callback?code=abc&state=def", "GET /oauth2callback?…"),
        (f"Session {SESSION} ended", "Session … ended"),
        (f"token {TOKEN} was refused", "token … was refused"),
        ("x-vmboard: WzEsMSwiSm8iXQ.aSC3xA.abcdefghijklmnopqrstuvwxyz1", "x-vmboard: …"),
        ("pass WzEsMSwiSm8iXQ.aSC3xA.abcdefghijklmnopqrstuvwxyz1 is old", "pass … is old"),
        ("Cookie: vmboard_in=abc; _streamlit_xsrf=2|a|b|1", "Cookie: …"),
        ("2|1a2b3c4d|aabbccddeeff|1795000000", "…"),
        ("password=hunter2, pin: 482913", "password=…, pin: …"),
        ("GET /_stcore/health", "GET /_stcore/health"),
        ("the first code, once: a1b2-c3d4-e5f6-a7b8", "the first code, once: a1b2-c3d4-e5f6-a7b8"),
        ("The board of team 7 could not be made", "The board of team 7 could not be made"),
        ('File "/srv/vmboard/web/routes.py", line 12, in page', 'File "/srv/vmboard/web/routes.py", line 12, in page'),
        ("sqlalchemy.exc.OperationalError: database is locked", "sqlalchemy.exc.OperationalError: database is locked"),
    ],
)  # fmt: skip
def test_secrets_are_hidden_in_logs_and_the_rest_is_not(line: str, shown: str) -> None:
    assert hide(line) == shown


def test_they_are_hidden_whoever_writes_the_line_and_in_errors_too(caplog: pytest.LogCaptureFixture) -> None:
    hide_secrets()
    hide_secrets()
    access = ("10.0.0.1:5", "GET", f"/d/{TOKEN}/board?layout=portrait", "1.1", 200)
    logging.getLogger("a.server").warning('%s - "%s %s HTTP/%s" %d', *access)
    try:
        raise RuntimeError(f"no such link: /d/{TOKEN}")
    except RuntimeError as error:
        logging.getLogger("anything").exception("It failed: %s", error)
    assert TOKEN not in caplog.text
    assert '10.0.0.1:5 - "GET /d/…/board?… HTTP/1.1" 200' in caplog.text
    assert "RuntimeError: no such link: /d/…" in caplog.text


def test_what_people_typed_is_not_in_a_database_error(bind: Engine) -> None:
    mark = "?" if bind.dialect.name == "sqlite" else "%s"
    with pytest.raises(DBAPIError) as failed, bind.connect() as connection:
        connection.exec_driver_sql(f"SELECT nothing FROM nowhere WHERE a = {mark}", ("typed words",))
    assert "typed words" not in str(failed.value)
