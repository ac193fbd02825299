// Several faces decided at once: how many are marked, and an undo that puts each back to where it was.

import { say } from "./call.js";

const form = () => document.querySelector("[data-several]");
const marked = () => [...form().elements].filter((field) => field.name === "faces" && field.checked);

function count() {
  if (!form()) return;
  const many = marked().length;
  for (const button of form().querySelectorAll("button")) button.disabled = many === 0;
  form().querySelector("[data-count]").textContent = many > 0 ? say("script-marked", { count: many }) : "";
}

/** One call for all faces that go back to the same. */
function undo() {
  const same = new Map();
  for (const field of marked()) {
    const { faces, ...now } = JSON.parse(field.dataset.now);
    const key = JSON.stringify(now);
    if (!same.has(key)) same.set(key, { call: form().dataset.call, body: { ...now, faces: [] } });
    same.get(key).body.faces.push(...faces);
  }
  return JSON.stringify([...same.values()]);
}

document.addEventListener("submit", (event) => {
  if (event.target === form()) form().dataset.undo = undo();
}, true);
document.addEventListener("change", (event) => {
  if (event.target.form && event.target.form === form()) count();
});
document.addEventListener("muster:fresh", () => {
  if (!form()) return;
  for (const field of marked()) field.checked = false;
  form().querySelector("select").value = "";
  count();
});
