// Files that the reader chose, as calls take them.

/** A file's bytes in base64. */
export function base64Of(file) {
  return new Promise((done, refuse) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => refuse(reader.error));
    reader.readAsDataURL(file);
  });
}

/** The first of the files that are dropped anywhere on the page. */
export function takeOne(take) {
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      if (kind === "drop" && event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
    });
  }
}
