"""The words about what is kept of a question: Simplified Chinese and English."""

from __future__ import annotations

KEEPING_TEXTS: dict[str, tuple[str, str]] = {
    # Under an answer
    "helpful": ("有帮助", "Helpful"),
    "unhelpful": ("没有帮助", "Not helpful"),
    "feedback_thanks": ("已记录，谢谢", "Recorded, thank you"),
    "feedback_more": ("补充说明（选填）", "Anything to add? (optional)"),
    "feedback_hint": (
        "请勿填写个人信息；电话号码等会自动隐去。",
        "Please leave out personal details; telephone numbers and the like are taken out automatically.",
    ),
    "feedback_send": ("提交说明", "Send"),
    "feedback_received": ("说明已收到，谢谢", "Your comment was received, thank you"),
    "feedback_failed": ("暂时未能保存，请稍后再试", "This could not be saved just now; please try again later"),
    "feedback_unknown": ("这条回答已不再保存", "This answer is no longer kept"),
    "answer_number": ("回答编号", "Number of this answer"),
    # Deleting
    "forget": ("删除对话记录", "Delete my questions"),
    "forget_question": ("删除您在本页提出的全部问题？", "Delete everything you asked on this page?"),
    "forget_what": (
        "为您保存的问题、回答和评价将立即删除，不能恢复。",
        "The questions, answers and feedback kept of your visit will be deleted at once and for good.",
    ),
    "forget_yes": ("删除", "Delete"),
    "forget_no": ("取消", "Cancel"),
    "forgotten": (
        "您在本页提出的问题及其回答和评价已全部删除。",
        "Everything that was kept of your questions here has been deleted.",
    ),
    "not_forgotten": (
        "暂时未能删除，请稍后再试。对话记录仍在保存中。",
        "This could not be deleted just now; your questions are still kept. Please try again later.",
    ),
    # The page about it
    "privacy": ("隐私说明", "Privacy"),
    "privacy_title": ("您的问题如何保存", "What is kept of your questions"),
    "privacy_nothing": (
        "本服务目前不保存问题和回答。",
        "This service does not keep questions or answers at present.",
    ),
    "privacy_kept_title": ("保存什么", "What is kept"),
    "privacy_kept": (
        "每个问题及其回答，提问的时间、语言和渠道（本页、嵌入其他网站的窗口或数据接口），回答的结果、所引资料和用时，"
        "一个随机的对话编号，以及您对回答的评价。与之一起保存的内容不含姓名、账号、网络地址和设备信息。",
        "Each question with its answer; the time, the language and the way it came in (this page, a window in another "
        "site, or the programming interface); how it ended, what was cited and how long it took; a random number for "
        "the conversation; and what you say of an answer. No name, account, network address or device is kept with it.",
    ),
    "privacy_masked_title": ("隐去什么", "What is taken out"),
    "privacy_masked": (
        "保存之前，程序会隐去手机和固定电话号码、电子邮箱、身份证号、注明的护照等证件号、银行卡号、注明的微信和QQ等账号以及车牌号。"
        "程序按书写形式识别，不能保证没有遗漏，也不识别姓名和住址，请不要在问题中填写个人信息。",
        "Before anything is stored, a program takes out telephone numbers, e-mail addresses, identity card numbers, "
        "passport and permit numbers named as such, bank card numbers, WeChat, QQ and similar accounts named as such, "
        "and number plates. It knows them by their form: it may miss one, and it does not know names and addresses of "
        "persons. Please leave personal details out of your questions.",
    ),
    "privacy_time_title": ("保存多久", "For how long"),
    "privacy_time": (
        "提问后{days}天，届时自动删除。",
        "For {days} days after the question was asked; then it is deleted automatically.",
    ),
    "privacy_use_title": ("作何用途", "What for"),
    "privacy_use": (
        "供负责本服务的工作人员发现没有答好的问题、改进资料和回答。评价只用于这一目的，不会改变对您的回答。",
        "So that the staff in charge of this service see which questions were not answered well, and improve sources "
        "and answers. What you say of an answer serves this alone; it does not change how you are answered.",
    ),
    "privacy_delete_title": ("如何删除", "How to have it deleted"),
    "privacy_delete": (
        "在问答页点“删除对话记录”，您打开该页以来提出的问题及其回答和评价立即删除。离开页面之后，"
        "可将任一回答的编号（评价该回答时显示）告知我们，由工作人员删除整段对话。",
        "Press “Delete my questions” on the chat page: what you asked since you opened it is deleted at once, with the "
        "answers and your feedback. After you have left the page, tell us the number of any of the answers (shown "
        "when you give feedback on it), and the staff will delete the whole conversation.",
    ),
    "privacy_model_title": ("语言模型", "Language models"),
    "privacy_model": (
        "本服务接入语言模型时，问题和查到的资料会发送给该模型；由它撰写的回答标有“AI生成”。",
        "Where a language model is connected to this service, questions and the sources found are sent to it. Answers "
        "that it worded are labelled “AI-generated”.",
    ),
    "privacy_browser_title": ("您的浏览器", "Your browser"),
    "privacy_browser": (
        "浏览器中只保存您选择的界面语言和深浅色显示，不使用跟踪或统计工具，页面也不向其他网站请求任何内容。",
        "Your browser keeps only the language and the dark or light display you chose. Nothing tracks or counts you, "
        "and the pages request nothing from other sites.",
    ),
}
