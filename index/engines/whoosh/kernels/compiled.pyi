from index.engines.whoosh.kernels.contract import Joined, Norms, Ranks, Scores
from index.engines.whoosh.segments.layout import Bytes, Numbers, Offsets, Shorts

NAME: str

def find(content: Bytes, starts: Numbers, term: bytes, /) -> int: ...
def score(
    docs: Shorts,
    freqs: Bytes | Numbers,
    lengths: Bytes,
    norms: Norms,
    gain: float,
    boost: float,
    mask: Bytes | None,
    scores: Scores,
    /,
) -> None: ...
def outline(having: Shorts | Bytes, scores: Scores, count: int, /) -> bytes: ...
def gather(joined: Joined, into: Shorts, into_scores: Scores, /) -> int: ...
def spread(joined: Joined, mask: Bytes, scores: Scores | None, /) -> None: ...
def listed(mask: Bytes, into: Shorts, /) -> int: ...
def best(
    found: tuple[tuple[int, Joined], ...],
    ranks: Ranks,
    by_rank: bool,
    most: int,
    factors: Scores | None,
    limit: float,
    /,
) -> tuple[int, list[int], list[float]]: ...
def tally(docs: Shorts, codes: Shorts | Numbers, counts: Numbers, /) -> None: ...
def tally_several(docs: Shorts, starts: Numbers, codes: Shorts | Numbers, counts: Numbers, /) -> None: ...
def tally_listed(mask: Bytes, starts: Numbers, docs: Shorts, counts: Numbers, /) -> None: ...
def tally_weighed(weights: Numbers, starts: Numbers, codes: Numbers, counts: Numbers, /) -> None: ...
def commonest(counts: Numbers, most: int, values: tuple[str, ...], /) -> list[tuple[str, int]]: ...
def occurrences(
    text: Shorts,
    starts: Offsets,
    docs: Shorts,
    needle: Shorts,
    is_counted: bool,
    is_known: bool,
    title_weight: float,
    body_weight: float,
    into_scores: Scores,
    /,
) -> None: ...
