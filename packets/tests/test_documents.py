"""What is in a PDF of ours: its fonts, names in the scripts whose letters come along, marks for readers, the pages said."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from packets import printing
from packets.words import words

NAMES = ["Łukasz Żółć", "Nguyễn Thị Ánh", "Ελένη Παππά", "Наталія Ґудзь", "מרים כהן", "محمد عبد الله"]


def read(names: list[str], **more) -> PdfReader:
    sheet = {
        "title": "Strike sheet", "subject": "Precinct 1", "area": "Durham", "keep": "Keep it.", "how": "Tick.", "lang": "en",
        "number": "10-0", "as_of": "now", "words": words(), "paper": "letter",
        "rows": [[f"{n:03}-1", name, "1 Alder Ct"] for n, name in enumerate(names)],
    }  # fmt: skip
    return PdfReader(BytesIO(printing.pdf("strikes", sheet | more)))


def fonts(document: PdfReader) -> list[dict]:
    """Every font of every page, as its descendant describes it."""
    found = []
    for page in document.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            found.append(inner["/FontDescriptor"].get_object())
    return found


def test_every_font_is_embedded():
    used = fonts(read(NAMES))
    assert {font["/FontName"].split("+")[1].split("-")[0] for font in used} >= {
        "AtkinsonHyperlegibleNext",
        "NotoSans",
    }
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font) for font in used)


SEARCHED = [
    name for name in NAMES if "ễ" not in name
]  # set as letter and mark, whose meaning as one pypdf does not read


@pytest.mark.parametrize("name", SEARCHED)
def test_a_name_in_any_of_our_scripts_can_be_searched(name):
    text = " ".join(page.extract_text() for page in read([name]).pages).replace("\u00a0", " ")
    for word in name.split():
        assert word in text or word[::-1] in text, "as read, or as it stands from left to right"


def test_a_script_that_we_have_no_letters_for_stops_no_sheet():
    assert len(read(["陳大文", "김민준", "さくら"]).pages) == 1


def test_it_is_tagged_says_its_language_and_title_and_counts_its_pages():
    document = read(NAMES * 60)
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"] and root["/Lang"] == "en"
    assert document.metadata.title == "Strike sheet 10-0"
    n = len(document.pages)
    assert n > 3
    for place, page in enumerate(document.pages, start=1):
        assert f"10-0 · Page {place}/{n}" in page.extract_text().replace("\u00a0", " ")
