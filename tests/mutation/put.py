"""Monkey-patching a fault into modules that are loaded, so that whoever holds a function already runs the faulty one.

The changed file is run once more beside the loaded module; what differs is then put into the loaded one: the code and
defaults of functions, and constants, under whatever module holds them by that name.
"""

import sys
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any

from sqlalchemy import ClauseElement

from tests.mutation.mutants import Mutant


def put(mutant: Mutant) -> None:
    """Into the running process, for good. Raises what the changed file raises when it is imported."""
    module = import_module(mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    fresh = ModuleType(module.__name__)
    vars(fresh).update(__file__=module.__file__, __package__=module.__package__)
    exec(compile(mutant.text, str(module.__file__), "exec"), vars(fresh))
    for name, new in vars(fresh).items():
        if not name.startswith("__"):
            _change(module, name, vars(module).get(name), new, module.__name__)


def _change(holder: Any, name: str, old: Any, new: Any, home: str) -> None:
    old, new = _inside(old), _inside(new)
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        if old.__code__ != new.__code__:
            old.__code__ = new.__code__
        if repr((old.__defaults__, old.__kwdefaults__)) != repr((new.__defaults__, new.__kwdefaults__)):
            old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    elif isinstance(old, type) and isinstance(new, type):
        if old.__module__ == home:
            for key, value in list(vars(new).items()):
                if key in vars(old) and key not in ("__dict__", "__weakref__", "__doc__"):
                    _change(old, key, vars(old)[key], value, home)
    elif _said(old) != _said(new) and " at 0x" not in _said(new):
        if isinstance(holder, type):
            with suppress(AttributeError, TypeError):  # an enum's own
                setattr(holder, name, new)
            return
        for other in list(sys.modules.values()):
            if vars(other).get(name) is old and other.__name__.startswith(("vmboard.", "pages.", "tests.", "db.")):
                setattr(other, name, new)


def _said(held: Any) -> str:
    """A value in words; a statement as its SQL, for its ``repr`` is no more than an address."""
    return str(held) if isinstance(held, ClauseElement) else repr(held)


def _inside(held: Any) -> Any:
    """The function in a property, a cache or another wrapper."""
    if isinstance(held, property):
        return held.fget
    if isinstance(held, cached_property):
        return held.func
    while hasattr(held, "__wrapped__") or isinstance(held, staticmethod | classmethod):
        held = getattr(held, "__wrapped__", None) or held.__func__
    return held
