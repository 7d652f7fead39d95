"""The command `double-random`: the package from a shell. It translates files and options, and decides nothing."""

from __future__ import annotations

import sys

MISSING = """错误：命令行需要安装附加组件：pip install 'double-random[cli]'（缺少{name}）
error: the command needs the extra `cli`: pip install 'double-random[cli]' ({name} is missing)"""


def main() -> None:
    """Runs the command; the process ends with its exit code."""
    try:
        from double_random.cli.app import app
    except ModuleNotFoundError as missing:
        print(MISSING.format(name=missing.name), file=sys.stderr)
        sys.exit(2)
    app()
