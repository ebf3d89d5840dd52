// Moments as people here write and read them, whatever zone the browser is in.

const ZONE = "Europe/London"; // that of the practice clock and of the people

/** A moment in words; browsers disagree about the comma after the weekday. */
export const inZone = (when, format) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...format }).format(when).replace(",", "");

const FIGURES = { dateStyle: "short", timeStyle: "short", timeZone: ZONE };

/** The date and time on the wall, as a field of the page takes it: 2022-03-31T15:30. */
export const onTheWall = (when) =>
  new Intl.DateTimeFormat("sv-SE", FIGURES).format(when).replace(" ", "T");

const ahead = (when) => Date.parse(`${onTheWall(when)}Z`) - when;

/** The moment that a field shows, in milliseconds. */
export function fromTheWall(text) {
  const wall = Date.parse(`${text}Z`);
  return wall - ahead(wall - ahead(wall));
}
