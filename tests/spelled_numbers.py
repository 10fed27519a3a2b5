"""Ways to write a patient's number with a word near that says so, and lines of a board that only look like one."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from tests.identifier_cases import chi_number, passes

AFTER_A_WORD = (
    # a date and four figures, with signs of every kind between
    "CHI {d}/{m}/{y} {four}", "CHI {d}.{m}.{y} {four}", "CHI {d}-{m}-{y} {four}", "CHI {d} {m} {y} {four}",
    "CHI {d}:{m}:{y}:{four}", "CHI_{d}_{m}_{y}_{four}", "CHI no {d}{m}{y} {four}", "chi {d}{m}{y}/{four}",
    "CHI {d}{m}{y}:{four}", "CHI {d}{m}{y}; {four}", "CHI {d}{m}{y}, {four}", "CHI {d}{m}{y} | {four}",
    "CHI {d}{m}{y}*{four}", "CHI {d}{m}{y}\\{four}", "CHI {d}{m}{y} -- {four}", "CHI {d}{m}{y}  -  {four}",
    "CHI {d}{m}{y} … {four}", "CHI {d}{m}{y} — {four}", "CHI “{d}{m}{y}” “{four}”", "CHI\t{d}{m}{y}\t{four}",
    "CHI,{d}{m}{y},{four}", "CHI {d} / {m} / {y} / {four}", "CHI={d}{m}{y} {four}", "CHI#{d}{m}{y}.{four}",
    "CHI{d}{m}{y} {four}", "CHI-{d}{m}{y}-{four}", "CHI {d}/{m}/{y} {three}-{check}", "CHI {d}{m}{y} {three} {check}",
    # brackets
    "CHI ({d}/{m}/{y}) {four}", "CHI {d}/{m}/{y} ({four})", "CHI [{d}{m}{y}] {four}", "CHI {d}{m}{y} [{four}]",
    "CHI ({d}{m}{y})({four})", "CHI <{d}{m}{y}><{four}>", "CHI {{{d}{m}{y}}} {four}", "CHI （{d}{m}{y}） {four}",
    # days without noughts, months in words, years in full
    "CHI {D}/{M}/{y} {four}", "CHI {D}/{M}/{Y} - {four}", "CHI {d}/{m}/{Y} {four}", "CHI {d}{m}{Y} {four}",
    "CHI {d}.{m}.{Y}.{four}", "CHI {Y}-{m}-{d} {four}", "CHI {D} {month} {y} {four}", "CHI {d} {mon} {Y} {four}",
    "CHI {d}-{mon}-{y} {four}", "CHI {month} {D}, {Y}: {four}",
    # a line end inside, or between the word and the number
    "CHI {d}{m}{y}\n{four}", "CHI {d}/{m}/{y}\n{four}", "CHI {d}/{m}/{Y}\r\n{four}", "CHI\n{d}{m}{y} {four}",
    "CHI number:\n{d}/{m}/{y} {four}", "CHI {d}{m}{y}-\n{four}", "CHI {five}\n{other}", "CHI {x} {yy}\n{z}",
    "CHI {d}{m}{y}\u2028{four}", "CHI (bed 4) {seven}\n{rest}", "CHIs: {d}/{m}-{y}\n{four}",
    # other words, before and after
    "NHS {d}/{m}/{y} {four}", "NHS no. {d}{m}{y} {four}", "n.h.s. number {d}{m}{y} {four}", "C.H.I. {d}{m}{y} {four}",
    "Community Health Index {d}{m}{y} {four}", "DOB {d}/{m}/{y} {four}", "D.O.B. {d}/{m}/{Y}, {four}",
    "Date of birth: {d}{m}{y} {four}", "Born {D} {month} {Y}, {four}", "b. {d}/{m}/{y} {four}",
    "{d}/{m}/{y} {four} (CHI)", "{d}{m}{y} {four} is the CHI", "Bed 4, CHI {d}{m}{y} {four}, fell at 0930",
    "Fell at 0930. CHI {d}/{m}/{y} {four}", "Order 12 slings\nCHI {d}{m}{y} {four}\n3 falls",
    # glued
    "CHI {d}{m}{Y}{four}", "chinumber {d}{m}{y} {four}", "CHI_NO={d}{m}{y}_{four}", "Birthday {d}/{m}/{y}, {four}",
    "CHI {D}{mon}{y} {four}", "the patient’s CHI ({d}{m}{y} {four})", "CHI {d}{m}{y}~{four}", "DOB={d}/{m}/{Y};{four}",
    # words and many signs between the date and the four
    "DOB {d}/{m}/{y} CHI {four}", "DOB {d}/{m}/{Y}, CHI ending {four}", "DoB {d}/{m}/{Y} no. {four}",
    "date of birth {d} {month} {Y} last four {four}", "born {d}.{m}.{Y} and CHI ends in {four}",
    "CHI no:{d}{m}{y} no:{four}", "DOB {d}/{m}/{y}\nCHI {four}", "Born {d}/{m}/{Y}, the last 4 digits: {four}",
    "CHI ((({d}{m}{y}))) ((({four})))", "CHI {d}{mon}{Y}{four}", "c/h/i {d}{m}{y} {four}",
    "CHI {d}{m}{y}, then {four}", "chi is {d}{m}{y} and then {four}", "CHI {d}{m}{y} followed by {four}",
    "DOB {d}/{m}/{y} then last four {four}", "DOB: {d}/{m}/{Y} last four of CHI {four}", "CHI {d}{m}{y} and {four}",
    "CHI starts {d}{m}{y}, ends {four}", "{d}{m}{y} then {four} (CHI)", "CHI {d}{m}{y} plus {four}",
    "born {d}/{m}/{Y}, his number is {four}", "CHI {d}{m}{y}x{four}", "CHI: {d}{m}{y} with the 4 digits {four}",
    "CHI ends {four}, DOB {d}/{m}/{y}", "last four {four}, date of birth {D} {month} {Y}", "({four}, born {d}.{m}.{Y})",
    "dob {d}/{m}/{y} chi {spaced}", "CHI ({four}) {d}/{m}/{y}", "{four} are the last 4 of CHI, born {d}/{m}/{Y}",
    "CHI ends {four} - {D} {mon} {y}", "CHI is {four}, {d}.{m}.{y}",
    # a line for each part, right after the word
    "CHI\n{d}\n{m}\n{y}\n{four}", "CHI:\n{ones}", "Hosp no: {d}{m}{y}\n{four}", "patient number {d}{m}{y}\n{four}",
    # as a spreadsheet parts thousands
    "CHI {thousands}",
    # the parts on either side of a name
    "CHI {d}{m}{y} Jean Smith {four}", "CHI {d}/{m}/{y} (smith) {four}", "DOB {d}/{m}/{Y} Mr J. O’Neil, {four}",
    "CHI no. {x}{yy} SMITH-JONES: {z}", "Bed 4: CHI {d}.{m}.{y} – Jean – {four}", "CHI {d}{m}{y} x {four}",
    # any number, in its own threes
    "CHI {x}/{yy}/{z}", "CHI ({x}) {yy} {z}", "CHI {x},{yy},{z}", "CHI [{x}]-[{yy}]-[{z}]",
)  # fmt: skip
"""Found whatever the last four figures are, also where they could be a time."""

NHS_AFTER_A_WORD = (
    "NHS ({x}) {yy} {z}", "NHS {x} {yy}\n{z}", "NHS {five}\n{other}", "NHS no: {x}/{yy}/{z}", "NHS {x}, {yy}, {z}",
    "NHS:{x}*{yy}*{z}", "NHS\n{x} {yy} {z}", "NHS [{x}] [{yy}] [{z}]", "NHS {x}-{yy} {z}", "nhs number {x}|{yy}|{z}",
    "NHS {x};{yy};{z}", "NHS {x}\n{yy} {z}", "NHS {x}\n{yy}\n{z}", "NHS no {seven} {rest}",
    "NHS {x}{yy}, then {z}", "NHS no {x} {yy} then {z}", "{x} {yy} NHS {z}", "NHS no {x} {yy} and then {z}",
    "nhs number {x}, {yy}, ending {z}", "NHS no:\n{ones}",
    "NHS no {x} {yy} Jean Smith {z}", "NHS number: {x} Smith {yy}-{z}", "NHS no {x} x {yy} x {z}",
    "NHSnumber {x} - {yy} - {z}", "NHS (({x})) (({yy})) (({z}))", "n/h/s {x}/{yy} {z}",
)  # fmt: skip

WITHOUT_A_WORD = (
    "{d}/{m}/{y} {four}", "{d}.{m}.{y} {four}", "{d}/{m}/{Y} {four}", "({d}{m}{y}) {four}", "{d}{m}{y} ({four})",
    "{d}{m}{y}: {four}", "{d}{m}{y}, {four}", "{D}/{M}/{y} {four}", "{d} {mon} {Y} {four}", "{d}-{m}-{Y}-{four}",
    "{d}{m}{Y} {four}", "{d}{m}{y} {four}", "{d}/{m}/{y} Jean Smith CHI {four}", "{d}.{m}.{y} SMITH {four} (CHI)",
    "{d}{m}{y}__{four}", "{d}{m}{y}~{four}",
)  # fmt: skip
"""Found where the year is of no day that a board tells of, also where the four could be a time."""

ODDLY_PARTED = ("{x}*{yy}*{z}", "Bed 4: {x} -- {yy} -- {z}", "{x}~{yy}~{z} fell", "{x}\\{yy}\\{z}", "({x}…{yy}…{z})")
"""CHI numbers found without a word, since nothing else of a board is parted so."""

INNOCENT = (
    # a day and a time, which the check digit passes
    "{d}{m}{y} {time} huddle moved", "{d}/{m}/{y} {time} huddle moved", "{d}.{m}.{y} {time}", "{d}-{m}-{y} {time}",
    "{d}/{m}/{Y} {time} fire drill", "{d}-{m}-{Y} {time}", "{Y}-{m}-{d} {time}", "{d} {mon} {Y} {time} audit",
    "{D} {month} {Y}, {time}", "Moved from {d}{m}{y} {time}", "Walk-round {d}{m}{y} {time}, all welcome",
    "{d}.{m}.{y}, {time}: bed meeting", "Closed {d}/{m}/{y} {time} to {d}/{m}/{y} {time}", "Seen ({d}/{m}/{Y}) {time}",
    "Tai chi {d}{m}{y} {time} in the day room", "Children’s ward visit {d}{m}{y} {time}",
    "Chief nurse, {d}/{m}/{y} {time}", "China clinic {d}{m}{y} {time}", "Machine serviced {d}{m}{y} {time}",
    "Chi-square test {d}{m}{y} {time}", "Stubborn printer mended {d}{m}{y} {time}",
    "Newborn checks\n\n\n{dots}\n{d}{m}{y} {time}",
    "NHS Highland visit\n{d}{m}{y} {time} huddle", "Birth centre huddle {d}{m}{y} {time}", "Ward b {d}/{m}/{y} {time}",
    "{d}/{m}/{y} no. {four}", "Lift last out {d}/{m}/{y}, number {four}", "{D}{mon}{Y} {time} audit",
    # a day and a time with a name between
    "{d}/{m}/{y} Sister Ross {time}", "{d}{m}{y} Bed Manager {time}",
    "NHS Highland visit {d}/{m}/{y} Sister Ross {time}", "NHS 24 call {d}/{m}/{y}, Ken, {four} seen",
    # a day and a count
    "{d}/{m}/{Y} {four} meals", "{d}/{m}/{Y}, {four} visits", "{d}/{m}/{y}: {four} steps", "{d}/{m}/{Y}: {four}",
    "Week to {d}/{m}/{y}; {four} bed days", "{Y}-{m}-{d}, {four}", "{d} {mon} {Y}: {four} calls",
    "{d}/{m}/{y} £{four}", "{d}{m}{y} £{four}", "{d}{m}{y}\n{four}", "{d}/{m}/{Y}\n{four}",
    # sums, lists, references
    "Pay {x}{yy} and {z}", "{d}/{m}/{Y} to 31/03/2027", "{d}.{m}.{Y}-{d}.{m}.{Y}", "{x} beds, {yy} falls, {z} days",
    "{x}; {yy}; {z}", "{x} / {yy} beds, {z} days", "£{x},{yy},789", "Sort code {d}-{m}-{y} {z}1234",
    "Room {d}.{m}, ext {z}",
    "{x}\n{yy}\n{z}", "Version {d}.{m}.{y}", "{x}, {yy}, {z}", "INC{d}{m}{y}", "Bay {D}, bed {M}, {four} steps",
    # the service’s own name, beside figures that are nobody’s
    "NHS Highland: {x} beds and {yy} staff", "NHS board {four} visits in {Y}", "NHS 24: {x} calls, {z} answered",
    "NHS Tayside {d}/{m}/{Y}", "NHS Lothian {d}/{m}/{Y} 10:30", "NHS spend £{x},{yy},789", "NHS spend {x},{yy},789",
    "NHS Inform 0800 22 44 88", "NHS Highland 01463 704000", "NHS {Y}/27: {x} of {yy}",
    "CHI missing on {x} of {yy} forms",
    "Dates of birth missing on {D} of {M} bands", "Born to run, {d}/{m}/{Y}", "NHS boards: 12 14 15 11 18 20 13",
    "NHS staff survey {x} of {yy}, {z} comments in all", "NHS 24: {x} of {yy} and {z} more",
    "NHS Fife {x} in {Y}, {z} in all", "Bleep {four}, born {Y}", "10L of {x}, 12L of {yy}",
    "NHS board {d}/{m}/{y} and {four} seats", "CHI in {d}/{m}/{y} of {four}", "{x} {yy} then {z} more",
    "NHS visit {d}/{m}/{y} {two}:{last}", "Beds 12 13 14 15 16 closed", "Rooms 10 20 30 40 50", "Printer 192.168.15.43",
    "NHS board: {x} Beds, {yy} {z} Visits", "{x} × {yy} × {z} mm", "{x} | {yy} | {z}",
    "{x}x{yy}x{z} mm", "{x}: {yy}: {z}", "In the 1990s {x} beds, {z} visits", "Beds 12B 14S 15B 16S 17B, {z}",
    "B12 {x} and folate {z}", "EH{d} 4SB, tel {x} {z}", "S{d} B{m} S{y} {z}", "{d}s {m}s {y}s {z}",
    "O2 94 96 98 {d}", "{d}l {m}l {y}l of fluid", "<b>{x}</b> beds, <b>{yy}</b> falls, {z} days",
    "one, two, three falls; four, five, six ulcers", "{d}/{m}/{y}<br>{four} steps", "{x}% of {yy}%20 and {z}",
)  # fmt: skip
"""Let alone, though the check digits pass: 60 and more, of days this year."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


AS_MEANT: dict[str, Callable[[str], str]] = {
    "a new line of HTML": lambda n: f"CHI {n[:6]}<br>{n[6:]}",
    "a new line of HTML, closed": lambda n: f"NHS no {n[:3]}<br />{n[3:6]}<br/>{n[6:]}",
    "paragraphs": lambda n: f"<p>CHI {n[:6]}</p><p>{n[6:]}</p>",
    "cells": lambda n: f"<tr><td>{n[:3]}</td><td>{n[3:6]}</td><td>{n[6:]}</td></tr>",
    "bold": lambda n: f"{n[:3]} <b>{n[3:6]}</b> {n[6:]}",
    "bold within": lambda n: f"<B>{n[:4]}</B>{n[4:]} fell",
    "a coloured span": lambda n: f"{n[:3]}<span style='color:#123456'>{n[3:]}</span>",
    "within a tag": lambda n: f"<a href='/pt/{n}'>notes</a>",
    "spaces of HTML": lambda n: f"{n[:3]}&nbsp;{n[3:6]}&#160;{n[6:]}",
    "a dash of HTML": lambda n: f"{n[:3]}&ndash;{n[3:6]}&#8209;{n[6:]}",
    "no room in HTML": lambda n: f"{n[:5]}&#8203;{n[5:]}",
    "an escaped line end": lambda n: f"CHI {n[:6]}\\n{n[6:]}",
    "an escaped line end of Windows": lambda n: f"CHI no\\r\\n{n[:3]} {n[3:6]} {n[6:]}",
    "an escaped tab": lambda n: f"{n[:3]}\\t{n[3:6]}\\t{n[6:]}",
    "an escaped space": lambda n: f"{n[:3]}\\u00a0{n[3:6]}\\xa0{n[6:]}",
    "a dash in an address": lambda n: f"?q={n[:3]}%2D{n[3:6]}%2d{n[6:]}&page=2",
    "the letter O": lambda n: f"CHI {n.replace('0', 'O')}",
    "a small letter o": lambda n: f"seen {n[:3]} {n[3:6].replace('0', 'o')} {n[6:].replace('0', 'o')}",
    "the letter l": lambda n: f"NHS no {n.replace('1', 'l')}.",
    "the letter O, glued": lambda n: f"CHI{n.replace('0', 'O')}",
    "the letter O in threes": lambda n: f"{n[:3]} {n[3:6].replace('0', 'O')} {n[6:]}",
    "a capital L": lambda n: f"CHI no {n.replace('1', 'L')}",
    "both letters": lambda n: f"({n.replace('0', 'O').replace('1', 'I')})",
    "a letter in a pair, after a word": lambda n: f"CHI {n[:2]}/{n[2:4].replace('0', 'O')}/{n[4:6]}/{n[6:]}",
    "S for 5 and B for 8": lambda n: f"CHI no {_mistyped(n)}",
    "small s and b, in threes": lambda n: f"NHS {n[:3]} {_mistyped(n[3:6]).lower()} {_mistyped(n[6:]).lower()}",
    "S and B in pairs": lambda n: f"chi: {n[:2]}/{_mistyped(n[2:4])}/{_mistyped(n[4:6])} {_mistyped(n[6:])} fell",
    "words": lambda n: "the number is " + " ".join(SPOKEN[int(digit)] for digit in n),
    "words and commas": lambda n: "CHI: " + ", ".join(SPOKEN[int(digit)].title() for digit in n),
    "words with oh": lambda n: " ".join(SPOKEN[int(digit)] for digit in n).replace("zero", "oh"),
    "words, doubled": lambda n: re.sub(r"\b(\w+) \1\b", r"double \1", " ".join(SPOKEN[int(digit)] for digit in n)),
}  # fmt: skip
"""Pasted or mistyped: every number is found by what is meant, though it does not stand there."""
MISTYPED: tuple[Callable[[str], str], ...] = (
    lambda n: f"Seen {_mistyped(n)} today", lambda n: f"{n[:3]}-{_mistyped(n[3:6])}-{_mistyped(n[6:])}",
    lambda n: f"({_mistyped(n[:6])}) and {_mistyped(n)}",
)  # fmt: skip
"""CHI numbers without a word, S for 5 and B for 8: an NHS number needs the word."""


def _mistyped(digits: str) -> str:
    return digits[:1] + digits[1:].replace("5", "S").replace("8", "B")


SPOKEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelled(template: str, number: str) -> str:
    """A number written so. One that begins with no date has no month in words."""
    day, month, year, four = number[:2], number[2:4], number[4:6], number[6:]
    name = _MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else "?"
    century = "20" if int(year) < 30 else "19"
    return template.format(
        d=day, m=month, y=year, Y=century + year, D=str(int(day)), M=str(int(month)), month=name, mon=name[:3],
        four=four, time=four, two=four[:2], last=four[2:], three=four[:3], check=four[3],
        five=number[:5], other=number[5:], seven=number[:7], rest=number[7:],
        spaced=" ".join(four), ones="\n".join(number),
        thousands=f"{number[0]},{number[1:4]},{number[4:7]},{number[7:]}",
        x=number[:3], yy=number[3:6], z=number[6:], dots="." * 50,
    )  # fmt: skip


def like_times(any_number: Random, count: int) -> Iterator[str]:
    """CHI numbers whose last four figures could be a time of day."""
    while count:
        number = chi_number(any_number, any_number.choice((10, 11)))
        if number[6:8] < "24" and number[8:] < "60":
            count -= 1
            yield number


def days_and_times(any_number: Random, count: int) -> Iterator[str]:
    """Days of these years with a time, which together pass as a CHI number."""
    while count:
        day = date(2024, 1, 1) + timedelta(days=any_number.randrange(1_000))
        digits = f"{day:%d%m%y}{any_number.randrange(24):02}{any_number.randrange(60):02}"
        if passes(digits):
            count -= 1
            yield digits
