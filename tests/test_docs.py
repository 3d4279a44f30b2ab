"""The documentation is held to what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from cliffhanger.cli import main as cli

HOME = Path(__file__).parents[1]
PAGES = [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))]
COMMANDS = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
WRITTEN = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
LINES = re.findall(r"^\$? ?cliffhanger (.+)$", WRITTEN, re.MULTILINE)


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_every_verb_is_documented_and_explains_itself(verb: str) -> None:
    assert f"cliffhanger {verb}" in WRITTEN
    assert COMMANDS[verb].help


@pytest.mark.parametrize("line", sorted(set(LINES)))
def test_every_command_line_written_down_exists(line: str) -> None:
    verb, *words = shlex.split(line)
    known = {option for param in COMMANDS[verb].params for option in param.opts}
    asked = {word.split("=")[0] for word in words if word.startswith("--")}
    assert asked <= known


def test_the_path_through_the_readme_is_short() -> None:
    lines = (HOME / "README.md").read_text(encoding="utf-8").splitlines()
    odds = next(n for n, line in enumerate(lines, start=1) if re.search(r"\d+ %", line))
    assert odds <= 30


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_secret_place_is_named() -> None:
    for path in [*PAGES, HOME / "constraints.txt", HOME / "Makefile"]:
        text = path.read_text(encoding="utf-8")
        assert "/work/" not in text
        assert "://" not in text or path.suffix == ".md"
