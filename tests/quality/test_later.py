"""Modules that wait until something of them is asked for."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from observatory.quality.later import imported_later, not_there

NAMES = ("xml", "xml.dom", "xml.dom.minidom")


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.split(".")[0] == "xml"]:
        monkeypatch.delitem(sys.modules, name)


def test_a_module_comes_when_something_of_it_is_asked_for(absent: None) -> None:
    with imported_later(*NAMES):
        import xml.dom.minidom as whole
        from xml.dom import minidom as part
    assert not [name for name in sys.modules if name.split(".")[0] == "xml"]
    assert whole is part and whole.parseString("<a/>").documentElement.tagName == "a"
    assert sys.modules["xml.dom.minidom"] is not whole and whole.Document is sys.modules["xml.dom.minidom"].Document


def test_a_library_that_asks_whether_it_is_there_is_told_so(absent: None) -> None:
    with imported_later(*NAMES):
        assert all(importlib.util.find_spec(name) for name in NAMES)


def test_one_that_is_asked_for_at_once_comes_at_once(absent: None) -> None:
    with imported_later(*NAMES):
        from xml.dom.minidom import parseString
    assert parseString("<a/>").documentElement.tagName == "a"


def test_what_is_there_already_is_left_alone() -> None:
    before = importlib.import_module("json.decoder")
    with imported_later("json", "json.decoder"):
        assert importlib.import_module("json.decoder") is before
    assert sys.modules["json.decoder"] is before


def test_what_a_module_does_not_have_is_told_as_python_does(absent: None) -> None:
    with imported_later(*NAMES):
        import xml.dom.minidom as whole
    with pytest.raises(AttributeError):
        _ = whole.rien_de_tel


def test_what_is_said_not_to_be_there_is_not_there(absent: None) -> None:
    with not_there("xml"), pytest.raises(ImportError):
        import xml.dom  # noqa: F401
    assert importlib.import_module("xml.dom")


def test_what_is_in_use_stays_there() -> None:
    before = importlib.import_module("json")
    with not_there("json"):
        assert importlib.import_module("json") is before
    assert sys.modules["json"] is before
