"""How every command runs: options in, an answer out, files written, errors told, and an exit code."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from double_random.cli import terminal
from double_random.cli.writing import Content, write_new
from double_random.errors import DoubleRandomError, Explained, Interrupted

FINE, FAILED, BAD_INPUT, INTERRUPTED = range(4)
"""The exit codes: all is well; a check failed; what was given cannot be used; stopped by Ctrl-C."""

Json = Annotated[bool, typer.Option("--json", help="只在标准输出打印JSON / print JSON, for machines")]


@dataclass
class Answer:
    """What a command found: as data, as it is shown, and the files that are to be written."""

    data: Any
    shown: Sequence[RenderableType]
    files: Sequence[tuple[Path, Content]] = ()
    code: int = FINE


@dataclass
class Context:
    """What a command may use of the terminal."""

    progress: Callable[[int, int], object] | None


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Makes a function a command of `app`: its docstring is the help, its keyword arguments are the options.

    An argument whose type is a dataclass stands for the options that are its fields; a `Context` is filled in.
    """

    def register(run: Callable[..., Answer]) -> Callable[..., Answer]:
        parameters = inspect.signature(run, eval_str=True).parameters
        groups: dict[str, type[Any]] = {
            name: of.annotation
            for name, of in parameters.items()
            if isinstance(of.annotation, type) and dataclasses.is_dataclass(of.annotation)
        }
        context = next((name for name, group in groups.items() if group is Context), None)
        options = {name: kind for name, kind in groups.items() if kind is not Context}

        def invoked(**given: Any) -> None:
            as_json = given.pop("json")
            for name, kind in options.items():
                given[name] = kind(**{field.name: given.pop(field.name) for field in dataclasses.fields(kind)})

            def answered() -> Answer:
                with terminal.progress() as progress:
                    answer = run(**given, **({context: Context(progress)} if context else {}))
                write_new(answer.files)
                return answer

            answer = _guarded(answered, as_json)
            _show(answer, as_json)
            raise typer.Exit(answer.code)

        own = [of for name, of in parameters.items() if name not in groups]
        grouped = [of for kind in options.values() for of in inspect.signature(kind, eval_str=True).parameters.values()]
        json = inspect.Parameter("json", inspect.Parameter.KEYWORD_ONLY, annotation=Json, default=False)
        keywords = [of.replace(kind=inspect.Parameter.KEYWORD_ONLY) for of in [*own, *grouped, json]]
        invoked.__signature__ = inspect.Signature(keywords)  # type: ignore[attr-defined]
        app.command(name, help=inspect.getdoc(run))(invoked)
        return run

    return register


def _show(answer: Answer, as_json: bool) -> None:
    if as_json:
        terminal.print_json(answer.data)
    else:
        terminal.show(answer.shown)
    for path, _ in answer.files:
        terminal.note(f"已写入{path}", f"written to {path}")


def _guarded(work: Callable[[], Answer], as_json: bool) -> Answer:
    """The answer; or the error told, and the process over."""
    try:
        return work()
    except (KeyboardInterrupt, typer.Abort) as stop:
        plain = Interrupted("progress.interrupted", {}, "已中断", "interrupted")
        error: Explained = stop if isinstance(stop, Interrupted) else plain
        code = INTERRUPTED
    except DoubleRandomError as found:
        error, code = found, BAD_INPUT
    except OSError as found:
        error, code = _unusable("file", "文件", f"{found.filename}: {found.strerror}"), BAD_INPUT
    except (ValueError, TypeError, KeyError, ImportError, RecursionError) as found:
        error, code = _unusable("input", "输入", str(found)), BAD_INPUT
    _tell(error, as_json)
    raise typer.Exit(code)


def _unusable(what: str, zh: str, detail: str) -> DoubleRandomError:
    """An error of Python in the form of the package's own."""
    told = (f"{zh}无法使用：{detail}", f"the {what} cannot be used: {detail}")
    return DoubleRandomError(f"{what}.unusable", {"detail": detail}, *told)


def _tell(error: Explained, as_json: bool) -> None:
    if as_json:
        told = {"code": error.code, "params": error.params, "zh": error.zh, "en": error.en}
        terminal.print_json({"error": told})
    else:
        terminal.error(error)
