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
