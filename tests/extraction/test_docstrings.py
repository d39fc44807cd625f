"""The examples in the docstrings of the extraction hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import postings.extraction

MODULES = [
    module.name
    for module in pkgutil.walk_packages(postings.extraction.__path__, f"{postings.extraction.__name__}.")
]


def test_examples_are_found() -> None:
    found = [
        example for name in MODULES for example in doctest.DocTestFinder().find(importlib.import_module(name))
    ]
    assert sum(bool(example.examples) for example in found) >= 10


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
