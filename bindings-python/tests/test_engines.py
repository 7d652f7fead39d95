"""The draw on Spark, DuckDB and Polars: the same as on a single machine, bit for bit."""

import os
import re
import subprocess
import sys

import double_random as dr
import pytest
from conftest import ROOT
from double_random import rules

KEY = "81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c"
NUMBERS = {"A": 30, "B": 0, "C": 5, "D": 9}
WORDS = ["低", "A", "一般", "B", "较高", "D", None, ""]
POOL = [(f"140581-{number:04}", WORDS[number * 7 % 8]) for number in range(4000)] + [("晋A12345", "C"), ("a", "高")]
SCHEMA = "id string, tier string"

# PySpark leaves sockets to the collector, and warns of pandas 3, which nothing here hands to it.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:PySpark does not yet fully support pandas")


@pytest.fixture(scope="module")
def session():
    """Spark on two cores of this machine, reachable from nowhere else."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "3",
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def single() -> list[tuple]:
    """The draw of a single machine."""
    ids, tiers = zip(*POOL, strict=True)
    return rows(dr.stratified_draw(ids, tiers, NUMBERS, KEY, reserve=4))


def rows(table: dr.Table) -> list[tuple]:
    return [(row["tier"], row["rank"], row["drawn"], row["id"], row["ticket"]) for row in table]


LAYOUTS = {
    "one partition": (POOL, 1),
    "many": (POOL, 13),
    "backwards": (POOL[::-1], 5),
    "most of them empty": (POOL, 40),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_spark_draws_as_a_single_machine(session, single, layout):
    """Guards both ways on Spark against the partitions and the order of the rows, with tiers in letters and in words."""
    from double_random import spark

    pool, partitions = LAYOUTS[layout]
    frame = session.createDataFrame(session.sparkContext.parallelize(pool, partitions), SCHEMA)
    if layout == "most of them empty":
        frame = frame.repartition(partitions, "tier")
    assert frame.rdd.getNumPartitions() == partitions
    assert rows(spark.stratified_draw(frame, NUMBERS, KEY, reserve=4)) == single
    assert [tuple(row) for row in spark.stratified_draw_sql(frame, NUMBERS, KEY, reserve=4).collect()] == single
    assert len(single) == 44 + 4 * 4


def test_a_partition_may_come_in_many_pieces(session, single, monkeypatch):
    """Guards that pieces of a partition, each drawn from by itself, are the whole partition, and that given counts are used."""
    from double_random import spark

    monkeypatch.setattr(spark, "TOGETHER", 300)
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 100)
    frame = session.createDataFrame(session.sparkContext.parallelize(POOL, 3), SCHEMA)
    assert rows(spark.stratified_draw(frame, NUMBERS, KEY, reserve=4, counts=spark.tier_counts(frame))) == single
    session.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")


def test_spark_draws_with_sm3_and_other_headings(session):
    """Guards that suite and headings reach the partitions."""
    from double_random import spark

    frame = session.createDataFrame(POOL, "`码` string, `等级` string")
    drawn = spark.stratified_draw(frame, NUMBERS, KEY, id="码", tier="等级", suite="sm3")
    ids, tiers = zip(*POOL, strict=True)
    assert rows(drawn) == rows(dr.stratified_draw(ids, tiers, NUMBERS, KEY, suite="sm3"))


def test_spark_counts_tiers_whatever_they_are_called(session):
    """Guards the counts that quotas are worked out from, and that nobody is counted without a tier."""
    from double_random import spark

    frame = session.createDataFrame(POOL, SCHEMA)
    counts = spark.tier_counts(frame)
    assert counts == dr.PartialDraw(*zip(*POOL, strict=True), {}, KEY).seen
    assert rules.quotas(rules.census(), counts) == counts
    nobody = session.createDataFrame([], SCHEMA)
    assert spark.tier_counts(nobody) == dict.fromkeys("ABCD", 0)
    assert rows(spark.stratified_draw(nobody, {}, KEY)) == spark.stratified_draw_sql(nobody, {}, KEY).collect() == []


def test_spark_refuses_what_a_single_machine_refuses(session):
    """Guards the errors: too few in a tier, an id twice in two partitions, a word that is no tier."""
    from double_random import spark
    from pyspark.errors import PythonException

    full = session.createDataFrame(POOL, SCHEMA)
    few = session.createDataFrame(POOL[:5], SCHEMA)
    with pytest.raises(dr.DoubleRandomError, match="D"):
        spark.stratified_draw(few, {"D": 6}, KEY)
    twice = session.createDataFrame(session.sparkContext.parallelize([("X", "A"), ("Y", "A"), ("X", "A")], 3), SCHEMA)
    with pytest.raises(dr.DoubleRandomError, match="X"):
        spark.stratified_draw(twice, {"A": 2}, KEY)
    wrong = session.createDataFrame([("X", "E")], SCHEMA)
    with pytest.raises(dr.BadRows):
        spark.tier_counts(wrong)
    with pytest.raises(dr.BadRows):
        spark.stratified_draw(wrong, {}, KEY)
    with pytest.raises(dr.BadRows, match="`E` is not a risk tier"):
        spark.stratified_draw(wrong, {}, KEY, counts={})
    with pytest.raises(PythonException, match="`E` is not a risk tier"):
        spark.stratified_draw(wrong, {}, KEY, counts={}, suite="sm3")
    nameless = session.createDataFrame([("X", "A"), (None, "A")], SCHEMA)
    with pytest.raises(dr.DoubleRandomError) as refused:
        spark.stratified_draw(nameless, {"A": 1}, KEY)
    assert refused.value.code == "sampling.not_text"
    for suite in ("sha256", "sm3"):
        with pytest.raises(dr.DoubleRandomError) as refused:
            spark.stratified_draw(full, NUMBERS, KEY, counts={"A": 10**9, "C": 501, "D": 500}, suite=suite)
        assert (refused.value.code, refused.value.params["tier"]) == ("sampling.too_few_kept", "A")
        assert refused.value.params["seen"] == 1000


def test_spark_keeps_what_a_single_machine_lists(session):
    """Guards the reserve: where the counts are too large, too few in reserve are as wrong as too few drawn, and with counts that are too
    small nobody is missed."""
    from double_random import spark

    frame = session.createDataFrame(POOL, SCHEMA)
    ids, tiers = zip(*POOL, strict=True)
    for suite in ("sha256", "sm3"):
        whole = rows(dr.stratified_draw(ids, tiers, {"A": 5}, KEY, reserve=200, suite=suite))
        small = {"A": 300, "B": 300, "C": 300, "D": 300}
        assert rows(spark.stratified_draw(frame, {"A": 5}, KEY, reserve=200, counts=small, suite=suite)) == whole
        with pytest.raises(dr.DoubleRandomError) as refused:
            spark.stratified_draw(frame, {"A": 5}, KEY, reserve=200, counts={**small, "A": 10_000}, suite=suite)
        assert refused.value.code == "sampling.too_few_kept"


def test_without_pyspark_there_is_a_clear_error():
    """Guards that the error says what to install, and that the package itself does not need it."""
    script = "import sys; sys.modules['pyspark'] = None; import double_random; import double_random.spark"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert told.stderr.strip().endswith("ImportError: drawing on Spark needs PySpark: pip install 'double-random[spark]'")


def test_the_page_about_engines_runs(session):
    """Guards that what the page shows runs and draws the same on all three."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/engines.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 5
    names = {}
    exec(compile("\n".join(blocks), "engines.md", "exec"), names)
    assert names["session"] is session and len(names["drawn"]) == sum(names["numbers"].values()) + 4 * 3
