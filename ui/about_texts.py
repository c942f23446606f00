"""The words of asking about one thing: Simplified Chinese and English."""

from __future__ import annotations

from assistant.subjects import SubjectKind

ABOUT_TEXTS: dict[str, tuple[str, str]] = {
    "asking_about": ("正在询问", "Asking about"),
    "drop_about": ("不再限于此", "Ask about anything"),
    "ask_about": ("就此提问", "Ask about this"),
}

QUESTIONS: dict[SubjectKind, tuple[tuple[str | None, tuple[str, str]], ...]] = {
    "project": (
        ("total_investment", ("总投资是多少？", "What is the total investment?")),
        ("county", ("在哪个县区？", "Which county is it in?")),
        ("contact_office", ("联系单位是哪里？", "Who should I contact?")),
        ("land_mu", ("用地多少亩？", "How much land does it need?")),
        ("content", ("建设内容是什么？", "What will be built?")),
    ),
    "chain": (
        (None, ("有哪些环节？", "What links does it have?")),
        (None, ("有哪些龙头企业？", "Which are its leading firms?")),
        ("direction", ("发展方向是什么？", "What is its direction?")),
        (None, ("有多少个招商项目？", "How many projects does it have?")),
    ),
    "link": (
        (None, ("有哪些本地企业？", "Which local firms does it have?")),
        ("chain", ("属于哪条产业链？", "Which chain is it part of?")),
        ("technologies", ("关键技术是什么？", "What is its key technology?")),
    ),
    "policy": (
        ("conditions", ("申报条件是什么？", "What are its conditions?")),
        ("ceiling", ("最高支持多少？", "What is the most it pays?")),
        ("expires", ("有效期到什么时候？", "When does it expire?")),
        ("procedure", ("怎么申请？", "How is it applied for?")),
    ),
    "enterprise": (
        ("county", ("在哪个县区？", "Where is it?")),
        ("products", ("主要产品是什么？", "What does it make?")),
        ("capacity", ("产能是多少？", "What is its capacity?")),
    ),
    "event": (
        ("held_on", ("什么时候举办？", "When was it held?")),
        ("venue", ("在哪里举办？", "Where was it held?")),
        ("projects", ("签约了多少个项目？", "How many projects were signed at it?")),
    ),
    "document": (
        (None, ("主要内容是什么？", "What is it about?")),
        ("kind_policy", ("申报条件是什么？", "What are its conditions?")),
        ("effective", ("什么时候施行？", "When did it take effect?")),
        ("issuer", ("由谁发布？", "Who issued it?")),
    ),
}
"""What may be asked of a thing of each kind, the first with the field that must be stated for it, if one must."""
