"""QR codes: as SVG for pages and paper, and as lines of blocks for a terminal."""

import re

import zxingcpp

QUIET = 4  # modules of white around the code that scanners ask for (ISO 18004)


def _barcode(text: str):
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")


def svg(text: str, label: str = "") -> str:
    """An `<svg>` that scales to its box: black on white in dark mode, too, for the cameras' sake."""
    drawn = _barcode(text).to_svg()
    size = re.search(r'width="(\d+)"', drawn)[1]
    inner = drawn[drawn.index("<g ") : drawn.rindex("</g>") + 4]
    name = f'role="img" aria-label="{_escaped(label)}"' if label else 'aria-hidden="true"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" {name}>{inner}</svg>'


def lines(text: str) -> list[str]:
    """The code in half blocks, two rows of modules a line, for a terminal with a dark ground."""
    image = memoryview(zxingcpp.write_barcode_to_image(_barcode(text), scale=1)).tolist()
    dark = [[shade < 128 for shade in row] for row in image]
    if len(dark) % 2:
        dark.append([False] * len(dark[0]))
    blocks = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return [
        "".join(blocks[pair] for pair in zip(dark[y], dark[y + 1], strict=True))
        for y in range(0, len(dark), 2)
    ]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
