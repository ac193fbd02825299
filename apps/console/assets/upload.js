// Class photos that take a session's attendance: sent as jobs, and followed until the faces are found.

import { newKey, Refused, say } from "./call.js";
import { refresh, tell } from "./page.js";
import { looking, photosOf, post, queue, takeDropped } from "./sending.js";

const place = document.querySelector("[data-upload]");

async function send({ file, key, row }) {
  const form = new FormData();
  for (const name of ["class", "date", "label"]) form.append(name, place.dataset[name]);
  form.append("image", file);
  const job = await post("/api/v1/attendance?wait=0", { "Idempotency-Key": key }, form, row);
  // A photo that was sent before has its answer already.
  if ("state" in job) await follow(job, row);
  tell(say("script-photo-done"));
  await refresh();
  return say("script-done");
}

/** Follows a job to its end; the stream finds its own way back when the connection drops. */
function follow(job, row) {
  looking(row);
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

const photos = queue({ list: place.querySelector("[data-list]"), send });
const add = (files) => photos.add(photosOf(files).map((file) => ({ file, key: newKey() })));

place.addEventListener("change", (event) => {
  if (event.target.type === "file") {
    add(event.target.files);
    event.target.value = "";
  }
});
takeDropped(place, add);
