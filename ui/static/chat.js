// The parts of the chat page that Gradio has no component for: citations, copying and one announcement per answer.
import { cited, openSource } from "./source.js";

const panel = document.getElementById("source");
const announcement = document.getElementById("announcement");
const COPY = 'a[href$="#copy"]';
const CHIP = 'a[href*="/documents/"][href*="check="]';
const RECORDS = 'a[href*="/records/"]';

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("#chat-log a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches(CHIP)) {
    event.preventDefault();
    openSource(link);
  } else if (link.matches(COPY)) {
    event.preventDefault();
    copyAnswer(link);
  }
}, true);

const messageOf = (copyLink) => copyLink.closest(".message") ?? copyLink.closest("[data-testid]");

/** A line of a table with a tab between its cells, as spreadsheets take it. */
const lineOf = (row) => [...row.cells].map((cell) => cell.textContent.trim()).join("\t");

/** The paragraphs and tables of the answer itself, with its citation numbers. */
const proseOf = (copyLink) =>
  [...messageOf(copyLink).querySelectorAll("p, table")]
    .filter((part) => !part.querySelector(COPY) && !part.closest("li") && !part.parentElement.closest("table"))
    .map((part) => part.matches("table") ? [...part.rows].map(lineOf).join("\n") : part.textContent.trim())
    .join("\n");

/** The citations of each line of sources; those of one line quote the same place. */
const sourcesOf = (copyLink) =>
  [...messageOf(copyLink).querySelectorAll("li")].map((line) => [...line.querySelectorAll(`${CHIP}, ${RECORDS}`)]).filter((chips) => chips.length);

async function copyAnswer(link) {
  const lines = await Promise.all(sourcesOf(link).map(async (chips) => {
    const [chip] = chips;
    const source = chip.matches(CHIP) ? await cited(chip.href).catch(() => null) : null;
    const address = source?.source_address ?? chip.href;
    const facts = source
      ? [source.title, source.locator, source.as_of, source.status_name, source.provenance_name]
      : [chip.title];
    return `${chips.map((one) => one.textContent.trim()).join("")} ${facts.filter(Boolean).join(" · ")}\n    ${address}`;
  }));
  const text = [proseOf(link), lines.join("\n")].filter(Boolean).join("\n\n");
  const done = await write(text);
  const said = done ? panel.dataset.copied : panel.dataset.copyFailed;
  announcement.textContent = said;
  link.dataset.said = said;
  setTimeout(() => delete link.dataset.said, 2500);
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages served without TLS have no clipboard interface.
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "unseen";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

/** Gradio describes its log in English, reads it out at every change, and names messages by their markup. */
function describe(log) {
  if (log.getAttribute("aria-live") !== "off") {
    log.setAttribute("aria-live", "off");
    log.setAttribute("aria-label", panel.dataset.conversation);
  }
  log.querySelectorAll("[data-testid=bot][aria-label], [data-testid=user][aria-label]").forEach((message) => message.removeAttribute("aria-label"));
}

/** The newest question is kept at the top while its answer comes, so that the answer is read from its beginning. */
let asked = 0;
let following = false;
function follow(log) {
  const questions = log.querySelectorAll(".user-row");
  if (questions.length !== asked) {
    following = questions.length > asked;
    asked = questions.length;
  }
  if (following) log.scrollTop += questions[asked - 1].getBoundingClientRect().top - log.getBoundingClientRect().top - 16;
}

/** Where something is asked about, the question can be typed at once; a phone would cover the page with its keyboard. */
let isReady = !document.getElementById("about") || matchMedia("(pointer: coarse)").matches;

/** A finished answer ends with its copy link: it is read out once, and its sources are fetched ahead. */
let finished = 0;
function notice() {
  const log = document.querySelector("#chat-log [role=log]");
  if (!log) return;
  describe(log);
  const box = document.querySelector("#chat-question textarea");
  if (!isReady && box) {
    isReady = true;
    box.focus({ preventScroll: true });
  }
  document.body.classList.toggle("conversing", Boolean(log.querySelector(".message")));
  follow(log);
  const links = log.querySelectorAll(COPY);
  if (links.length > finished) {
    const last = links[links.length - 1];
    announcement.textContent = proseOf(last);
    setTimeout(() => { following = false; }, 300); // the suggestions come back with the answer's last change
    for (const chip of sourcesOf(last).flat()) if (chip.matches(CHIP)) cited(chip.href).catch(() => {});
    document.dispatchEvent(new CustomEvent("answered", { detail: { sources: sourcesOf(last).flat().length } }));
  }
  finished = links.length;
}
new MutationObserver(notice).observe(document.getElementById("main"), { childList: true, subtree: true });

/** The suggestions are shown when they are those of the thing that is asked about. */
if (document.getElementById("about")) {
  document.body.classList.add("opening");
  let first = "";
  let seen = 0;
  const waiting = setInterval(() => {
    const suggested = document.getElementById("chat-suggestions")?.textContent.trim() ?? "";
    if (suggested && !first) [first, seen] = [suggested, Date.now()];
    if (!first || (suggested === first && Date.now() - seen < 2500)) return;
    clearInterval(waiting);
    document.body.classList.remove("opening");
  }, 60);
}

/** What is asked about is dropped without losing the conversation. */
document.getElementById("about-drop")?.addEventListener("click", (event) => {
  const drop = document.getElementById("chat-drop");
  if (!drop || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.replaceState(null, "", location.pathname); // Gradio sends the address with each question
  drop.click();
  document.getElementById("about").remove();
  document.querySelector("#chat-question textarea")?.focus();
});
