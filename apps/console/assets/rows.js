// Parts of a form that change while it is filled in. Lists of rows: more of them, fewer, or in another order. A field's name says its row's place, as in
// `terms.2.name`. What the server says of a row is told beside it.

const rowOf = (at) => at.closest(".rows > li");

function number(list) {
  [...list.children].forEach((row, at) => {
    for (const field of row.querySelectorAll("[name]")) field.name = field.name.replace(/\.\w+(?=\.|$)/, `.${at}`);
  });
}

function add(box) {
  const list = box.querySelector(".rows");
  const row = box.querySelector("template").content.firstElementChild.cloneNode(true);
  list.append(row);
  number(list);
  row.querySelector("input, select").focus();
}

function remove(row) {
  const list = row.parentElement;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  number(list);
  (next?.querySelector("[data-row-remove]") ?? list.parentElement.querySelector("[data-row-add]")).focus();
}

function move(row, button, up) {
  if (up) row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  number(row.parentElement);
  button.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-row-add], [data-row-remove], [data-row-up], [data-row-down]");
  if (!button) return;
  if ("rowAdd" in button.dataset) add(button.closest("[data-rows]"));
  else if ("rowRemove" in button.dataset) remove(rowOf(button));
  else move(rowOf(button), button, "rowUp" in button.dataset);
});

// A choice that fills other fields of its form, as a term does its days.
document.addEventListener("change", (event) => {
  if (!("fills" in event.target.dataset)) return;
  const chosen = event.target.selectedOptions[0];
  for (const [name, value] of Object.entries(chosen.dataset)) {
    const field = event.target.form.elements[name];
    if (field) field.value = value;
  }
});

// A part that belongs to some choices of another field, as the address does to mail: else it is neither shown nor sent.
function fit() {
  for (const part of document.querySelectorAll("[data-when]")) {
    const fits = part.dataset.is.split(" ").includes(document.getElementById(part.dataset.when).value);
    part.hidden = !fits;
    part.disabled = !fits;
  }
}

document.addEventListener("change", fit);
document.addEventListener("muster:fresh", fit);
// A form that is put back has its first choices only after this.
document.addEventListener("reset", () => setTimeout(fit));

function clear(form) {
  for (const told of form.querySelectorAll(".rows .wrong")) told.remove();
  for (const field of form.querySelectorAll("[data-names][aria-invalid]")) field.removeAttribute("aria-invalid");
}

document.addEventListener("submit", (event) => clear(event.target), { capture: true });
document.addEventListener("muster:wrong", (event) => {
  const { target: form, detail: error } = event;
  const told = error.detail || error.message;
  const named = [...form.querySelectorAll("[data-names]")].filter((field) => field.value && told.includes(`\`${field.value}\``));
  for (const field of named) {
    field.setAttribute("aria-invalid", "true");
    const line = document.createElement("p");
    line.className = "wrong";
    line.textContent = told;
    rowOf(field)?.append(line);
  }
  named.at(-1)?.focus();
});
