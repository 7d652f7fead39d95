"""What a sample says about its pool, whether past draws look drawn, where problems stand out (统计): numbers for analysts, after the draw.

Methods and sources stand in the documentation of the core, `double_random::statistics`; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from double_random import _frames, _html, _values
from double_random._interop import ask
from double_random.progress import Progress
from double_random.record import Record
from double_random.table import Table

Outcomes: TypeAlias = Mapping[str, bool] | Iterable[tuple[str, bool]]
"""For each drawn target whether there was a problem."""

Records: TypeAlias = Any
"""A frame of pandas, polars or pyarrow, a `Table`, a mapping of columns, or mappings row by row."""


def weights(record: Record, task: str) -> Table:
    """Design weights (设计权重) of the drawn of a task, pool over drawn of their tier: `id`, `tier`, `exact`, `weight`.

    >>> from double_random import statistics
    >>> statistics.weights(RECORD, "01")["exact"][0]
    '15/2'
    """
    told = ask("weights", record=record.text, task=task)["weights"]
    return Table(**{name: [weight[name] for weight in told] for name in ("id", "tier", "exact", "weight")})


@dataclass(frozen=True)
class Estimate:
    """The share of problems in a pool, from what was found at the drawn (分层估计)."""

    level: Fraction
    """The confidence level of the intervals."""
    strata: Table
    """`stratum`, `pool`, `drawn`, `problems`, `share`, `standard_error`, `low`, `high`; exact intervals."""
    overall: dict[str, Any] | None
    """The same of all tiers together; none where a tier with a pool drew nobody."""

    def _repr_html_(self) -> str:
        said = "总体无法估计：有等级未抽取" if self.overall is None else _sentence(self.level, self.overall)
        return _html.block("问题比例估计", _html.line(said), _html.Html(self.strata._repr_html_()))


def _sentence(level: Fraction, overall: dict[str, Any]) -> str:
    share, low, high = (f"{overall[name]:.2%}" for name in ("share", "low", "high"))
    return f"总体{share}，{_values.percentage(level)}置信区间{low}至{high}"


def estimate(record: Record, task: str, outcomes: Outcomes, *, level: Fraction | str = "95%") -> Estimate:
    """Estimates the share of problems per tier and in all.

    >>> from double_random import statistics
    >>> found = {id: tier == "D" for id, tier in zip(RECORD.drawn["id"], RECORD.drawn["tier"])}
    >>> statistics.estimate(RECORD, "01", found).strata["problems"]
    [0, 0, 0, 4]
    """
    inspected = {"record": record.text, "task": task, "outcomes": _pairs(outcomes)}
    return _estimate({"inspected": inspected}, level)


def estimate_counts(counts: Records, *, level: Fraction | str = "95%") -> Estimate:
    """Estimates from counts: rows of `stratum`, `pool`, `drawn`, `problems`.

    >>> from double_random import statistics
    >>> rows = [{"stratum": "A", "pool": 400, "drawn": 10, "problems": 0}, {"stratum": "D", "pool": 30, "drawn": 10, "problems": 4}]
    >>> round(statistics.estimate_counts(rows).overall["share"], 4)
    0.0279
    """
    names = ("stratum", "pool", "drawn", "problems")
    return _estimate({"counts": _chosen(counts, names)}, level)


def _estimate(source: dict[str, Any], level: Fraction | str) -> Estimate:
    asked: dict[str, Any] = {"from": source, "level": _values.ratio(level)}
    told = ask("estimate", **asked)
    names = ("stratum", "pool", "drawn", "problems", "share", "standard_error", "low", "high")
    strata = [_flat(stratum) for stratum in told["strata"]]
    overall = told["overall"]
    return Estimate(
        level=_values.fraction(told["level"]),
        strata=Table(**{name: [stratum[name] for stratum in strata] for name in names}),
        overall=None if overall is None else _flat(overall),
    )


def _flat(told: dict[str, Any]) -> dict[str, Any]:
    """The interval as two columns."""
    return {**{name: value for name, value in told.items() if name != "interval"}, **told["interval"]}


def survey(record: Record, task: str, outcomes: Outcomes) -> Table:
    """The sample as survey packages read it: `id`, `stratum`, `pool`, `drawn`, `weight`, `fpc`, `outcome`.

    In R, from a CSV file of it: `svydesign(id = ~1, strata = ~stratum, weights = ~weight, fpc = ~pool, data = read.csv(…))`.

    >>> from double_random import statistics
    >>> statistics.survey(RECORD, "01", {id: False for id in RECORD.drawn["id"]}).columns
    ['id', 'stratum', 'pool', 'drawn', 'weight', 'fpc', 'outcome']
    """
    rows = ask("survey_export", record=record.text, task=task, outcomes=_pairs(outcomes))["rows"]
    names = ("id", "stratum", "pool", "drawn", "weight", "fpc", "outcome")
    return Table(**{name: [row[name] for row in rows] for name in names})


@dataclass(frozen=True)
class PastDraws:
    """Tests of past draws (历次抽取检验). A small `p` says that chance alone seldom gives this; no `p` says that a draw was fair."""

    tests: Table
    """A test for each draw and stratum, with `p` and, for all of them together, `holm_p`."""
    fisher: dict[str, Any] | None
    """All tests combined, `statistic`, `degrees`, `p`; none where there was nothing to test."""


def consistency(rows: Records, *, progress: Progress = None) -> PastDraws:
    """Whether groups (regions, units, industries) were drawn as chance would within their strata: rows of `draw`, `stratum`,
    `group`, `pool`, `drawn`.

    >>> from double_random import statistics
    >>> rows = [{"draw": "2024", "stratum": "A", "group": place, "pool": 50, "drawn": drawn} for place, drawn in (("城", 9), ("乡", 1))]
    >>> statistics.consistency(rows).tests["p"][0] < 0.05
    True
    """
    names = ("draw", "stratum", "group", "pool", "drawn")
    told = ask("consistency", rows=_chosen(rows, names), progress=progress)
    return _past_draws(told, ("draw", "stratum", "statistic", "degrees", "p", "holm_p", "method"))


def repeats(rows: Records, *, progress: Progress = None) -> PastDraws:
    """Whether the same targets came up too often over the years: the pools of past draws, rows of `draw`, `stratum`, `id`, `drawn`,
    in the order of time.

    >>> from double_random import statistics
    >>> rows = [{"draw": year, "stratum": "A", "id": f"T{at:02}", "drawn": at < 5} for year in ("2023", "2024") for at in range(50)]
    >>> statistics.repeats(rows).tests["p"][-1] < 0.001
    True
    """
    told = ask("repeats", rows=_chosen(rows, ("draw", "stratum", "id", "drawn")), progress=progress)
    return _past_draws(told, ("draw", "stratum", "earlier", "expected", "p", "holm_p", "method", "telling"))


RESULTS = ("task", "tier", "group", "inspected", "problems")


@dataclass(frozen=True)
class EarlyWarning:
    """Groups whose problems stand out given their size and tiers (风险监测预警)."""

    level: Fraction
    """At 95 %, one in twenty of those named is named by chance, on average."""
    directed: list[str]
    """The groups that stand out: for a directed draw (定向抽查)."""
    groups: Table
    """All groups, from the most to the least conspicuous: `group`, `inspected`, `problems`, `rate`, `expected` (problems), `shrunken`
    (rate), `odds_ratio`, `low`, `high`, `p`, `adjusted_p`, `holm_p`, `telling`, `stands_out`."""
    spread: float
    """By how much true rates differ beyond chance, as a standard deviation of rate over expected rate."""

    def _repr_html_(self) -> str:
        named = "、".join(self.directed)
        said = f"突出的{len(self.directed)}个：{named}" if self.directed else "没有突出的"
        return _html.block("风险监测预警", _html.line(said, alarming=bool(self.directed)), _html.Html(self.groups._repr_html_()))


def early_warning(rows: Records, *, level: Fraction | str = "95%", progress: Progress = None) -> EarlyWarning:
    """Which groups (regions, industries) stand out by their problems, size and tier mix allowed for (风险监测预警).

    Rows of `task`, `tier`, `group`, `inspected`, `problems`; rows of the same three add up, so a row may be one visit.

    >>> from double_random import statistics
    >>> rows = [{"task": "01", "tier": "D", "group": place, "inspected": 30, "problems": found} for place, found in (("东镇", 4), ("西镇", 17))]
    >>> statistics.early_warning(rows).directed
    ['西镇']
    """
    told = ask("early_warning", rows=_chosen(rows, RESULTS), level=_values.ratio(level), progress=progress)
    names = ("group", "inspected", "problems", "rate", "expected", "shrunken")
    ends = ("p", "adjusted_p", "holm_p", "telling", "stands_out")
    groups = told["groups"]
    odds = [group["odds_ratio"] for group in groups]
    return EarlyWarning(
        level=_values.fraction(told["level"]),
        directed=told["directed"],
        groups=Table(
            **{name: [group[name] for group in groups] for name in names},
            odds_ratio=[ratio["estimate"] for ratio in odds],
            low=[ratio["low"] for ratio in odds],
            high=[ratio["high"] for ratio in odds],
            **{name: [group[name] for group in groups] for name in ends},
        ),
        spread=told["spread"],
    )


@dataclass(frozen=True)
class TierTrend:
    """Whether problems are the more frequent, the higher the tier (风险等级有效性检验)."""

    level: Fraction
    """The confidence level of the intervals."""
    tiers: Table
    """`tier`, `inspected`, `problems`, `rate`, `low`, `high`."""
    p: float
    """How likely chance alone gives as clear a trend, up or down."""
    rises: bool
    """Whether problems rise with the tier."""
    method: str
    """`exact` or `chi_square`."""
    concordance: float | None
    """How often, of a target with a problem and one without, the one with it has the higher tier; 0.5 says nothing."""

    def _repr_html_(self) -> str:
        concordance = "" if self.concordance is None else f"，区分度{self.concordance:.3f}（0.5为无区分）"
        way = "上升" if self.rises else "下降"
        return _html.block("风险等级有效性", _html.line(f"问题发现率随等级{way}，p={self.p:.4f}{concordance}"), _html.Html(self.tiers._repr_html_()))


def tier_trend(rows: Records, *, level: Fraction | str = "95%") -> TierTrend:
    """Whether the tiers predict problems, from the same rows as `early_warning`.

    >>> from double_random import statistics
    >>> rows = [{"task": "01", "tier": tier, "group": "东镇", "inspected": 20, "problems": found} for tier, found in zip("ABCD", (1, 3, 6, 9))]
    >>> trend = statistics.tier_trend(rows)
    >>> trend.rises, trend.p < 0.01
    (True, True)
    """
    told = ask("tier_trend", rows=_chosen(rows, RESULTS), level=_values.ratio(level))
    trend, names = told["trend"], ("tier", "inspected", "problems", "rate", "low", "high")
    tiers = [_flat(tier) for tier in trend["tiers"]]
    return TierTrend(
        level=_values.fraction(told["level"]),
        tiers=Table(**{name: [tier[name] for tier in tiers] for name in names}),
        p=trend["p"],
        rises=trend["score"] > trend["expected"],
        method=trend["method"],
        concordance=trend["concordance"],
    )


def _past_draws(told: dict[str, Any], names: tuple[str, ...]) -> PastDraws:
    tests = Table(**{name: [test[name] for test in told["tests"]] for name in names})
    return PastDraws(tests=tests, fisher=told["fisher"])


def _pairs(outcomes: Outcomes) -> list[tuple[str, bool]]:
    pairs = outcomes.items() if isinstance(outcomes, Mapping) else outcomes
    return [(id, bool(problem)) for id, problem in pairs]


def _chosen(rows: Records, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in _frames.each_row(rows)]
