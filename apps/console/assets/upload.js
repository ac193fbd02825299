// Class photos on their way to the server: chosen, dropped or taken, sent one after the other, tried again when the
// connection is gone, followed until the faces are found. They stay in this page's memory only.

import { newKey, read, say, Refused, Unreachable, isPassing } from "./call.js";
import { complain, refresh, tell } from "./page.js";

const place = document.querySelector("[data-upload]");
const list = place.querySelector("[data-list]");
const waiting = [];
let working = false;

function add(files) {
  const photos = [...files].filter((file) => file.type.startsWith("image/") || /\.(jpe?g|png|webp|heic|heif)$/i.test(file.name));
  for (const file of photos) {
    const photo = { file, key: newKey(), row: row(file) };
    waiting.push(photo);
    list.append(photo.row.item);
  }
  if (photos.length === 0 && files.length > 0) complain(new Error(say("script-no-photo")));
  work();
}

function row(file) {
  const item = document.createElement("li");
  const picture = document.createElement("img");
  const address = URL.createObjectURL(file);
  picture.src = address;
  picture.alt = "";
  picture.addEventListener("error", () => picture.remove());
  const name = document.createElement("span");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", file.name);
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = say("script-queued");
  item.append(picture, name, bar, state);
  return { item, bar, state, address };
}

async function work() {
  if (working) return;
  working = true;
  while (waiting.length > 0) {
    const photo = waiting[0];
    await one(photo);
    waiting.shift();
  }
  working = false;
}

/** Sends one photo until it is taken or refused. */
async function one(photo) {
  const { row } = photo;
  for (;;) {
    try {
      const job = await send(photo);
      // A photo that was sent before has its answer already.
      if ("state" in job) await follow(job, row);
      done(row);
      await refresh();
      return;
    } catch (error) {
      if (!isPassing(error)) {
        failed(photo, error);
        return;
      }
      row.bar.removeAttribute("value");
      row.state.textContent = say(error instanceof Refused ? "script-busy" : "script-offline-photo");
      await pause(error.wait ?? 3);
    }
  }
}

const pause = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000));

function send({ file, key, row }) {
  const form = new FormData();
  for (const name of ["class", "date", "label"]) form.append(name, place.dataset[name]);
  form.append("image", file);
  return new Promise((done, refuse) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/attendance?wait=0");
    request.setRequestHeader("Idempotency-Key", key);
    request.upload.addEventListener("progress", (event) => {
      row.bar.max = event.total;
      row.bar.value = event.loaded;
      row.state.textContent = say("script-sending");
    });
    request.addEventListener("error", () => refuse(new Unreachable()));
    request.addEventListener("load", () => {
      try {
        done(read(request.status, request.responseText, request.getResponseHeader("Retry-After")));
      } catch (error) {
        refuse(error);
      }
    });
    request.send(form);
  });
}

/** Follows a job to its end; the stream finds its own way back when the connection drops. */
function follow(job, row) {
  row.bar.removeAttribute("value");
  row.state.textContent = say("script-looking");
  return new Promise((done, refuse) => {
    const events = new EventSource(`/api/v1/jobs/${job.id}/events`);
    events.addEventListener("job", (event) => {
      const now = JSON.parse(event.data);
      if (now.state === "done") done(now);
      else if (now.state === "failed") refuse(new Refused(422, now.code, now.message));
      else return;
      events.close();
    });
  });
}

function done(row) {
  row.bar.max = 1;
  row.bar.value = 1;
  row.state.textContent = say("script-done");
  row.item.classList.add("done");
  setTimeout(() => {
    URL.revokeObjectURL(row.address);
    row.item.remove();
  }, 4000);
  tell(say("script-photo-done"));
}

function failed(photo, error) {
  const { row } = photo;
  row.bar.remove();
  row.item.classList.add("failed");
  row.state.textContent = [error.message, error.detail].filter(Boolean).join(" ");
  const button = document.createElement("button");
  button.textContent = say("script-dismiss");
  button.type = "button";
  button.addEventListener("click", () => {
    URL.revokeObjectURL(row.address);
    row.item.remove();
  });
  row.item.append(button);
}

place.addEventListener("change", (event) => {
  if (event.target.type === "file") {
    add(event.target.files);
    event.target.value = "";
  }
});
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) place.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  place.classList.remove("over");
  add(event.dataTransfer.files);
});
document.addEventListener("paste", (event) => {
  if (event.clipboardData?.files.length) add(event.clipboardData.files);
});
addEventListener("beforeunload", (event) => {
  if (waiting.length > 0) event.preventDefault();
});
