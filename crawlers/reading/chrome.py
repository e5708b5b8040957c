"""Chrome: the lines of a page that belong to the site and not to the article."""

from __future__ import annotations

import re
from functools import lru_cache

_BUTTONS = (
    r"第\s?\d+\s?版(?:面)?|分享(?:到|至|按钮)?|打印(?:本页|本文|此页|内容)?|关闭(?:窗口|本页|页面)?|"
    r"(?:加入)?收藏(?:本站|本页)?|字号|字体|(?<![\u4e00-\u9fff])[大中小](?![\u4e00-\u9fff])|大中小|"
    r"默认|复制链接|微信好友|微信|新浪微博|腾讯微博|微博"
    r"|QQ空间|QQ好友|QQ|朋友圈|人人网|百度贴吧|更多|返回(?:列表|顶部|首页|上页)?|回到顶部|"
    r"[+＋]?1?[顶踩赞]\d{0,9}|回复|(?:跟贴|参与)\d{0,9}|"
    r"语音(?:播报|朗读)|点击右上角|立即下载|新闻客户端|手机版|无障碍(?:浏览|阅读)?|长者(?:模式|版)|"
    r"繁体(?:版|中文)?|简体(?:版|中文)?"
    r"|设为首页|联系我们|网站地图|登录|注册|搜索|站内搜索|请输入关键字|English|下载|评论|点赞|举报|"
    r"纠错|我要纠错|上一[页篇版期]|下一[页篇版期]|扫码|T\|T"
)
_TOOLS = re.compile(r"打印|字号|字体|分享|大\s*中\s*小|收藏")
_ENDS = re.compile(
    r"^[\s【\[(（◆■●►▶>»·|]*(?:上一[篇条页]|下一[篇条页]|前一[篇条]|后一[篇条]|上篇|下篇|"
    r"没有了|相关(?:新闻|链接|阅读|文章|报道|信息|内容|推荐|附件下载)|延伸阅读|推荐(?:阅读|新闻|"
    r"文章)|热门(?:新闻|文章|推荐|阅读)|热点(?:新闻|推荐)"
    r"|最新(?:新闻|文章|评论|更新)|(?:网友|最新|发表|我要|全部|热门|精彩)评论|"
    r"(?:作者)?最[新近](?:文章|评论)|版权所有|版权声明|免责声明|郑重声明|copyright|©|(?:主办|承办|"
    r"技术支持|制作维护|网站维护|运行维护)(?:单位)?\s*[:：]|技术支持|网站标识码|ICP|"
    r"[\u4e00-\u9fff]ICP备|[\u4e00-\u9fff]公网安备"
    r"|共\s*\d+\s*(?:条|页|篇)|您?(?:是|为)?(?:第\s*\d+\s*位|本页)?访(?:问者|客)|扫一扫|掃一掃|扫描(?:二维码)?|友情链接|"
    r"网站(?:地图|声明)|关于我们|联系我们|(?:联系|办公|法院|本院)?(?:地址|电话)\s*[:：]|"
    r"邮(?:政)?编(?:码)?\s*[:：]|建议使用|请使用|\d+条评论|热搜|排行榜|点击排行|为您推荐|猜你喜欢)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"版权所有|copyright|©|ICP备|公网安备|技术支持|邮编|邮政编码|浏览器|分辨率|未经.{0,10}(?:授权|"
    r"许可)|不得转载|违法和不良信息|^\W{0,3}(?:特别|本[网站])?声明\W{0,2}[:：]",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"^\W{0,3}(?:[\u4e00-\u9fff]{2,4})?评论\W{0,3}(?:\d{1,9}\W{0,3}条?\W{0,3})?$")
_VISIT = re.compile(
    r"^\s*(?:(?:今天是|现在是)\W{0,4}(?:$|[\d一二〇○公农星北])|(?:欢迎(?:您|光临|访问|来到)|歡迎|您好[,，]?欢迎)[^。]*$)"
)
# Atomic and possessive, so that a long line is given up where the first word is no button.
_BUTTONS_ALONE = re.compile(rf"(?:(?>{_BUTTONS})|[\W_])*+")
_WHOLE_LINE = re.compile(
    r"(?:[(（【]?原(?:文|新闻)?标题\s*[:：].*|请使用浏览器(?:的)?分享功能进行分享|正在阅读\s*[:：].*|请在微信.*打开.*|掃一掃打開當前頁|"
    r"扫一扫打开当前页.*|您的浏览器.*|\[email\s?protected\]|(?:\d+\s*)?条评论)"
)
_BAR = re.compile(r"\s?[|｜]\s?")
# The lines around the articles of a site are the same on all its pages.
_KNOWN_LINES = 2048
_LONGEST_END, _LONGEST_FOOTER, _LEAST_BAR, _LONGEST_NAME = 60, 300, 5, 14


def is_chrome(text: str) -> bool:
    """Tell whether a line is buttons, names of pages, a greeting, the day of the visit or marks alone."""
    return len(text) <= _LONGEST_FOOTER and _is_chrome(text)


@lru_cache(maxsize=_KNOWN_LINES)
def _is_chrome(text: str) -> bool:
    if _VISIT.search(text) or _WHOLE_LINE.fullmatch(text) or _is_bar(text):
        return True
    return bool(_BUTTONS_ALONE.fullmatch(text))


def _is_bar(text: str) -> bool:
    """Tell whether a line is a bar of names: 关于我们 | 服务协议 | 隐私政策 | 客服中心."""
    parts = _BAR.split(text) if len(text) <= _LONGEST_FOOTER else []
    return len(parts) >= _LEAST_BAR and all(len(part) <= _LONGEST_NAME for part in parts)


def is_toolbar(text: str) -> bool:
    """Tell whether a line is the buttons that stand beside an article: print, letter size, share."""
    return bool(_TOOLS.search(text)) and is_chrome(text)


def ends_article(text: str) -> bool:
    """Tell whether a line begins what follows an article: neighbours, related news, comments, the footer."""
    return len(text) <= _LONGEST_FOOTER and _ends_article(text)


@lru_cache(maxsize=_KNOWN_LINES)
def _ends_article(text: str) -> bool:
    return (len(text) <= _LONGEST_END and bool(_ENDS.search(text))) or is_footer(text)


def opens_comments(text: str) -> bool:
    """Tell whether a line is the heading of what readers wrote below an article."""
    return bool(_COMMENTS.match(text))


def is_footer(text: str) -> bool:
    """Tell whether a line is of the site's footer: owner, licence number, address."""
    return len(text) <= _LONGEST_FOOTER and bool(_FOOTER.search(text))
