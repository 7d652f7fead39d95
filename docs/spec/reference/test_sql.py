"""A draw needs no special software: one SQL statement draws the same targets as the reference."""

import hashlib
import pathlib
import sqlite3
import unittest

import draw_v1

try:
    import duckdb
except ImportError:
    duckdb = None

HERE = pathlib.Path(__file__).resolve().parent
KEY = "81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c"
POOL = [(f"140581-{number:04}", "AAAAABBBCCD"[number % 11]) for number in range(1000)]
POOL += [("晋A12345", "C"), ("京B00001", "D"), ("a", "D")]
RATIOS = [("A", 1, 100), ("B", 3, 100), ("C", 8, 100), ("D", 1, 3)]


def by_reference():
    """(tier, rank, id, ticket) of the drawn, in order."""
    pool = [sum(tier == mine for _, mine in POOL) for tier in draw_v1.TIERS]
    rule = {"per_tier": {"ratios": [f"{part}/{whole}" for _, part, whole in RATIOS], "minimums": [0, 0, 0, 0]}}
    quota = draw_v1.make_quota(pool, rule, "up").quota
    draw = draw_v1.make_draw("sha256", KEY, dict(POOL), quota, 0)
    return [(tier["tier"], *entry.values()) for tier in draw for entry in tier["drawn"]]


def fill(database):
    database.execute("CREATE TABLE pool (id VARCHAR, tier VARCHAR)")
    database.execute("CREATE TABLE ratio (tier VARCHAR, part BIGINT, whole BIGINT)")
    database.executemany("INSERT INTO pool VALUES (?, ?)", POOL)
    database.executemany("INSERT INTO ratio VALUES (?, ?, ?)", RATIOS)


class OneStatement(unittest.TestCase):
    def test_sqlite(self):
        """Guards draw.sqlite.sql."""
        database = sqlite3.connect(":memory:")
        self.addCleanup(database.close)
        database.create_function(
            "sha256", 1, lambda text: hashlib.sha256(text.encode()).hexdigest(), deterministic=True
        )
        fill(database)
        drawn = database.execute((HERE / "draw.sqlite.sql").read_text(), {"key": KEY}).fetchall()
        self.assertEqual(drawn, by_reference())

    @unittest.skipIf(duckdb is None, "DuckDB is not installed: python3 -m pip install duckdb")
    def test_duckdb(self):
        """Guards draw.duckdb.sql."""
        database = duckdb.connect(":memory:")
        self.addCleanup(database.close)
        fill(database)
        drawn = database.execute((HERE / "draw.duckdb.sql").read_text(), {"key": KEY}).fetchall()
        self.assertEqual(drawn, by_reference())

    def test_draws_somebody_in_each_tier(self):
        """Guards the two above against comparing nothing with nothing."""
        self.assertEqual({tier for tier, *_ in by_reference()}, set("ABCD"))


if __name__ == "__main__":
    unittest.main()
