"""三门峡市湖滨区人民法院."""

from crawlers.platforms.chinacourt_php import ChinacourtPhpSpider
from crawlers.sites import Site


class Hubin(ChinacourtPhpSpider):
    site = Site(
        name="hubin",
        platform="chinacourt_php",
        court="三门峡市湖滨区人民法院",
        start_urls=("https://smxhbfy.hncourt.gov.cn/",),
        expects=5,
    )
