"""Who publishes at an address."""

from __future__ import annotations

import pytest

from index.places.hosts import Standing, host_list, standing_of

PATH = "/article/detail/2024/11/id/8233253.shtml"


@pytest.mark.parametrize(
    ("host", "standing"),
    [
        ("www.court.gov.cn", Standing.COURT),
        ("tjfy.tjcourt.gov.cn", Standing.COURT),
        ("fj.ytxrmfy.gov.cn", Standing.COURT),
        ("xhqfy.chinacourt.org", Standing.COURT),
        ("xhqfy.chinacourt.gov.cn", Standing.COURT),
        ("www.hshfy.sh.cn", Standing.COURT),
        ("fy.yixian.gov.cn", Standing.COURT),
        ("www.chinacourt.org", Standing.MEDIA),
        ("chinacourt.org", Standing.MEDIA),
        ("rmfyb.chinacourt.org", Standing.MEDIA),
        ("paper.people.com.cn", Standing.MEDIA),
        ("mp.weixin.qq.com", Standing.MEDIA),
        ("www.lyg.gov.cn", Standing.GOVERNMENT),
        ("fy.gov.cn", Standing.GOVERNMENT),
        ("www.fy.gov.cn", Standing.GOVERNMENT),
        ("www.gov.cn", Standing.GOVERNMENT),
        ("news-copies.com", Standing.MIRROR),
        ("blog.sohu.com", Standing.MIRROR),
        ("192.0.2.7", Standing.MIRROR),
    ],
)
def test_a_host_tells_who_publishes_there(host: str, standing: Standing) -> None:
    assert standing_of(f"https://{host}{PATH}", declared=False) is standing


@pytest.mark.parametrize(
    "url",
    [
        "http://evilchinacourt.org/",
        "http://chinacourt.org.evil.com/",
        "http://www.court.gov.cn@evil.com/",
        "http://www.court.gov.cn:80@evil.com/",
        "http://evil.com\\@www.court.gov.cn/",
        "http://evil.com/www.court.gov.cn/",
        "http://evil.com/?url=http://www.court.gov.cn/",
        "http://evil.com#www.court.gov.cn",
        "http://www.court-gov.cn/",
        "http://xgov.cn/",
        "http://court.gov.cn.cn/",
        "http://www.chin\u0430court.org/",
        "http://court.evil.com/",
        "ftp://www.court.gov.cn/",
        "//www.court.gov.cn/",
        "www.court.gov.cn",
        "http://[www.court.gov.cn/",
        "http://www..court.gov.cn../",
        "",
    ],
)
def test_an_address_made_to_look_like_a_court_s_is_a_mirror_s(url: str) -> None:
    assert standing_of(url, declared=False) is Standing.MIRROR


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://WWW.Court.GOV.CN/",
        "http://www.court.gov.cn:8080/",
        "http://www.court.gov.cn./",
        "http://someone@www.court.gov.cn/",
        " http://www.court.gov.cn/ ",
        "http://www.court.gov.cn\\@evil.com/",
        "http://ｗｗｗ．court。gov．cn/",
    ],
)
def test_a_court_s_host_is_known_however_it_is_spelt(url: str) -> None:
    assert standing_of(url, declared=False) is Standing.COURT


def test_a_declared_source_is_vouched_for_but_does_not_change_what_is_known() -> None:
    assert standing_of("http://qingrong.example/", declared=True) is Standing.COURT
    assert standing_of("https://www.chinacourt.org/", declared=True) is Standing.MEDIA
    assert standing_of("https://www.lyg.gov.cn/", declared=True) is Standing.GOVERNMENT
    assert standing_of("no address", declared=True) is Standing.MIRROR


def test_the_list_is_in_the_form_that_hosts_are_compared_in() -> None:
    listed = host_list()
    for name in (*listed.hosts, *listed.domains):
        assert name == name.encode("idna").decode("ascii").lower().strip(".")
