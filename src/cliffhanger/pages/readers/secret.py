"""The secret that cookies and forms are signed with: one a desk, made at random, never printed."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cliffhanger.errors import DeskError

VARIABLE = "CLIFFHANGER_SECRET"
_SHORTEST = 32


def secret_of(desk: Path) -> bytes:
    """The secret in CLIFFHANGER_SECRET, else in the desk's file `secret`, made where it is not.

    Servers that share a record must share the secret. Raises DeskError when it is too short to be
    one or the file cannot be kept.
    """
    given = os.environ.get(VARIABLE)
    if given is not None:
        return _long_enough(given.strip(), VARIABLE)
    file = desk / "secret"
    try:
        return _long_enough(_made(file), str(file))
    except OSError as error:
        raise DeskError(f"the secret cannot be kept: {error.strerror}", where=str(file)) from None


def _made(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".secret-{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48) + "\n")
        try:
            os.link(draft, file)  # whole or not at all, and the first of two servers wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="utf-8").strip()


def _long_enough(secret: str, where: str) -> bytes:
    if len(secret) < _SHORTEST:
        raise DeskError(
            f"a secret needs {_SHORTEST} characters or more",
            where=where,
            fix="make one: python -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )
    return secret.encode()
