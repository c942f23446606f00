"""The words of the pages on which what is said of documents is confirmed and corrected."""

from __future__ import annotations

STAFF_FIELD_TEXTS: dict[str, tuple[str, str]] = {
    "staff_fields": ("资料信息", "Details"),
    "audit_document_corrected": ("更正资料信息", "document corrected"),
    # The list
    "fields_title": ("资料信息核对", "Details of documents"),
    "fields_intro": (
        "从原文读出、尚待确认的信息，以及与原文不一致的信息。未经确认的，除法规外不予采用。新文件在更新资料库之后列出。",
        "What texts say of themselves and nobody has confirmed, and what is set otherwise than a text says. Save for "
        "laws and regulations, nothing of it counts before it is confirmed. New files are listed after the next build.",
    ),
    "fields_show": ("显示", "Show"),
    "fields_show_open": ("待核对", "to be looked at"),
    "fields_show_proposed": ("待确认", "to be confirmed"),
    "fields_show_differs": ("与原文不一致", "set otherwise than the text says"),
    "fields_show_unconfirmed": ("已采用、未确认", "counting, not confirmed"),
    "fields_show_missing": ("政策和通知缺少的信息", "missing from policies and notices"),
    "fields_show_all": ("全部资料", "all documents"),
    "fields_search": ("标题、文号或编号", "Title, number or id"),
    "fields_found": ("共{count}份资料", "{count} documents"),
    "fields_none": ("没有这样的资料。", "There are none."),
    "fields_document": ("资料", "Document"),
    "fields_to_look_at": ("待核对的信息", "To look at"),
    "fields_missing_here": ("未注明：{names}", "not stated: {names}"),
    "fields_list_between": ("、", ", "),
    "fields_wrong_beside": ("旁附信息文件有误", "the file of fields beside it has a mistake"),
    "fields_nothing_open": ("无", "nothing"),
    # One document
    "fields_back": ("返回列表", "Back to the list"),
    "fields_open_document": ("打开资料", "Open the document"),
    "fields_how": (
        "更正写入该文件旁的信息文件，优先于文件内所写；重新导入新版本后仍然有效。更正在下一次更新资料库后生效。",
        "Corrections are written to a file beside the document. They come before what is written in it and stay when a "
        "new version comes in. They count with the next build of the index.",
    ),
    "fields_read_only": ("您的账号可以查看，不能更正。", "Your account may look, but not correct."),
    "fields_waiting": (
        "这里的信息与正在使用的版本不同，将在下一次更新资料库后生效。",
        "What stands here is not yet what is served; it counts with the next build.",
    ),
    "fields_to_index": ("前往资料库页面", "Go to the index"),
    "fields_new": (
        "这份资料尚未编入资料库，下一次更新后才会被引用。",
        "This document is not in the index yet; it is quoted after the next build.",
    ),
    "fields_hold_none": (
        "统计、名录等数据文件和数据表没有这些信息项，请在文件中修改。",
        "Files of facts and tables of records have no such fields; what they say is changed in the file itself.",
    ),
    "fields_gone": (
        "资料目录中已没有这份文件；更新资料库后不再使用。",
        "Its file is no longer in the library; it is served until the next build.",
    ),
    "fields_unreadable": (
        "文件或旁附的信息文件有误，改正之前不能在此更正：",
        "The file, or the file of fields beside it, has a mistake; until it is put right, nothing is corrected here:",
    ),
    "fields_counts": ("现采用：", "Counts now:"),
    "fields_not_stated": ("未注明", "not stated"),
    "fields_origin_beside": ("已确认或更正", "confirmed or corrected"),
    "fields_origin_front": ("写在文件中", "written in the file"),
    "fields_origin_text": ("从原文读出，未确认", "read from the text, not confirmed"),
    "fields_origin_default": ("默认", "by default"),
    "fields_origin_title": ("取自首个标题或文件名", "from its heading or file name"),
    "fields_text_says": ("原文写明：", "The text says:"),
    "fields_text_agrees": ("与原文一致", "as the text says"),
    "fields_text_names": (
        "原文写明替代《{name}》，资料库中没有这份资料。",
        "The text says that it replaces “{name}”, which is not in the library.",
    ),
    "fields_no_place": ("由网页自身注明", "said by the web page itself"),
    "fields_see_there": ("查看原文：{field}", "See it in the text: {field}"),
    "fields_was_rejected": ("已判定不采用：{values}", "Found not to be so: {values}"),
    "fields_choice": ("如何处理原文所写的“{field}”", "What to do with what the text says for “{field}”"),
    "fields_later": ("暂不处理", "decide later"),
    "fields_take": ("采用", "take it over"),
    "fields_reject": ("不是，不再提示", "not so, do not ask again"),
    "fields_date_form": ("日期写作 2025、2025-07 或 2025-07-01。", "Dates are written as 2025, 2025-07 or 2025-07-01."),
    "fields_document_form": (
        "替代的资料填写其编号、完整标题或文号，一格一份。",
        "Documents that replace or are replaced are named by id, whole title or number, one in each input.",
    ),
    "fields_another": ("{name}（第{number}份）", "{name} ({number})"),
    "fields_too_many": ("份数较多，请在文件中修改。", "There are too many for this form; change them in the file."),
    "fields_review": ("下一步：核对影响", "Next: see what follows"),
    # Mistakes
    "fields_told_wrong": ("有{count}处需要改正，没有保存：", "Nothing was saved; please correct {count}:"),
    "fields_told_stale": (
        "这份资料的信息刚被他人或新版本更改，没有保存。下面是现在的内容，您填写的仍保留在输入框中，请核对后再提交。",
        "Nothing was saved: somebody else, or a new version, changed this meanwhile. Below is what counts now; what "
        "you typed is still in the inputs. Please look again.",
    ),
    "fields_told_unchanged": ("没有改动。", "Nothing was changed."),
    "fields_told_unwritable": (
        "没有保存：资料目录不能写入。您填写的仍在下面，请联系管理员。",
        "Nothing was saved: the library folder cannot be written to. What you typed is below; please tell an "
        "administrator.",
    ),
    "fields_told_unreadable": (
        "没有保存：填写的内容无法写成有效的信息文件。",
        "Nothing was saved: what was typed makes no file of fields that can be read.",
    ),
    "fields_told_saved": ("已保存，下一次更新资料库后生效。", "Saved. It counts with the next build of the index."),
    "fields_wrong_date": (
        "“{value}”不是有效日期，应为 2025、2025-07 或 2025-07-01。",
        "“{value}” is no date; expected 2025, 2025-07 or 2025-07-01.",
    ),
    "fields_wrong_order": ("失效日期不能早于施行日期。", "It cannot expire before it is in force."),
    "fields_wrong_unknown": (
        "资料库中没有以“{value}”为编号、标题或文号的唯一资料。",
        "No single document of the index has the id, title or number “{value}”.",
    ),
    "fields_wrong_itself": ("不能填写这份资料本身。", "A document does not replace itself."),
    "fields_wrong_circle": (
        "“{value}”同时被填为被它替代和替代它的资料。",
        "“{value}” is said both to be replaced by it and to replace it.",
    ),
    "fields_wrong_long": ("最多300个字符。", "At most 300 characters."),
    "fields_wrong_choice": ("请从列表中选择。", "Please choose one of the list."),
    "fields_wrong_both": (
        "既填写了“{value}”，又选择采用原文，请二选一。",
        "“{value}” was typed, and taking over the text’s words was chosen too; please choose one.",
    ),
    "fields_meant": ("是否指：", "Was one of these meant?"),
    # What follows
    "fields_review_title": ("保存前核对", "Before it is saved"),
    "fields_changes": ("改动", "Changes"),
    "fields_field": ("信息项", "Field"),
    "fields_old": ("原为", "Was"),
    "fields_new_value": ("改为", "Becomes"),
    "fields_confirmed": ("确认不变", "confirmed as it is"),
    "fields_rejections": ("不采用的原文内容", "What the text says and is not so"),
    "fields_follows": ("影响", "What follows"),
    "fields_follows_none": (
        "现行问题的引用范围不变。",
        "What is quoted for questions of today stays as it is.",
    ),
    "fields_follows_build": ("以下自下一次更新资料库起：", "From the next build of the index on:"),
    "fields_follows_ends": (
        "《{title}》自{day}起不再用于回答现行问题。",
        "From {day} on, “{title}” is no longer quoted for questions of today.",
    ),
    "fields_follows_ends_now": (
        "《{title}》不再用于回答现行问题。",
        "“{title}” is no longer quoted for questions of today.",
    ),
    "fields_follows_begins": (
        "《{title}》自{day}起重新用于回答现行问题。",
        "From {day} on, “{title}” is quoted for questions of today again.",
    ),
    "fields_follows_begins_now": (
        "《{title}》重新用于回答现行问题。",
        "“{title}” is quoted for questions of today again.",
    ),
    "fields_follows_waits": (
        "《{title}》自{day}起施行；此前引用时注明尚未施行，其所替代的资料仍然有效的，不引用。",
        "“{title}” takes effect on {day}; until then it is quoted as not yet in force, and not at all while what it "
        "replaces still holds.",
    ),
    "fields_publishes": (
        "这份资料将由内部改为公开：任何人都可以阅读和下载，公开问答可以引用其中每一句。公开之后无法收回已被阅读的内容。",
        "This document is for the staff and becomes public: anybody may read and download it, and public answers may "
        "quote every sentence of it. What has been read cannot be taken back.",
    ),
    "fields_publishes_type": (
        "确认其中没有内部内容后，请输入资料编号 {id}",
        "When you are sure that nothing in it is internal, type the id {id}",
    ),
    "fields_publishes_wrong": (
        "没有保存：输入的编号不一致。",
        "Nothing was saved: what was typed is not the id.",
    ),
    "fields_withdraws": (
        "这份资料将由公开改为内部，但在下一次更新资料库之前仍然公开。",
        "This document becomes internal, but goes on being public until the next build.",
    ),
    "fields_withdraws_earlier": (
        "以下以前的版本仍含公开的这份资料，退回其中之一即会再次公开：{generations}",
        "These earlier generations hold it as public; going back to one of them makes it public again: {generations}",
    ),
    "fields_save": ("保存", "Save"),
    "fields_edit": ("返回修改", "Back to the form"),
    "audience": ("范围", "Audience"),
    "audience_public": ("公开", "public"),
    "audience_staff": ("内部", "staff"),
}
