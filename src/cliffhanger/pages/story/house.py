"""The house style of a story: spelling, dates, and sentences with named slots, from a TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from cliffhanger.errors import FileError, InputError
from cliffhanger.pages.story.evidence import Fragment, Sentence, capitalised

Slots = Mapping[str, Sequence[Fragment]]
"""What each slot says; a slot that is absent or empty is a fact that is not known."""

SPELLINGS = ("canceled", "cancelled")
DATES = ("Nov. 8", "November 8", "8 November", "8 Nov")
PERCENTS = ("percent", "per cent", "%")
_CHOICES: dict[str, tuple[str, ...]] = {
    "spelling": SPELLINGS,
    "dates": DATES,
    "percent": PERCENTS,
}
_KEYS = (*_CHOICES, "words_to", "service", "sentences")
_PART = re.compile(r"\{(?P<slot>[^{}]*)\}|(?P<open>\[)|(?P<close>\])|(?P<text>[^{}\[\]]+)|.", re.S)
_STOPS = tuple(",.;:?!")


@dataclass(frozen=True)
class House:
    """A newsroom's wording. `sentences` holds every sentence by name."""

    spelling: str
    dates: str
    percent: str
    words_to: int
    service: Mapping[str, str]
    sentences: Mapping[str, str]

    @property
    def openers(self) -> frozenset[str]:
        """The words, in lower case, that sentences of this house begin with by themselves."""
        first = (re.match(r"\[?([^\W\d_]+)", say) for say in self.sentences.values())
        inner = re.findall(r"[.?!] ([^\W\d_]+)", " ".join(self.sentences.values()))
        return frozenset(m[1].lower() for m in first if m) | {word.lower() for word in inner}

    def say(self, name: str, slots: Slots) -> Sentence | None:
        """The sentence of this name; None where a fact that it needs is not known."""
        parts = self.clause(name, slots)
        return Sentence(name, capitalised(parts)) if parts else None

    def clause(self, name: str, slots: Slots) -> list[Fragment]:
        """As `say`, without a capital, to be joined to others; empty for None."""
        filled = _filled(_parsed(self.sentences[name]), slots)
        return _tidy(filled) if filled is not None else []


@dataclass(frozen=True)
class _Slot:
    name: str


_Part = str | _Slot | list[Any]


def load(path: Path | None = None) -> House:
    """The house style of a file laid over our own; ours where there is no file.

    Raises FileError when it cannot be read, InputError naming the file and the key otherwise.
    """
    ours = _default()
    if path is None:
        return _house(ours, {})
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise FileError(f"cannot be read: {why}", where=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is not TOML: {error}", where=str(path)) from None
    _refuse(given, ours, str(path))
    return _house(ours, given)


@lru_cache(maxsize=1)
def _default() -> dict[str, Any]:
    file = resources.files("cliffhanger") / "pages" / "templates" / "story.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _house(ours: Mapping[str, Any], given: Mapping[str, Any]) -> House:
    merged = {key: given.get(key, ours[key]) for key in (*_CHOICES, "words_to")}
    merged |= {key: {**ours[key], **given.get(key, {})} for key in ("service", "sentences")}
    return House(**merged)


def _refuse(given: Mapping[str, Any], ours: Mapping[str, Any], where: str) -> None:
    for key, value in given.items():
        if key not in _KEYS:
            raise InputError(f"no key {key!r}", where=where, fix=f"there are {', '.join(_KEYS)}")
        if key in _CHOICES and value not in _CHOICES[key]:
            fix = f"write {' or '.join(map(repr, _CHOICES[key]))}"
            raise InputError(f"{key} is {value!r}", where=where, fix=fix)
        if key == "words_to" and not (type(value) is int and 0 <= value <= 99):
            raise InputError(f"{key} is {value!r}", where=where, fix="write 0 to 99")
        if key in ("service", "sentences"):
            _refuse_table(key, value, where)
    for name, say in given.get("sentences", {}).items():
        _refuse_sentence(name, say, ours, where)


def _refuse_table(key: str, value: object, where: str) -> None:
    if not isinstance(value, dict):
        raise InputError(f"{key} is {value!r}", where=where, fix=f"write a table [{key}]")
    for name, text in value.items():
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{key}.{name} is {text!r}", where=where, fix="write it in quotes")


def _refuse_sentence(name: str, say: str, ours: Mapping[str, Any], where: str) -> None:
    sentences = ours["sentences"]
    at = f"{where}, sentences.{name}"
    if name not in sentences:
        from difflib import get_close_matches

        near = get_close_matches(name, sentences, 3) or list(sentences)
        raise InputError("no such sentence", where=at, fix=f"did you mean {' or '.join(near)}?")
    known = [*dict.fromkeys(_slots(_parsed(sentences[name]))), *ours["slots"].get(name, ())]
    try:
        used = list(_slots(_parsed(say)))
    except ValueError as error:
        raise InputError(str(error), where=at, fix="write {slot}, and [ ... ] in pairs") from None
    for slot in used:
        if slot not in known:
            fix = f"it has {', '.join(known)}" if known else "it has none"
            raise InputError(f"no slot {{{slot}}}", where=at, fix=fix)


@lru_cache(maxsize=512)
def _parsed(say: str) -> tuple[_Part, ...]:
    """The parts of a sentence: text, slots, and lists for what stands in brackets."""
    levels: list[list[_Part]] = [[]]
    for m in _PART.finditer(say):
        if m["slot"] is not None:
            levels[-1].append(_Slot(m["slot"].strip()))
        elif m["open"]:
            levels.append([])
        elif m["close"]:
            if len(levels) == 1:
                raise ValueError("a ] closes nothing")
            inner = levels.pop()
            levels[-1].append(inner)
        elif m["text"]:
            levels[-1].append(m["text"])
        else:
            raise ValueError(f"a {m[0]} stands alone")
    if len(levels) > 1:
        raise ValueError("a [ is not closed")
    return tuple(levels[0])


def _slots(parts: Sequence[_Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, _Slot):
            yield part.name
        elif isinstance(part, list):
            yield from _slots(part)


def _filled(parts: Sequence[_Part], slots: Slots) -> list[Fragment] | None:
    found: list[Fragment] = []
    for part in parts:
        if isinstance(part, str):
            found.append(Fragment(part))
        elif isinstance(part, _Slot):
            if not slots.get(part.name):
                return None
            found += slots[part.name]
        else:
            found += _filled(part, slots) or []
    return found


def _tidy(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments without a comma or stop before another: `Sept. 8.` ends once."""
    kept: list[Fragment] = []
    for fragment in fragments:
        text = fragment.text
        before = "".join(f.text for f in kept)[-1:]
        if kept and text[:1] in _STOPS and not fragment.evidence:
            if before == "," and not kept[-1].evidence:
                kept[-1] = Fragment(kept[-1].text[:-1])
            elif before == text[:1] == "." or (text == "." and before in "!?"):
                text = text[1:]
        if text:
            kept.append(fragment if text == fragment.text else Fragment(text))
    return [f for f in kept if f.text]
