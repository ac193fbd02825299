// On whatever colour a school chooses its letters can be read.

import { contrast, inkOn, isColour } from './colour';
import { DARK, LIGHT } from './theme';

test("contrast is WCAG's", () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  // The lightest grey that is enough on white, and the next one (WebAIM's contrast checker).
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('on every colour the letters have a contrast of 4.5 and more', () => {
  const steps = Array.from({ length: 18 }, (_, at) => (at * 15).toString(16).padStart(2, '0'));
  const colours = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)));
  expect(colours.filter((colour) => contrast(inkOn(colour), colour) < 4.5)).toEqual([]);
});

test('a colour is known from what is none', () => {
  expect(['#1e7d34', '#FFFFFF'].map(isColour)).toEqual([true, true]);
  expect(['', 'green', '#fff', '#1e7d3', 'url(x)', '#1e7d34;'].map(isColour)).toEqual([false, false, false, false, false, false]);
});

test("the states of today's sessions are read on a card, light and dark", () => {
  for (const { tones, colors } of [LIGHT, DARK]) {
    for (const tone of ['good', 'warn', 'bad', 'calm'] as const) expect(contrast(tones[tone], colors.surface)).toBeGreaterThanOrEqual(4.5);
  }
});
