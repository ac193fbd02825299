// The page in place: told things, fetched again without losing focus, scroll or what is being typed.

import { ask, say, signIn } from "./call.js";

const main = () => document.getElementById("main");
let hiding;

/** Tells what was done, with a button that takes it back when there is one. */
export function tell(text, undo) {
  const said = document.getElementById("said");
  said.replaceChildren(text);
  if (undo) {
    const button = document.createElement("button");
    button.textContent = say("script-undo");
    button.dataset.key = "u";
    button.addEventListener("click", undo);
    said.append(" ", button);
  }
  clearTimeout(hiding);
  hiding = setTimeout(() => said.replaceChildren(), undo ? 15000 : 6000);
}

/** A QR code that an answer brings, to be scanned from the screen. */
export function codeOf(picture, alt) {
  const image = document.createElement("img");
  image.src = picture;
  image.className = "code";
  image.width = 220;
  image.height = 220;
  image.alt = alt;
  return image;
}

const wrong = document.getElementById("wrong");

/** Tells what went wrong until the next thing is done; within an open dialog, since all else is out of reach then. */
export function complain(error) {
  (document.querySelector("dialog[open]") ?? document.body).append(wrong);
  wrong.replaceChildren(error.message);
  if (error.detail) wrong.append(" ", error.detail);
  const close = document.createElement("button");
  close.textContent = "×";
  close.setAttribute("aria-label", say("script-dismiss"));
  close.addEventListener("click", settle);
  wrong.append(" ", close);
}

export function settle() {
  wrong.replaceChildren();
  document.body.append(wrong);
}

/** Fetches a page and gives its `<main>`. */
export async function mainOf(address) {
  const answer = await ask(address, { headers: { Accept: "text/html" } });
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in") {
    signIn();
  }
  return new DOMParser().parseFromString(answer.text, "text/html").getElementById("main");
}

/** Shows the page as it is now. What a script made itself (`data-own`) and what the reader opened stays. */
export async function refresh() {
  const fresh = await mainOf(location.href);
  if (!fresh) return;
  Idiomorph.morph(main(), fresh, {
    morphStyle: "outerHTML",
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (old) => !(old instanceof Element && "own" in old.dataset),
      beforeNodeRemoved: (old) => !(old instanceof Element && "own" in old.dataset),
      beforeAttributeUpdated: (name, node) => !keeps(node).includes(name),
    },
  });
  localise(main());
  document.dispatchEvent(new CustomEvent("muster:fresh"));
}

/** The attributes that are the reader's own: what they opened, and what an element says with `data-keeps`. */
function keeps(node) {
  if (/^(DIALOG|DETAILS)$/.test(node.tagName)) return ["open"];
  return node.dataset.filter ? ["value"] : (node.dataset.keeps ?? "").split(" ");
}

/** Writes dates as the reader's language does. */
export function localise(root) {
  const language = document.documentElement.lang;
  const forms = {
    date: new Intl.DateTimeFormat(language, { weekday: "short", year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }),
    day: new Intl.DateTimeFormat(language, { day: "numeric", month: "numeric", timeZone: "UTC" }),
    instant: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }),
    clock: new Intl.DateTimeFormat(language, { timeStyle: "short" }),
  };
  const month = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" });
  for (const option of root.querySelectorAll("option[data-month]")) option.textContent = month.format(new Date(option.dataset.month));
  for (const time of root.querySelectorAll("time[data-format]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) time.textContent = forms[time.dataset.format].format(at);
  }
}
