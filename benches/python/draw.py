"""What a stratified draw costs in Python, over columns of Arrow data, beside what others sample with.

    cargo bench -p double-random-benches --bench draw -- 'sha256(, slices)?/10000000$'
    python benches/python/draw.py [TARGETS]

The crate's own figure, on one thread, is the one that `cargo bench` measured last, of as many targets. The clock is that of the
processors, over all threads, which other programs on the machine disturb least, and beside it the wall's, as ours and those of polars
use all processors; memory is the peak of the process beyond the frame itself.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import double_random as dr
import numpy
import pandas
import polars
import pyarrow
from population import KEY, TIERS, Population

SAMPLES = 10
MEASURED = Path(__file__).parents[2] / "target/criterion/draw"


def main(targets: int) -> None:
    population = Population(targets)
    crate = measured_by_cargo("stratified_draw, sha256", targets)
    print("| stratified draw in Python | targets | ns a target | least to greatest | ratio | on the wall | MiB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    show("the crate, one thread", targets, crate, crate)
    show("the same, ids as slices", targets, measured_by_cargo("the same, sha256, slices", targets), crate)
    for name, draw in [*ours(population), *others(population)]:
        draw()
        before = peak(anew=True)
        draw()
        mebibytes = peak() - before
        spent, passed = zip(*(measured(draw, targets) for _ in range(SAMPLES)), strict=True)
        show(name, targets, spent, crate, f"{statistics.median(passed) * 1e9:.1f}", f"{mebibytes:.0f}")


def ours(population: Population) -> list[tuple[str, Callable[[], object]]]:
    """Our draw over each form of a column, all of which must draw the same."""
    ids, tiers = population.ids(), population.tiers()
    frame = polars.DataFrame({"id": polars.Series(ids), "tier": polars.Series(tiers)})
    columns = {
        "polars (string views)": (frame["id"], frame["tier"]),
        "polars, tiers as an `Enum`": (frame["id"], frame["tier"].cast(polars.Enum(list(TIERS)))),
        "pyarrow, `large_string`": (ids, tiers),
        "pyarrow, `string`": (ids.cast(pyarrow.string()), tiers.cast(pyarrow.string())),
    }
    drawn = {tuple(dr.stratified_draw(*column, population.sizes, KEY)["id"]) for column in columns.values()}
    assert len(drawn) == 1, "another draw"
    return [(f"`stratified_draw`, {name}", draw_of(*column, population.sizes)) for name, column in columns.items()]


def draw_of(ids: object, tiers: object, sizes: dict[str, int]) -> Callable[[], object]:
    return lambda: dr.stratified_draw(ids, tiers, sizes, KEY)


def others(population: Population) -> list[tuple[str, Callable[[], object]]]:
    """What others sample with: nothing of it can be checked by hand, and who is drawn depends on the order of the rows."""
    sizes, share = population.sizes, sum(population.sizes.values()) / len(population.codes)
    in_polars = polars.DataFrame({"id": polars.Series(population.ids()), "tier": polars.Series(population.tiers())})
    in_pandas = in_polars.to_pandas()
    generator = numpy.random.default_rng(7)

    def filtered() -> object:
        return [in_polars.filter(polars.col("tier") == tier).sample(size, seed=7) for tier, size in sizes.items()]

    def shuffled() -> object:
        place = polars.int_range(polars.len()).shuffle(seed=7).over("tier")
        return in_polars.filter(place < polars.col("tier").replace_strict(sizes, return_dtype=polars.Int64))

    def grouped() -> object:
        return in_pandas.groupby("tier").sample(frac=share, random_state=7)

    def chosen() -> object:
        rows = [numpy.flatnonzero(population.codes == code) for code in range(len(TIERS))]
        return [generator.choice(of, size, replace=False) for of, size in zip(rows, sizes.values(), strict=True)]

    return [
        ("polars: `filter` and `sample`, tier by tier", filtered),
        ("polars: `shuffle().over(\"tier\")`", shuffled),
        (f"pandas {pandas.__version__}: `groupby.sample`, one share for all", grouped),
        ("numpy: `choice` of row numbers, tier by tier", chosen),
    ]


def show(name: str, targets: int, seconds: Sequence[float], crate: list[float], *others: str) -> None:
    """A row of the table, from seconds a target."""
    each = [second * 1e9 for second in seconds]
    median, ratio = statistics.median(each), statistics.median(seconds) / statistics.median(crate)
    wall, memory = others or ("", "")
    print(f"| {name} | {targets:.0e} | {median:.1f} | {min(each):.0f} to {max(each):.0f} | {ratio:.2f} | {wall} | {memory} |", flush=True)


def measured(work: Callable[[], object], targets: int) -> tuple[float, float]:
    """Seconds a target, of the processors and on the wall."""
    spent, passed = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - spent) / targets, (time.perf_counter() - passed) / targets


def measured_by_cargo(name: str, targets: int) -> list[float]:
    """Seconds a target."""
    samples = json.loads((MEASURED / name / str(targets) / "new/sample.json").read_text())
    return [time / each / targets / 1e9 for time, each in zip(samples["times"], samples["iters"], strict=True)]


def peak(anew: bool = False) -> float:
    """The most memory that the process has had, in mebibytes, since this was last asked for anew (Linux)."""
    if anew:
        Path("/proc/self/clear_refs").write_text("5")
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000)
