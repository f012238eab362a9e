"""What is installed is what is written down: the locks answer pyproject.toml, with hashes."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
DEVELOPMENT = [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]


def pins(lock: str) -> dict[str, list[Requirement]]:
    """Every pinned package of a lock, by name; two pins of one name differ in their marker."""
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^([a-z].*?) \\$", (ROOT / lock).read_text(), re.MULTILINE):
        requirement = Requirement(line)
        found.setdefault(requirement.name, []).append(requirement)
    return found


def test_every_requirement_has_a_pin_that_it_allows() -> None:
    for lock, requirements in zip(LOCKS, [RUNTIME, RUNTIME + DEVELOPMENT], strict=True):
        pinned = pins(lock)
        for requirement in requirements:
            assert requirement.name in pinned, f"{lock} lacks {requirement.name}: make lock"
            for pin in pinned[requirement.name]:
                (version,) = pin.specifier
                assert requirement.specifier.contains(version.version), f"{pin}: make lock"


def test_both_locks_agree() -> None:
    development = pins("requirements-dev.lock")
    for name, pinned in pins("requirements.lock").items():
        assert [str(pin) for pin in development[name]] == [str(pin) for pin in pinned]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_host_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    assert len(entries) == sum(map(len, pins(lock).values()))
    assert not re.search(r"://|--index|--find-links|^/", text, re.MULTILINE)


def test_pins_are_what_is_installed_here() -> None:
    for name, pinned in pins("requirements-dev.lock").items():
        for pin in pinned:
            if pin.marker is None or pin.marker.evaluate():
                assert f"=={version(name)}" == str(pin.specifier), f"{name}: make setup"
