"""The engine of the viewing tests."""

from tests.viewing.conftest import duck

__all__ = ["duck"]
