"""Farm skins: how four platforms address and mark up the pages of the farm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from benchmarks.farmtexts import FarmText
from crawlers.samples.sampleskins import column_id

COLUMN = "法院要闻"


class FarmSkin:
    """One platform's paths and markup, in ``encoding``; its server sends ETags where it is ``validated``."""

    platform: ClassVar[str]
    encoding: ClassVar[str] = "utf-8"
    validated: ClassVar[bool] = True
    head: ClassVar[str] = (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}-{court}</title></head>\n<body>\n'
        '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="{first}">法院要闻</a></li>'
        '<li><a href="/about.html">法院概况</a></li></ul></div>\n'
    )
    foot: ClassVar[str] = '\n<div class="footer"><p>{court} 版权所有 地址：示例路1号</p></div>\n</body></html>\n'
    article_markup: ClassVar[str]
    entry_markup: ClassVar[str]
    list_markup: ClassVar[str]

    def article(self, text: FarmText) -> str:
        """The path of an article."""
        raise NotImplementedError

    def column(self, number: int) -> str:
        """The path of the column's ``number``-th list page, from 1."""
        raise NotImplementedError

    def article_page(self, text: FarmText, court: str) -> bytes:
        """An article's page."""
        body = "\n".join(f"<p>　　{paragraph}</p>" for paragraph in text.paragraphs)
        published = text.published.replace("T", " ")
        markup = self.head + self.article_markup + self.foot
        return self._filled(markup, title=text.title, court=court, published=published, body=body)

    def list_page(self, texts: Sequence[FarmText], number: int, count: int, court: str) -> bytes:
        """One of the ``count`` pages of the column."""
        entries = "\n".join(
            self.entry_markup.format(path=self.article(text), title=text.title, day=text.day) for text in texts
        )
        following = f'<a href="{self.column(number + 1)}">下一页</a>' if number < count else "下一页"
        pager = {"count": count, "index": number - 1}
        markup = self.head + self.list_markup + self.foot
        return self._filled(markup, title=COLUMN, court=court, entries=entries, following=following, **pager)

    def _filled(self, markup: str, **facts: str | int) -> bytes:
        return markup.format(first=self.column(1), **facts).encode(self.encoding)


class CloudSkin(FarmSkin):
    """The chinacourt cloud."""

    platform = "chinacourt"
    article_markup = (
        '<div class="location">当前位置：<a href="/">首页</a> &gt; 新闻中心 &gt; 法院要闻</div>\n'
        "<div class='detail'><div class='title'><div class='b_title'>{title}</div>\n"
        "<div class='sth_a'><span>作者：林知远&nbsp;&nbsp;发布时间：{published}</span>"
        '<span class="print"><a href="#">打印</a></span></div></div>\n'
        "<div class='text'>\n{body}\n</div><div class=\"sth_b\">责任编辑：周砚秋</div></div>"
    )
    entry_markup = (
        '<li><span class="left">·<a href="{path}" title="{title}">{title}</a></span>'
        '<span class="right">{day}</span></li>'
    )
    list_markup = '<div id="list"><ul>\n{entries}\n</ul><div class="paginationControl">{following}</div></div>'

    def article(self, text: FarmText) -> str:
        return f"/article/detail/{text.day[:4]}/{text.day[5:7]}/id/{text.number}.shtml"

    def column(self, number: int) -> str:
        return f"/article/index/id/{column_id((1, 1, 1))}{f'/page/{number}' if number > 1 else ''}.shtml"


class RedesignedSkin(CloudSkin):
    """The same site with other markup, which does not tell when an article was published."""

    article_markup = (
        '<div class="crumb">当前位置：<a href="/">首页</a> &gt; 新闻中心 &gt; 法院要闻</div>\n'
        '<section class="story"><h1>{title}</h1><div class="by">作者：林知远</div>\n'
        '<div class="story-text">\n{body}\n</div></section>'
    )


class OldPhpSkin(FarmSkin):
    """The chinacourt PHP system: GBK, and no validators."""

    platform = "chinacourt_php"
    encoding = "gbk"
    validated = False
    head = FarmSkin.head.replace('charset="utf-8"', 'http-equiv="Content-Type" content="text/html; charset=gb2312"')
    article_markup = (
        '<table><tr><td class="td_bigtitle">{title}</td></tr>\n'
        '<tr><td class="td_time">作者：林知远　发布时间：{published}　浏览次数：35</td></tr>\n'
        '<tr><td class="td_txt">\n{body}\n</td></tr><tr><td class="td_editor">责任编辑：周砚秋</td></tr></table>'
    )
    entry_markup = '<li><a href="{path}" class="a1">{title}</a> <span class="date">({day})</span></li>'
    list_markup = '<table><tr><td class="td_list">\n{entries}\n</td></tr><tr><td>{following}</td></tr></table>'

    def article(self, text: FarmText) -> str:
        return f"/public/detail.php?id={text.number}"

    def column(self, number: int) -> str:
        return f"/public/more.php?LocationID=0101000000&p={number}"


class JhtmlSkin(FarmSkin):
    """JEECMS."""

    platform = "jeecms"
    article_markup = (
        '<div class="position">当前位置：<a href="/">首页</a> &gt; 法院要闻 &gt; 正文</div>\n'
        '<div class="content"><h1>{title}</h1>\n'
        '<div class="msgbar">{published} &nbsp; 来源：本院 &nbsp; 作者：林知远</div>\n'
        '<div class="content-txt txt">\n{body}\n</div><div class="bianji">（责任编辑：周砚秋）</div></div>'
    )
    entry_markup = '<li><span class="fr">{day}</span><a href="{path}" title="{title}">{title}</a></li>'
    list_markup = '<div class="list"><ul>\n{entries}\n</ul><div class="pagebar">{following}</div></div>'

    def article(self, text: FarmText) -> str:
        return f"/fyyw/{text.number}.jhtml"

    def column(self, number: int) -> str:
        return f"/fyyw/index{f'_{number}' if number > 1 else ''}.jhtml"


class TrsSkin(FarmSkin):
    """TRS WCM, whose pager is a script."""

    platform = "trs"
    article_markup = (
        '<div class="position">您的位置：<a href="/">首页</a> &gt; 法院要闻</div>\n'
        '<div class="article"><h1>{title}</h1>\n<div class="article_info">发布时间：{published}　来源：本院</div>\n'
        '<div class="TRS_Editor">\n{body}\n</div><div class="article_editor">责任编辑：周砚秋</div></div>'
    )
    entry_markup = '<li><a href="{path}">{title}</a><b>{day}</b></li>'
    list_markup = (
        '<ul class="gl_list">\n{entries}\n</ul>'
        '<div class="fanye"><script>createPageHTML({count}, {index}, "index", "html");</script></div>'
    )

    def article(self, text: FarmText) -> str:
        return f"/fyyw/{text.day[:4]}{text.day[5:7]}/t{text.day.replace('-', '')}_{text.number}.html"

    def column(self, number: int) -> str:
        return f"/fyyw/index{f'_{number - 1}' if number > 1 else ''}.html"


SKINS: tuple[FarmSkin, ...] = (CloudSkin(), OldPhpSkin(), JhtmlSkin(), TrsSkin())
