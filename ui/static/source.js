// The panel with the source of a citation. Everything from documents is placed as text, never as markup.
const panel = document.getElementById("source");
const backdrop = document.getElementById("backdrop");
const narrow = matchMedia("(max-width: 860px)");
const part = (name) => document.getElementById(`source-${name}`);

const known = new Map();
let opener = null;

/** The passage a citation leads to; rejects with the status when it cannot be had. */
export function cited(href) {
  const address = new URL(href);
  address.pathname += "/quote";
  address.searchParams.set("lang", document.documentElement.lang); // a frame in another site has no cookie that tells it
  address.hash = "";
  const key = address.href;
  if (!known.has(key)) {
    const answer = fetch(key, { headers: { Accept: "application/json" } }).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    });
    known.set(key, answer);
    answer.catch(() => known.delete(key));
  }
  return known.get(key);
}

/** Opens the panel on the source of this citation; closing it returns to the citation. */
export async function openSource(chip) {
  opener = chip;
  document.querySelectorAll("#chat-log a[aria-expanded]").forEach((other) => other.removeAttribute("aria-expanded"));
  chip.setAttribute("aria-expanded", "true");
  part("number").textContent = chip.textContent.trim();
  part("document").href = chip.href;
  part("found").hidden = true;
  part("original").hidden = true;
  part("download").hidden = true;
  part("state").textContent = panel.dataset.loading;
  show();
  try {
    const source = await cited(chip.href);
    if (opener === chip) fill(source);
  } catch (error) {
    if (opener === chip) part("state").textContent = error.message === "409" || error.message === "404" ? panel.dataset.changed : panel.dataset.unreachable;
  }
}

function show() {
  panel.hidden = false;
  backdrop.hidden = false;
  document.body.classList.add("source-open");
  isolate();
  part("heading").focus({ preventScroll: true });
}

function close() {
  if (panel.hidden) return;
  panel.hidden = true;
  backdrop.hidden = true;
  document.body.classList.remove("source-open");
  isolate();
  opener?.removeAttribute("aria-expanded");
  opener?.focus();
  opener = null;
}

/** As a sheet over a small screen the panel is all there is to reach. */
function isolate() {
  const covered = narrow.matches && !panel.hidden;
  for (const part of document.querySelectorAll("body > :not(#source, #backdrop, #announcement)")) part.inert = covered;
}

function fill(source) {
  part("state").textContent = "";
  part("title").textContent = source.title;
  part("title").lang = source.language;
  part("status").textContent = source.status_name;
  part("status").dataset.status = source.status;
  part("provenance").textContent = source.provenance_name;
  part("provenance").dataset.provenance = source.provenance;
  part("language").textContent = source.language_name;
  part("locator").textContent = source.locator;
  part("as-of").textContent = source.as_of;
  part("origin").hidden = !source.source_title;
  part("publisher").textContent = source.source_title ?? "";
  part("original").hidden = !source.source_address;
  if (source.source_address) part("original").href = source.source_address;
  part("download").hidden = !source.has_original;
  part("download").href = `${new URL(opener.href).pathname}/original`;
  part("text").lang = source.language;
  part("text").replaceChildren(...source.blocks.map(block));
  part("found").hidden = false;
  const quote = part("text").querySelector("mark");
  quote?.scrollIntoView({ block: "nearest" });
}

const make = (name, children) => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};

const words = (cell) => cell.map((run) => (run.quoted ? make("mark", [run.text]) : document.createTextNode(run.text)));

function block({ kind, header, rows }) {
  if (kind === "table") {
    const lines = rows.map((row, index) => make("tr", row.cells.map((cell) => make(index < header ? "th" : "td", words(cell)))));
    const table = make("div", [make("table", lines)]);
    table.className = "table";
    return table;
  }
  if (kind === "list") {
    return make("ul", rows.map((row) => {
      const item = make("li", words(row.cells[0]));
      if (!row.bulleted) item.className = "numbered";
      return item;
    }));
  }
  return make(kind === "heading" ? "h4" : "p", words(rows[0].cells[0]));
}

part("close").addEventListener("click", close);
backdrop.addEventListener("click", close);
narrow.addEventListener("change", isolate);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
