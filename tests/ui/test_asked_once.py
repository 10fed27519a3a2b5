"""Redundant entry (WCAG 3.3.7): what was typed stands there still when something else was wrong with it."""

import ast

from tests.structure.trusted import Code, name_of, python_files
from tests.ui.conftest import NURSE, Ward, text
from vmboard.commands.accounts import add_account
from vmboard.domain.words import Profession
from vmboard.store.engine import transaction

CODE = Code(python_files("vmboard/ui", "pages"))


def somebody(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        add_account(session, NURSE, name="Isla Grant", email="isla@nhs.scot")


def test_only_a_form_for_a_secret_is_emptied_whatever_comes_of_it() -> None:
    """Streamlit empties it when it is sent, before anybody knows whether it will be refused."""
    emptied = [
        (file, block)
        for file, tree in CODE.trees.items()
        for block in ast.walk(tree)
        if isinstance(block, ast.With)
        for item in block.items
        if isinstance(item.context_expr, ast.Call) and name_of(item.context_expr.func) == "form"
        and any(word.arg == "clear_on_submit" for word in item.context_expr.keywords)
    ]  # fmt: skip
    assert emptied, "the forms of secrets"
    for file, block in emptied:
        boxes = [
            call for call in ast.walk(block)
            if isinstance(call, ast.Call) and name_of(call.func).endswith(("_input", "_area", "selectbox"))
        ]  # fmt: skip
        secret = [
            box for box in boxes
            if any(word.arg == "type" and ast.unparse(word.value) == "'password'" for word in box.keywords)
        ]  # fmt: skip
        assert boxes and boxes == secret, f"{file}:{block.lineno} forgets what is no secret"


def test_who_signs_is_chosen_once(ward: Ward) -> None:
    somebody(ward)
    at = ward.open("accounts")
    at.selectbox("signatory_side").select(Profession.MEDICAL)
    at.button("signatory_now").click().run()
    assert "Choose who signs" in text(at) and at.selectbox("signatory_side").value is Profession.MEDICAL
    at.selectbox("signatory_who").select_index(0)
    at.button("signatory_now").click().run()
    assert "Isla Grant signs for" in text(at)
    at.run()
    assert "signatory_side" not in {box.key for box in at.selectbox}, "nobody else is left to sign"


def test_how_a_data_owner_is_named_is_typed_once(ward: Ward) -> None:
    somebody(ward)
    at = ward.open("accounts")
    at.text_input("figure_giver_as").set_value("Finance")
    at.button("figure_giver_now").click().run()
    assert "Choose who gives figures" in text(at) and at.text_input("figure_giver_as").value == "Finance"
    at.selectbox("figure_giver_who").select_index(0)
    at.button("figure_giver_now").click().run()
    assert "Isla Grant gives figures as Finance now" in text(at)


def test_whose_calendar_it_is_stands_until_it_is_made(ward: Ward) -> None:
    number = "943 476 5919"
    at = ward.open("reports")
    at.text_input("new_calendar").set_value(f"Sister, {number}")
    press = next(button for button in at.button if button.label == "Make a link")
    press.click().run()
    assert number in (at.text_input("new_calendar").value or "")
    at.text_input("new_calendar").set_value("Sister")
    next(button for button in at.button if button.label == "Make a link").click().run()
    assert "It is shown only now" in text(at) and at.text_input("new_calendar").value == ""
