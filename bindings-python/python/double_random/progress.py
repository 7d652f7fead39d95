"""How long work says how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

Progress: TypeAlias = Callable[[int, int], object] | bool | None
"""`None` for silence, `True` for a tqdm bar, or what is called with `(done, total)` some fifty times a second.

Work has parts, each of which begins at 0 again. What the callable raises stops the work and comes out as it is.
"""


@contextmanager
def reporting(progress: Progress) -> Iterator[Callable[[int, int], object] | None]:
    """What the native part is to call, a bar being closed at the end."""
    if callable(progress) or not progress:
        yield progress or None
        return
    with _bar() as bar:

        def show(done: int, total: int) -> None:
            if done < bar.n:
                bar.reset(total)
            bar.total = total
            bar.update(done - bar.n)
            if done == total:
                bar.refresh()  # a bar that moves seldom shows its end all the same

        yield show


def _bar() -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError as missing:
        raise ImportError("progress=True needs tqdm: pip install 'double-random[progress]'") from missing
    return tqdm(unit="", unit_scale=True, leave=False)
