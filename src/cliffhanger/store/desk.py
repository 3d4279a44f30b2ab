"""The workspace: one folder that can be copied, backed up and deleted as one thing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cliffhanger.errors import DeskError
from cliffhanger.store.lake import Lake


@dataclass(frozen=True)
class Desk:
    """A folder: `lake/` (Parquet vintages), `record.db` (SQL), `fetched/`, `stories/`, `site/`."""

    path: Path

    @classmethod
    def at(cls, path: str | Path | None = None) -> Desk:
        """The desk at `path`, else at CLIFFHANGER_DESK, else in the platform's data folder.

        Raises DeskError when something that is not a folder stands there.
        """
        from platformdirs import user_data_path

        chosen = Path(path or os.environ.get("CLIFFHANGER_DESK") or user_data_path("cliffhanger"))
        if chosen.exists() and not chosen.is_dir():
            raise DeskError(
                "this is a file, not a folder", where=str(chosen), fix="give a folder with --desk"
            )
        return cls(chosen)

    @property
    def lake(self) -> Lake:
        """The columnar facts."""
        return Lake(self.path / "lake")

    @property
    def record_url(self) -> str:
        """Where the record is kept: CLIFFHANGER_RECORD, else SQLite in the desk."""
        return os.environ.get("CLIFFHANGER_RECORD") or f"sqlite:///{self.path / 'record.db'}"

    @property
    def has_record(self) -> bool:
        """Whether a record has been begun."""
        return bool(os.environ.get("CLIFFHANGER_RECORD")) or (self.path / "record.db").exists()

    def parts(self) -> list[dict[str, str | int]]:
        """name, files and bytes of each thing in the workspace, sorted by name."""
        found: list[dict[str, str | int]] = []
        for part in sorted(self.path.glob("*")):
            files = [file for file in (part, *part.rglob("*")) if file.is_file()]
            size = sum(file.stat().st_size for file in files)
            found.append({"name": part.name, "files": len(files), "bytes": size})
        return found

    @property
    def fetched(self) -> Path:
        """Where fetched bodies are kept."""
        return self.path / "fetched"

    @property
    def viewing(self) -> Path:
        """Where viewing events that came in and their partial counts are kept."""
        return self.path / "viewing"

    @property
    def site(self) -> Path:
        """Where pages are published."""
        return self.path / "site"
