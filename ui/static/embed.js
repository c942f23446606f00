// The chat in another site's frame: it speaks with the page around it, and opens other pages in tabs of their own.
const VERSION = 1;
const LONGEST = 2000; // characters of a question that the page around it asks
const ANSWERS = '#chat-log a[href$="#copy"]';

const root = document.documentElement;
const allowed = root.dataset.hosts.split(" ").filter(Boolean);
const named = new URLSearchParams(location.search).get("host");

let host = null;
let answered = 0;
let waiting = "";
let quietUntil = 0;
let again = 0;

const box = () => document.querySelector("#chat-question textarea");
const count = (selector) => document.querySelectorAll(selector).length;
const isBusy = () => Date.now() < quietUntil || count("#chat-log .user-row") > count(ANSWERS);

const tell = (type, rest = {}) => {
  if (host) parent.postMessage({ smx: VERSION, type, ...rest }, host);
};

/** Only the page that frames this one is listened to, if it is of a site on the list, and the one it says it is. */
addEventListener("message", ({ source, origin, data }) => {
  if (parent === window || source !== parent || !allowed.includes(origin) || (named && named !== origin)) return;
  if (typeof data !== "object" || data?.smx !== VERSION) return;
  if (data.type === "hello") {
    host = origin;
    whenReady(() => tell("ready"));
  } else if (data.type === "ask" && typeof data.question === "string") {
    waiting = data.question.trim().slice(0, LONGEST);
    askWaiting();
  } else if (data.type === "theme" && ["light", "dark", "auto"].includes(data.theme)) {
    root.dataset.theme = data.theme;
  } else if (data.type === "focus") {
    whenReady(() => box().focus({ preventScroll: true }));
  }
});

/** Gradio draws its question box some time after the page is there. */
function whenReady(act) {
  if (box()) act();
  else setTimeout(whenReady, 60, act);
}

/** One question at a time: while an answer comes, the next question waits, and the last one asked is kept. */
function askWaiting() {
  clearTimeout(again);
  if (!waiting) return;
  if (!box() || isBusy()) {
    again = setTimeout(askWaiting, 200);
    return;
  }
  quietUntil = Date.now() + 1000; // until the question is seen in the conversation
  box().value = waiting;
  box().dispatchEvent(new Event("input", { bubbles: true }));
  waiting = "";
  setTimeout(() => document.getElementById("chat-send").click(), 60);
}

document.addEventListener("answered", ({ detail }) => {
  answered += 1;
  tell("answer", { number: answered, sources: detail.sources });
  quietUntil = Date.now() + 400; // Gradio takes no question before the last change of an answer
});

for (const button of document.querySelectorAll(".first button")) {
  button.addEventListener("click", () => {
    waiting = button.textContent;
    askWaiting();
  });
}

/** Pages of this site open in a tab, which the site keeps in the language of the frame. */
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || event.defaultPrevented || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  const back = link.pathname + link.search + link.hash;
  const language = { "zh-CN": "zh-Hans", "zh-TW": "zh-Hant" }[root.lang] ?? "en";
  open(`/language/${language}?back=${encodeURIComponent(back)}`, "_blank", "noopener");
});

/** Escape closes what is open inside first, and only then leaves the frame. */
addEventListener("keydown", (event) => {
  const isOpen = !document.getElementById("source").hidden || document.querySelector("dialog[open]");
  if (event.key === "Escape" && !isOpen) tell("escape");
}, true);
