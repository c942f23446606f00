import pytest

from assistant.statutes.laws import articles_asked, laws_asked
from corpus.glossaries import Glossary

NONE = Glossary(())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("民法典第五百条", [("民法典", 500)]),
        ("请问一下民法典里第五百条怎么说", [("民法典", 500)]),
        ("民法典第五百條", [("民法典", 500)]),
        ("根据《电子商务法》（2018年）第九条", [("电子商务法", 9)]),
        ("电子商务法第九条", [("电子商务法", 9)]),
        ("河北省优化营商环境条例第五条", [("河北省优化营商环境条例", 5)]),
        ("公司法第20条和外商投资法第26条", [("公司法", 20), ("外商投资法", 26)]),
        ("What does Article 500 of the Civil Code say?", [("Civil Code", 500)]),
        ("Under the Civil Code, what does Article 500 say?", [("Civil Code", 500)]),
        ("article 9 of the e-commerce law", [("e-commerce law", 9)]),
        ("What does Article 13 of the regulation on project filing say?", [("regulation on project filing", 13)]),
        ("第五条是什么", []),
        ("该办法第五条", []),
        ("对符合本法第五条的申请有什么要求", []),
        ("Article 5 of this law", []),
    ],
)
def test_tells_which_law_each_article_is_of(text: str, named: list[tuple[str, int]]) -> None:
    assert [(article.law.name, article.number.number) for article in articles_asked(text, NONE)] == named


@pytest.mark.parametrize(
    ("asked", "sentence", "told"),
    [
        ("民法典第五百条", "《民法典》第五百条规定了诚信。", True),
        ("民法典第五百条", "Article 500 of the Civil Code is about good faith.", True),
        ("民法典第五百条", "民法典第五百零一条规定了保密。", False),
        ("公司法第二十条", "外商投资法第二十条规定，国家不实行征收。", False),
        ("劳动法第三十六条", "劳动者依照本法第三十六条解除合同。", False),
        ("劳动法第三十六条", "劳动合同法第三十六条规定了协商解除。", False),
        ("外商投资法第四条", "外商投资法实施条例第四条规定了目录。", False),
        ("河南条例第三十五条", "河南省优化营商环境条例第三十五条已被取代。", True),
        ("Article 4 of the Foreign Investment Law", "Article 4 of this Law applies.", False),
    ],
)
def test_a_sentence_tells_an_article_of_that_law_alone(asked: str, sentence: str, told: bool) -> None:
    (article,) = articles_asked(asked, NONE)
    assert article.is_told_in(sentence, NONE) is told


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("民法典怎么规定合同成立", ["民法典"]),
        ("According to the Labour Law, how long may a working day be?", ["Labour Law"]),
        ("What does the Civil Code say about contracts?", ["Civil Code"]),
        ("勞動合同法規定試用期多長", ["勞動合同法"]),
        ("生态环境法典怎么规定", []),
        ("民法典是哪年通过的", []),
        ("民法典第五百条怎么规定", []),
    ],
)
def test_tells_of_which_law_it_is_asked_what_it_says(text: str, named: list[str]) -> None:
    assert [law.name for law in laws_asked(text, NONE)] == named
