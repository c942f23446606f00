const form = document.getElementById("filter");
const questions = [...document.querySelectorAll(".question")];
const apply = () => {
  const wanted = [...new FormData(form)].filter(([, value]) => value);
  for (const question of questions) {
    question.hidden = wanted.some(([name, value]) => question.dataset[name] !== value);
  }
  const shown = questions.filter((question) => !question.hidden).length;
  form.querySelector("output").value = `${shown} of ${questions.length} shown`;
};
form.hidden = false;
form.addEventListener("input", apply);
// A link from elsewhere on the page must reach its question even when it is filtered out.
addEventListener("hashchange", () => {
  const question = document.getElementById(location.hash.slice(1))?.closest(".question");
  if (question?.hidden) {
    form.reset();
    apply();
    question.open = true;
    question.scrollIntoView();
  }
});
apply();
