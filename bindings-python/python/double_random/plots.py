"""Pictures of numbers: quotas per tier, realised ratios, inspectors' loads (with matplotlib)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from double_random import _values, _words
from double_random.fonts import chinese
from double_random.quotas import Quotas
from double_random.table import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TIER_COLOURS = {"A": "#4c9f70", "B": "#d9b44a", "C": "#e08a3c", "D": "#b3261e"}


def quotas(quotas: Quotas, *, font: str | None = None) -> tuple[Axes, Axes]:
    """How many are drawn of each tier, task by task, and at which ratio."""
    with _drawing(font) as plt:
        width = max(9.0, 2.0 + 1.6 * len(quotas.tasks))
        figure, (numbers, ratios) = plt.subplots(1, 2, figsize=(width, 4), layout="constrained")
        numbers.set_title("各等级抽取数")
        ratios.set_title("各等级实际抽查比例")
        numbers.yaxis.get_major_locator().set_params(integer=True)
        ratios.yaxis.set_major_formatter(lambda share, _: f"{share:.3g}%")
        for place, letter in enumerate(_values.TIERS):
            tiers = [task.tiers[place] for task in quotas.tasks.values()]
            at = [task + (place - 1.5) * 0.2 for task in range(len(tiers))]
            style = {"width": 0.18, "color": TIER_COLOURS[letter], "label": _words.tier(letter)}
            numbers.bar_label(numbers.bar(at, [tier.quota for tier in tiers], **style), fontsize=8)
            ratios.bar(at, [100 * float(tier.realised or 0) for tier in tiers], **style)
        for axes in (numbers, ratios):
            axes.set_xticks(range(len(quotas.tasks)), [f"任务{name}" for name in quotas.tasks])
            axes.spines[["top", "right"]].set_visible(False)
        figure.legend(
            *numbers.get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False
        )
    return numbers, ratios


def loads(loads: Table, *, font: str | None = None) -> Axes:
    """How many visits each inspector had before and has now."""
    with _drawing(font) as plt:
        names, before, after = loads["inspector"], loads["before"], loads["after"]
        figure, axes = plt.subplots(figsize=(8, max(2.8, 0.3 * len(names) + 1.6)), layout="constrained")
        axes.barh(names, before, color="#9aa5b1", label="抽取前任务量")
        added = [now - then for now, then in zip(after, before, strict=True)]
        axes.bar_label(
            axes.barh(names, added, left=before, color="#3867a6", label="本次新增"), labels=after, padding=3
        )
        axes.set_title("检查人员任务量")
        axes.set_xlabel("次")
        axes.invert_yaxis()
        axes.spines[["top", "right"]].set_visible(False)
        axes.xaxis.get_major_locator().set_params(integer=True)
        figure.legend(loc="outside lower center", ncols=2, frameon=False)
    return axes  # type: ignore[no-any-return]


@contextmanager
def _drawing(font: str | None) -> Iterator[Any]:
    """pyplot with a font that has Chinese characters, for as long as the picture is made.

    Only the font is put back: a notebook sets the other parameters up while its first picture is made.
    """
    try:
        import matplotlib.pyplot as plt
    except ImportError as missing:
        raise ImportError("pictures need matplotlib: pip install 'double-random[plot]'") from missing
    before = plt.rcParams["font.family"]
    plt.rcParams["font.family"] = [font or chinese(), "DejaVu Sans"]
    try:
        yield plt
    finally:
        plt.rcParams["font.family"] = before
