"""Modules that another library imports at once and hardly ever uses: imported when something of them is asked for, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Later(ModuleType):
    """Stands for a module until something of it is asked for; what follows is Python's own import, with its locks."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)  # a library that only asks whether the module is there looks at it

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        _put_away()
        return getattr(import_module(self.__name__), name)


@contextmanager
def imported_later(*names: str) -> Iterator[None]:
    """Meanwhile, `import x` of one of the modules gives what stands for it. A parent comes before its modules.

    Nothing stays of it afterwards but in the library that imported it: the next to import the module gets the module.
    """
    for name in (name for name in names if name not in sys.modules):
        sys.modules[name] = module = _Later(name)
        parent, _, last = name.rpartition(".")
        if isinstance(sys.modules.get(parent), _Later):
            setattr(sys.modules[parent], last, module)
    try:
        yield
    finally:
        _put_away()


@contextmanager
def not_there(name: str) -> Iterator[None]:
    """Meanwhile, to import a module raises ImportError, as if it were not installed; nothing changes if it is in use already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None
    try:
        yield
    finally:
        del sys.modules[name]


def _put_away() -> None:
    for name in [name for name, module in sys.modules.items() if isinstance(module, _Later)]:
        del sys.modules[name]
