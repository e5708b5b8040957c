"""Reading: a page's markup into an article, by the layouts of its platform and by its text where none fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawlers.reading.blocks import clean_text
from crawlers.reading.bodies import is_list, is_prose
from crawlers.reading.bylines import closing_byline, is_login, is_unit, lead_byline, opening_byline, unit_in
from crawlers.reading.crumbs import column_in, crumb_trail
from crawlers.reading.dates import closing_date, is_mended
from crawlers.reading.header import Header, read_header
from crawlers.reading.mending import mended
from crawlers.reading.metadata import Metadata
from crawlers.reading.page import Page
from crawlers.reading.parts import is_part, next_part
from crawlers.reading.sheet import Layout, Sheet, laid_out
from crawlers.urls import province_of
from index.article import Article
from index.errors import TashanError
from index.places.courts import Court, court_about
from index.repairs import Repair

if TYPE_CHECKING:
    from crawlers.sites import Site

__all__ = ["Layout", "NotAnArticle", "PageReading", "read"]

_ERROR = re.compile(
    r"(?:^|\D)(?:404|403|500|502|503)(?:\D|$)|not found|forbidden|bad gateway|系统提示|错误提示|"
    r"出错了|页面(?:不存在|找不到|已删除|无法访问)|(?:文章|信息|内容|页面|网页)(?:不存在|"
    r"已(?:被)?删除|已下线|未找到)"
    r"|无法(?:找到|显示)|访问(?:的页面|出错|被拒绝|过于频繁|受限)|没有找到|服务器(?:错误|繁忙|"
    r"内部错误)|安全验证|请输入验证码|网站维护中|正在(?:跳转|加载)|拦截|"
    r"用户登录|请先?登录|登录(?:超时|失败)|统一身份认证",
    re.IGNORECASE,
)
_DATA = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_ACCOUNT = re.compile(
    r"(?:专栏名称|公众号|微信号)\s?[:：]\s?(?P<labelled>[^\s·|:：]{2,20})|"
    r"(?P<called>[^\s·|:：]{2,20})\s?[·|]?\s?(?:微信)?(?:公众号|头条号|百家号)"
)
_OWNER = re.compile(r"欢迎(?:您)?(?:光临|访问|来到)|版权所有|主[办管](?:单位)?\s?[:：]|copyright", re.IGNORECASE)
_LONGEST_OWNER = 60
_HAN = re.compile(r"[\u3400-\u9fff]")
_SUPREME = "最高"
_LEAST_BODY, _LEAST_WORDS, _MOST_ERROR, _DAY = 20, 60, 300, 10


class NotAnArticle(TashanError):
    """The page is no article; the text says why in one sentence."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """The article on a page with the address of its next part, or the reason why there is none."""

    article: Article | None = None
    following: str | None = None
    reason: str | None = None


def read(page: Page, *, url: str, layouts: tuple[Layout, ...], site: Site | None, dated: str | None = None) -> Article:
    """Read the article of a page, kept under ``url``; ``dated`` is the day that its address tells.

    What the government's standard <meta> elements say is preferred to what the page shows. Raises NotAnArticle with the
    reason where the page is none, UnreadablePage where its bytes are no text.
    """
    if _DATA.match(page.text):
        raise NotAnArticle("The page is data for a program, not a page for readers.")
    sheet = laid_out(page.selector, layouts)
    _require_article(sheet)
    header = read_header(sheet.header).filled_from(read_header(sheet.footer))
    court, region = _places_of(sheet, header, site, url)
    paragraphs = sheet.paragraphs
    published = _published(sheet.metadata, header) or dated or closing_date(paragraphs)
    author = _author(header, paragraphs)
    article = Article(
        url=url,
        body="\n".join(paragraphs),
        title=sheet.headline.title,
        subtitle=sheet.headline.subtitle,
        court=court.name if court else None,
        level=court.level if court else None,
        province=region[0],
        city=region[1],
        county=region[2],
        adcode=court.adcode if court else None,
        published=published,
        author=author,
        editor=header.editor,
        source=sheet.metadata.source or header.source,
        column=_column(sheet, site),
        views=header.views,
        repairs=(*_notes(sheet, author, published), *_missing(page, url)),
    )
    return mended(article, fetched=page.url, declared=site is not None and not site.mirror, sheet=sheet)


def _notes(sheet: Sheet, author: str | None, published: str | None) -> Iterator[Repair]:
    """Name what a reader should not take as it stands."""
    if author and is_login(author):
        yield Repair.LOGIN_AUTHOR
    if published and is_mended(published, (sheet.header, sheet.footer, *sheet.paragraphs[-2:])):
        yield Repair.SHORT_YEAR


def _missing(page: Page, url: str) -> Iterator[Repair]:
    if next_part(page, url) or is_part(page):
        yield Repair.MISSING_PARTS


def _require_article(sheet: Sheet) -> None:
    prose = sum(len(text) for text in sheet.paragraphs)
    said = " ".join((sheet.headline.title or "", *sheet.metadata.titles, *sheet.paragraphs[:5]))
    if prose < _MOST_ERROR and not sheet.above and _ERROR.search(said):
        raise NotAnArticle(f"The page is a notice of its server, not an article: “{clean_text(said)[:60]}”.")
    links = sum(block.is_link for block in sheet.blocks)
    if not sheet.above and is_list(sheet.blocks, sheet.body):
        raise NotAnArticle(f"The page is a list: {links} links and {prose} characters of other text.")
    words = sum(len(_HAN.findall(text)) for text in sheet.paragraphs)
    is_titled = words >= _LEAST_WORDS and sheet.headline.title
    is_worded = is_titled or any(is_prose(sheet.blocks[place]) for place in sheet.body)
    if prose < _LEAST_BODY or not is_worded:
        raise NotAnArticle(f"The page has no body: {prose} characters of text were found.")


def _author(header: Header, paragraphs: Sequence[str]) -> str | None:
    if header.author and not is_unit(header.author):
        return header.author
    return opening_byline(paragraphs) or closing_byline(paragraphs) or lead_byline(paragraphs) or header.author


def _published(metadata: Metadata, header: Header) -> str | None:
    """The standard's date, or the header's where that is of the same day and has a time, or any other of the head."""
    standard = metadata.stated
    if standard and not (header.published or "").startswith(standard[:_DAY]):
        return standard
    return max(standard or "", header.published or "", key=len) or metadata.published


def _column(sheet: Sheet, site: Site | None) -> str | None:
    if sheet.metadata.column:
        return sheet.metadata.column
    trail = crumb_trail(sheet.above_body)
    reject = [name for name in (site.name, site.court) if name] if site else []
    return column_in(trail, title=sheet.headline.title, reject=(*reject, *_accounts(sheet))) if trail else None


def _accounts(sheet: Sheet) -> Iterator[str]:
    """The accounts that a page above its text says to be run by."""
    until = sheet.body[0] if sheet.body else 0
    for block in sheet.blocks[:until]:
        for match in _ACCOUNT.finditer(block.text):
            yield match["labelled"] or match["called"]


def _places_of(
    sheet: Sheet, header: Header, site: Site | None, url: str
) -> tuple[Court | None, tuple[str | None, str | None, str | None]]:
    """The court that the page is about with its province, city and county; those of the site where it has none."""
    province = site.province if site and site.province else province_of(url)
    court = _court(sheet, header, site, province)
    if court and (court.province or court.level == _SUPREME):
        return court, (court.province, court.city, court.county)
    return court, (province, site.city if site else None, site.county if site else None)


def _court(sheet: Sheet, header: Header, site: Site | None, province: str | None) -> Court | None:
    return court_about(
        declared=site.court if site else None,
        title=sheet.headline.title,
        body="\n".join(sheet.paragraphs),
        source=header.source or header.unit or _unit_above(sheet.paragraphs),
        site_name=_site_name(sheet),
        province=province,
        city=site.city if site else None,
    )


def _unit_above(paragraphs: Sequence[str]) -> str | None:
    """The unit of the byline that stands above the text."""
    return unit_in(paragraphs[0]) if opening_byline(paragraphs[:2]) else None


def _site_name(sheet: Sheet) -> str | None:
    """What the page's head says beside the title, and the lines that greet for the site or say whose it is.

    The Supreme Court owns the portals that carry the news of all courts, so that they are not told to be its own.
    """
    title = sheet.headline.title or ""
    beside = next((head.replace(title, "").strip(" -_|–—") for head in reversed(sheet.metadata.titles)), "")
    texts = (block.text for block in sheet.blocks if not block.is_link and len(block.text) <= _LONGEST_OWNER)
    owners = (text for text in texts if _OWNER.search(text) and _SUPREME not in text)
    return "\n".join(filter(None, (beside, *owners))) or None
