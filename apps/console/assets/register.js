// A register's grid: arrows go from cell to cell, a letter marks, Enter opens the session. A mark is shown at once; the
// totals follow when the reader pauses, since a register is a large page to fetch after every letter.

import { change, waitingChanges, say } from "./call.js";
import { complain, refresh, settle, tell } from "./page.js";

const PAUSE = 1200;
const grid = () => document.querySelector("table[data-grid]");
const cells = () => grid()?.tBodies[0].querySelectorAll("td > button") ?? [];
const dialog = () => document.getElementById("cell");
const rightToLeft = () => document.documentElement.dir === "rtl";
let current;
let later;

/** What a cell is about. */
function about(cell) {
  const row = cell.closest("tr");
  const head = grid().tHead.rows[0].cells[cell.parentElement.cellIndex];
  const [path, query] = head.dataset.marks.split("?");
  const student = row.dataset.student;
  const withdrawal = `${path}/${encodeURIComponent(student)}${query ? `?${query}` : ""}`;
  return { student, name: row.dataset.row, session: head.dataset.sessionName, marks: head.dataset.marks, withdrawal, page: head.querySelector("a").href };
}

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** One cell of all is reached with Tab; arrows go on from there. */
function settleFocus() {
  if (!current?.isConnected) current = cells()[0];
  for (const cell of cells()) cell.tabIndex = cell === current ? 0 : -1;
}

function go(cell) {
  if (!cell) return;
  if (current) current.tabIndex = -1;
  current = cell;
  cell.tabIndex = 0;
  cell.focus();
}

/** The cell that a key leads to. */
function towards(cell, key, far) {
  const row = cell.closest("tr");
  const rows = [...row.parentElement.rows].filter((one) => !one.hidden);
  const at = (one) => [...one.querySelectorAll("td > button")];
  const across = at(row);
  const here = across.indexOf(cell);
  const up = rows.indexOf(row);
  const below = (one) => one?.cells[cell.parentElement.cellIndex].querySelector("button");
  const forward = rightToLeft() ? "ArrowLeft" : "ArrowRight";
  switch (key) {
    case "ArrowUp": return below(rows[up - 1]);
    case "ArrowDown": return below(rows[up + 1]);
    case "ArrowLeft":
    case "ArrowRight": return across[here + (key === forward ? 1 : -1)];
    case "Home": return far ? at(rows[0])[0] : across[0];
    case "End": return far ? at(rows.at(-1)).at(-1) : across.at(-1);
    default: return undefined;
  }
}

/** What a key sets: one of the dialog's buttons. */
const chosenBy = (key) => dialog()?.querySelector(`[data-status][data-key="${CSS.escape(key)}"]`);

function show(cell, choice) {
  cell.className = choice.dataset.status;
  cell.textContent = choice.dataset.letter;
  cell.setAttribute("aria-label", fill(grid().dataset.cell, { ...about(cell), status: choice.dataset.word }));
  return choice.dataset.word;
}

/** Colours of a school's own statuses, as the legend draws them, below their letters. The policy lets a script do this alone. */
function colour() {
  const known = [...document.querySelectorAll(".legend [data-letter]")];
  const colours = new Map(known.map((one) => [one.dataset.letter, one.querySelector("circle").getAttribute("fill")]));
  if (colours.size === 0) return;
  for (const cell of grid()?.tBodies[0].querySelectorAll("td > button, td > span") ?? []) {
    const own = colours.get(cell.textContent);
    cell.style.boxShadow = own ? `inset 0 -3px ${own}` : "";
  }
}

function soon(pause = PAUSE) {
  clearTimeout(later);
  later = setTimeout(() => {
    if (waitingChanges() === 0 && !document.querySelector("dialog[open]")) refresh().catch(() => {});
  }, pause);
}

async function mark(cell, choice) {
  const { student, name, marks } = about(cell);
  const word = show(cell, choice);
  colour();
  settle();
  try {
    const sent = await change("POST", marks, { student, [choice.dataset.field]: choice.dataset.value });
    tell(sent ? fill(grid().dataset.told, { name, status: word }) : say("script-waits"), sent ? () => withdraw(cell) : undefined);
    soon();
  } catch (error) {
    complain(error);
    soon(0);
  }
}

async function withdraw(cell) {
  settle();
  try {
    const sent = await change("DELETE", about(cell).withdrawal);
    tell(say(sent ? "script-undone" : "script-waits"));
  } catch (error) {
    complain(error);
  }
  soon(0);
}

/** Offers what a cell can become: for those who have no keys. */
function offer(cell) {
  const { name, session, page } = about(cell);
  const box = dialog();
  box.querySelector("h2").textContent = `${name}, ${session}`;
  box.querySelector("[data-session-of]").href = page;
  for (const choice of box.querySelectorAll("[data-status]")) choice.setAttribute("aria-pressed", cell.textContent === choice.dataset.letter);
  box.showModal();
  (box.querySelector("[aria-pressed=true]") ?? box.querySelector("[data-status]")).focus();
}

document.addEventListener("click", (event) => {
  const cell = event.target.closest("[data-grid] td > button");
  if (cell) {
    go(cell);
    offer(cell);
    return;
  }
  const chosen = event.target.closest("#cell [data-status], #cell [data-withdraw]");
  if (!chosen || !current) return;
  dialog().close();
  current.focus();
  if (chosen.dataset.status) mark(current, chosen);
  else withdraw(current);
});

// Before the keys that all pages have.
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-grid] td > button");
  if (!cell || event.metaKey || event.altKey) return;
  const next = towards(cell, event.key, event.ctrlKey);
  const key = event.key.toLowerCase();
  if (next) go(next);
  else if (event.ctrlKey) return;
  else if (event.key === "Enter") location.assign(about(cell).page);
  else if (chosenBy(key)) mark(cell, chosenBy(key));
  else if (key === "z") withdraw(cell);
  else if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

document.addEventListener("focusin", (event) => {
  const cell = event.target.closest?.("[data-grid] td > button");
  if (cell && cell !== current) go(cell);
});

document.addEventListener("muster:fresh", settleFocus);
document.addEventListener("muster:fresh", colour);

// The newest sessions are the last ones, and what one looks for first.
function showNewest() {
  const heads = grid()?.querySelectorAll("th.session");
  const box = grid()?.parentElement;
  if (!heads?.length) return;
  const [own, outer] = [heads[heads.length - 1], box].map((one) => one.getBoundingClientRect());
  box.scrollLeft += rightToLeft() ? Math.min(own.left - outer.left, 0) : Math.max(own.right - outer.right, 0);
}

settleFocus();
colour();
showNewest();
