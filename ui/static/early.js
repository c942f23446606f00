// Runs before anything is drawn: the reader's choice of dark or light, and the language Gradio is to speak.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };

  const isDark = () => (stored() ?? (system.matches ? "dark" : "light")) === "dark";

  const apply = () => {
    root.classList.toggle("dark", isDark());
    if (document.body && document.body.classList.contains("dark") !== isDark()) {
      document.body.classList.toggle("dark", isDark());
    }
  };

  apply();
  system.addEventListener("change", apply);

  // Gradio takes its language from the browser; the reader's choice is in the page.
  const locale = root.lang;
  Object.defineProperty(navigator, "language", { get: () => locale });
  Object.defineProperty(navigator, "languages", { get: () => [locale] });

  document.addEventListener("DOMContentLoaded", () => {
    apply();
    // Gradio sets the body's class by the system alone.
    new MutationObserver(apply).observe(document.body, { attributes: true, attributeFilter: ["class"] });
    document.getElementById("theme").addEventListener("click", () => {
      try { localStorage.setItem("theme", isDark() ? "light" : "dark"); } catch { /* then it lasts for this page only */ }
      apply();
    });
  });
})();
