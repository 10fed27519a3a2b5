"""No word of signing in goes past the catalogue: neither on the pages, nor in what their script says by itself."""

import re
from datetime import timedelta
from html import unescape

import pytest

from tests.pseudo import PSEUDO, stretched
from vmboard.commands import sign_in as commands
from vmboard.commands.attempts import TOO_MANY_TODAY
from vmboard.domain.access.secrets import wait_words
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import MemberLine
from vmboard.domain.views.sign_in import CLOSED, Entrance
from vmboard.render import sign_in
from vmboard.render.sign_in import Look
from vmboard.web import away, oidc
from vmboard.web import sign_in as web

PLAIN = re.compile(r"[A-Za-z]{2,}")
LOOK = Look("a.css", "a.js", "/", "en-XA")
WARD = Entrance(7, "ward", "Ωαρδ", "Πς", (MemberLine(1, "Μοραγ", "ΜΚ"),), True)
TEXTS = r'>([^<>]+)<|(?:aria-label|title|placeholder)="([^"]+)"'


@pytest.fixture(autouse=True)
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "language", lambda _code: PSEUDO)


def test_no_word_of_signing_in_goes_past_the_catalogue() -> None:
    pages = [
        sign_in.by_pin(LOOK, WARD, "/"), sign_in.by_password(LOOK, "/", organisation="Ωαρδ", first=True),
        sign_in.first(LOOK), sign_in.let_in(LOOK, "Ωαρδ", "/"), sign_in.sign_out(LOOK), sign_in.not_now(LOOK, ""),
    ]  # fmt: skip
    said = {unescape(words) for page in pages for pair in re.findall(TEXTS, page) for words in pair if words.strip()}
    assert len(said) > 25
    assert sorted(words for words in said if PLAIN.search(words.replace("vmboard", ""))) == []


def test_nor_why_somebody_was_not_let_in() -> None:
    why = (
        commands.WRONG_PASSWORD, commands.WRONG_PIN, commands.NOT_ENROLLED, commands.NO_ACCOUNT, CLOSED, TOO_MANY_TODAY,
        wait_words(timedelta(minutes=2)), web.FOREIGN, web.TOO_LONG, web.TOO_MANY, web.BEGUN, oidc.AWAY, oidc.NOT_DONE,
        Refused("A PIN is {shortest} to {longest} digits.", shortest=6, longest=12).phrase,
    )  # fmt: skip
    pages = [sign_in.by_pin(LOOK, WARD, "/", sentence) for sentence in why]
    pages += [sign_in.away(LOOK, away.TITLE, away.SENTENCE), sign_in.not_now(LOOK, away.NOT_SENT)]
    for sentence, page in zip((*why, away.SENTENCE, away.NOT_SENT), pages, strict=True):
        (said,) = re.findall(r'class="worry" role="alert">([^<]+)<', page)
        assert not PLAIN.search(unescape(said)), sentence


def test_its_script_is_told_what_to_say() -> None:
    assert stretched("Show what I type") in unescape(sign_in.sign_out(LOOK))


def test_english_stands_in_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "language", lambda _code: None)
    assert "data-words" not in sign_in.sign_out(LOOK)
