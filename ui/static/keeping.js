// What readers say of an answer, and the deletion of what is kept of their questions.
const HELPFUL = "#helpful-";
const UNHELPFUL = "#unhelpful-";
const LINKS = `#chat-log a[href*="${HELPFUL}"], #chat-log a[href*="${UNHELPFUL}"]`;

const dialog = document.getElementById("feedback");
const comment = document.getElementById("feedback-comment");
const state = document.getElementById("feedback-state");
const forgetting = document.getElementById("forgetting");
const announcement = document.getElementById("announcement");
const given = new Map(); // what was said of each answer, for as long as the page is open
let asked = "";

/** The id of the answer that a link is about, and whether it says that the answer helped. */
const meant = (link) => {
  const helpful = link.hash.startsWith(HELPFUL);
  return { id: link.hash.slice((helpful ? HELPFUL : UNHELPFUL).length), helpful };
};

/** Links that do something are buttons to those who hear the page. */
function describe() {
  for (const link of document.querySelectorAll(LINKS)) {
    const { id, helpful } = meant(link);
    const pressed = String(given.get(id) === helpful);
    if (link.getAttribute("aria-pressed") !== pressed) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-pressed", pressed);
    }
  }
}
new MutationObserver(describe).observe(document.getElementById("main"), { childList: true, subtree: true });

/** Nothing where it is stored, else what to tell the reader. */
async function send(id, helpful, words) {
  try {
    const response = await fetch(dialog.dataset.address, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(dialog.dataset.token && { "X-CSRF-Token": dialog.dataset.token }) },
      body: JSON.stringify({ question: id, helpful, comment: words }),
    });
    if (response.ok) return "";
    return response.status === 404 ? dialog.dataset.unknown : dialog.dataset.failed;
  } catch {
    return dialog.dataset.failed;
  }
}

async function say(link) {
  const { id, helpful } = meant(link);
  const problem = await send(id, helpful, "");
  if (problem) {
    announcement.textContent = problem;
    link.dataset.said = problem;
    setTimeout(() => delete link.dataset.said, 4000);
    return;
  }
  given.set(id, helpful);
  describe();
  asked = id;
  comment.value = "";
  state.textContent = "";
  document.getElementById("feedback-number").textContent = id;
  dialog.showModal();
  comment.focus();
}

document.getElementById("feedback-send").addEventListener("click", async () => {
  if (!comment.value.trim()) {
    dialog.close();
    return;
  }
  const problem = await send(asked, given.get(asked), comment.value.trim());
  if (problem) {
    state.textContent = problem;
    return;
  }
  dialog.close();
  announcement.textContent = dialog.dataset.received;
});

for (const button of document.querySelectorAll("dialog.asking [data-ends]")) {
  button.addEventListener("click", () => button.closest("dialog").close(button.dataset.ends));
}

const linkOf = (event) => (event.target instanceof Element ? event.target.closest(LINKS) : null);

document.addEventListener("click", (event) => {
  const link = linkOf(event);
  if (!link) return;
  event.preventDefault();
  say(link);
}, true);

document.addEventListener("keydown", (event) => {
  const link = event.key === " " ? linkOf(event) : null;
  if (!link) return;
  event.preventDefault();
  say(link);
});

/** Deleting is asked about first; Gradio's own button then does it. */
let isSure = false;
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("#chat-forget") : null;
  if (!button || isSure) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  forgetting.returnValue = "";
  forgetting.showModal();
}, true);

forgetting.addEventListener("close", () => {
  if (forgetting.returnValue !== "yes") return;
  isSure = true;
  document.getElementById("chat-forget").click();
  isSure = false;
  const log = document.getElementById("chat-log");
  const { forgotten, notForgotten } = forgetting.dataset;
  const watching = new MutationObserver(() => {
    const told = [forgotten, notForgotten].find((words) => log.textContent.includes(words));
    if (!told) return;
    watching.disconnect();
    announcement.textContent = told;
  });
  watching.observe(log, { childList: true, subtree: true, characterData: true });
});
