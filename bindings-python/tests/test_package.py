"""The package as it is installed."""

import importlib.metadata
import importlib.resources
import json
import re

import double_random as dr
from conftest import ROOT
from double_random import _native


def test_the_version_is_that_of_the_core():
    """Guards that package, native part and core are of one version."""
    version = re.search(r'^version = "(.+)"', (ROOT / "Cargo.toml").read_text("utf-8"), re.MULTILINE).group(1)
    assert dr.__version__ == importlib.metadata.version("double-random") == version


def test_types_are_shipped():
    """Guards the marker and the stub by which type checkers know the package."""
    folder = importlib.resources.files(dr)
    assert (folder / "py.typed").is_file() and (folder / "_native.pyi").is_file()


def test_everything_named_is_there():
    """Guards the list of what `from double_random import *` brings."""
    assert all(hasattr(dr, name) and (getattr(dr, name).__doc__ or name == "Progress") for name in dr.__all__)


def test_requests_go_through_the_core():
    """Guards the one door: requests reach the core, errors come back as data."""
    answer = json.loads(_native.answer('{"do": "hash", "suite": "sm3", "text": "abc"}'))
    assert answer["ok"]["digest"].startswith("66c7f0f4")
    assert json.loads(_native.answer("{}"))["error"]["code"] == "interop.bad_request"
