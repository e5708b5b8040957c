"""An article as a reader sees it: its document, and the other articles of its story."""

from __future__ import annotations

from conftest import SEEN

from index.article import Article
from index.articleview import ArticleView
from index.document import document_of
from index.kept import KeptArticle
from index.reposts import Telling

ARTICLE = Article(url="http://x.example/1", title="茶山法庭", body="法官走进茶山。", court="青榕县人民法院")


def telling(url: str) -> Telling:
    return Telling(url, "茶山法庭", None, None, url == ARTICLE.url, None)


def test_the_other_articles_of_the_story_leave_out_the_article_itself() -> None:
    kept = KeptArticle(
        article=ARTICLE, revision=1, source_name="s", show="text", first_seen=SEEN, last_seen=SEEN, digest="d"
    )
    view = ArticleView(document_of(ARTICLE), kept, (), (telling(ARTICLE.url), telling("http://y.example/2")))
    assert [each["url"] for each in view.as_json()["reposts"]] == ["http://y.example/2"]
    assert (view.kind, view.withheld, view.article) == (view.document.kind, False, ARTICLE)
