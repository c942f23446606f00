// Runs before anything is drawn: the reader's choice of dark or light, and the language Gradio is to speak.
// In a frame, the site around it chooses (data-theme).
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };

  const chosen = () => {
    const theme = root.dataset.theme ?? stored();
    return theme === "dark" || theme === "light" ? theme : system.matches ? "dark" : "light";
  };

  const isDark = () => chosen() === "dark";

  const apply = () => {
    root.classList.toggle("dark", isDark());
    if (document.body && document.body.classList.contains("dark") !== isDark()) {
      document.body.classList.toggle("dark", isDark());
    }
  };

  apply();
  system.addEventListener("change", apply);
  new MutationObserver(apply).observe(root, { attributes: true, attributeFilter: ["data-theme"] });

  // Gradio takes its language from the browser; the reader's choice is in the page.
  const locale = root.lang;
  Object.defineProperty(navigator, "language", { get: () => locale });
  Object.defineProperty(navigator, "languages", { get: () => [locale] });

  document.addEventListener("DOMContentLoaded", () => {
    apply();
    // Gradio sets the body's class by the system alone.
    new MutationObserver(apply).observe(document.body, { attributes: true, attributeFilter: ["class"] });
    document.getElementById("theme")?.addEventListener("click", () => {
      try { localStorage.setItem("theme", isDark() ? "light" : "dark"); } catch { /* then it lasts for this page only */ }
      apply();
    });
  });
})();
