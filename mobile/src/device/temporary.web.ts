// In a browser a picture lives in the page's memory, under an address that can be given back.

export function forgetPicture(uri: string): void {
  if (uri.startsWith('blob:')) URL.revokeObjectURL(uri);
}

export function forgetAllPictures(): void {
  // A page that was closed has left nothing.
}
