"""Every error a user can meet, each saying where, what, and what to do.

    CliffhangerError
    ├── InputError          something given to us cannot be used
    │   ├── FileError       a file that cannot be read at all
    │   ├── ChartError      a chart file that breaks a rule of the chart
    │   ├── ArticleError    an article that cannot be dated or read
    │   ├── QuestionError   a question file with a bad row
    │   └── UnknownTitle    a series or season nobody has told us about
    ├── NotKnownYet         nothing was known on the as-of date
    ├── DeskError           the workspace is not what it should be
    ├── FetchError          the outside world did not answer as it should
    └── RecordError         the record refuses: it is append-only

All of them leave everything as it was and end the command with exit code 2.
A traceback that reaches the user is a bug.
"""

from __future__ import annotations


class CliffhangerError(Exception):
    """An expected failure. `str()` is one line: where, what, what to do."""

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        """Keep the parts, so that programs can show them apart."""
        self.what, self.where, self.fix = what, where, fix
        super().__init__(what)

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.fix}" if self.fix else line


class InputError(CliffhangerError):
    """Something given to us cannot be used."""


class FileError(InputError):
    """A file that cannot be read: absent, empty, binary, too large, wrong encoding."""


class ChartError(InputError):
    """A chart file that breaks a rule of the chart."""


class ArticleError(InputError):
    """An article that cannot be dated or read."""


class QuestionError(InputError):
    """A question file with a bad row."""


class UnknownTitle(InputError):
    """A series or season nobody has told us about."""


class NotKnownYet(CliffhangerError):
    """Nothing was known on the as-of date."""


class DeskError(CliffhangerError):
    """The workspace is not what it should be."""


class FetchError(CliffhangerError):
    """The outside world did not answer as it should."""


class RecordError(CliffhangerError):
    """The record refuses: what is recorded is never edited."""
