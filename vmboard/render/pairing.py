"""The page of a screen that waits to be let in: a code large enough to be read from the door."""

from vmboard.render.html import joined, tag

LEAD = "Type this code on the Screens page of your team, on any computer."


def pairing_page(css: str, js: str) -> str:
    """The script asks for a code, shows it, and opens the wall as soon as somebody has typed it."""
    head = joined(
        [
            tag("meta", charset="utf-8"), tag("title", "Pair this screen · vmboard"),
            tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name_="referrer", content="no-referrer"), tag("meta", name_="robots", content="noindex"),
            tag("link", rel="icon", href="data:,"), tag("link", rel="stylesheet", href=css),
            tag("script", src=js, defer=True),
        ]
    )  # fmt: skip
    words = tag("p", "", id="code", role="status") + tag("p", "", id="words", class_="quiet")
    body = tag("body", tag("main", tag("h1", "Pair this screen"), tag("p", LEAD), words), class_="pairing")
    return f"<!doctype html>\n{tag('html', tag('head', head), body, lang='en-GB')}\n"
