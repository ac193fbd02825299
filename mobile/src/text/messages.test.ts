// Six languages say the same things, with the same values, in all the forms that each needs for numbers.

import { firstKnown, LANGUAGES, MESSAGES, type Language } from './languages';

const FORM = /_(zero|one|two|few|many|other)$/;

function flat(value: object, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, one]) => (typeof one === 'string' ? [[prefix + key, one] as [string, string]] : flat(one, `${prefix}${key}.`)));
}

const messages = (language: Language) => new Map(flat(MESSAGES[language]));
const values = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

describe.each(LANGUAGES)('%s', (language) => {
  const own = messages(language);
  const stems = new Map<string, string[]>();
  for (const [key] of own) if (FORM.test(key)) stems.set(key.replace(FORM, ''), [...(stems.get(key.replace(FORM, '')) ?? []), key.replace(/^.*_/, '')]);

  test('has every message and no other', () => {
    const plain = (keys: Iterable<string>) => [...new Set([...keys].map((key) => key.replace(FORM, '')))].sort();
    expect(plain(own.keys())).toEqual(plain(messages('en').keys()));
  });

  test('has every form that its numbers need', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [stem, forms] of stems) expect([stem, needed.filter((form) => !forms.includes(form))]).toEqual([stem, []]);
  });

  test('uses the values of the English message, but for a count that is spelt out', () => {
    const english = messages('en');
    for (const [key, text] of own) {
      const source = english.get(key) ?? english.get(key.replace(FORM, '_other')) ?? '';
      const spelt = /_(zero|one|two)$/.test(key) ? ['{{count}}'] : [];
      expect([key, values(text).filter((value) => !values(source).includes(value) && !spelt.includes(value))]).toEqual([key, []]);
      expect([key, values(source).filter((value) => !values(text).includes(value) && !spelt.includes(value))]).toEqual([key, []]);
    }
  });

  test('says nothing empty', () => {
    for (const [key, text] of own) expect([key, text.trim() === text && text !== '']).toEqual([key, true]);
  });
});

test('the phone speaks the first of its languages that Muster speaks', () => {
  expect(firstKnown(['pt-BR', 'de-AT', 'en-GB'])).toBe('de');
  expect(firstKnown(['ur-PK'])).toBe('ur');
  expect(firstKnown(['pt-BR'])).toBe('en');
  expect(firstKnown([])).toBe('en');
});
