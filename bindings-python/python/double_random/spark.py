"""The draw on Spark: a population that lies in a cluster, drawn where it lies (with PySpark).

Spark counts the tiers, `rules.quotas` says how many that makes, and each partition keeps its smallest tickets, of which come
exactly those that a single machine draws. `stratified_draw_sql` asks the same of Spark's SQL alone.

```python
counts = spark.tier_counts(shops, tier="信用风险等级")
numbers = rules.quotas(rules.progressive("3%", weights=(1, 2, 4, 8)), counts)
drawn = spark.stratified_draw(shops, numbers, key, id="统一社会信用代码", tier="信用风险等级", reserve=3, counts=counts)
```
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from double_random import _words, sampling
from double_random._values import TIERS, per_tier
from double_random.sampling import Numbers, PartialDraw
from double_random.table import Table

try:
    from pyspark.sql import functions
except ImportError as missing:
    raise ImportError("drawing on Spark needs PySpark: pip install 'double-random[spark]'") from missing

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import Column, DataFrame

TOGETHER = 1 << 18
"""So many rows of a partition are drawn from at a time."""

SQL = """
WITH ticketed AS (
    SELECT tier, id, sha2(concat(:key, id), 256) AS ticket
    FROM {pool}
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY tier ORDER BY ticket, id) AS rank
    FROM ticketed
)
SELECT tier, rank, rank <= number AS drawn, id, ticket
FROM ranked
JOIN {numbers} USING (tier)
WHERE rank <= number + :reserve
ORDER BY tier, rank
"""
"""The draw as one statement, over `pool` (`id`, `tier`) and `numbers` (`tier`, `number`)."""


def tier_counts(frame: DataFrame, *, tier: str = "tier") -> dict[str, int]:
    """How many targets of each tier there are (各等级对象数), counted by Spark; whoever has no tier is not counted.

    Raises:
        BadRows: Words that name no tier; their rows count the distinct words and not the targets.
    """
    counts = dict.fromkeys(TIERS, 0)
    found = {row[0]: row[1] for row in frame.groupBy(tier).count().collect()}
    for word, letter in _letters(found).items():
        counts[letter] += found[word]
    return counts


def stratified_draw(
    frame: DataFrame,
    numbers: Numbers,
    key: str,
    *,
    id: str = "id",
    tier: str = "tier",
    reserve: int = 0,
    suite: str = "sha256",
    counts: Mapping[str, int] | None = None,
) -> Table:
    """Draws the smallest tickets of each tier: `tier`, `rank`, `drawn`, `id`, `ticket`, as `double_random.stratified_draw`.

    No row leaves its partition but the smallest tickets: from all partitions together little more than are drawn and listed in
    reserve. That takes the `tier_counts`, which are counted where they are not given. With SHA-256 Spark itself leaves out what
    cannot be drawn, and the workers need no Python; SM3 it does not know, so there each partition is drawn from by this package.

    Raises:
        SamplingError: A tier has fewer targets than are to be drawn, or fewer than `counts` say, an id is missing, or comes twice
            among the smallest.
        BadRows: A word that names no tier; rows are counted among those that may be drawn.
        pyspark.errors.PythonException: The same, with SM3.
    """
    wanted = per_tier(numbers, 0)
    pool = per_tier(tier_counts(frame, tier=tier) if counts is None else counts, 0)
    together = TOGETHER

    def part(ids: Any, tiers: Any) -> PartialDraw:
        return PartialDraw(ids, tiers, wanted, key, reserve=reserve, suite=suite, pool=pool)

    targets = frame.select(functions.col(id).alias("id"), functions.col(tier).alias("tier"))
    if suite == "sha256":
        kept = [number + reserve for number in wanted]
        small = targets.where(_may_be_drawn(key, kept, part([], []))).toArrow()
        found = part(small["id"], small["tier"])
        if all(seen >= min(pair) for seen, *pair in zip(found.seen.values(), kept, pool, strict=True)):
            return found.table
        # They are too few, and the core can say why only if it sees all.

    def draw(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        # Other partitions have the other processors; how many are one partition's, Spark says so.
        os.environ.setdefault("RAYON_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))
        parts = (part(rows.column(0), rows.column(1)) for rows in _tables(batches, together))
        yield pyarrow.RecordBatch.from_pydict({"part": [part([], []).merge(*parts).to_json()]})

    drawn = targets.mapInArrow(draw, "part string").collect()
    return part([], []).merge(*(PartialDraw.from_json(row.part) for row in drawn)).table


def _may_be_drawn(key: str, kept: Sequence[int], draw: PartialDraw) -> Column:
    """Whether a target's ticket is small enough that this draw may keep it, in SQL; true as well where an id is missing and where a
    word names no tier, which are for the core to refuse."""
    limits = {
        letter: f"{limit:08x}" + 56 * "f" if number else ""
        for letter, number, limit in zip(TIERS, kept, json.loads(draw.to_json())["limits"], strict=True)
    }
    names = [(word, letter) for letter, word in _words.TIERS.items()]
    short = [(word.removesuffix("风险"), letter) for word, letter in names]
    tier = functions.col("tier").cast("string")
    limit = cast("Column", functions)  # whose `when` begins what that of a column goes on with
    for word, letter in [*zip(TIERS, TIERS, strict=True), *short, *names]:
        limit = limit.when(tier == word, limits[letter])
    ticket = functions.sha2(functions.concat(functions.lit(key), "id"), 256)
    return (tier != "") & functions.coalesce(ticket <= limit, functions.lit(True))


def _tables(batches: Iterable[pyarrow.RecordBatch], rows: int) -> Iterator[pyarrow.Table]:
    """Batches of Spark's, which are small, as tables of so many rows or more, that a draw of one be worth its while."""
    import pyarrow

    some: list[pyarrow.RecordBatch] = []
    for batch in batches:
        some.append(batch)
        if sum(batch.num_rows for batch in some) >= rows:
            yield pyarrow.Table.from_batches(some)
            some = []
    if some:
        yield pyarrow.Table.from_batches(some)


def stratified_draw_sql(
    frame: DataFrame, numbers: Numbers, key: str, *, id: str = "id", tier: str = "tier", reserve: int = 0
) -> DataFrame:
    """The same draw in Spark's SQL alone (`SQL`), with SHA-256.

    It sorts the whole pool, and refuses nothing: neither ids that come twice or are missing nor a tier with too few targets.
    """
    session = frame.sparkSession
    wanted = list(zip(TIERS, per_tier(numbers, 0), strict=True))
    words = [row[0] for row in frame.select(tier).distinct().collect()]
    pool = frame.select(functions.col(id).alias("id"), functions.col(tier).alias("tier"))
    return session.sql(
        SQL,
        args={"key": key, "reserve": reserve},
        pool=pool.replace(_letters(words), subset=["tier"]),
        numbers=session.createDataFrame(wanted, "tier string, number long"),
    )


def _letters(words: Iterable[Any]) -> dict[Any, Any]:
    """The tiers that words name, as the core reads them in a draw with one target for each word; no tier, no entry."""
    words = list(words)
    places = [str(place) for place in range(len(words))]
    read = sampling.stratified_draw(places, words, {}, "00" * 32, reserve=len(words))
    return {words[row]: letter for row, letter in zip(read["row"], read["tier"], strict=True)}
