"""What a draw costs on Spark, local and on this machine's cores: by native parts, in SQL alone, and by Spark's own sampling.

    python benches/python/spark.py [TARGETS]

All read the same Parquet files in the same partitions. The clock is the wall's, and beside it that of the processors, over the
driver, Spark and its Python workers, which other programs on the machine disturb less.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import double_random as dr
import psutil
import pyarrow
import pyarrow.parquet
from double_random import spark
from population import KEY, Population
from pyspark.sql import DataFrame, SparkSession

PARTITIONS = 8
SAMPLES = 3


def main(targets: int) -> None:
    population = Population(targets)
    with tempfile.TemporaryDirectory() as folder:
        write(population, Path(folder))
        session = started()
        frame = session.read.parquet(folder)
        single = dr.stratified_draw(population.ids(), population.tiers(), population.sizes, KEY)
        print("| draw on Spark, local | targets | s on the wall | processors, ns a target | ratio |")
        print("|---|---:|---:|---:|---:|")
        base = None
        for name, draw in ways(frame, population).items():
            found = draw()  # the first call starts workers and compiles
            if found is not None:
                assert found == list(zip(single["id"], single["ticket"], strict=True)), "not the draw of a single machine"
            wall, spent = zip(*(measured(draw) for _ in range(SAMPLES)), strict=True)
            each = statistics.median(spent) / targets * 1e9
            base = base or each
            print(f"| {name} | {targets:.0e} | {statistics.median(wall):.2f} | {each:.0f} | {each / base:.2f} |", flush=True)
        session.stop()


def ways(frame: DataFrame, population: Population) -> dict[str, Callable[[], list[tuple[str, str]] | None]]:
    """Each way to draw; those that draw what a single machine draws return it."""
    sizes = population.sizes
    shares = {tier: sizes[tier] / count for tier, count in population.counts.items()}

    def native() -> list[tuple[str, str]]:
        drawn = spark.stratified_draw(frame, sizes, KEY, counts=population.counts)
        return list(zip(drawn["id"], drawn["ticket"], strict=True))

    def counted() -> None:
        spark.tier_counts(frame)

    def moved() -> None:
        frame.select("id", "tier").mapInArrow(lambda batches: (batch for batch in batches if not batch), "id string").collect()

    def sql() -> list[tuple[str, str]]:
        drawn = spark.stratified_draw_sql(frame, sizes, KEY).toArrow()
        return list(zip(drawn["id"].to_pylist(), drawn["ticket"].to_pylist(), strict=True))

    def sample_by() -> None:
        frame.sampleBy("tier", shares, seed=7).toArrow()

    return {
        "`spark.stratified_draw`, counts known": native,
        "`spark.tier_counts`": counted,
        "every row to Python by `mapInArrow`, and nothing done": moved,
        "`sampleBy` and `toArrow`, which draws about as many": sample_by,
        "`row_number` over `sha2` and `toArrow`": sql,
    }


def write(population: Population, folder: Path) -> None:
    """The population as files of Parquet, one a partition."""
    table = pyarrow.table({"id": population.ids(), "tier": population.tiers()})
    rows = -(-table.num_rows // PARTITIONS)
    for part in range(PARTITIONS):
        pyarrow.parquet.write_table(table.slice(part * rows, rows), folder / f"{part}.parquet")


def started() -> SparkSession:
    """Spark on this machine's cores, reachable from nowhere else."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "4g",
        "spark.driver.maxResultSize": "2g",
        "spark.sql.shuffle.partitions": str(PARTITIONS),
        "spark.sql.execution.arrow.maxRecordsPerBatch": "200000",
        # One file a partition, for all alike.
        "spark.sql.files.openCostInBytes": "128MB",
    }
    session = SparkSession.builder.master("local[*]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of the processors."""
    wall, spent = time.perf_counter(), processors()
    work()
    return time.perf_counter() - wall, processors() - spent


def processors() -> float:
    """Seconds that processors have spent on this program and all that it started."""
    total = 0.0
    for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
        times = process.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


if __name__ == "__main__":
    main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000)
