// What all pages do: forms that make calls, dialogs, keys, filters, and what waits for the connection.
// A form says with `data-call` what it asks for, with `data-then` where to go afterwards, with `data-said` what to
// tell, with `data-undo` how it is taken back, and with `data-keep` that it may wait for the connection.

import { call, change, newKey, say, sendWaiting, waitingChanges } from "./call.js";
import { base64Of } from "./files.js";
import { codeOf, complain, localise, mainOf, refresh, settle, tell } from "./page.js";

/** A form's fields as the JSON that its call takes. */
export function bodyOf(form, submitter) {
  const body = {};
  const fields = [...form.elements].filter((field) => field.name && !field.matches(":disabled"));
  for (const field of fields) {
    if (field.tagName === "BUTTON" && field !== submitter) continue;
    if (field.type === "radio" && !field.checked) continue;
    if (field.dataset.type === "list") {
      body[field.name] ??= [];
      if (field.type !== "checkbox" || field.checked) body[field.name].push(typed(field));
    } else if (field.dataset.entry) {
      // A part of one entry of an object, under the key that another field chooses.
      const key = document.getElementById(field.dataset.entry).value;
      const entry = ((body[field.name] ??= {})[key] ??= {});
      if (field.value !== "") entry[field.dataset.part] = typed(field);
    } else if (field.type === "checkbox") {
      body[field.name] = field.checked;
    } else if (field.value !== "" || !("optional" in field.dataset)) {
      put(body, field.name, typed(field));
    }
  }
  return body;
}

/** A field `names.first_name` is part of an object, `terms.0.name` of a list that is there already. */
function put(body, name, value) {
  const [first, ...rest] = name.split(".");
  if (rest.length === 0) body[first] = value;
  else put((body[first] ??= {}), rest.join("."), value);
}

/** Files that belong to what a call has made, each by a call of its own. */
async function attach(form, made) {
  for (const field of form.querySelectorAll("input[type=file][data-attach]")) {
    const address = field.dataset.attach.replace("{id}", made?.id);
    for (const file of field.files) await call("POST", address, { name: file.name, file: await base64Of(file) }, newKey());
  }
}

/** Files travel in base64. */
async function addFiles(form, body) {
  for (const field of form.querySelectorAll("input[type=file][name]")) {
    if (field.files[0] && field.dataset.nameAs) body[field.dataset.nameAs] = field.files[0].name;
    if (field.files[0]) body[field.name] = await base64Of(field.files[0]);
    else delete body[field.name];
  }
}

function typed(field) {
  const { type, of } = field.dataset;
  return type === "number" || of === "number" ? Number(field.value) : type === "json" ? JSON.parse(field.value) : field.value;
}

/** A call's method and address; `{name}` in it is that field's value, which is then no part of the body. */
function asked(form) {
  const [method, pattern] = form.dataset.call.split(" ");
  const named = [];
  const address = pattern.replace(/\{(\w+)\}/g, (_, name) => {
    named.push(name);
    return encodeURIComponent(form.elements[name].value.trim());
  });
  return { method, address, named };
}

async function submit(form, submitter) {
  const { method, address, named } = asked(form);
  const body = method === "DELETE" && !("sends" in form.dataset) ? undefined : bodyOf(form, submitter);
  for (const name of named) delete body?.[name];
  const said = submitter?.dataset.said ?? form.dataset.said;
  const undo = submitter?.dataset.undo ?? form.dataset.undo;
  settle();
  form.setAttribute("aria-busy", "true");
  try {
    await addFiles(form, body);
    if ("keep" in form.dataset) {
      const sent = await change(method, address, body);
      if (said) tell(sent ? said : say("script-waits"), sent && undo ? () => takeBack(JSON.parse(undo)) : undefined);
      if (sent) await refresh();
      return;
    }
    const got = await call(method, address, form.dataset.only ? body[form.dataset.only] : body, newKey());
    // What was made stays made when a file is refused.
    const refused = await attach(form, got).then(() => null, (error) => error);
    form.dispatchEvent(new CustomEvent("muster:done", { bubbles: true, detail: got }));
    if (form.dataset.save) save(form.dataset.save, got);
    if (form.dataset.secret && (got.secret ?? got.invitation ?? got.link)) {
      showSecret(form, got);
      return;
    }
    await after(form, said, undo, got);
    if (refused) complain(refused);
  } catch (error) {
    complain(error);
    form.dispatchEvent(new CustomEvent("muster:wrong", { bubbles: true, detail: error }));
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** Keeps an answer that is told once as a file of the reader's. */
function save(name, answer) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(answer, null, 2)], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function after(form, said, undo, got) {
  const then = form.dataset.then ?? "refresh";
  if (then.startsWith("/")) {
    location.assign(then.replace("{id}", encodeURIComponent(got?.id)));
    return;
  }
  if (said) tell(said, undo ? () => takeBack(JSON.parse(undo)) : undefined);
  if (then === "stay") return;
  form.closest("dialog")?.close();
  form.reset();
  await refresh();
}

/** Shows a link or a key that is told this once. */
function showSecret(form, got) {
  form.closest("dialog")?.close();
  const dialog = document.getElementById("secret");
  document.getElementById("secret-lead").textContent = say(`script-secret-${form.dataset.secret}`);
  document.getElementById("secret-text").value = got.secret ?? new URL((got.invitation ?? got).link, location.origin).href;
  const picture = got.picture ? [codeOf(got.picture, say("script-secret-picture"))] : [];
  document.getElementById("secret-picture").replaceChildren(...picture);
  form.reset();
  dialog.addEventListener("close", () => refresh(), { once: true });
  dialog.showModal();
}

/** Takes a change back, by one call or several in turn. */
async function takeBack(undo) {
  try {
    let sent = true;
    for (const { call: asked, body } of [undo].flat()) {
      const [method, address] = asked.split(" ");
      sent = await change(method, address, body);
    }
    tell(say(sent ? "script-undone" : "script-waits"));
    if (sent) await refresh();
  } catch (error) {
    complain(error);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if ("goes" in form.dataset) {
    event.preventDefault();
    const { value } = form.querySelector("[data-choice]");
    if (value) location.assign(value);
  }
  if (!form.dataset.call) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") !== "true") submit(form, event.submitter);
});

document.addEventListener("change", (event) => {
  const { target } = event;
  if (target.dataset.cookie) {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${target.dataset.cookie}=${target.value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    location.reload();
  }
  if ("go" in target.dataset && target.value) location.assign(target.value);
  if ("submits" in target.dataset) target.form.requestSubmit();
});

// Dialogs: one that the page has, or a page that opens within this one.
document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-print]")) print();
  const opener = event.target.closest("[data-open], a[data-dialog], [data-close]");
  if (!opener) return;
  if ("close" in opener.dataset) {
    opener.closest("dialog")?.close();
  } else if (opener.dataset.open) {
    document.getElementById(opener.dataset.open)?.showModal();
  } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    await showPage(opener.href.baseVal ?? opener.href);
  }
});

/** Shows another page's main part in a dialog. */
async function showPage(address) {
  try {
    const content = await mainOf(address);
    let dialog = document.getElementById("shown");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "shown";
      dialog.dataset.own = "";
      document.getElementById("main").append(dialog);
    }
    const close = document.createElement("button");
    close.textContent = "×";
    close.className = "quiet corner";
    close.dataset.close = "";
    close.setAttribute("aria-label", say("script-dismiss"));
    dialog.replaceChildren(close, ...content.childNodes);
    localise(dialog);
    const title = dialog.querySelector("h1, h2");
    if (title) {
      title.id ||= "shown-title";
      dialog.setAttribute("aria-labelledby", title.id);
    }
    dialog.showModal();
  } catch (error) {
    complain(error);
  }
}

// A change made within the dialog ends it.
document.addEventListener("muster:fresh", () => document.getElementById("shown")?.close());

// Keys. Within an element with `data-keys`, a key presses the control that has it as `data-key`; j and k go to the
// next and the previous such element. Elsewhere a key presses the page's own control.
const writes = (at) => at.closest("input, textarea, select, [contenteditable]") && !/^(checkbox|radio|button)$/.test(at.type);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    step(key === "j" ? 1 : -1);
    event.preventDefault();
    return;
  }
  const within = document.querySelector("dialog[open]") ?? event.target.closest("[data-keys]");
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const pressed = within?.querySelector(wanted) ?? [...document.querySelectorAll(wanted)].find((one) => !one.closest("[data-keys], dialog"));
  if (pressed) {
    event.preventDefault();
    pressed.focus();
    pressed.click();
  }
});

function step(by) {
  const all = [...document.querySelectorAll("#main [data-keys]")].filter((one) => one.offsetParent !== null);
  if (all.length === 0) return;
  const here = all.indexOf(document.activeElement.closest("[data-keys]"));
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

// Lists and tables that the reader narrows down or sorts.
document.addEventListener("click", (event) => {
  const { copies } = event.target.dataset;
  if (!copies) return;
  const field = document.getElementById(copies);
  field.select();
  // The clipboard is there on TLS and on this machine only; elsewhere the text is selected at least.
  navigator.clipboard?.writeText(field.value).then(() => tell(say("script-copied")));
});

document.addEventListener("input", (event) => {
  if (event.target.dataset.filter) filter(event.target);
});

// What was narrowed down stays so when the page is fetched again.
document.addEventListener("muster:fresh", () => document.querySelectorAll("[data-filter]").forEach(filter));

function filter(field) {
  const wanted = field.value.trim().toLocaleLowerCase();
  for (const row of document.querySelectorAll(`${field.dataset.filter} [data-row]`)) {
    row.hidden = wanted !== "" && !row.dataset.row.toLocaleLowerCase().includes(wanted);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sort]");
  if (!button) return;
  const head = button.closest("th");
  const up = head.getAttribute("aria-sort") !== "ascending";
  const body = head.closest("table").tBodies[0];
  const at = head.cellIndex;
  const value = (row) => row.cells[at].dataset.value ?? row.cells[at].textContent.trim();
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const rows = [...body.rows].sort((a, b) => (up ? 1 : -1) * compare(value(a), value(b)));
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  body.append(...rows);
});

// What waits for the connection.
function showWaiting() {
  const count = waitingChanges();
  let note = document.getElementById("waiting");
  if (count === 0) {
    note?.remove();
    return;
  }
  if (!note) {
    note = document.createElement("p");
    note.id = "waiting";
    note.className = "notice";
    note.setAttribute("role", "status");
    document.getElementById("main").before(note);
  }
  note.textContent = say("script-outbox", { count });
}

document.addEventListener("muster:outbox", showWaiting);
document.addEventListener("muster:refused", (event) => complain(event.detail));
document.addEventListener("muster:sent", () => refresh().catch(() => {}));
addEventListener("online", sendWaiting);
setInterval(() => waitingChanges() > 0 && sendWaiting(), 5000);

// A page that others may change meanwhile looks again from time to time.
setInterval(() => {
  const often = document.getElementById("main").querySelector("[data-watch]");
  const busy = document.querySelector("dialog[open]:not(#shown), form[aria-busy=true]");
  if (often && !document.hidden && !busy && waitingChanges() === 0) refresh().catch(() => {});
}, 15000);

// What a page needs besides is loaded by what it shows, now or later.
const SCRIPTS = {
  "[data-upload]": "./upload.js",
  "[data-viewer]": "./viewer.js",
  "[data-session]": "./session.js",
  "[data-grid]": "./register.js",
  "[data-live]": "./live.js",
  "[data-roster]": "./roster.js",
  "[data-rows], [data-fills], [data-when]": "./rows.js",
  "[data-answers]": "./answers.js",
  "[data-register-import]": "./register-import.js",
  "[data-enrol]": "./enrol.js",
  "[data-several]": "./marked.js",
  "[data-check-in], [data-checks-in]": "./check-in.js",
  "[data-sign-in], [data-token], #offer": "./account.js",
};

function loadScripts() {
  for (const [mark, script] of Object.entries(SCRIPTS)) {
    if (document.querySelector(mark)) import(script);
  }
}

document.addEventListener("muster:fresh", loadScripts);
loadScripts();
localise(document);
showWaiting();
if (waitingChanges() > 0) sendWaiting();
