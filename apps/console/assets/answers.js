// What a call answers is shown where its form is: a test notice's outcome; what a push, a roster or scores change on a learning
// platform, a look first and the change only after that. A form says with `data-answer` which of these it asks for.

import { complain, localise, tell } from "./page.js";

const node = (tag, ...content) => {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
};

/** Something foreign, whichever way it is written. */
const apart = (text) => node("bdi", text);
const full = ({ first_name, last_name }) => `${first_name} ${last_name}`.trim();
const named = (student) => [apart(full(student)), " (", apart(student.id), ")"];

function day(date) {
  const time = node("time", date);
  time.dateTime = date;
  time.dataset.format = "date";
  return time;
}

const when = ({ date, label }) => [...(date ? [day(date)] : []), ...(label ? [" · ", apart(label)] : [])];

function session(one) {
  const marks = one.marks.map(({ name, letter, replaces }) => node("li", apart(name), ": ", ...(replaces ? [apart(replaces), " → "] : []), apart(letter)));
  const count = node("span", String(one.marks.length));
  count.className = "badge";
  return node("details", node("summary", ...when(one), " ", count), node("ul", ...marks));
}

/** Reasons are the interface's own sentences, which are in English. */
function leftOut({ name, user, reason, ...of }) {
  const why = node("bdi", reason);
  why.lang = "en";
  const who = name ?? user;
  return node("span", ...when(of), ...(of.date && who ? [" · "] : []), ...(who ? [apart(who)] : []), ": ", why);
}

const percent = (score) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(score);

/** The lists of each answer: what it changes, then what it leaves as it is. */
const LISTS = {
  push: (got) => [{ sessions: got.sessions.map(session) }, { left_out: got.left_out.map(leftOut) }],
  roster: (got) => [
    {
      added: got.added.map(({ student }) => node("span", ...named(student))),
      renamed: got.renamed.map(({ from, to }) => node("span", apart(full(from)), " → ", ...named(to))),
    },
    { missing: got.missing.map((student) => node("span", ...named(student))), left_out: got.left_out.map(leftOut) },
  ],
  scores: (got) => [
    { sent: got.sent.map(({ name, score }) => node("span", apart(name), ": ", percent(score), " %")) },
    { left_out: got.left_out.map(leftOut) },
  ],
};

function show(form, got) {
  const place = document.getElementById(form.dataset.answer);
  const [changes, rest] = LISTS[form.dataset.answer](got);
  for (const [part, items] of Object.entries({ ...changes, ...rest })) {
    const section = place.querySelector(`[data-part="${part}"]`);
    section.hidden = items.length === 0;
    section.querySelector("[data-count]").textContent = items.length;
    section.querySelector("[data-list]").replaceChildren(...items.map((item) => node("li", item)));
  }
  const nothing = Object.values(changes).every((items) => items.length === 0);
  const mark = (name, is) => place.querySelector(`[${name}]`)?.toggleAttribute("hidden", !is);
  mark("data-done", got.applied === true && !nothing);
  mark("data-none", nothing);
  mark("data-hidden-field", got.field_hidden === true);
  ready(form, got.applied === false && !nothing);
  place.hidden = false;
  localise(place);
}

/** The button that changes something is there for what was looked at, and goes when something else is asked for. */
function ready(form, is) {
  const apply = form.querySelector("[data-apply]");
  if (apply) apply.hidden = !is;
}

document.addEventListener("muster:done", (event) => {
  const { target: form, detail: got } = event;
  if (!(form.dataset.answer in LISTS)) return;
  show(form, got);
});

document.addEventListener("muster:done", ({ target: form, detail: got }) => {
  if (form.dataset.answer !== "test") return;
  if (got.arrived) tell(form.dataset.arrived);
  else complain({ message: form.dataset.failed, detail: got.failure });
});

document.addEventListener("input", (event) => {
  const form = event.target.form?.closest("[data-answer]");
  if (!form) return;
  ready(form, false);
  document.getElementById(form.dataset.answer).hidden = true;
});
