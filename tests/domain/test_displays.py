"""Whether a screen can be read, from what it told of itself; a silent or older one is not accused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from vmboard.domain.displays import Painting, Sighting, Standing

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
GOOD = Painting(NOON, 41, 1920, 1080, 20.0)
TOLD = Standing(NOON, NOON, GOOD)
ZONE = "Europe/London"


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_a_screen_that_paints_and_asks_has_no_trouble() -> None:
    assert (TOLD.mark(NOON), TOLD.trouble(NOON, ZONE)) == ("", "")


@pytest.mark.parametrize(("ago", "dark"), [(10, False), (10.1, True), (600, True), (1440, True)])
def test_one_that_asks_and_paints_nothing_for_ten_minutes_is_named_with_the_wards_own_time(
    ago: float, dark: bool
) -> None:
    screen = replace(TOLD, painting=replace(GOOD, at=NOON - minutes(ago)))
    assert screen.shows_nothing(NOON) is dark
    assert (screen.mark(NOON) == "Shows nothing") is dark
    says = "It asks for its board, and nothing new is on it since {}. Does it sleep, or is it covered?"
    since = {600: "03:00", 1440: "30 Jun 13:00"}.get(ago)
    assert since is None or screen.trouble(NOON, ZONE) == says.format(since)


@pytest.mark.parametrize(("pixels", "small"), [(20.0, False), (10.0, False), (9.9, True), (6.7, True)])
def test_one_whose_text_comes_out_too_small_is_named_with_its_size(pixels: float, small: bool) -> None:
    screen = replace(TOLD, painting=replace(GOOD, width=640, height=360, text_px=pixels))
    says = "Its window has 640 × 360 pixels. Show the board full screen."
    assert screen.trouble(NOON, ZONE) == (says if small else "")
    assert screen.mark(NOON) == ("Too small to read" if small else "")


def test_one_that_asks_no_more_is_silent_and_nothing_else() -> None:
    worst = replace(TOLD, painting=replace(GOOD, at=NOON - minutes(60), text_px=1.0))
    later = NOON + minutes(10.1)
    assert (worst.mark(later), worst.trouble(later, ZONE)) == ("Silent", "")


@pytest.mark.parametrize("told_at", [None, NOON - minutes(11)])
def test_a_wall_of_an_older_release_tells_nothing_and_is_not_accused(told_at: datetime | None) -> None:
    """Nor where a newer page stood on the same screen before it."""
    worst = replace(GOOD, at=NOON - minutes(60), text_px=1.0)
    screen = Standing(NOON, told_at, worst if told_at else None)
    assert (screen.mark(NOON), screen.trouble(NOON, ZONE)) == ("", "")
    assert Standing(None, None, None).mark(NOON) == "", "nor is one that was never opened"


def test_a_second_window_behind_others_does_not_make_the_screen_on_the_wall_look_dark() -> None:
    hidden = Sighting(NOON + minutes(1), replace(GOOD, at=NOON - minutes(60)))
    assert hidden.after(Sighting(NOON, GOOD)) == Sighting(NOON + minutes(1), GOOD)
    assert hidden.after(None) == hidden
    assert Sighting(NOON).after(Sighting(NOON - minutes(1), GOOD)).painting == GOOD, "a page that opens tells nothing"
