// Documents that may be meant, offered while their name, number or id is typed.
const offered = document.getElementById("documents");
let asked = 0;

async function offer(input) {
  const mine = ++asked;
  const typed = input.value.trim();
  if (!typed) return;
  try {
    const response = await fetch(`${offered.dataset.address}?q=${encodeURIComponent(typed)}`);
    if (!response.ok || mine !== asked) return;
    const found = await response.json();
    offered.replaceChildren(...found.map((one) => {
      const option = document.createElement("option");
      option.value = one.id;
      option.label = [one.title, one.number].filter(Boolean).join(" · ");
      return option;
    }));
  } catch {
    // an id, a title or a number can still be typed
  }
}
for (const input of document.querySelectorAll("input[list=documents]")) {
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 250, input);
  });
}
