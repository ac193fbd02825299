// Importing an edited register: shows what the server says of a file, and applies it. Nothing changes before that.

import { call, say } from "./call.js";
import { base64Of, takeOne } from "./files.js";
import { complain, localise, settle, tell } from "./page.js";

const place = document.querySelector("[data-register-import]");
const one = (mark, root = place) => root.querySelector(`[${mark}]`);
/** Rows that a table shows at once; more are a number. */
const SHOWN = 500;
const ARROW = getComputedStyle(place).direction === "rtl" ? " ← " : " → ";
let file = null;
let found = null;
let asking = 0;

/** Asks what the file would change. */
async function look() {
  const asked = (asking += 1);
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await call("POST", place.dataset.call, { file });
    if (asked === asking) show(answer);
  } catch (error) {
    found = null;
    one("data-found").hidden = true;
    complain(error);
  } finally {
    place.removeAttribute("aria-busy");
  }
}

function show(answer) {
  found = answer;
  one("data-found").hidden = false;
  one("data-no-base").hidden = answer.has_base;
  fill("changes", answer.changes, line);
  fill("conflicts", answer.conflicts, (item, at) => [choice(item, at), ...line(item), cell(meanwhile(item))]);
  one("data-nothing").hidden = answer.changes.length + answer.conflicts.length > 0;
  one("data-unchanged").textContent = answer.unchanged;
  list("problems", answer.problems.map((item) => `${item.cell}: ${fault(item)}`));
  for (const field of ["unknown_students", "unknown_columns"]) {
    list(field, answer[field].map((item) => `${item.cell}: ${item.text}`));
  }
  localise(place);
  ready();
}

const fault = ({ code, value, message }) => {
  const known = say(`script-cell-${code}`, { name: value });
  return known === `script-cell-${code}` ? message : known;
};

function meanwhile({ by, at }) {
  const when = at ? new Date(at).toLocaleString(document.documentElement.lang) : "";
  return [by ?? say("script-cell-photo"), when].filter(Boolean).join(", ");
}

function fill(field, items, cells) {
  const table = one(`data-table="${field}"`);
  table.hidden = items.length === 0;
  one(`data-count="${field}"`).textContent = items.length;
  const rows = items.slice(0, SHOWN).map((item, at) => row(cells(item, at)));
  if (items.length > SHOWN) rows.push(row([cell(say("script-more", { count: items.length - SHOWN }))]));
  table.querySelector("tbody").replaceChildren(...rows);
}

function row(cells) {
  const line = document.createElement("tr");
  line.append(...cells);
  return line;
}

function cell(...content) {
  const made = document.createElement("td");
  made.append(...content.map((piece) => (typeof piece === "string" ? isolated(piece) : piece)));
  return made;
}

/** A name turns no neighbour around. */
function isolated(text) {
  const made = document.createElement("bdi");
  made.textContent = text;
  return made;
}

function line({ cell: name, student, date, label, from, to }) {
  const whose = `${student.first_name} ${student.last_name}`.trim();
  const when = [date, label].filter(Boolean).join(" ");
  return [cell(name), cell(`${whose} (${student.id})`), cell(when), cell(badge(from), ARROW, badge(to))];
}

/** A letter as the school's statuses show it: by the letter where they are its own, else by what it stands for. */
function badge({ letter, status }) {
  const badges = one("data-badges").content;
  const found = badges.querySelector(`[data-letter="${CSS.escape(letter)}"]`) ?? badges.querySelector(`[data-status="${status}"]`);
  return found?.cloneNode(true) ?? isolated(letter);
}

/** The box that lets the file's letter hold. */
function choice(item, at) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.dataset.override = at;
  box.setAttribute("aria-label", say("script-cell-override", { name: item.cell }));
  return cell(box);
}

function list(field, texts) {
  const section = one(`data-left-out="${field}"`);
  section.hidden = texts.length === 0;
  one(`data-count="${field}"`).textContent = texts.length;
  const shown = texts.slice(0, SHOWN);
  if (texts.length > SHOWN) shown.push(say("script-more", { count: texts.length - SHOWN }));
  one("data-list", section).replaceChildren(
    ...shown.map((text) => {
      const item = document.createElement("li");
      if (field !== "problems") item.dir = "auto";
      item.textContent = text;
      return item;
    }),
  );
}

const chosen = () => [...place.querySelectorAll("[data-override]:checked")].map((box) => found.conflicts[box.dataset.override]);

/** Says on the button how many marks it sets. */
function ready() {
  const count = found.changes.length + chosen().length;
  const button = one("data-apply");
  button.disabled = count === 0;
  button.textContent = say("script-apply-changes", { count });
}

async function apply() {
  settle();
  one("data-apply").disabled = true;
  const overrides = chosen().map(({ student, date, label }) => ({ student: student.id, date, label }));
  try {
    const done = await call("POST", place.dataset.call, { file, apply: true, seen: found.state, overrides });
    tell(say("script-applied-changes", { count: done.changes.length }));
  } catch (error) {
    complain(error);
  }
  await look();
}

async function take(chosenFile) {
  settle();
  one("data-name").textContent = chosenFile.name;
  file = await base64Of(chosenFile);
  await look();
}

place.addEventListener("change", (event) => {
  const { target } = event;
  if (target.type === "file") {
    if (target.files[0]) take(target.files[0]).catch(complain);
    target.value = "";
  } else if ("override" in target.dataset) ready();
});
place.addEventListener("click", (event) => {
  if (event.target.closest("[data-apply]") && found) apply();
});
takeOne((file) => take(file).catch(complain));
