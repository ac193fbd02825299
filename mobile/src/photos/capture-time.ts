// When a photo was taken, by the clock of the camera: local time without a zone, as the register's sessions have it.

/** From EXIF's `DateTimeOriginal` (`2026:11:24 09:05:00`); none where it says nothing that could be a time. */
export function fromExif(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const parts = /^(\d{4}):(\d{2}):(\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(value);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return Number.isNaN(Date.parse(`${text}Z`)) || year === '0000' ? null : text;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The local day of a moment, `2026-11-24`. Not `toISOString`, whose day is that of Greenwich. */
export function localDay(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** The local time of a moment, `2026-11-24T09:05:00`. */
export function localTime(moment: Date): string {
  return `${localDay(moment)}T${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

/** The day so many days after another. */
export function laterDay(day: string, days: number): string {
  const moment = startOfDay(day);
  moment.setDate(moment.getDate() + days);
  return localDay(moment);
}

/** Midnight of a day where the phone is, for calendars. */
export function startOfDay(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}
