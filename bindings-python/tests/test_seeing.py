"""What notebooks show, and pictures."""

import html.parser
import re

import double_random as dr
import matplotlib
import pytest
from conftest import GAOPING, demo_plan, demo_rows
from double_random import fonts

matplotlib.use("Agg")


class Closed(html.parser.HTMLParser):
    """Complains of elements that are not closed in their order."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        assert tag not in {"script", "link", "img"}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def shown(demo, staffed) -> dict[str, object]:
    with pytest.raises(dr.BadRows) as bad:
        dr.TargetDirectory([("A", "<b>&")], columns=["id", "tier"])
    return {
        "抽查计划": dr.Plan.from_text(GAOPING, name="gaoping-2025", year=2025),
        "抽查预览": demo.record.quotas,
        "已承诺": demo.committed,
        "抽取记录": staffed.record,
        "缺员": staffed.record,
        "未发现不符": dr.verify(demo.record, demo.plan, demo.targets),
        "发现不符": dr.verify(demo.record.text.replace('"quota": 4', '"quota": 3'), demo.plan, demo.targets),
        "签号": demo.record.drawn,
        "抽取公告": dr.notice(demo.committed.commitment, demo.plan),
        "现行名单": dr.in_force(demo.record, demo.plan, demo.targets),
        "&lt;b&gt;&amp;": bad.value,
    }


def test_notebooks_show_it_in_chinese_and_escaped(demo, staffed):
    """Guards that each has its Chinese words, is well formed, and takes nothing from outside."""
    for words, value in shown(demo, staffed).items():
        page = value._repr_html_()
        parser = Closed()
        parser.feed(page)
        assert words in page and not parser.open, words
        assert not re.search(r"(src|href|url)\s*[=(]", page) and "<b>" not in page


def test_representations_say_what_it_is(demo):
    """Guards that what is typed at a prompt is answered in a line."""
    for value in (
        demo.plan,
        demo.targets,
        demo.committed,
        demo.record,
        demo.record.quotas,
        demo.record.drawn,
    ):
        assert re.fullmatch(r"[A-Z]\w+\(.{5,100}\)", repr(value)), repr(value)


def test_pictures_have_chinese_letters(demo, staffed, tmp_path):
    """Guards the pictures: a missing letter would be a warning, which is an error here."""
    numbers, ratios = demo.record.plot()
    assert [text.get_text() for text in numbers.texts] == ["0", "0", "2", "4"]
    assert ratios.get_title() == "各等级实际抽查比例"
    loads = staffed.record.plot_loads()
    for place, axes in enumerate((numbers, loads)):
        axes.figure.savefig(tmp_path / f"{place}.png")
        assert (tmp_path / f"{place}.png").stat().st_size > 5_000
    with pytest.raises(ValueError):
        demo.record.plot_loads()
    matplotlib.pyplot.close("all")


def test_without_a_chinese_font_there_is_a_clear_error(monkeypatch):
    """Guards that no picture full of boxes is drawn."""
    monkeypatch.setattr(fonts, "KNOWN", ())
    quotas = dr.preview(demo_plan(), dr.TargetDirectory(demo_rows()), as_of="2025-07-01")
    with pytest.raises(fonts.NoChineseFont, match="没有找到中文字体"):
        quotas.plot()
    assert quotas.plot(font="DejaVu Sans")
    matplotlib.pyplot.close("all")
