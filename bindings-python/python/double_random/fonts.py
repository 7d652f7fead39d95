"""A font with Chinese characters for pictures."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

KNOWN = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "SimSun",
    "Songti SC",
    "AR PL UMing CN",
)
"""Families to look for, the best to read first."""

PACKAGED = "pylopdf_fonts_zh_cn"
"""A package on PyPI that brings Noto Sans SC along: `pip install pylopdf-fonts-zh-cn`."""


class NoChineseFont(RuntimeError):
    """No font with Chinese characters is known to matplotlib."""

    def __init__(self) -> None:
        super().__init__(
            "no font with Chinese characters was found; install one (Debian: fonts-noto-cjk; "
            "pip install pylopdf-fonts-zh-cn), or name one with font=…\n"
            "没有找到中文字体；请安装（Debian：fonts-noto-cjk；pip install pylopdf-fonts-zh-cn），或用font=…指定"
        )


def chinese() -> str:
    """The family of a font with Chinese characters.

    Raises:
        NoChineseFont: There is none on this machine.
    """
    from matplotlib.font_manager import fontManager

    if find_spec(PACKAGED):
        path = str(import_module(PACKAGED).sans_path())
        if all(entry.fname != path for entry in fontManager.ttflist):
            fontManager.addfont(path)
    families = {entry.name for entry in fontManager.ttflist}
    found = next((family for family in KNOWN if family in families), None)
    if found is None:
        raise NoChineseFont
    return found
