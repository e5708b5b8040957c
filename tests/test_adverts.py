"""Adverts in other people's texts, and the court's own words about gambling."""

from __future__ import annotations

import pytest

from crawlers.samples.sampletexts import sample_texts
from index.text.adverts import has_adverts

LEAD = "近日，青榕县人民法院把巡回审判点设到茶园边，当天调解三起邻里矛盾。"


@pytest.mark.parametrize(
    "words",
    [
        "真人百家乐",
        "澳门新葡京",
        "澳门新葡京官网开户送58元",
        "时时彩平台注册即送彩金",
        "棋牌下载",
        "真 人 百 家 乐 平 台",
        "百·家·乐官方网站",
        "【皇冠体育】手机版",
        "老虎机游戏在线玩",
        "六合彩资料大全",
        "澳門新葡京",
        "葡京娱乐城app下载",
        "Bet365中文网",
        "首存送百分百",
        "成人视频免费看",
    ],
)
@pytest.mark.parametrize("lines", ["{}\n" + LEAD, LEAD + "{}。", LEAD + "\n{}", "坚持以{}为引领，深化诉源治理。"])
def test_an_advert_is_told_wherever_it_was_put(words: str, lines: str) -> None:
    assert has_adverts(lines.format(words).split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "被告人赵某租用服务器开设“澳门新葡京”赌博网站，犯开设赌场罪，被判处有期徒刑三年。",
        "青榕法院审结一起网络赌博案。该团伙以真人百家乐、时时彩平台等方式招揽赌客，流水逾千万元。",
        "钱某沉迷百家乐app，先后向亲友借款二十万元，终致债务缠身。",
        "法官提醒：所谓注册送彩金都是骗局，切勿点击陌生链接。",
        "开设赌场罪与赌博罪如何区分？\n庭上，公诉机关出示了某棋牌平台的后台数据。\n澳门新葡京、皇冠体育等名称由其自行编造。",
        "村里的棋牌室扰民，邻居诉至法院，经调解，经营者承诺晚九点前关门。",
        "当事人注册送达地址后，可在平台登录查看文书，开户行同步收到通知。",
        "金沙县人民法院官网公布了执行线索征集入口。",
        "他驾驶一辆皇冠轿车，与赛车俱乐部发生租赁合同争议。",
        "法院门口的福利彩票投注站旁，设起了诉讼服务点。",
        "庭审直播平台上线，群众扫码下载客户端即可观看。",
        "警方捣毁线上赌场后，法院巡回开庭，二百名村民旁听。",
        "这起案件中，被害人在“成人视频”诱导下裸聊被骗。",
        "在全县禁赌宣传日，干警向群众揭露老虎机游戏背后的陷阱。",
        "院里办起象棋、麻将等老干部活动，棋牌室周末开放。",
    ],
)
def test_a_court_s_own_words_are_no_advert(text: str) -> None:
    assert not has_adverts(text.split("\n"))


def test_an_offer_in_a_report_on_gambling_is_still_an_advert() -> None:
    report = "被告人孙某犯开设赌场罪，被判处有期徒刑二年。"
    assert has_adverts([report, "澳门葡京娱乐城官网开户送彩金"])
    assert not has_adverts([report])


def test_no_sample_article_has_any() -> None:
    for text in sample_texts():
        assert not has_adverts([text.title, *text.paragraphs]), text.stem
