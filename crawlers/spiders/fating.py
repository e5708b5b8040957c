"""人民法庭信息平台, which carries many courts."""

from crawlers.platforms.jeecms import JeecmsSpider
from crawlers.sites import Site


class Fating(JeecmsSpider):
    site = Site(
        name="fating",
        platform="jeecms",
        title="人民法庭信息平台",
        start_urls=("https://rmft.court.gov.cn/1150/gzdt/index.jhtml",),
        expects=10,
    )
