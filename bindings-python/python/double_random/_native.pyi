"""The native part of `double_random`."""

from collections.abc import Callable

__version__: str

def answer(request: str, progress: Callable[[int, int], object] | None = None) -> str:
    """The answer to a request, both of them JSON."""
