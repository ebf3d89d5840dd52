// Starts the page, follows the person about, and listens for what happens at the server.

import * as api from "./api.js";
import { loadClock, wireClock } from "./clock.js";
import { byId } from "./dom.js";
import { loadHome, loadMessages, loadPlaces, loadThread, loadView, showPlace } from "./loading.js";
import { go, here } from "./route.js";
import { drawer, showPeople } from "./sidebar.js";
import { attempt, complain, state, trying, world } from "./state.js";
import { box, reply, showBoxes } from "./writing.js";

let line = null;
let settled = Promise.resolve(); // once what stands where the person went is fetched

const HEARD = {
  message: ({ channel }) => {
    const elsewhere = channel && channel !== state.at.channel;
    if (elsewhere) return loadPlaces();
    if (state.at.thread) loadThread();
    return loadMessages();
  },
  view: () => loadView(),
  home: () => state.at.home && loadHome(),
  conversations: () => loadPlaces(),
  clock: () => loadClock(true),
};

function listen() {
  line?.close();
  const heard = (event) => settled.then(() => HEARD[event.type]?.(event));
  line = api.listen(state.at.as, heard, (down) => {
    byId("offline").textContent = down
      ? "The practice server cannot be reached. Trying again…"
      : "";
    if (!down) catchUp();
  });
}

/** What happened while the line was not open yet, or was down, was not heard. */
async function catchUp() {
  await settled;
  loadClock();
  loadPlaces();
  if (state.at.home || state.at.channel) loadMessages(false);
  if (state.at.thread) loadThread(false);
  loadView();
}

async function arrive() {
  const before = state.at;
  const wanted = here();
  state.at = { ...wanted, as: wanted.as || before.as || firstPerson() };
  const moved = (...parts) => parts.some((part) => state.at[part] !== before[part]);
  complain("");
  byId("act-as").value = state.at.as;
  if (moved("as")) listen();
  if (moved("as", "channel", "home")) await (settled = settle(moved("as")));
  byId("thread").hidden = !state.at.thread;
  if (!moved("thread", "as")) return;
  byId("replies").replaceChildren();
  if (state.at.thread) await enterThread();
}

const firstPerson = () => world.people.find(({ kind }) => kind === "member")?.id ?? "";

async function settle(another) {
  const { as, channel, home } = state.at;
  byId("messages").replaceChildren();
  byId("messages").hidden = Boolean(home);
  byId("home").hidden = !home;
  if (another) await loadPlaces();
  else showPlace();
  if (home) await attempt(() => api.openHome(as));
  if (home || channel) await loadMessages(false);
  if (another) await loadView();
}

async function enterThread() {
  await loadThread(false);
  reply.box.focus();
}

function leaveThread() {
  const { as, channel, thread } = state.at;
  go({ as, channel });
  byId("messages")
    .querySelector(`[data-ts="${CSS.escape(thread)}"] [data-control]`)
    ?.focus();
}

function wire() {
  drawer();
  byId("act-as").addEventListener("change", ({ target }) =>
    go({ ...state.at, thread: "", as: target.value }),
  );
  byId("skip").addEventListener("click", () => box.box.focus());
  byId("thread-close").addEventListener("click", leaveThread);
  byId("thread").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) leaveThread();
  });
  window.addEventListener("hashchange", arrive);
}

async function start() {
  await trying(async () => {
    [world.people, world.shortcuts] = await Promise.all([api.people(), api.shortcuts()]);
  });
  showPeople(world.people, here().as);
  showBoxes();
  wire();
  wireClock();
  await arrive();
}

start();
