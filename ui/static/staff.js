// How far a build is: asked for again while it goes on, of whichever process answers.
const work = document.getElementById("work");
const begun = document.getElementById("work-begun");
const state = document.getElementById("work-state");
const lines = document.getElementById("work-lines");

// Whether there is more to come of the build that the page shows.
function show(found) {
  if (!found || found.begun !== begun.textContent) {
    state.textContent = work.dataset.over;
    return false;
  }
  if (lines) {
    lines.textContent = found.lines.join("\n");
    lines.scrollTop = lines.scrollHeight;
  }
  if (!found.is_running) state.textContent = found.said;
  return found.is_running;
}

async function look() {
  try {
    const response = await fetch(work.dataset.address, { headers: { Accept: "application/json" } });
    if (response.status === 401) return; // the login has ended
    if (response.ok || response.status === 404) {
      if (!show(response.ok ? await response.json() : null)) return;
    }
  } catch {
    // the server may be away for a moment
  }
  setTimeout(look, 1500);
}
if (work?.dataset.running) look();
