// Photos to enrol from: of one student, a folder a student, or of the whole class. Each is sent by itself, and its row
// says what came of it.

import { Refused, say } from "./call.js";
import { base64Of } from "./files.js";
import { complain, refresh } from "./page.js";
import { photosOf, post, queue, takeDropped } from "./sending.js";

const place = document.querySelector("[data-enrol]");
const one = (mark) => place.querySelector(`[${mark}]`);
/** Photos after which the page shows what is new while more are being sent. */
const OFTEN = 10;

const students = () => place.querySelector("[data-way=student] select");
/** New students who are stored by now: only the first photo of one brings their names. */
const stored = new Set();
let folders = new Map();
let all = 0;

const photos = queue({ list: one("data-list"), send, after, keeps: true });

function add(files, whose, folder) {
  const chosen = photosOf(files);
  all += chosen.length;
  photos.add(chosen.map((file) => ({ file, title: folder ? `${folder}/${file.name}` : file.name, ...whose })));
  count(chosen.length);
}

async function send(photo) {
  const { file, student, names, row } = photo;
  const body = { photos: [{ name: file.name, image: await base64Of(file) }] };
  if (student) body.student = student;
  if (names && !stored.has(student)) body.names = names;
  try {
    const answer = await post(place.dataset.call, { Accept: "application/json", "Content-Type": "application/json" }, JSON.stringify(body), row);
    if (student) stored.add(student);
    return told(answer, student);
  } catch (error) {
    // Another class has them already, under the name that they have there.
    if (body.names && error instanceof Refused && error.code === "invalid" && !stored.has(student)) {
      stored.add(student);
      return send(photo);
    }
    throw error;
  }
}

/** What came of a photo, in words. */
function told({ faces, problems }, student) {
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.cause).join("; "));
  if (!student) return say("script-enrol-faces", { count: faces.length });
  const each = ({ state, quality }) => [say(`script-enrol-${state}`), ...quality.map((code) => say(`quality-${code}`))].join(", ");
  return faces.map(each).join("; ");
}

async function after(left) {
  count(left);
  if (left === 0 || left % OFTEN === 0) await refresh().catch(() => {});
  if (left === 0) all = 0;
}

function count(left) {
  const bar = one("data-total");
  one("data-done").hidden = all < 2;
  bar.max = all;
  bar.value = all - left;
  one("data-summary").textContent = say("script-enrol-sent", { count: all - left, name: all });
}

function ofStudent(files) {
  const student = students().value;
  if (student) add(files, { student });
  else complain(new Error(say("script-enrol-whom")));
}

// Folders: whose each is, is seen before anything is sent.

/** The names in a folder's name, as the command line reads them: the last word is the family name. */
function namesOf(folder) {
  const words = folder.split(/[_ ]/).filter(Boolean);
  const last_name = words.length > 1 ? words.pop() : "";
  return { first_name: words.join(" "), last_name };
}

const plain = (text) => text.replace(/[_\s]+/g, " ").trim().toLocaleLowerCase();

/** The students of the roster whose id or whose name a folder has; by name it has to be one only. */
function fitting(folder) {
  const options = [...students().options].filter((option) => option.value);
  const named = options.filter((option) => plain(option.text) === plain(folder));
  return options.find((option) => option.value === folder) ?? (named.length === 1 ? named[0] : undefined);
}

function map(files) {
  folders = new Map();
  for (const file of photosOf(files)) {
    const folder = file.webkitRelativePath.split("/").at(-2) ?? "";
    if (!folders.has(folder)) folders.set(folder, { files: [] });
    folders.get(folder).files.push(file);
  }
  const rows = [...folders].sort(([a], [b]) => a.localeCompare(b)).map(([folder, own]) => mapping(folder, own));
  one("data-mapping").querySelector("tbody").replaceChildren(...rows);
  one("data-mapping").hidden = rows.length === 0;
}

function mapping(folder, own) {
  const row = document.createElement("tr");
  own.whose = students().cloneNode(true);
  own.whose.setAttribute("aria-label", folder);
  own.whose.options[0].text = say("script-enrol-leave-out");
  const known = fitting(folder);
  const names = namesOf(folder);
  const called = `${names.first_name} ${names.last_name}`.trim();
  if (!known && called) own.whose.options[0].after(new Option(say("script-enrol-new", { name: called }), "\n"));
  own.whose.value = known?.value ?? (called ? "\n" : "");
  for (const cell of [folder, own.files.length, own.whose]) row.insertCell().append(cell);
  row.cells[1].className = "number";
  return row;
}

function sendFolders() {
  for (const [folder, { files, whose }] of folders) {
    if (whose.value === "\n") add(files, { student: folder, names: namesOf(folder) }, folder);
    else if (whose.value) add(files, { student: whose.value }, folder);
  }
  one("data-mapping").hidden = true;
}

const WAYS = { student: ofStudent, folders: map, class: (files) => add(files, {}) };

place.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  WAYS[event.target.closest("[data-way]").dataset.way]([...event.target.files]);
  event.target.value = "";
});
place.addEventListener("click", (event) => {
  if (event.target.closest("[data-send]")) sendFolders();
});
takeDropped(place, (files) => {
  const way = place.querySelector("[data-way][open]")?.dataset.way;
  // Folders that are dropped are no files: they are chosen.
  if (way && way !== "folders") WAYS[way]([...files]);
});

// A fresh page does not know who was chosen.
let chosen = "";
place.addEventListener("input", (event) => {
  if (event.target === students()) chosen = event.target.value;
});
document.addEventListener("muster:fresh", () => {
  if (chosen && students()) students().value = chosen;
});
