"""Statistics: the package passes on what the core says, from whatever holds the rows."""

import double_random as dr
import pandas
import polars
import pyarrow
import pytest
from double_random import statistics

COUNTS = [
    {"stratum": "A", "pool": 400, "drawn": 10, "problems": 1},
    {"stratum": "B", "pool": 120, "drawn": 12, "problems": 3},
    {"stratum": "D", "pool": 30, "drawn": 30, "problems": 9},
]


def test_the_stratified_estimate_is_the_textbook_one():
    """Guards share and standard error against Cochran's formulas, and a census against any doubt."""
    found = statistics.estimate_counts(COUNTS)
    total = sum(row["pool"] for row in COUNTS)
    share, variance = 0.0, 0.0
    for row in COUNTS:
        pool, drawn, part = row["pool"], row["drawn"], row["problems"] / row["drawn"]
        share += pool / total * part
        variance += (pool / total) ** 2 * (1 - drawn / pool) * part * (1 - part) / (drawn - 1)
    assert found.overall["share"] == pytest.approx(share, rel=1e-12)
    assert found.overall["standard_error"] == pytest.approx(variance**0.5, rel=1e-12)
    assert found.overall["low"] < share < found.overall["high"]
    assert (found.strata["low"][2], found.strata["high"][2]) == (0.3, 0.3)
    wider = statistics.estimate_counts(COUNTS, level="99%")
    assert wider.overall["low"] < found.overall["low"]
    assert "置信区间" in found._repr_html_()


@pytest.mark.parametrize(
    "held",
    [pandas.DataFrame, polars.DataFrame, pyarrow.Table.from_pylist, lambda rows: dr.Table(**_columns(rows)), _columns := (
        lambda rows: {name: [row[name] for row in rows] for name in rows[0]}
    )],
)
def test_rows_come_from_anything(held):
    """Guards that frames of every kind give what plain rows give."""
    expected = statistics.estimate_counts(COUNTS)
    assert list(statistics.estimate_counts(held(COUNTS)).strata) == list(expected.strata)


def test_weights_add_up_to_the_pool(demo):
    """Guards design weights, and the table for survey packages."""
    weights = statistics.weights(demo.record, "01")
    pool = sum(tier.pool for tier in demo.record.quotas.tasks["01"].tiers if tier.quota > 0)
    assert sum(weights["weight"]) == pytest.approx(pool)
    rows = statistics.survey(demo.record, "01", dict.fromkeys(demo.record.drawn["id"], False)).to_pandas()
    assert list(rows.columns) == ["id", "stratum", "pool", "drawn", "weight", "fpc", "outcome"]
    assert sorted(rows["id"]) == sorted(demo.record.drawn["id"])


def test_an_outcome_of_somebody_else_is_refused(demo):
    """Guards that outcomes are those of the drawn, all of them."""
    ids = demo.record.drawn["id"]
    for outcomes in (dict.fromkeys(ids[1:], True), dict.fromkeys([*ids, "nobody"], True)):
        with pytest.raises(dr.DoubleRandomError) as refused:
            statistics.estimate(demo.record, "01", outcomes)
        assert refused.value.code.startswith("statistics.")
