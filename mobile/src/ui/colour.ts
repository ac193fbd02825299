// Colours that a school has chosen: whether they are any, and which letters can be read on them (WCAG 2.2, 1.4.3).

const BLACK = '#000000';
const WHITE = '#ffffff';

/** Whether that is a colour as the server writes them, `#1e7d34`. */
export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** WCAG's relative luminance, 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Black or white, whichever is read better on that colour; the better of the two is 4.58 and more on any. */
export const inkOn = (colour: string): string => (contrast(WHITE, colour) >= contrast(BLACK, colour) ? WHITE : BLACK);
