"""Untold: what is said of laws and articles that a question names and no text of the library tells."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.assembly import OpenIndex
from assistant.choosing import candidates_of
from assistant.gathering import Evidence
from assistant.statutes.laws import Law, articles_asked, laws_asked
from assistant.statutes.missing import article_not_told, no_such_law
from assistant.understanding import Question


def laws_untold(
    question: Question, evidence: Sequence[Evidence], told: Sequence[str], index: OpenIndex
) -> tuple[str, ...]:
    """That the library lacks a law or an article that a question names, save those that some sentence has `told`.

    It lacks a law when no passage that was found has that for its title or speaks of any article of it.
    """
    glossary = index.glossary
    own = articles_asked(question.text, glossary) or laws_asked(question.text, glossary)
    texts = (question.text,) if own else question.searches
    articles = [
        article
        for text in texts
        for article in articles_asked(text, glossary)
        if not any(article.is_told_in(sentence, glossary) for sentence in told)
    ]
    laws = [law for text in texts for law in laws_asked(text, glossary)] if not told else []
    if not articles and not laws:
        return ()
    matches = [match for item in evidence for match in item.matches]
    titles = index.titles(matches)
    sentences = [candidate.text for candidate in candidates_of(matches, most=len(matches))]

    def is_held(law: Law) -> bool:
        return any(map(law.is_spoken_of, titles)) or any(law.has_an_article_in(one, glossary) for one in sentences)

    script = question.script
    said = [
        *(
            article_not_told(article, script) if is_held(article.law) else no_such_law(article.law, script)
            for article in articles
        ),
        *(no_such_law(law, script) for law in laws if not is_held(law)),
    ]
    return tuple(dict.fromkeys(said))
