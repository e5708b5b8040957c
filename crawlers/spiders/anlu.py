"""安陆市人民法院."""

from crawlers.platforms.hubei import HubeiSpider
from crawlers.sites import Site


class Anlu(HubeiSpider):
    site = Site(
        name="anlu",
        platform="hubei",
        court="安陆市人民法院",
        start_urls=("https://alsfy.hbfy.gov.cn/DocManage/getDocsByFolder?folderNo=0401",),
        expects=5,
    )
