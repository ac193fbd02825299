// How large a photo is sent. A face of the back row should have 36 pixels and more (docs/accuracy.md: of those with 24 to 36
// one in five is missed, of those with 36 to 60 one in 25), and in a photo of 12 megapixels it just has; so such a photo
// is sent as it is, and only larger ones are made smaller.

export interface Size {
  width: number;
  height: number;
}

/** A photo as it is sent: JPEG in base64. */
export interface Resized extends Size {
  base64: string;
}

/** Pixels of the longer side: 12 megapixels, as most phones take them. */
export const LONGEST = 4096;
/** Pixels of the longer side of what is shown and judged on the phone. */
export const PREVIEW = 640;
/** JPEG quality: 2 to 3 MB a photo. */
export const QUALITY = 0.85;

/** The size with the same shape whose longer side is at most so long. */
export function within({ width, height }: Size, longest: number): Size {
  const share = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}
