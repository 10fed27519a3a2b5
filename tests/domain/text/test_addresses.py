"""A link to a call is an https address that names a host, and nothing that a browser would run."""

import pytest

from vmboard.domain.refusals import Refused
from vmboard.domain.text.addresses import LONGEST, clean_call_link, is_call_link


@pytest.mark.parametrize(
    "link",
    ["https://call.example.org/ward-7a", "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?a=1",
     "https://nhs.scot:8443/room#3"],
)  # fmt: skip
def test_an_address_of_a_call_is_kept_as_it_was_copied(link: str) -> None:
    assert clean_call_link(f"  {link} ") == link


@pytest.mark.parametrize(
    "link",
    ["http://call.example.org", "javascript:alert(1)", "https://", "https://localhost/x", "https:call.example.org",
     "HTTPS://call.example.org", "https://nhs.scot@evil.example.org/", "https://a:b@call.example.org", "//call.example",
     "https://call.example.org/a b", "https://call.example.org/\u202e", "https://[::1", "data:text/html,x",
     "https://call.example.org/<b>\"'\n", "https://-.\u0430.org"],
)  # fmt: skip
def test_anything_else_is_refused_in_a_sentence(link: str) -> None:
    if "\n" not in link:
        with pytest.raises(Refused, match="begins with https://"):
            clean_call_link(link)
    assert not is_call_link(link)


def test_none_is_kept_as_none_and_no_link() -> None:
    assert clean_call_link("  ") == "" and not is_call_link("")


def test_a_link_that_is_too_long_is_refused_and_never_cut() -> None:
    long = "https://call.example.org/" + "a" * (LONGEST - 25)
    assert clean_call_link(long) == long
    with pytest.raises(Refused, match="The link"):
        clean_call_link(long + "a")
