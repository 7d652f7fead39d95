"""Data in and out by Arrow: every kind of frame gives the same directory and the same draw, without copying where it can."""

import datetime
import pickle
import subprocess
import sys
import textwrap

import double_random as dr
import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest
from conftest import demo_rows

KEY = "81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c"
ROWS = demo_rows()


def string_view() -> pyarrow.Table:
    table = pyarrow.table(ROWS)
    return table.cast(pyarrow.schema([(name, pyarrow.string_view()) for name in table.column_names]))


FRAMES = {
    "mapping": ROWS,
    "dicts": [dict(zip(ROWS, row, strict=True)) for row in zip(*ROWS.values(), strict=True)],
    "pandas": pandas.DataFrame(ROWS),
    "pandas objects": pandas.DataFrame(ROWS, dtype=object),
    "pandas categories": pandas.DataFrame(ROWS).astype({"tier": "category", "kind": "category"}),
    "pandas filtered": pandas.DataFrame({name: [*values, "B"] for name, values in ROWS.items()})
    .iloc[:-1]
    .iloc[::-1],
    "polars": polars.DataFrame(ROWS),
    "polars categories": polars.DataFrame(ROWS).with_columns(polars.col("tier").cast(polars.Categorical)),
    "polars pieces": polars.concat([polars.DataFrame(ROWS)[:7], polars.DataFrame(ROWS)[7:]], rechunk=False),
    "pyarrow": pyarrow.table(ROWS),
    "pyarrow batch": pyarrow.table(ROWS).to_batches()[0],
    "pyarrow string views": string_view(),
    "duckdb": duckdb.from_arrow(pyarrow.table(ROWS)),
    "our own": dr.Table(**ROWS),
}


@pytest.mark.parametrize("name", FRAMES)
def test_every_frame_is_the_same_directory(name):
    """Guards that no frame adds, loses or changes a row or a column on its way in."""
    directory = dr.TargetDirectory(FRAMES[name])
    assert directory.columns == ["id", "kind", "tier"]
    assert directory.committed()["digest"] == dr.TargetDirectory(ROWS).committed()["digest"]


def test_rows_without_headings_are_named_by_the_caller():
    """Guards names for tuples, and that rows of another length are refused."""
    rows = list(zip(*ROWS.values(), strict=True))
    directory = dr.TargetDirectory(rows, columns=list(ROWS))
    assert directory.committed() == dr.TargetDirectory(ROWS).committed()
    with pytest.raises(TypeError):
        dr.TargetDirectory(rows)
    with pytest.raises(ValueError, match="row 2"):
        dr.TargetDirectory([("A", "B"), ("C",)], columns=["id", "tier"])


def test_headings_are_what_the_caller_says():
    """Guards the caller's headings, the official ones, and that the id comes first wherever it stands."""
    frame = polars.DataFrame({"登记状态": ["存续"], "执照": ["A-1"], "信用风险等级": ["高"]})
    directory = dr.TargetDirectory(frame, columns={"执照": "id"})
    assert directory.columns == ["id", "status", "tier"]
    with pytest.raises(dr.DoubleRandomError) as refused:
        dr.TargetDirectory(frame)
    assert refused.value.code == "table.no_id_column"


def test_what_is_not_text_is_written_out():
    """Guards numbers, days, truth values and what is missing, in frames and in plain rows alike."""
    day = datetime.date(2025, 7, 1)
    plain = {
        "id": ["A", "B"],
        "load": [3, None],
        "since": [day, None],
        "new": [True, None],
        "share": [numpy.nan, None],
    }
    text = {
        "id": ["A", "B"],
        "load": ["3", ""],
        "since": ["2025-07-01", ""],
        "new": ["true", ""],
        "share": ["", ""],
    }
    expected = dr.TargetDirectory(text).committed()
    assert dr.TargetDirectory(plain).committed() == expected
    assert (
        dr.TargetDirectory(polars.DataFrame(plain, strict=False).with_columns(share=None)).committed()
        == expected
    )


def test_a_named_index_of_pandas_is_a_column():
    """Guards that an index which the user named goes in, and one that only numbers the rows does not."""
    frame = pandas.DataFrame(ROWS)
    assert dr.TargetDirectory(frame.set_index("id")).committed() == dr.TargetDirectory(ROWS).committed(), (
        "as a column"
    )
    assert "__index_level_0__" not in dr.TargetDirectory(frame[frame.tier == "D"]).columns


def test_columns_that_are_no_text_are_refused():
    """Guards that nested data is an error of ours, not a crash."""
    with pytest.raises(dr.DoubleRandomError):
        dr.TargetDirectory(pyarrow.table({"id": ["A"], "tags": [["x"]]}))


def columns(frame) -> tuple[object, object]:
    """Ids and tiers of a frame, each by itself."""
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return frame.select("id"), frame.select("tier")
    if isinstance(frame, pyarrow.RecordBatch):
        return frame.column("id"), frame.column("tier")
    return frame["id"], frame["tier"]


@pytest.mark.parametrize("name", [name for name in FRAMES if name != "dicts"])
def test_every_column_is_the_same_sample(name):
    """Guards the draw over columns of every kind against the draw over lists."""
    ids, tiers = columns(FRAMES[name])
    sizes = {"A": 1, "D": 4}
    sample = dr.stratified_draw(ids, tiers, sizes, KEY, reserve=2)
    plain = dr.stratified_draw(ROWS["id"], ROWS["tier"], sizes, KEY, reserve=2)
    assert (sample["id"], sample["ticket"]) == (plain["id"], plain["ticket"])
    part = dr.PartialDraw(ids, tiers, sizes, KEY, reserve=2)
    assert pickle.loads(pickle.dumps(part)).table["ticket"] == plain["ticket"]
    assert dr.tickets(ids, KEY).columns == ["id", "ticket"]


@pytest.mark.parametrize("of", [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()])
def test_ids_are_not_copied(of):
    """Guards that ids come back in the memory they came in."""
    ids = pyarrow.array([f"A-{number:020}" for number in range(1000)], of)
    back = dr.tickets(ids, KEY).to_pyarrow()["id"]
    assert back.type == of
    addresses = [[buffer and buffer.address for buffer in array.buffers()] for array in (ids, back.chunk(0))]
    assert addresses[0] == addresses[1]


@pytest.mark.parametrize("of", [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()])
def test_a_draw_reads_ids_where_they_lie(of):
    """Guards that a draw takes far less memory than its column of ids: a peak of the process, in a process of its own."""
    script = f"""
        import double_random as dr, pyarrow, resource
        peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rows = 500_000
        ids = pyarrow.array((f"{{row:080}}" for row in range(rows)), pyarrow.{str(of)}())
        tiers = pyarrow.array(["A"], pyarrow.string()).take(pyarrow.array([0] * rows))
        dr.stratified_draw(ids.slice(0, 1000), tiers.slice(0, 1000), {{"A": 10}}, "ab" * 32)
        before = peak()
        dr.stratified_draw(ids, tiers, {{"A": 1000}}, "ab" * 32)
        print(ids.nbytes, (peak() - before) * 1024)
    """
    told = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    column, more = map(int, told.stdout.split())
    assert column > 40_000_000 and more < column / 4


def test_ids_that_are_missing_are_refused():
    """Guards that nobody without an id gets a ticket."""
    for draw in (
        lambda: dr.tickets(["A", None], KEY),
        lambda: dr.stratified_draw(["A", None], ["A", "A"], {"A": 1}, KEY),
        lambda: dr.PartialDraw(["A", None], ["A", "A"], {"A": 1}, KEY),
    ):
        with pytest.raises(dr.DoubleRandomError) as refused:
            draw()
        assert (refused.value.code, refused.value.params) == ("sampling.not_text", {"row": 1})


def test_samples_that_cannot_be_drawn_are_refused():
    """Guards columns of different length, tiers that are none, numbers of no tier, suites that are none."""
    with pytest.raises(dr.BadRows) as bad:
        dr.stratified_draw(["A", "B"], ["E", "B"], {"B": 1}, KEY)
    assert bad.value.rows["row"] == [1]
    for refusal, arguments in [
        (dr.DoubleRandomError, (["A"], ["A", "B"], {"B": 1}, KEY)),
        (dr.DoubleRandomError, (["A"], ["A"], {"A": 2}, KEY)),
        (dr.DoubleRandomError, (["A", "A"], ["A", "A"], {"A": 2}, KEY)),
        (KeyError, (["A"], ["A"], {"E": 1}, KEY)),
        (ValueError, (["A"], ["A"], [1, 2], KEY)),
    ]:
        with pytest.raises(refusal):
            dr.stratified_draw(*arguments)
    with pytest.raises(dr.DoubleRandomError):
        dr.tickets(["A"], KEY, suite="md5")


def test_parts_of_a_pool_keep_less_and_draw_the_same():
    """Guards that `pool` reaches the core, and that a pool which is not there is found out."""
    ids = [f"140581-{row:05}" for row in range(8000)]

    def draw(ids, **pool):
        return dr.PartialDraw(ids, ["B"] * len(ids), {"B": 400}, KEY, reserve=5, **pool)

    parts = [draw(ids[at : at + 1000], pool={"B": 8000}) for at in range(0, 8000, 1000)]
    assert all(len(part.to_json()) * 4 < len(draw(ids[:1000]).to_json()) for part in parts)
    whole = parts[0].merge(*parts[1:5])
    for part in parts[5:]:
        whole = whole.merge(part)
    assert list(whole.table) == list(draw(ids).table)
    with pytest.raises(dr.DoubleRandomError) as refused:
        _ = draw(ids, pool={"B": 80_000}).table
    assert refused.value.code == "sampling.too_few_kept"


def test_parts_that_do_not_fit_are_not_merged():
    """Guards that overlapping parts and parts of another draw are refused."""
    part = dr.PartialDraw(["A"], ["A"], {"A": 1}, KEY)
    for other in (
        part,
        dr.PartialDraw(["B"], ["A"], {"A": 1}, "ab" * 32),
        dr.PartialDraw(["B"], ["A"], {"A": 2}, KEY),
    ):
        with pytest.raises(dr.DoubleRandomError):
            part.merge(other)
    assert dr.PartialDraw.from_json(part.to_json()) == part
    with pytest.raises(dr.DoubleRandomError):
        dr.PartialDraw.from_json("{}")


def test_a_table_goes_everywhere(demo):
    """Guards results as pandas, polars, pyarrow, DuckDB and plain rows, with the same values in each."""
    drawn = demo.record.drawn
    rows = list(drawn)
    assert drawn.to_pyarrow().to_pylist() == rows
    assert drawn.to_pandas().to_dict("records") == rows
    assert drawn.to_polars().to_dicts() == rows
    assert duckdb.sql("select count(*) from drawn where tier = 'D'").fetchall() == [(4,)]
    with pytest.raises(KeyError):
        drawn["nobody"]


def test_missing_values_stay_missing():
    """Guards gaps in each kind of column, and columns of nothing else."""
    table = dr.Table(text=["a", None], number=[None, 2**40], flag=[True, None], nothing=[None, None])
    assert table.to_pyarrow().to_pylist() == list(table)
    assert [row["number"] for row in table] == [None, 2**40]
