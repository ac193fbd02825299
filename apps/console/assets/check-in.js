// Checking in by oneself: the next code when it is time, and the answer on a student's phone.

import { refresh } from "./page.js";

/** Between two looks at most, in milliseconds: who has checked in shows soon. */
const LOOK = 5000;

function wait() {
  const shown = document.querySelector("[data-check-in]");
  if (!shown) return;
  const left = new Date(shown.dataset.checkIn).getTime() - Date.now();
  // This machine's clock may be wrong: never in a hurry, and never later than a look.
  setTimeout(async () => {
    // Without a connection the old code stays, which leads nowhere; the next look may find one.
    if (!document.hidden) await refresh().catch(() => undefined);
    wait();
  }, Math.min(Math.max(left, 1000), LOOK));
}

wait();

document.addEventListener("muster:done", ({ target, detail }) => {
  if (!("checksIn" in target.dataset)) return;
  target.hidden = true;
  const done = document.getElementById("checked-in");
  done.querySelector("[data-name]").textContent = detail.name;
  done.hidden = false;
});
