"""The two directories (双随机名录库): targets and inspectors, read from frames, rows or files."""

from __future__ import annotations

from typing import Any

from double_random import _frames, _native
from double_random._frames import Names, Rows
from double_random._interop import ask
from double_random.files import AnyPath, read_table
from double_random.progress import Progress, reporting


class TargetDirectory:
    """A directory of inspection targets (检查对象名录库): rows with distinct ids, sorted by the bytes of the id.

    A directory that exists is valid. Every column of the data becomes one of the directory and is committed to; those with
    a meaning are `id`, `kind`, `name`, `region`, `industry`, `tier`, `industry_tiers`, `labels`, `status` and
    `last_inspected`, and their usual Chinese headings are known.

    Args:
        rows: A frame of pandas, polars or pyarrow, a DuckDB relation, a mapping of columns, or a sequence of rows.
        columns: Which headings stand for which columns, where that is not known; for rows without headings, the columns in
            order.
        profile: `ascii` for codes of `0-9 A-Z . _ : / -`, `text` for other ids.
        salt_key: 64 hexadecimal characters, for commitments that give no hint of a row to who sees its neighbour.
        progress: See `double_random.Progress`.

    Raises:
        BadRows: Every bad row at once, with `rows`.

    >>> from double_random import BadRows, TargetDirectory
    >>> TargetDirectory({"licence": ["A-1", "A-2"], "信用风险等级": ["高", "低"]}, columns={"licence": "id"})
    TargetDirectory(2 targets: id, tier)
    >>> try:
    ...     TargetDirectory([("A-1", "E"), ("A-1", "B")], columns=["id", "tier"])
    ... except BadRows as bad:
    ...     bad.rows["code"]
    ['risk.not_a_tier', 'table.duplicate_id']
    """

    def __init__(
        self,
        rows: Rows,
        columns: Names = None,
        *,
        profile: str = "ascii",
        salt_key: str | None = None,
        progress: Progress = None,
    ) -> None:
        with reporting(progress) as report:
            self._native = _native.Targets.from_arrow(
                _frames.of_rows(rows, columns),
                headings=_frames.headings(columns),
                profile=profile,
                salt_key=salt_key,
                progress=report,
            )

    @classmethod
    def read(
        cls,
        path: AnyPath,
        columns: Names = None,
        *,
        profile: str = "ascii",
        salt_key: str | None = None,
        sheet: str | None = None,
        progress: Progress = None,
    ) -> TargetDirectory:
        """The directory in a CSV file (UTF-8 or GBK) or in a sheet of an Excel workbook, the first if none is named."""
        text = read_table(path, sheet=sheet).text
        return cls.from_csv(text, columns, profile=profile, salt_key=salt_key, progress=progress)

    @classmethod
    def from_csv(
        cls,
        text: str,
        columns: Names = None,
        *,
        profile: str = "ascii",
        salt_key: str | None = None,
        progress: Progress = None,
    ) -> TargetDirectory:
        """The directory in a CSV text."""
        directory = cls.__new__(cls)
        with reporting(progress) as report:
            directory._native = _native.Targets.from_csv(
                text,
                headings=_frames.headings(columns),
                profile=profile,
                salt_key=salt_key,
                progress=report,
            )
        return directory

    @property
    def columns(self) -> list[str]:
        """The columns, the id first."""
        return self._native.columns

    def __len__(self) -> int:
        return len(self._native)

    def committed(self, suite: str = "sha256", *, progress: Progress = None) -> dict[str, Any]:
        """What a commitment says of it: `digest`, `profile`, `columns`, `rows`, `salted`, `root`."""
        told = ask("targets", suite=suite, held_targets=self, progress=progress)
        return dict(told["committed"])

    def warnings(self) -> dict[str, Any]:
        """What should be looked at though it is not wrong, such as codes whose check character fails."""
        return dict(ask("targets", suite="sha256", held_targets=self)["warnings"])

    def __repr__(self) -> str:
        return f"TargetDirectory({len(self)} targets: {', '.join(self.columns)})"


class InspectorDirectory:
    """A directory of inspectors (执法检查人员名录库), read as `TargetDirectory` is.

    Columns with a meaning are `id`, `name`, `agency`, `unit`, `region`, `certificates`, `specialties`, `items`, `leader`,
    `status`, `leave`, `load`, `cap` and `recusals`.

    >>> from double_random import InspectorDirectory
    >>> InspectorDirectory([{"id": "P-1", "name": "张三", "load": 3}, {"id": "P-2", "name": "李四"}])
    InspectorDirectory(2 inspectors: id, name, load)
    """

    def __init__(
        self, rows: Rows, columns: Names = None, *, profile: str = "ascii", progress: Progress = None
    ) -> None:
        with reporting(progress) as report:
            self._native = _native.Inspectors.from_arrow(
                _frames.of_rows(rows, columns),
                headings=_frames.headings(columns),
                profile=profile,
                progress=report,
            )

    @classmethod
    def read(
        cls,
        path: AnyPath,
        columns: Names = None,
        *,
        profile: str = "ascii",
        sheet: str | None = None,
        progress: Progress = None,
    ) -> InspectorDirectory:
        """The directory in a CSV file (UTF-8 or GBK) or in a sheet of an Excel workbook, the first if none is named."""
        text = read_table(path, sheet=sheet).text
        return cls.from_csv(text, columns, profile=profile, progress=progress)

    @classmethod
    def from_csv(
        cls,
        text: str,
        columns: Names = None,
        *,
        profile: str = "ascii",
        progress: Progress = None,
    ) -> InspectorDirectory:
        """The directory in a CSV text."""
        directory = cls.__new__(cls)
        with reporting(progress) as report:
            directory._native = _native.Inspectors.from_csv(
                text,
                headings=_frames.headings(columns),
                profile=profile,
                progress=report,
            )
        return directory

    @property
    def columns(self) -> list[str]:
        """The columns, the id first."""
        return self._native.columns

    def __len__(self) -> int:
        return len(self._native)

    def committed(self, suite: str = "sha256", *, progress: Progress = None) -> dict[str, Any]:
        """What a commitment says of it: `digest`, `profile`, `columns`, `rows`, `salted`, `root`."""
        told = ask("inspectors", suite=suite, held_inspectors=self, progress=progress)
        return dict(told["committed"])

    def __repr__(self) -> str:
        return f"InspectorDirectory({len(self)} inspectors: {', '.join(self.columns)})"
