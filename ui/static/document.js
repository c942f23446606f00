// Brings the quoted words into view, which lie deeper than the passage the address names.
const quote = document.querySelector("mark");
if (quote) {
  const bring = () => quote.scrollIntoView({ block: "center" });
  bring();
  addEventListener("load", bring);
}
document.getElementById("print").addEventListener("click", () => print());
