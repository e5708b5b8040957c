"""Addresses: the one URL under which an article is kept, whatever alias it was fetched by."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from crawlers.gateways import original_of

_PORTS = {"http": ":80", "https": ":443"}
_PROVINCES = {
    "bjcourt.gov.cn": "北京",
    "tjcourt.gov.cn": "天津",
    "hebeicourt.gov.cn": "河北",
    "shanxify.gov.cn": "山西",
    "nmgfy.gov.cn": "内蒙古",
    "lncourt.gov.cn": "辽宁",
    "e-court.gov.cn": "吉林",
    "hljcourt.gov.cn": "黑龙江",
    "hshfy.sh.cn": "上海",
    "jsfy.gov.cn": "江苏",
    "zjcourt.cn": "浙江",
    "ahcourt.gov.cn": "安徽",
    "fjcourt.gov.cn": "福建",
    "jxfy.gov.cn": "江西",
    "sdcourt.gov.cn": "山东",
    "hncourt.gov.cn": "河南",
    "hbfy.gov.cn": "湖北",
    "gxcourt.gov.cn": "广西",
    "hicourt.gov.cn": "海南",
    "cqfygzfw.gov.cn": "重庆",
    "scssfw.gov.cn": "四川",
    "sxfywcourt.gov.cn": "陕西",
    "nxfy.gov.cn": "宁夏",
}


@lru_cache(maxsize=4096)
def canonical(url: str) -> str:
    """Drop what does not tell pages apart: letter case of the host, default ports, fragments, doubled ``&``, gateways.

    A URL that cannot be parsed is given back as it is.
    """
    try:
        parts = urlsplit((original_of(url) or url).strip())
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    host = _host(parts.netloc).removesuffix(_PORTS.get(scheme, ":"))
    return urlunsplit((scheme, host, parts.path.rstrip() or "/", _query(parts.query), ""))


def province_of(url: str) -> str | None:
    """The province whose courts share a domain, None where the host tells nothing."""
    host = f".{host_of(url)}"
    return next((province for domain, province in _PROVINCES.items() if host.endswith(f".{domain}")), None)


def host_of(url: str) -> str:
    """The lower-case host of a URL without its port, empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_address(url: str) -> bool:
    """Tell whether a URL is one that a page can be fetched from: http or https, a host, no impossible port."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2].lower().rstrip(".")


def _query(query: str) -> str:
    return "&".join(part for field in query.split("&") if (part := field.strip()))
