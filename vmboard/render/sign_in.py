"""Login pages: plain pages to sign in by, drawn without Streamlit so that nobody is inside before they
are.

They work without a script; with it, the PIN can be touched in on large digits.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from vmboard.domain.text.catalogue import SOURCE, _, code_here, is_draft, language, speaking, spoken
from vmboard.domain.text.phrases import said
from vmboard.domain.views.sign_in import Entrance
from vmboard.render.help_line import help_line
from vmboard.render.html import Markup, joined, tag

P = ParamSpec("P")


@dataclass(frozen=True)
class Look:
    """Addresses of what the pages load and post to, below wherever the app lives."""

    css: str
    js: str
    root: str
    """Where the app begins: ``/``, or ``/base/``."""
    language: str = SOURCE
    help: str = ""
    """Whom to ask, as the installation says it."""


def in_its_language(page_of: Callable[Concatenate[Look, P], str]) -> Callable[Concatenate[Look, P], str]:
    """Draws a page in the language of its look."""

    def drawn(look: Look, /, *args: P.args, **kwargs: P.kwargs) -> str:
        with speaking(language(look.language)):
            return page_of(look, *args, **kwargs)

    return drawn


@in_its_language
def by_pin(look: Look, at: Entrance, next_: str, sentence: str = "", *, member_id: int = 0) -> str:
    """On a computer of the team: touch your name, touch the PIN. Whose PIN was wrong, ``member_id``, stays chosen."""
    people = [
        tag("label", tag("input", type="radio", name_="member", value=m.member_id, required=True,
                         checked=m.member_id == member_id),
            tag("b", m.initials), tag("span", m.name), class_="person")
        for m in at.members
    ]  # fmt: skip
    keys = [tag("button", digit, type="button", data_key=digit) for digit in "123456789"]
    keys += [
        tag("button", "⌫", type="button", data_key="back", aria_label=_("Take the last digit away")),
        tag("button", "0", type="button", data_key="0"),
        tag("button", _("Sign in"), type="submit", class_="main"),
    ]
    form = _form(
        look, "sign-in/pin", next_,
        tag("fieldset", tag("legend", _("Who are you?")), tag("div", *people, class_="people"), class_="who"),
        tag("div", tag("label", _("The team’s PIN"), for_="pin"),
            tag("input", id="pin", name_="pin", type="password", inputmode="numeric", pattern="[0-9]*", maxlength=12,
                autocomplete="off", required=True),
            tag("div", *keys, class_="keys"), class_="pin"),
        class_="by-pin",
    )  # fmt: skip
    none = tag("p", _("This team has no PIN yet. Its lead can set one on the Team page."), class_="quiet")
    other = tag("p", tag("a", _("Sign in with your own account"), href=f"{look.root}sign-in?own=1{_and_next(next_)}"))
    return page(look, at.team_name, at.computer_name, form if at.has_pin else none, other, sentence=sentence)


@in_its_language
def by_password(
    look: Look, next_: str, sentence: str = "", *, email: str = "", organisation: str = "", first: bool = False
) -> str:
    """On one's own browser. ``organisation`` names its sign-in where there is one."""
    theirs = tag(
        "a",
        _("Sign in with {organisation}", organisation=organisation),
        class_="button main",
        href=f"{look.root}sign-in/with?{_next_of(next_)}",
    )
    form = _form(
        look, "sign-in/password", next_, _line(_("E-mail"), "email", "email", "username", email),
        _line(_("Password"), "password", "password", "current-password"), _submit(_("Sign in"), main=not organisation),
    )  # fmt: skip
    new = tag("p", tag("a", _("Set up the first administrator"), href=f"{look.root}sign-in/first"), class_="quiet")
    parts = [theirs if organisation else None, form, new if first else None]
    return page(look, _("Sign in"), "", *parts, sentence=sentence)


@in_its_language
def first(look: Look, sentence: str = "", *, code: str = "", name: str = "", email: str = "") -> str:
    """Becoming the first administrator, with the code that the server wrote to its log."""
    form = _form(
        look, "sign-in/first", "/", _line(_("The code from the server’s log"), "code", "text", "off", code),
        _line(_("Your name"), "name", "text", "name", name), _line(_("E-mail"), "email", "email", "username", email),
        _line(_("A new password, at least 12 characters"), "password", "password", "new-password"),
        _submit(_("Begin")),
    )  # fmt: skip
    return page(look, _("The first administrator"), "", form, sentence=sentence)


@in_its_language
def let_in(look: Look, team_name: str, next_: str, sentence: str = "", *, name: str = "") -> str:
    """Letting this computer in for a team's PIN: its cookie is set by the answer."""
    form = _form(
        look, "sign-in/computer", next_,
        _line(_("What is this computer called?"), "name", "text", "off", name, placeholder=_("PC by the desk")),
        _submit(_("Let this computer in")),
    )  # fmt: skip
    words = _("From now on people of {team} can sign in here with the team’s PIN.", team=team_name)
    return page(look, _("Let this computer in"), words, form, sentence=sentence)


@in_its_language
def sign_out(look: Look) -> str:
    """Sends itself where there is a script; a person presses the button where there is none."""
    return page(
        look,
        _("Sign out"),
        _("What is saved is safe."),
        _form(look, "sign-out", "/", _submit(_("Sign out")), class_="now"),
    )


@in_its_language
def not_now(look: Look, sentence: str, door: str = "") -> str:
    """What was sent could not be done just now, and the way back: to signing in, or to a ``door``."""
    label, href = (_("Back"), door) if door else (_("Back to signing in"), f"{look.root}sign-in")
    back = tag("p", tag("a", label, class_="button main", href=href))
    return page(look, _("Please try again"), "", back, sentence=sentence)


@in_its_language
def away(look: Look, heading: str, sentence: str) -> str:
    """What was asked for cannot be had just now, and is asked for again by itself."""
    return page(look, said(heading), "", sentence=sentence)


def page(
    look: Look, heading: str, below: str, *parts: Markup | None, sentence: str = "", help_: Markup | None = None
) -> str:
    head = joined(
        [
            tag("meta", charset="utf-8"), tag("title", f"{heading} · vmboard"),
            tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name_="referrer", content="same-origin"), tag("meta", name_="robots", content="noindex"),
            tag("link", rel="icon", href="data:,"), tag("link", rel="stylesheet", href=look.css),
            tag("script", src=look.js, defer=True),
        ]
    )  # fmt: skip
    worry = tag("p", said(sentence), class_="worry", role="alert") if sentence else None
    words = tag("p", below, class_="quiet") if below else None
    main = tag("main", tag("h1", heading), words, worry, *parts)
    bar = tag("header", tag("span", "vmboard"), tag("span", " · " + _("Draft")) if is_draft() else None)
    foot = tag("footer", help_ or help_line(look.help))
    body = tag("body", bar, main, foot, data_words=_script_words())
    return f"<!doctype html>\n{tag('html', tag('head', head), body, lang=code_here())}\n"


def _script_words() -> str | None:
    """What the script says by itself, where that is another language than its own (sign_in.js)."""
    words = {"show": _("Show what I type"), "hide": _("Hide what I type")}
    return None if spoken() is None else json.dumps(words, ensure_ascii=False)


def _form(look: Look, to: str, next_: str, *parts: Markup, class_: str = "") -> Markup:
    where = tag("input", type="hidden", name_="next", value=next_)
    return tag("form", where, *parts, method="post", action=look.root + to, class_=class_ or None)


def _line(label: str, name: str, kind: str, complete: str, value: str = "", placeholder: str = "") -> Markup:
    box = tag("input", name_=name, type=kind, autocomplete=complete, value=value or None, required=True,
              placeholder=placeholder or None)  # fmt: skip
    return tag("label", tag("span", label), box, class_="line")


def _submit(words: str, *, main: bool = True) -> Markup:
    return tag("button", words, type="submit", class_="main" if main else None)


def _next_of(next_: str) -> str:
    return urlencode({"next": next_})


def _and_next(next_: str) -> str:
    return f"&{_next_of(next_)}" if next_ != "/" else ""
