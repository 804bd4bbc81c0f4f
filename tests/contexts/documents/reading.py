"""Reads a PDF back as a reader would: its text by page, and what it declares of itself."""

from io import BytesIO

from pypdf import PdfReader


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, on one line, without the break points that long words were given."""
    return [_flat(page.extract_text()) for page in opened(pdf).pages]


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def _flat(extracted: str) -> str:
    return " ".join(extracted.replace("\u200b", "").split())
