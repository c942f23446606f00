// Puts the assistant on a page: <smx-assistant>, or one made by this script's own data-… attributes.
// It keeps nothing in the browser and draws in a shadow tree, so that neither page disturbs the other.
(() => {
  "use strict";
  if (customElements.get("smx-assistant")) return;

  const VERSION = 1;
  const PATIENCE_MS = 20000;
  const LONGEST = 120;
  const script = document.currentScript;
  const server = new URL(script.src).origin;
  const NAMES = ["mode", "position", "width", "height", "color", "label", "greeting", "questions", "language", "theme", "site", "open"];
  const WORDS = {
    "zh-Hans": ["招商助手", "关闭", "助手暂时无法显示。", "在新窗口打开"],
    "zh-Hant": ["招商助手", "關閉", "助手暫時無法顯示。", "在新視窗開啟"],
    en: ["Investment Assistant", "Close", "The assistant cannot be shown here right now.", "Open it in a new tab"],
  };
  const SMALL = matchMedia("(max-width: 640px), (max-height: 480px)");

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; color-scheme: light dark; font: 16px/1.5 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
    :host([theme=light]) { color-scheme: light; }
    :host([theme=dark]) { color-scheme: dark; }
    :host([mode=inline]) { display: block; position: relative; width: var(--width, 100%); max-width: 100%; height: var(--height, 640px); }
    :host([hidden]), [hidden] { display: none !important; }
    * { box-sizing: border-box; }
    button { font: inherit; background: var(--accent); color: var(--on-accent); border: 2px solid #fff; cursor: pointer; }
    button:focus-visible { outline: 3px solid #fff; outline-offset: 0; box-shadow: 0 0 0 6px #b3541e; }
    .launcher { position: fixed; z-index: 2147483000; bottom: max(20px, env(safe-area-inset-bottom)); right: max(20px, env(safe-area-inset-right)); display: flex; align-items: center; gap: 10px; min-height: 52px; max-width: calc(100% - 40px); padding: 8px 20px 8px 16px; border-radius: 26px; font-weight: 600; box-shadow: 0 4px 18px rgb(0 0 0 / 28%); }
    .launcher svg { flex: none; }
    .left .launcher, .left dialog { right: auto; left: max(20px, env(safe-area-inset-left)); }
    dialog { position: fixed; z-index: 2147483000; inset: auto; bottom: max(20px, env(safe-area-inset-bottom)); right: max(20px, env(safe-area-inset-right)); width: var(--width, 420px); height: var(--height, 680px); max-width: calc(100% - 40px); max-height: calc(100vh - 40px); max-height: calc(100dvh - 40px); margin: 0; padding: 0; border: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); border-radius: 16px; background: Canvas; color: CanvasText; overflow: hidden; box-shadow: 0 12px 44px rgb(0 0 0 / 32%); }
    dialog[open] { animation: rise .18s ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
    dialog.full { inset: 0 !important; width: 100%; height: 100vh; height: 100dvh; max-width: none; max-height: none; padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left); border: 0; border-radius: 0; }
    .frame { position: relative; width: 100%; height: 100%; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    .inline { height: 100%; border: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); border-radius: 12px; background: Canvas; color: CanvasText; overflow: hidden; }
    .close { position: absolute; z-index: 1; top: 8px; right: 10px; display: grid; place-items: center; width: 40px; height: 40px; padding: 0; border-radius: 50%; }
    .failed { position: absolute; inset: 0; display: grid; place-content: center; gap: 12px; padding: 56px 24px; background: Canvas; text-align: center; }
    .failed p { margin: 0; }
    .failed a { color: LinkText; }
    @media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
    @media print { .launcher, dialog { display: none; } }
  `);

  /** An element with attributes and children; nothing is ever parsed as markup. */
  const make = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const drawing = (size, path) => {
    const of = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const svg = of("svg", { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" });
    svg.append(of("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" }));
    return svg;
  };

  const languageOf = (tag) => {
    const name = (tag || "").toLowerCase();
    if (/^zh-(hant|tw|hk|mo)/.test(name)) return "zh-Hant";
    return name.split("-")[0] === "zh" ? "zh-Hans" : name ? "en" : "";
  };

  /** Black or white, whichever stands out more on a colour written as six hexadecimal digits. */
  const readableOn = (colour) => {
    const light = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    return (light + 0.05) ** 2 > 0.0525 ? "#000" : "#fff";
  };

  const pixels = (text, least) => (/^\d{2,4}(px)?$/.test(text || "") ? `${Math.max(least, parseInt(text, 10))}px` : "");

  class Assistant extends HTMLElement {
    static get observedAttributes() { return ["open", "theme", "label"]; }

    constructor() {
      super();
      this._waiting = "";
      this._isReady = false;
      this._isShown = false;
      this._hear = this._hear.bind(this);
      this._fit = this._fit.bind(this);
    }

    connectedCallback() {
      if (!this.shadowRoot) this._draw();
      addEventListener("message", this._hear);
      SMALL.addEventListener("change", this._fit);
      if (this._isInline) this._load();
      else if (this.hasAttribute("open")) this._show();
    }

    disconnectedCallback() {
      removeEventListener("message", this._hear);
      SMALL.removeEventListener("change", this._fit);
      clearTimeout(this._patience);
      this._frame?.remove(); // a frame that is moved loads anew
      this._frame = null;
      this._isReady = this._isShown = false;
    }

    attributeChangedCallback(name, before, now) {
      if (!this.shadowRoot || !this.isConnected || before === now) return;
      if (name === "theme") this._tell("theme", { theme: this._theme });
      else if (name === "label") this._name();
      else if (now === null) this._hide();
      else this._show();
    }

    /** Opens the chat. */
    open() { this.setAttribute("open", ""); }

    /** Closes the chat and gives the focus back; the conversation stays. */
    close() { this.removeAttribute("open"); }

    /** Opens the chat and asks a question in it, as soon as it can. */
    ask(question) {
      this._waiting = String(question);
      this.open();
      this._askWaiting();
    }

    get _isInline() { return this.getAttribute("mode") === "inline"; }
    get _theme() { return ["light", "dark"].includes(this.getAttribute("theme")) ? this.getAttribute("theme") : "auto"; }
    get _words() { return WORDS[this._language]; }
    get _language() {
      const own = this.getAttribute("language");
      const around = this.closest("[lang]") || document.documentElement;
      return own in WORDS ? own : languageOf(around.lang) || languageOf(navigator.language) || "zh-Hans";
    }

    _draw() {
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      const colour = /^#[0-9a-f]{6}$/i.test(this.getAttribute("color") || "") ? this.getAttribute("color").slice(1).toLowerCase() : "";
      const width = pixels(this.getAttribute("width"), 280);
      const height = pixels(this.getAttribute("height"), 320);
      // By script and not by attribute, which a policy of the page may forbid.
      this.style.setProperty("--accent", `#${colour || "1b5160"}`);
      this.style.setProperty("--on-accent", readableOn(colour || "1b5160"));
      if (width) this.style.setProperty("--width", width);
      if (height) this.style.setProperty("--height", height);
      this._colour = colour;
      this._box = make("div", { class: "frame" });
      if (this._isInline) {
        this._box.classList.add("inline");
        shadow.append(this._box);
        return;
      }
      this._closer = make("button", { type: "button", class: "close" }, drawing(20, "M6 6l12 12M18 6L6 18"));
      this._closer.addEventListener("click", () => this.close());
      this._box.append(this._closer);
      this._dialog = make("dialog", {}, this._box);
      this._dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.close(); });
      this._dialog.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
      this._text = document.createElement("span");
      this._launcher = make("button", { type: "button", class: "launcher", "aria-haspopup": "dialog" },
        drawing(24, "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5"), this._text);
      this._launcher.addEventListener("click", () => this.open());
      shadow.append(make("div", { class: this.getAttribute("position") === "bottom-left" ? "left" : "" }, this._launcher, this._dialog));
      this._name();
    }

    _name() {
      const label = this.getAttribute("label") || this._words[0];
      if (this._frame) this._frame.title = label;
      if (this._isInline) return;
      this._text.textContent = label;
      this._dialog.setAttribute("aria-label", label);
      this._closer.setAttribute("aria-label", this._words[1]);
    }

    /** The frame is made when it is first needed. */
    _load() {
      if (this._frame) return;
      const asked = new URLSearchParams({ lang: this._language, host: location.origin, theme: this._theme });
      if (!this._isInline) asked.set("frame", "dialog");
      if (this._colour) asked.set("accent", this._colour);
      for (const name of ["site", "greeting"]) if (this.getAttribute(name)) asked.set(name, this.getAttribute(name).slice(0, LONGEST));
      const questions = (this.getAttribute("questions") || "").split("|").map((one) => one.trim().slice(0, LONGEST)).filter(Boolean);
      for (const question of questions.slice(0, 4)) asked.append("question", question);
      this._frame = make("iframe", {
        sandbox: "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox",
        allow: "clipboard-write",
        referrerpolicy: "origin",
        loading: this._isInline ? "lazy" : "eager",
      });
      this._frame.src = `${server}/embed?${asked}`;
      this._frame.addEventListener("load", () => {
        this._tell("hello");
        this._patience = setTimeout(() => this._fail(), PATIENCE_MS);
      });
      this._box.append(this._frame);
      this._name();
    }

    _show() {
      if (this._isShown || this._isInline) return;
      this._isShown = true;
      this._opener = document.activeElement === this ? null : document.activeElement;
      this._load();
      this._fit();
      this._launcher.hidden = true;
      this._focus();
      this._say("open");
    }

    _hide() {
      if (!this._isShown) return;
      this._isShown = false;
      this._dialog.close();
      this._launcher.hidden = false;
      const opener = this._opener && this._opener !== document.body && this._opener.isConnected ? this._opener : this._launcher;
      opener.focus();
      this._say("close");
    }

    /** On a small screen the chat is all there is, and the page behind it cannot be reached. */
    _fit() {
      if (!this._isShown) return;
      this._dialog.close();
      this._dialog.classList.toggle("full", SMALL.matches);
      if (SMALL.matches) this._dialog.showModal();
      else this._dialog.show();
    }

    /** A finger would bring up the keyboard over half of the screen. */
    _focus() {
      if (this._isReady && !matchMedia("(pointer: coarse)").matches) {
        this._frame.focus();
        this._tell("focus");
      } else this._closer.focus();
    }

    _fail() {
      if (this._isReady || this._failed) return;
      const link = make("a", { href: `${server}/`, target: "_blank", rel: "noopener" }, this._words[3]);
      this._failed = make("div", { class: "failed", role: "alert" }, make("p", {}, this._words[2]), make("p", {}, link));
      this._box.append(this._failed);
      this._say("error");
    }

    _tell(type, rest) {
      this._frame?.contentWindow?.postMessage({ smx: VERSION, type, ...rest }, server);
    }

    /** Only the own frame is listened to. */
    _hear({ source, origin, data }) {
      if (!this._frame || source !== this._frame.contentWindow || origin !== server) return;
      if (typeof data !== "object" || data?.smx !== VERSION) return;
      if (data.type === "ready") this._begin();
      else if (data.type === "escape") this.close();
      else if (data.type === "answer") this._say("answer", { number: Number(data.number), sources: Number(data.sources) });
    }

    _begin() {
      clearTimeout(this._patience);
      this._failed?.remove();
      this._failed = null;
      if (this._isReady) return;
      this._isReady = true;
      this._tell("theme", { theme: this._theme });
      if (this._isShown && this.shadowRoot.activeElement === this._closer) this._focus();
      this._say("ready");
      this._askWaiting();
    }

    _askWaiting() {
      if (!this._waiting || !this._isReady) return;
      this._tell("ask", { question: this._waiting });
      this._waiting = "";
    }

    _say(what, detail = {}) {
      this.dispatchEvent(new CustomEvent(`smx-${what}`, { bubbles: true, composed: true, detail }));
    }
  }

  customElements.define("smx-assistant", Assistant);

  const given = NAMES.filter((name) => name in script.dataset);
  if (given.length === 0) return;
  const add = () => {
    const assistant = document.createElement("smx-assistant");
    for (const name of given) assistant.setAttribute(name, script.dataset[name]);
    document.body.append(assistant);
  };
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})();
