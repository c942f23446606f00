"""The chat itself: its Gradio components, in every interface language."""

from __future__ import annotations

import gradio as gr

from assistant.browsing import Browsing
from corpus.schemas import ProfileFile
from ui.desk import Desk
from ui.dialogue import SUGGESTION_COUNT, Dialogue, suggested_questions
from ui.exchanging import Exchanging
from ui.languages import INTERFACE_LANGUAGES, LOCALES, InterfaceLanguage, in_language
from ui.texts import ASSISTANT, TEXTS

_QUEUE_LENGTH = 400
_FONTS = ("system-ui", "-apple-system", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif")
_TRANSLATED = ("conversation", "question", "question_hint", "send", "new", "forget", "drop_about")


def build_chat(desk: Desk, library: Browsing, prefix: str) -> gr.Blocks:
    """The chat, ready to be mounted; it loads nothing from elsewhere and reports nowhere."""
    text = _translations(desk.profile)
    count = len(suggested_questions(Dialogue(), desk.profile, "en"))
    exchanging = Exchanging(desk, library, prefix)
    chat = gr.Blocks(analytics_enabled=False, fill_height=True, title=ASSISTANT.zh)
    with chat:
        dialogue = gr.State(Dialogue())
        log = gr.Chatbot(
            elem_id="chat-log",
            label=text("conversation"),
            show_label=False,
            placeholder=text("greeting"),  # type: ignore[arg-type]  # any property may be translated
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
            autoscroll=False,  # the page's script keeps the newest question at the top instead
            line_breaks=False,
            container=False,
            height=None,
            scale=1,
        )
        with gr.Row(elem_id="chat-suggestions"):
            chips = [
                gr.Button(text(f"suggestion_{place}"), visible=place < count, size="sm", elem_classes="suggestion")
                for place in range(SUGGESTION_COUNT)
            ]
        with gr.Row(elem_id="chat-ask"):
            box = gr.Textbox(
                elem_id="chat-question",
                label=text("question"),
                show_label=False,
                placeholder=text("question_hint"),
                max_lines=6,
                container=False,
                scale=1,
            )
            send = gr.Button(text("send"), elem_id="chat-send", variant="primary", scale=0, min_width=88)
        with gr.Row(elem_id="chat-begin"):
            fresh = gr.Button(text("new"), elem_id="chat-new", size="sm")
            forget = gr.Button(text("forget"), elem_id="chat-forget", size="sm", visible=desk.days is not None)
        drop = gr.Button(text("drop_about"), elem_id="chat-drop", size="sm")  # pressed by the page's own link

        page = [dialogue, log, box, *chips]
        asking = [
            gr.on(
                [box.submit, send.click],
                exchanging.ask,
                [box, dialogue],
                page,
                show_progress="hidden",
                api_visibility="private",
            )
        ]
        asking += [
            chip.click(
                exchanging.ask_suggested(place), [dialogue], page, show_progress="hidden", api_visibility="private"
            )
            for place, chip in enumerate(chips)
        ]
        fresh.click(
            exchanging.restart, [dialogue], page, cancels=asking, show_progress="hidden", api_visibility="private"
        )
        forget.click(
            exchanging.forget, [dialogue], page, cancels=asking, show_progress="hidden", api_visibility="private"
        )
        drop.click(exchanging.drop, [dialogue], page, cancels=asking, show_progress="hidden", api_visibility="private")
        chat.load(exchanging.open, None, page, show_progress="hidden", api_visibility="private")
    chat.queue(api_open=False, max_size=_QUEUE_LENGTH, default_concurrency_limit=None, status_update_rate=10)
    chat.i18n_instance = text
    return chat


def theme() -> gr.themes.Base:
    """Gradio's plainest theme on system fonts; our stylesheet gives it its colours."""
    return gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace"))


def _translations(profile: ProfileFile | None) -> gr.I18n:
    return gr.I18n(**{LOCALES[language]: _in(profile, language) for language in INTERFACE_LANGUAGES})


def _in(profile: ProfileFile | None, language: InterfaceLanguage) -> dict[str, str]:
    texts = {key: TEXTS[language][key] for key in _TRANSLATED}
    texts["greeting"] = in_language(profile.greeting, language) if profile else TEXTS[language]["greeting"]
    questions = suggested_questions(Dialogue(), profile, language)
    return texts | {f"suggestion_{place}": question for place, question in enumerate(questions)}
