// The page's own script: it opens, asks and closes, and writes down what the assistant tells it.
const assistant = () => document.querySelector("smx-assistant");

document.getElementById("ask").addEventListener("click", () => assistant().ask("Which firms lead the aluminium chain?"));
document.getElementById("close").addEventListener("click", () => assistant().close());
document.getElementById("dark").addEventListener("click", () => {
  const isDark = assistant().getAttribute("theme") === "dark";
  assistant().setAttribute("theme", isDark ? "light" : "dark");
});

for (const name of ["smx-open", "smx-ready", "smx-answer", "smx-close", "smx-error"]) {
  document.addEventListener(name, (event) => {
    const line = document.createElement("li");
    line.textContent = `${name} ${JSON.stringify(event.detail)}`;
    document.getElementById("told").append(line);
  });
}
