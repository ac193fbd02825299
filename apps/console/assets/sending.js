// Photos on their way to the server: chosen, dropped or pasted, listed with their progress, sent one after the other and
// tried again when the connection is gone. They stay in this page's memory only. What a photo is sent for is its page's.

import { isPassing, read, Refused, say, Unreachable } from "./call.js";
import { complain } from "./page.js";

/** Those of the files that are photos; says so when there is none. */
export function photosOf(files) {
  const photos = [...files].filter((file) => file.type.startsWith("image/") || /\.(jpe?g|png|webp|heic|heif)$/i.test(file.name));
  if (photos.length === 0 && files.length > 0) complain(new Error(say("script-no-photo")));
  return photos;
}

/**
 * A queue that shows its photos in `list`. `send(photo)` sends one, with `photo.row` to tell how far it is, and gives what
 * to say of it in the end; `after(left)` is told how many are left. With `keeps` the photos stay in the list.
 */
export function queue({ list, send, after, keeps }) {
  const waiting = [];
  let working = false;

  async function work() {
    if (working) return;
    working = true;
    while (waiting.length > 0) {
      const photo = waiting[0];
      await one(photo);
      waiting.shift();
      await after?.(waiting.length);
    }
    working = false;
  }

  /** Sends one photo until it is taken or refused. */
  async function one(photo) {
    for (;;) {
      try {
        done(photo.row, await send(photo), keeps);
        return;
      } catch (error) {
        if (!isPassing(error)) {
          failed(photo.row, error);
          return;
        }
        photo.row.bar.removeAttribute("value");
        photo.row.state.textContent = say(error instanceof Refused ? "script-busy" : "script-offline-photo");
        await pause(error.wait ?? 3);
      }
    }
  }

  addEventListener("beforeunload", (event) => {
    if (waiting.length > 0) event.preventDefault();
  });
  return {
    /** Adds photos, each with `file` and whatever `send` needs. */
    add(photos) {
      for (const photo of photos) {
        photo.row = row(photo.file, photo.title ?? photo.file.name);
        waiting.push(photo);
        list.append(photo.row.item);
      }
      work();
    },
  };
}

const pause = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000));

function row(file, title) {
  const item = document.createElement("li");
  const picture = document.createElement("img");
  const address = URL.createObjectURL(file);
  picture.src = address;
  picture.alt = "";
  picture.loading = "lazy";
  picture.addEventListener("error", () => picture.remove());
  const name = document.createElement("span");
  name.textContent = title;
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", title);
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = say("script-queued");
  item.append(picture, name, bar, state);
  return { item, bar, state, address };
}

function done(row, told, keeps) {
  row.bar.max = 1;
  row.bar.value = 1;
  row.state.textContent = told;
  row.item.classList.add("done");
  if (keeps) dismissable(row);
  else setTimeout(() => dismiss(row), 4000);
}

function failed(row, error) {
  row.bar.remove();
  row.item.classList.add("failed");
  row.state.textContent = [error.message, error.detail].filter(Boolean).join(" ");
  dismissable(row);
}

function dismissable(row) {
  const button = document.createElement("button");
  button.textContent = say("script-dismiss");
  button.type = "button";
  button.addEventListener("click", () => dismiss(row));
  row.bar.remove();
  row.item.append(button);
}

function dismiss(row) {
  URL.revokeObjectURL(row.address);
  row.item.remove();
}

/** Sends a body, telling the row how much of it has gone. */
export function post(address, headers, body, row) {
  return new Promise((done, refuse) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      row.bar.max = event.total;
      row.bar.value = event.loaded;
      row.state.textContent = say("script-sending");
    });
    request.upload.addEventListener("load", () => looking(row));
    request.addEventListener("error", () => refuse(new Unreachable()));
    request.addEventListener("load", () => {
      try {
        done(read(request.status, request.responseText, request.getResponseHeader("Retry-After")));
      } catch (error) {
        refuse(error);
      }
    });
    request.send(body);
  });
}

/** The photo is with the server, which looks for faces. */
export function looking(row) {
  row.bar.removeAttribute("value");
  row.state.textContent = say("script-looking");
}

/** Takes what is dropped anywhere on the page or pasted; `place` shows that it would. */
export function takeDropped(place, take) {
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
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) take(event.clipboardData.files);
  });
}
