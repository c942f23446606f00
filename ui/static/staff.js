// How far a build is: asked for again while it goes on.
const work = document.getElementById("work");
const state = document.getElementById("work-state");
const lines = document.getElementById("work-lines");

async function look() {
  try {
    const response = await fetch(work.dataset.address, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const found = await response.json();
    lines.textContent = found.lines.join("\n");
    lines.scrollTop = lines.scrollHeight;
    if (!found.is_running) {
      state.textContent = found.said;
      return;
    }
  } catch {
    // the server may be away for a moment
  }
  setTimeout(look, 1500);
}
if (work?.dataset.running) look();
