// Importing a roster: shows what the server says of a file, asks again when a column, the header or the class of an export
// is changed, and imports. Nothing changes before that.

import { call, newKey, say } from "./call.js";
import { base64Of, takeOne } from "./files.js";
import { complain, settle, tell } from "./page.js";

const place = document.querySelector("[data-roster]");
const one = (mark, root = place) => root.querySelector(`[${mark}]`);
/** Names that a list shows at once; more are a number. */
const SHOWN = 200;
let list = null;
/** Whether it is a school's whole export, of which one class is meant. */
let whole = false;
let asking = 0;

const selects = () => [...place.querySelectorAll("[data-column]")];
const full = (student) => `${student.first_name} ${student.last_name}`.trim();
const named = (student) => `${full(student)} (${student.id})`;

/** Asks what a list would change. What a person chose of its columns is kept as long as it is the same list. */
async function look(chosen) {
  const asked = (asking += 1);
  settle();
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await call("POST", `${place.dataset.call}?dry_run=true`, { ...list, ...chosen });
    if (asked === asking) show(answer);
  } catch (error) {
    one("data-found").hidden = true;
    complain(error);
  } finally {
    place.removeAttribute("aria-busy");
  }
}

function chosen() {
  if (whole) return { source_class: one("data-source").value || null };
  const columns = {};
  for (const select of selects()) columns[select.dataset.column] = select.value === "" ? null : Number(select.value);
  return { columns, header: one("data-header").checked };
}

function show(answer) {
  one("data-found").hidden = false;
  whole = answer.format === "oneroster";
  one("data-columns").hidden = whole;
  one("data-classes").hidden = !whole;
  if (whole) showClasses(answer);
  else showColumns(answer);
  const { id, last_name, first_name, full_name } = answer.mapping;
  const mapped = id !== null && [last_name, first_name, full_name].some((at) => at !== null);
  one("data-unmapped").hidden = mapped;
  fill(one("data-problems"), answer.problems, (problem) => `${where(problem)} ${why(problem)}`, "");
  fill(one("data-left-out"), answer.left_out, (left) => `${where(left)} ${apart(left.id)}: ${why(left)}`, "");
  one("data-changes").hidden = whole ? answer.source_class === null : !mapped;
  showChanges(answer);
  ready();
}

function showClasses(answer) {
  const select = one("data-source");
  const options = answer.classes.map(({ id, title, code, terms }) => {
    const more = [code, terms.join(", ")].filter(Boolean).join(" · ");
    return new Option([title || id, more].filter(Boolean).join(" – "), id);
  });
  select.replaceChildren(select.options[0], ...options);
  select.value = answer.source_class ?? "";
}

function showColumns(answer) {
  const delimiter = answer.delimiter === "\t" ? say("script-tab") : answer.delimiter;
  one("data-read").textContent = say("script-read-as", { name: answer.encoding, count: delimiter });
  one("data-header").checked = answer.header;
  for (const select of selects()) {
    const options = answer.columns.map((column, at) => {
      const sample = column.sample.join(", ");
      const name = column.name || say("script-column", { count: at + 1 });
      return new Option(sample ? `${name} (${sample})` : name, at);
    });
    select.replaceChildren(select.options[0], ...options);
    select.value = answer.mapping[select.dataset.column] ?? "";
  }
}

function showChanges(answer) {
  const changes = one("data-changes");
  fill(one('data-change="added"'), answer.added, ({ student, known: before }) =>
    before && full(before) !== full(student) ? say("script-known-as", { name: named(student), count: full(before) }) : named(student));
  fill(one('data-change="renamed"'), answer.renamed, ({ from, to }) => `${full(from)} → ${named(to)}`);
  fill(one('data-change="missing"'), answer.missing, named);
  one("data-unchanged").textContent = answer.unchanged;
  changes.dataset.changes = answer.added.length + answer.renamed.length;
  changes.dataset.missing = answer.missing.length;
  changes.dataset.problems = answer.problems.length;
}

const where = ({ file, line }) => (file ? say("script-line-of", { name: apart(file), count: line }) : say("script-line", { count: line }));
/** Something foreign in a sentence, whichever way either is written. */
const apart = (text) => `\u2068${text}\u2069`;
const why = ({ code, message }) => known(code) ?? message;

const known = (code) => (say(`script-line-${code}`) === `script-line-${code}` ? null : say(`script-line-${code}`));

/** Names are written as they begin; what tells of lines is a sentence in the page's own direction. */
function fill(section, items, text, dir = "auto") {
  section.hidden = items.length === 0;
  one("data-count", section).textContent = items.length;
  const rows = items.slice(0, SHOWN).map((item) => row(text(item), dir));
  if (items.length > SHOWN) rows.push(row(say("script-more", { count: items.length - SHOWN })));
  one("data-list", section).replaceChildren(...rows);
}

function row(text, dir = "auto") {
  const item = document.createElement("li");
  item.textContent = text;
  item.dir = dir;
  return item;
}

/** Whether there is something to import, and nothing against it. */
function ready() {
  const { changes, missing, problems } = one("data-changes").dataset;
  const something = Number(changes) > 0 || (one("data-remove").checked && Number(missing) > 0);
  one("data-import").disabled = !something || Number(problems) > 0;
  one("data-nothing").hidden = something;
}

async function store() {
  settle();
  try {
    const body = { ...list, ...chosen(), remove_missing: one("data-remove").checked };
    const done = await call("POST", place.dataset.call, body, newKey());
    one("data-remove").checked = false;
    tell(say("script-imported", { count: done.listed }));
    await look(chosen());
  } catch (error) {
    complain(error);
  }
}

async function take(file) {
  one("data-name").textContent = file.name;
  list = { file: await base64Of(file) };
  one("data-remove").checked = false;
  look({});
}

place.addEventListener("change", (event) => {
  const { target } = event;
  if (target.type === "file") {
    if (target.files[0]) take(target.files[0]).catch(complain);
    target.value = "";
  } else if ("remove" in target.dataset) ready();
  else if ("column" in target.dataset || "source" in target.dataset) look(chosen());
  else if ("header" in target.dataset) look({ header: target.checked });
});
place.addEventListener("click", (event) => {
  if (event.target.closest("[data-look]")) {
    list = { text: place.querySelector("textarea").value };
    one("data-name").textContent = "";
    look({});
  } else if (event.target.closest("[data-import]")) store();
});
takeOne((file) => take(file).catch(complain));
