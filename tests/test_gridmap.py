"""The grid map: every province has one tile, and colours stand for magnitudes."""

from __future__ import annotations

from webui.charts.gridmap import DEEPEST, INITIALS, ROWS, grid_map
from webui.charts.measures import Measure

PROVINCES = 34


def test_every_province_has_one_tile_and_one_sign_of_its_own() -> None:
    tiles = grid_map([]).tiles
    assert len({tile.measure.label for tile in tiles}) == len(tiles) == PROVINCES
    assert len(set(INITIALS.values())) == PROVINCES
    assert len({(tile.place.x, tile.place.y) for tile in tiles}) == PROVINCES
    assert len({len(row) for row in ROWS}) == 1


def test_neighbours_lie_on_their_side() -> None:
    at = {tile.measure.label: (tile.place.x, tile.place.y) for tile in grid_map([]).tiles}
    assert at["黑龙江"][1] < at["吉林"][1] < at["辽宁"][1]
    assert at["新疆"][0] < at["甘肃"][0] < at["陕西"][0] < at["山东"][0]
    assert at["江西"][0] < at["福建"][0] < at["台湾"][0]
    assert at["广东"][1] < at["海南"][1]


def test_colours_deepen_by_magnitude() -> None:
    counts = {"福建": 1000, "浙江": 100, "湖北": 1}
    tiles = grid_map([Measure(name, count) for name, count in counts.items()]).tiles
    depth = {tile.measure.label: tile.depth for tile in tiles}
    assert (depth["福建"], depth["湖北"], depth["青海"]) == (DEEPEST, 1, 0)
    assert 1 < depth["浙江"] < DEEPEST


def test_one_article_alone_is_no_division_by_nothing() -> None:
    tiles = grid_map([Measure("福建", 1), Measure("<b>海外</b>", 7)])
    assert max(tile.depth for tile in tiles.tiles) == DEEPEST
    assert [measure.label for measure in tiles.measures] == ["<b>海外</b>", "福建"]
