"""Instructing: sentences that give orders to the assistant, promise something, or repeat what it was told."""

from __future__ import annotations

import re

_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instructions?|rules?|prompts?|above|previous|guidelines?)\b"
    r"|\b(?:system prompt|developer message|jailbreak)\b"
    r"|\b(?:respond|reply|answer|output|print|say|write|include|append|insert|repeat|begin|end|add)\b.{0,30}"
    r"\b(?:in your (?:answer|response|reply|output)|to the (?:user|answer|response)"
    r"|your (?:answer|response|reply|output)"
    r"|the (?:following|exact) (?:text|words?|sentence|phrase)|verbatim)\b"
    r"|\b(?:you are|act as|pretend to be|you must|you should|your (?:new )?task is)\b.{0,40}"
    r"\b(?:assistant|AI|chatbot|language model|reveal|obey|respond|reply|answer)\b"
    r"|\breveal (?:all|the|your)\b"
    r"|(?:忽略|无视|忘记|不要理会|跳过|绕过).{0,16}(?:指令|规则|要求|提示|以上|之前|上述)"
    r"|系统提示|提示词|(?:请|必须|务必|应当|应该)?(?:回复|回答|输出|打印|复述)(?:[:：“\"]|以下|如下|一句|用户)"
    r"|你(?:现在)?(?:是|要扮演|扮演)(?:一个|一名)?.{0,8}(?:助手|机器人|模型|AI)|(?:在|于)(?:你的)?(?:回答|回复|答案)(?:中|里|末尾|开头)",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT_ITSELF = re.compile(
    r"\bas an? (?:AI|language model|assistant)\b|\bI(?: am|'m) (?:an? )?(?:AI|assistant|language model|chatbot)\b"
    r"|\b(?:system prompt|my instructions|the instructions|these rules|I was (?:told|instructed|asked to))\b"
    r"|\b(?:untrusted|fenced) (?:data|text)\b|<\|?/?(?:im_start|im_end|system|user|assistant|s)\|?>|\[/?INST\]"
    r"|作为(?:一个)?(?:AI|人工智能|语言模型|助手)|系统提示|提示词|我的指令|根据(?:你|您)?(?:给出|提供)?的?(?:指令|规则)",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:we|I|the (?:bureau|government|city|authority))(?: can| will|'ll| do| hereby)?"
    r" (?:guarantee|promise|assure|pledge|commit to|warrant)\b"
    r"|\b(?:is|are|be) guaranteed\b|\bguaranteed (?:to|return|approval|subsid\w+|profit)\b|\brisk[- ]free\b"
    r"|\b(?:you|your (?:company|firm|enterprise|project|business|plant|application)) "
    r"(?:will|shall|are (?:sure|certain|guaranteed) to) (?:certainly |definitely |surely )?"
    r"(?:get|receive|obtain|enjoy|be (?:granted|paid|approved|given|exempt\w*)|qualify|profit)\b"
    r"|\byou(?:r \w+)? (?:are|is) (?:eligible|entitled|approved|qualified)\b|\byou qualify\b"
    r"|\bwe (?:will|shall|can) (?:grant|pay|refund|give|waive|approve|offer)\b|\bwithout fail\b"
    r"|(?:我们|我方|我局|本局|市政府|政府)(?:郑重|一定|必定|将会?|可以?|会)?(?:承诺|保证|担保|确保)(?:给予|给|为您|您|向您|贵|返还|兑现|提供|一定|批准|落实)"
    r"|(?:承诺|保证|确保)(?:给予|返还|返税|兑现给|您|贵公司|贵司|一定|必定)"
    r"|(?:您|你|贵公司|贵司|贵企业)(?:一定|必定|肯定|必然|将会?|就?会|可以?|都?能够?)?(?:获得|得到|享受|拿到|领取|免缴|获批|通过审批)"
    r"|(?:您|你|贵公司|贵司|贵企业)(?:已|完全|均|都)?(?:符合条件|具备资格|有资格)"
    r"|(?:我们|我局|我方|本局)(?:将|会|可以)(?:给予|返还|减免|补贴|支付|批准|奖励)|稳赚|包赚|零风险|百分之百(?:通过|获批|获得)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？]\s*[”\"’']?$")
_LONGEST_SHARED = 8  # words, or 12 characters of Chinese, in a row with a prompt
_LONGEST_SHARED_HAN = 14
_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")


def is_instruction(sentence: str) -> bool:
    """Whether a sentence of a source tells an assistant what to do or say; it then bears nothing out."""
    return _ORDER.search(sentence) is not None


def is_promise(sentence: str) -> bool:
    """Whether a sentence promises something to the reader, or says that the reader meets what is asked for."""
    return _PROMISE.search(sentence) is not None


def is_echo(sentence: str, question: str, instructions: tuple[str, ...]) -> bool:
    """Whether a sentence only asks back, repeats the question, or speaks of the assistant and what it was told."""
    if _ABOUT_ITSELF.search(sentence) or _ORDER.search(sentence) or _QUESTION.search(sentence):
        return True
    words = _WORD.findall(sentence.lower())
    if words and words == _WORD.findall(question.lower()):
        return True
    return any(_shares_a_run(words, _WORD.findall(prompt.lower())) for prompt in instructions)


def _shares_a_run(words: list[str], prompt: list[str]) -> bool:
    if not words:
        return False
    han = sum(not word.isascii() for word in words) > len(words) / 2
    size = min(_LONGEST_SHARED_HAN if han else _LONGEST_SHARED, len(words))
    if size < 5:
        return False
    runs = {tuple(prompt[at : at + size]) for at in range(len(prompt) - size + 1)}
    return any(tuple(words[at : at + size]) in runs for at in range(len(words) - size + 1))
