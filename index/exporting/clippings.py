"""Clippings: a basket as a document to write on, every passage with its source in a footnote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from index.basket import Heading
from index.collected import Collected, State
from index.exporting.worddocument import BODY_PART, CITATION, END_OF_BODY, TEXT, TITLE, skeleton
from index.text.legible import in_one_line, legible

NAME = "素材夹"
CHANGED = "（原文已改，此处为现在的文字）"
LOST = {
    State.CHANGED: "（此段在原文中已找不到）",
    State.GONE: "（此篇已不在库中）",
    State.WITHHELD: "（此来源只展示片段，请看原网页）",
}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_PART = "word/footnotes.xml"
_TYPES_PART, _RELATIONS_PART = "[Content_Types].xml", "word/_rels/document.xml.rels"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
# What starts a block or a mark of Markdown is a plain character in a text of others.
_MARKDOWN = {ord(mark): f"\\{mark}" for mark in "\\`*_[]<>#|~"}

Clipping = Heading | Collected


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file for clippings."""

    suffix: str
    media_type: str
    write: Callable[[Iterable[Clipping], BinaryIO], None]


def write_markdown(clippings: Iterable[Clipping], out: BinaryIO) -> None:
    """Write CommonMark with footnotes, in UTF-8."""
    notes: list[str] = []
    out.write(f"# {NAME}\n".encode())
    for clipping in clippings:
        if isinstance(clipping, Heading):
            out.write(f"\n## {_plain(clipping.text)}\n".encode())
            continue
        mark = _noted(clipping, notes)
        lines = _lines(clipping)
        for at, line in enumerate(lines):
            end = f"[^{mark}]" if mark and at == len(lines) - 1 else ""
            out.write(f"\n{_plain(line)}{end}\n".encode())
    for number, note in enumerate(notes, start=1):
        out.write(f"\n[^{number}]: {_plain(note)}\n".encode())


def write_docx(clippings: Iterable[Clipping], out: BinaryIO) -> None:
    """Write a Word document whose footnotes are Word's own."""
    notes: list[str] = []
    body = "".join(_paragraphs(clippings, notes)).encode()
    with ZipFile(skeleton(NAME)) as empty, ZipFile(out, "w", ZIP_DEFLATED) as package:
        parts = {item.filename: empty.read(item) for item in empty.infolist()}
        before, mark, after = parts[BODY_PART].partition(END_OF_BODY)
        changed = _with_notes(parts, notes) | {BODY_PART: before + body + mark + after}
        for name, content in (parts | changed).items():
            package.writestr(name, content)


FORMS: Mapping[str, Form] = {
    "docx": Form(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
    "md": Form(".md", "text/markdown", write_markdown),
}


def _lines(clipping: Collected) -> Sequence[str]:
    """What is written of a passage: its paragraphs, or why there are none."""
    if clipping.text is None:
        return [LOST[clipping.state]]
    lines = [in_one_line(line) for line in legible(clipping.text).split("\n") if line.strip()]
    return [*lines, CHANGED] if clipping.state is State.CHANGED else lines


def _noted(clipping: Collected, notes: list[str]) -> int | None:
    """The number of the footnote that says where a passage comes from."""
    if clipping.about is None:
        return None
    notes.append(clipping.about.citation.gbt7714)
    return len(notes)


def _plain(text: str) -> str:
    return in_one_line(text).translate(_MARKDOWN)


def _paragraphs(clippings: Iterable[Clipping], notes: list[str]) -> Iterator[str]:
    yield _paragraph(TITLE, NAME)
    for clipping in clippings:
        if isinstance(clipping, Heading):
            yield _paragraph("Heading2", clipping.text)
            continue
        note, lines = _noted(clipping, notes), _lines(clipping)
        for at, line in enumerate(lines):
            yield _paragraph(TEXT, line, note if at == len(lines) - 1 else None)


def _paragraph(style: str, text: str, note: int | None = None) -> str:
    reference = f'<w:r>{_RAISED}<w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}{reference}</w:p>'


def _with_notes(parts: Mapping[str, bytes], notes: Sequence[str]) -> dict[str, bytes]:
    """The parts that change where a document has footnotes: those themselves, and who must know of them."""
    told = "".join(_note(number, note) for number, note in enumerate(notes, start=1))
    footnotes = f'{_DECLARATION}<w:footnotes xmlns:w="{_WORD}">{_SEPARATORS}{told}</w:footnotes>'
    kind = f'<Override PartName="/{_NOTES_PART}" ContentType="{_NOTES_TYPE}"/></Types>'
    relation = f'<Relationship Id="rIdNotes" Type="{_NOTES_RELATION}" Target="footnotes.xml"/></Relationships>'
    return {
        _NOTES_PART: footnotes.encode(),
        _TYPES_PART: parts[_TYPES_PART].replace(b"</Types>", kind.encode()),
        _RELATIONS_PART: parts[_RELATIONS_PART].replace(b"</Relationships>", relation.encode()),
    }


def _note(number: int, text: str) -> str:
    run = f'<w:r>{_RAISED}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{CITATION}"/></w:pPr>{run}</w:p></w:footnote>'
