// The practice clock: what it shows, and the hands that move it.

import * as api from "./api.js";
import { byId } from "./dom.js";
import { attempt, trying } from "./state.js";
import { inZone, onTheWall } from "./time.js";

const HOUR = 3_600_000;
const DAY = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const TIME = { hour: "2-digit", minute: "2-digit" };
const MOVES = {
  "clock-hour": { advance: HOUR / 1000 },
  "clock-morning": { to: "next-morning" },
  "clock-day": { to: "next-day" },
};

let ahead = 0; // of this computer's clock, in milliseconds

const now = () => Date.now() + ahead;
const inWords = () => `${inZone(now(), DAY)}, ${inZone(now(), TIME)}`;

function show() {
  if (byId("clock-now").textContent === inWords()) return;
  byId("clock-now").textContent = inWords();
  byId("clock-now").dateTime = new Date(now()).toISOString().slice(0, 16);
}

/** Look at the server's clock; `moved` says that somebody moved it, so that it is announced. */
export const loadClock = (moved = false) =>
  trying(async () => {
    ahead = Date.parse((await api.clock()).now) - Date.now();
    show();
    if (moved) byId("announcer").textContent = `The practice clock shows ${inWords()}`;
  }, complain);

const move = (how) => attempt(() => api.moveClock(how), complain);

function complain(words) {
  byId("clock-trouble").textContent = words;
}

function unfold(open) {
  byId("clock-panel").hidden = !open;
  byId("clock").setAttribute("aria-expanded", String(open));
  complain("");
  if (open) byId("clock-field").value = onTheWall(Math.ceil((now() + 1) / HOUR) * HOUR);
}

const isOpen = () => !byId("clock-panel").hidden;

function escape(event) {
  if (event.key !== "Escape" || !isOpen()) return;
  unfold(false);
  byId("clock").focus();
}

/** Show the clock, let it run, and let it be moved. */
export function wireClock() {
  byId("clock").addEventListener("click", () => unfold(!isOpen()));
  for (const [id, how] of Object.entries(MOVES))
    byId(id).addEventListener("click", () => move(how));
  byId("clock-panel").addEventListener("submit", (event) => {
    event.preventDefault();
    move({ now: byId("clock-field").value });
  });
  byId("clock-panel").addEventListener("keydown", escape);
  byId("clock").addEventListener("keydown", escape);
  setInterval(show, 1000);
  return loadClock();
}
