"""Files out: whole or not at all, and never over anything else."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from double_random.errors import DoubleRandomError


class Content(NamedTuple):
    """What a file is to hold."""

    data: bytes
    private: bool = False
    """Whether only its owner may read it."""


def text(content: str) -> Content:
    """A document, byte for byte."""
    return Content(content.encode("utf-8"))


def write_new(files: Sequence[tuple[Path, Content]]) -> None:
    """Writes files that are not there yet; one that is must have the same content, or nothing is written.

    Raises:
        DoubleRandomError: `file.exists`, or `file.named_twice`.
    """
    paths = [path.absolute() for path, _ in files]
    if twice := next((path for path in paths if paths.count(path) > 1), None):
        params = {"path": str(twice)}
        raise DoubleRandomError("file.named_twice", params, f"`{twice}`被指定了两次", f"`{twice}` is named twice")
    for path, content in files:
        if path.exists():
            _compare(path, content)
    for path, content in files:
        _write(path, content)


def _compare(path: Path, content: Content) -> None:
    if path.read_bytes() != content.data:
        raise DoubleRandomError(
            "file.exists",
            {"path": str(path)},
            f"`{path}`已存在且内容不同，没有改动它；请换一个文件名",
            f"`{path}` is there already with other content and was left alone; choose another name",
        )


def _write(path: Path, content: Content) -> None:
    """Through a file beside it, which takes the name only if nobody has it."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.data)
            file.flush()
            os.fsync(file.fileno())
        if not content.private:
            os.chmod(beside, 0o666 & ~_umask())
        try:
            _take_name(beside, path)
        except FileExistsError:
            _compare(path, content)
    finally:
        Path(beside).unlink(missing_ok=True)
    _sync_folder(path.parent)


def _take_name(beside: str, path: Path) -> None:
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError, AttributeError):
        # Without hard links the name is taken first, by a file that is empty for a moment.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        os.replace(beside, path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """So that the name outlives a power cut, where folders can be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
