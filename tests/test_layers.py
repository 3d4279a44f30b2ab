"""Imports point one way: from the rooms on the left to those on the right, never back."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "cliffhanger"
BASE = {"errors", "days", "tables"}
ALLOWED = {
    "errors": set(),
    "days": {"errors"},
    "tables": {"errors"},
    "store": BASE,
    "fetch": BASE | {"store"},
    "titles": BASE | {"store"},
    "viewing": BASE | {"store", "fetch", "titles"},
    "charts": BASE | {"store", "fetch", "titles", "viewing"},
    "runs": BASE | {"store", "fetch", "titles", "viewing", "charts"},
    "news": BASE | {"store", "fetch", "titles", "viewing", "charts"},
}
ALLOWED["claims"] = ALLOWED["runs"] | {"runs", "news"}
ALLOWED["odds"] = ALLOWED["claims"] | {"claims"}
ALLOWED["pages"] = ALLOWED["odds"] | {"odds"}
ALLOWED["cli"] = ALLOWED["pages"] | {"pages"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rooms_imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    inside = {name.split(".")[1] for name in names if name.startswith("cliffhanger.")}
    return inside - {room_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_left_only(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__", "data"):
        return
    assert room in ALLOWED, f"{room} is no room of design section 4"
    assert rooms_imported(path) <= ALLOWED[room]


def test_folder_inits_are_empty() -> None:
    for init in PACKAGE.rglob("*/__init__.py"):
        assert init.read_text() == "", init


CLOCKS = {"datetime", "date", "time", "dt", "pd"}


def test_only_days_reads_the_clock() -> None:
    for path in MODULES:
        if path.name == "days.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "time"):
                owner = node.value
                name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
                assert name not in CLOCKS or (name, node.attr) == ("dt", "time"), (
                    f"{path}:{node.lineno} reads the clock"
                )


def test_modules_stay_small() -> None:
    long = [p.name for p in MODULES if len(p.read_text(encoding="utf-8").splitlines()) > 400]
    assert not long
