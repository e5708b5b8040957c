"""DOCX, to be read and edited; written one paragraph after the other."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from index.exporting.contents import Contents

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

TITLE = "Heading1"
SUBTITLE = "Subtitle"
CITATION = "Citation"
TEXT = "ArticleText"
_SONG, _HEI, _KAI = "宋体", "黑体", "楷体"
BODY_PART = "word/document.xml"
END_OF_BODY = b"<w:sectPr"


def write(contents: Contents, out: BinaryIO) -> None:
    """Write a package around a stream of paragraphs; Word's own styles, in Chinese fonts, give them their look."""
    with ZipFile(skeleton(contents.title)) as empty, ZipFile(out, "w", ZIP_DEFLATED) as package:
        for item in empty.infolist():
            if item.filename != BODY_PART:
                package.writestr(item.filename, empty.read(item))
        before, mark, after = empty.read(BODY_PART).partition(END_OF_BODY)
        with package.open(BODY_PART, "w", force_zip64=True) as body:
            body.write(before)
            for style, text in contents.paragraphs():
                body.write(_paragraph(style, text))
            body.write(mark + after)


def _paragraph(style: str, text: str) -> bytes:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'.encode()


def skeleton(title: str) -> io.BytesIO:
    """A package without a paragraph, its styles ready."""
    import docx

    document = docx.Document()
    _dress(document)
    about = document.core_properties
    about.author, about.title, about.comments = "Tashan", title, ""
    about.created = about.modified = datetime.now(UTC)
    package = io.BytesIO()
    document.save(package)
    package.seek(0)
    return package


def _dress(document: WordDocument) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styles = document.styles
    _set_type(styles["Normal"], _SONG, Pt(12))
    _set_type(styles["Subtitle"], _KAI, Pt(13))
    for rank, size in enumerate((18, 15, 13, 12), start=1):
        _set_type(styles[f"Heading {rank}"], _HEI, Pt(size))
    text = styles.add_style("Article Text", WD_STYLE_TYPE.PARAGRAPH)
    citation = styles.add_style(CITATION, WD_STYLE_TYPE.PARAGRAPH)
    for style in (text, citation):
        style.base_style = styles["Normal"]
    _set_type(citation, _KAI, Pt(10.5))
    # Two characters, whatever size the reader chooses.
    text.element.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), "200")


def _set_type(style: ParagraphStyle, chinese: str, size: int) -> None:
    """Name the fonts for each script: without eastAsia, Word sets Chinese in whatever its theme has for it."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.size, style.font.italic = "Times New Roman", size, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), chinese)
