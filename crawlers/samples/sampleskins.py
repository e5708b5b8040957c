"""Sample skins: how the publishing platforms address and encode the pages of the sample sites."""

from __future__ import annotations

import re
import uuid
import zlib
from collections.abc import Mapping, Sequence
from typing import ClassVar
from urllib.parse import quote

from crawlers.columnids import encode
from crawlers.samples.sampletexts import SampleText

LATEST = "最新发布"
COLUMNS = {
    LATEST: ("zxfb", 9, 0),
    "新闻中心 > 法院要闻": ("xwzx/fyyw", 1, 1),
    "新闻中心 > 图片新闻": ("xwzx/tpxw", 1, 2),
    "新闻中心 > 媒体聚焦": ("xwzx/mtjj", 1, 3),
    "经验交流": ("jyjl", 2, 0),
    "司法调研": ("sfdy", 3, 0),
    "党建工作 > 文明创建": ("djgz/wmcj", 4, 1),
    "党建工作 > 队伍建设": ("djgz/dwjs", 4, 2),
    "工作报告 > 工作总结": ("gzbg/gzzj", 5, 1),
    "工作报告 > 工作计划": ("gzbg/gzjh", 5, 2),
    "荣誉展台": ("ryzt", 6, 0),
    "案例选登": ("alxd", 7, 0),
    "法院传真": ("fycz", 8, 0),
}
"""Every column with its folder's name and its numbers as column and sub-column."""


class Skin:
    """A platform's addresses and encoding."""

    template: ClassVar[str]
    encoding: ClassVar[str] = "utf-8"
    content_type: ClassVar[str] = "text/html; charset=utf-8"
    page_number: ClassVar[re.Pattern[str] | None] = None

    def article(self, text: SampleText) -> str:
        """The path and query of an article."""
        raise NotImplementedError

    def column(self, column: str, number: int) -> str:
        """The path and query of a column's ``number``-th list page."""
        raise NotImplementedError

    def key(self, path: str) -> str:
        """The path under which a page is found, whatever letter case its server does not tell apart."""
        return path

    def posted(self, path: str, form: Mapping[str, str]) -> str:
        """The path that answers a posted form, one that there is not where the platform takes none."""
        return f"{path}#"

    def list_of(self, path: str) -> str | None:
        """A list page's address without page number, on platforms that repeat the last page for any number past it."""
        if self.page_number is None or not self.page_number.search(path):
            return None
        return self.page_number.sub("", path)


def number_of(text: SampleText) -> int:
    """The article's number on its site: it follows from the file's name, so that it stays when others come."""
    return 1_000_000 + zlib.crc32(text.stem.encode()) % 8_000_000


class ChinacourtSkin(Skin):
    """The chinacourt cloud."""

    template = "chinacourt.html"
    page_number = re.compile(r"(?:/page/\d+)?\.shtml$")

    def __init__(self, site_number: int) -> None:
        self._site_number = site_number

    def article(self, text: SampleText) -> str:
        return f"/article/detail/{text.published[:4]}/{text.published[5:7]}/id/{number_of(text)}.shtml"

    def column(self, column: str, number: int) -> str:
        _, main, sub = COLUMNS[column]
        page = f"/page/{number}" if number > 1 else ""
        return f"/article/index/id/{column_id((self._site_number, main, sub))}{page}.shtml"


class ChinacourtOldSkin(ChinacourtSkin):
    """The chinacourt cloud in its skin of 2016."""

    template = "chinacourt_old.html"


class PhpSkin(Skin):
    """The chinacourt PHP system, declared as GB2312 in the page only."""

    # Python's own gb2312 codec has neither the dot nor the dash that such pages write in these very bytes.

    template = "chinacourt_php.html"
    encoding = "gbk"
    content_type = "text/html"
    page_number = re.compile(r"&p=\d+$")

    def article(self, text: SampleText) -> str:
        return f"/public/detail.php?id={number_of(text) % 10_000}"

    def column(self, column: str, number: int) -> str:
        _, main, sub = COLUMNS[column]
        return f"/public/more.php?LocationID={main:02}{sub:02}000000&p={number}"


class WidePhpSkin(PhpSkin):
    """The same with characters that only GB18030 has, under the same declaration."""

    encoding = "gb18030"


class HubeiSkin(Skin):
    """The courts of Hubei, whose lists turn their pages by POST."""

    template = "hubei.html"
    page_number = re.compile(r"#(folderno=\d+)&pageindex=\d+$")

    def article(self, text: SampleText) -> str:
        return f"/DocManage/ViewDoc?docId={uuid.uuid5(uuid.NAMESPACE_URL, text.stem)}"

    def column(self, column: str, number: int) -> str:
        folder = self.folder(column)
        return self.later_page(folder, number) if number > 1 else f"/DocManage/getDocsByFolder?folderNo={folder}"

    @staticmethod
    def later_page(folder: str, number: int | str) -> str:
        """Stand for a posted form, which has no address of its own."""
        return f"/DocManage/getDocsByFolder#folderNo={folder}&pageIndex={number}"

    def key(self, path: str) -> str:
        return path.lower()

    def list_of(self, path: str) -> str | None:
        return self.page_number.sub(r"?\1", path)

    def posted(self, path: str, form: Mapping[str, str]) -> str:
        folder, number = form.get("folderNo", ""), form.get("pageIndex", "")
        return self.later_page(folder, number) if number != "1" else f"{path}?folderNo={folder}"

    @staticmethod
    def folder(column: str) -> str:
        """The number of a column's folder."""
        _, main, sub = COLUMNS[column]
        return f"{main:02}{sub:02}"


class JeecmsSkin(Skin):
    """JEECMS."""

    template = "jeecms.html"

    def article(self, text: SampleText) -> str:
        return f"/{COLUMNS[text.column][0]}/{number_of(text) % 100_000}.jhtml"

    def column(self, column: str, number: int) -> str:
        return f"/{COLUMNS[column][0]}/index{f'_{number}' if number > 1 else ''}.jhtml"


class PortalSkin(Skin):
    """A news portal on no platform that is known."""

    template = "portal.html"

    def article(self, text: SampleText) -> str:
        return f"/{COLUMNS[text.column][0]}/{text.published[:7]}/{text.published[8:10]}/content_{number_of(text)}.html"

    def column(self, column: str, number: int) -> str:
        return f"/{COLUMNS[column][0]}/index{f'_{number}' if number > 1 else ''}.html"


class MirrorSkin(Skin):
    """A hijacked domain: one list of its own, and the paths of the pages that it copies."""

    template = "mirror.html"

    def __init__(self, originals: dict[str, str]) -> None:
        self._originals = originals

    def article(self, text: SampleText) -> str:
        return self._originals[text.stem]

    def column(self, column: str, number: int) -> str:
        return f"/list_{number}.html" if number > 1 else "/list.html"


def column_id(groups: Sequence[int]) -> str:
    """The chinacourt column id of a path of numbers, quoted for a URL's path."""
    return quote(encode([_base36(group) for group in groups]), safe="")


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return digits[number // 1296] + digits[number // 36 % 36] + digits[number % 36]
