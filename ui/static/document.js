// Brings the quoted words into view, which lie deeper than the passage the address names; on a small screen their page.
const beside = matchMedia("(min-width: 1000px)").matches;
const quote = (!beside && document.querySelector(".page .box")) || document.querySelector("mark");
if (quote && location.hash !== "#page") {
  const bring = () => quote.scrollIntoView({ block: "center" });
  bring();
  addEventListener("load", bring);
}
document.getElementById("print").addEventListener("click", () => print());
