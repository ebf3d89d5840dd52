"""Full-text search over updates and metrics: the same finds on every database.

Every word must occur, by its root; the last one may be the beginning of a word. Accents, case and
punctuation do not matter. Both databases index the same folded words, so that neither needs a
language of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import TextClause, text

from storage.folding import SHORTEST_ROOT, folded, root
from storage.session import Session

MOST_WORDS = 32

_FOUND = """
    SELECT entry.kind, entry.of, entry.title, entry.text, entry.priority
    FROM search_entry AS entry LEFT JOIN "update" AS said
        ON said.plan = entry.plan AND said.id = entry.of AND entry.kind = 'update'
"""
_ORDERED = "said.ends DESC NULLS FIRST, entry.number LIMIT :limit"
_SQLITE = text(
    f"""{_FOUND} JOIN search_words ON search_words.rowid = entry.number
    WHERE search_words MATCH :words AND entry.plan = :plan
    ORDER BY entry.number IN (
        SELECT rowid FROM search_words WHERE search_words MATCH 'head : (' || :words || ')'
    ) DESC, {_ORDERED}"""  # nothing in it came from outside  # noqa: S608 # nosec B608
)
_INDEXED = (
    "(setweight(to_tsvector('simple', head), 'A') || setweight(to_tsvector('simple', body), 'B'))"
)
_POSTGRESQL = text(
    f"""{_FOUND}
    WHERE {_INDEXED} @@ to_tsquery('simple', :words) AND entry.plan = :plan
    ORDER BY to_tsvector('simple', head) @@ to_tsquery('simple', :words) DESC, {_ORDERED}"""
)


@dataclass(frozen=True)
class Hit:
    """An update or a metric that holds the words; ``snippet`` is the text around the first."""

    kind: str
    id: str
    title: str
    snippet: str
    priority: str


def search(session: Session, plan_id: str, words: str, limit: int = 10) -> tuple[Hit, ...]:
    """What bears the words in its name comes first, metrics before updates, new before old.

    Any input is safe; of a long one the first 32 words count.
    """
    roots = tuple(map(root, folded(words)[:MOST_WORDS]))
    if not roots:
        return ()
    statement, wanted = _asked(session, roots)
    rows = session.execute(statement, {"words": wanted, "plan": plan_id, "limit": limit})
    return tuple(
        Hit(row.kind, row.of, row.title, _snippet(row.text, roots), row.priority) for row in rows
    )


def _asked(session: Session, roots: tuple[str, ...]) -> tuple[TextClause, str]:
    """Folded words are letters and digits alone, so there is nothing in them to escape."""
    whole = [each for each in roots[:-1] if len(each) < SHORTEST_ROOT]
    begun = [each for each in roots[:-1] if len(each) >= SHORTEST_ROOT] + [roots[-1]]
    if session.get_bind().dialect.name == "sqlite":
        terms = [f'"{each}"' for each in whole] + [f'"{each}" *' for each in begun]
        return _SQLITE, " AND ".join(terms)
    terms = [f"'{each}'" for each in whole] + [f"'{each}':*" for each in begun]
    return _POSTGRESQL, " & ".join(terms)


def _snippet(whole: str, roots: tuple[str, ...], before: int = 8, length: int = 30) -> str:
    """Some thirty words of the text, beginning a little before the first that was asked for."""
    words = whole.split()
    found = (at for at, word in enumerate(words) if _begins(word, roots))
    start = max(0, min(next(found, 0) - before, len(words) - length))
    end = start + length
    lead, tail = "… " if start else "", " …" if end < len(words) else ""
    return f"{lead}{' '.join(words[start:end])}{tail}"


def _begins(word: str, roots: tuple[str, ...]) -> bool:
    return any(each.startswith(roots) for each in folded(word))
