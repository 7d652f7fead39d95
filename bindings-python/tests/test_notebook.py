"""The notebook tour, run as it stands."""

import base64

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient

TOUR = ROOT / "bindings-python/notebooks/gaoping.ipynb"


@pytest.fixture(scope="module")
def tour(tmp_path_factory):
    """The notebook with what its cells showed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        notebook = nbformat.read(TOUR, as_version=4)
        resources = {"metadata": {"path": str(TOUR.parent)}}
        yield NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()


def shown(tour, kind: str) -> list[str]:
    """What cells showed of this media type, in order."""
    outputs = [output for cell in tour.cells for output in cell.get("outputs", ())]
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


def test_it_is_kept_without_outputs():
    """Guards that the file in the repository holds only what was written."""
    notebook = nbformat.read(TOUR, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code and all(cell.execution_count is None and not cell.outputs for cell in code)
    assert TOUR.stat().st_size < 20_000


def test_it_shows_each_step(tour):
    """Guards the way from plan to report: shown in Chinese, verified, and the swap found where it was made."""
    page = "".join(shown(tour, "text/html"))
    for words in ("抽查计划", "很高", "抽查预览", "已承诺", "抽取公告", "未发现不符", "发现不符", "工作进度", "风险监测预警", "140581102", "风险等级有效性"):
        assert words in page, words
    texts = [output.get("text", "") for cell in tour.cells for output in cell.get("outputs", ())]
    assert any("record.digest" in text and "selection" in text for text in texts), texts
    assert not any(output.get("name") == "stderr" for cell in tour.cells for output in cell.get("outputs", ()))


def test_pictures_are_drawn_with_chinese_letters(tour, tmp_path):
    """Guards the two pictures; a letter without a glyph would be a warning, which is not shown above."""
    pictures = [base64.b64decode(picture) for picture in shown(tour, "image/png")]
    assert len(pictures) == 2 and all(picture.startswith(b"\x89PNG") and len(picture) > 15_000 for picture in pictures)
    for number, picture in enumerate(pictures):
        (tmp_path / f"picture-{number}.png").write_bytes(picture)
