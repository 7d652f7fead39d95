"""Long work: it reports, it can be stopped, and it holds nobody up."""

import multiprocessing
import os
import signal
import threading
import time

import double_random as dr
import polars
import pytest

KEY = "81cd2fde109830603fb6fc75305d900a54c57611641d7923d8cfcddf02917d6c"


@pytest.fixture(scope="module")
def many() -> polars.DataFrame:
    """Three million targets: seconds of work."""
    rows = polars.select(polars.int_range(3_000_000, eager=False).alias("number"))
    return rows.select(
        id=polars.format("140581-{}", "number"),
        tier=polars.lit("B"),
        name=polars.format("第{}号店", "number"),
    )


WORK = {
    "tickets": lambda many, **how: dr.tickets(many["id"], KEY, suite="sm3", **how),
    "draw": lambda many, **how: dr.stratified_draw(
        many["id"], many["tier"], {"B": 9}, KEY, suite="sm3", **how
    ),
    "directory": lambda many, **how: dr.TargetDirectory(many, **how),
}


@pytest.mark.parametrize("name", WORK)
def test_ctrl_c_stops_the_work(name, many):
    """Guards the stop in the midst of work, its type, what it tells, and that nothing of it hangs on."""
    presses = []

    def press(done, total):
        if not presses:
            presses.append(threading.Timer(0, os.kill, (os.getpid(), signal.SIGINT)))
            presses[0].start()

    with pytest.raises(dr.Interrupted) as stopped:
        WORK[name](many, progress=press)
    assert stopped.value.code == "progress.interrupted" and "已按要求停止" in stopped.value.zh
    assert isinstance(stopped.value.__cause__, KeyboardInterrupt)
    presses[0].join()


@pytest.mark.parametrize("name", WORK)
def test_progress_is_reported(name, many):
    """Guards reports that grow to the end of the work."""
    reports = []
    WORK[name](many[:300_000], progress=lambda done, total: reports.append((done, total)))
    assert reports and all(0 <= done <= total for done, total in reports)
    assert reports == sorted(reports)


def test_what_a_report_raises_stops_the_work(many):
    """Guards that a program can give work up for its own reasons."""

    class Enough(Exception):
        pass

    def enough(done, total):
        raise Enough

    with pytest.raises(Enough):
        dr.tickets(many["id"], KEY, suite="sm3", progress=enough)


def test_others_go_on_meanwhile(many):
    """Guards that the interpreter is free while the core works."""
    turns, done = [0], threading.Event()

    def turn():
        while not done.is_set():
            turns[0] += 1
            time.sleep(0.001)

    thread = threading.Thread(target=turn)
    thread.start()
    dr.tickets(many["id"], KEY, suite="sm3")
    done.set()
    thread.join()
    assert turns[0] > 50


def test_a_bar_is_ready(many, capsys):
    """Guards progress=True."""
    dr.tickets(many["id"][:500_000], KEY, suite="sm3", progress=True)
    assert "%" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is forked here")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_draws_too(many):
    """Guards that a process draws after it was forked from one that has drawn: it has none of its parent's threads."""
    drawn = WORK["draw"](many)["id"]
    fork = multiprocessing.get_context("fork")
    received, sent = fork.Pipe(duplex=False)
    child = fork.Process(target=lambda: sent.send(WORK["draw"](many)["id"]))
    child.start()
    assert received.poll(60) and received.recv() == drawn
    child.join()


def test_threads_draw_side_by_side(many):
    """Guards that draws in several threads do not disturb each other."""
    from concurrent.futures import ThreadPoolExecutor

    parts = [many[start : start + 50_000] for start in range(0, 200_000, 50_000)]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda part: dr.PartialDraw(part["id"], part["tier"], {"B": 5}, KEY), parts))
    whole = dr.PartialDraw(many["id"][:200_000], many["tier"][:200_000], {"B": 5}, KEY)
    assert drawn[2].merge(drawn[0]).merge(drawn[3]).merge(drawn[1]) == whole
