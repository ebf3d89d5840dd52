// The page: knows where the person is, fetches what stands there, and hands it to be drawn.

import * as api from "./api.js";
import { drawBlocks } from "./blocks.js";
import { composer, insert } from "./composer.js";
import { byId, el, keepingFocus } from "./dom.js";
import { menu } from "./menus.js";
import { inBrief, showMessages } from "./messages.js";
import * as modal from "./modal.js";
import { address, go, here } from "./route.js";
import { scroller } from "./scroll.js";
import { drawer, showPeople, showPlaces } from "./sidebar.js";

const world = { people: [], conversations: [], shortcuts: [] };
let at = { as: "", channel: "", thread: "", home: "" };
let line = null; // the open line on which the server tells what happened

// What is drawn stands on a surface, which knows names, pictures and how to act

const names = {
  person: (id) => world.people.find((each) => each.id === id)?.name,
  channel: (id) => world.conversations.find((each) => each.id === id)?.name.replace(/^#/, ""),
};

function surface(place, { images = {}, say = complain } = {}) {
  const picture = ({ slack_file: file }) => file && (images[file.id] ?? api.fileUrl(at.as, file.id));
  return { names, world, picture, click: (action) => attempt(() => api.click(at.as, place, action), say) };
}

const stage = (openThread) => ({
  names,
  openThread,
  shortcuts: world.shortcuts.filter((each) => each.type === "message"),
  person: ({ user, name, is_bot }) => world.people.find((each) => each.id === user) ?? { id: user, name, kind: is_bot ? "bot" : "stranger", title: "" },
  surface: (message) => surface({ channel: at.channel, ts: message.ts }, { images: message.image_urls }),
  shortcut: (id, message) => attempt(() => api.shortcut(at.as, id, { channel: at.channel, ts: message.ts })),
});

/** What a person does: the last complaint goes, a new one may come. Answers whether it worked. */
function attempt(work, say = complain) {
  say("");
  return trying(work, say);
}

async function trying(work, say = complain) {
  try {
    const answer = await work();
    if (answer?.ok === false) throw new Error(answer.error);
    return true;
  } catch (error) {
    say(api.inWords(error));
    return false;
  }
}

const complain = (words) => (byId("trouble").textContent = words);

// Fetching and drawing

const main = scroller(byId("stream"));
const side = scroller(byId("replies").parentElement);

/** Fetch for where the person is now; what arrives after they moved on is dropped. */
async function fetched(fetching, draw) {
  const asked = address(at);
  await trying(async () => {
    const answer = await fetching;
    if (address(at) === asked) draw(answer);
  });
}

const loadPlaces = () =>
  fetched(api.conversations(at.as), (conversations) => {
    world.conversations = conversations;
    if (!at.home && !conversations.some((each) => each.id === at.channel)) return go({ as: at.as, channel: conversations[0]?.id }, true);
    return showPlace();
  });

function showPlace() {
  showPlaces(world.conversations, at);
  const place = world.conversations.find((each) => each.id === at.channel);
  const title = at.home ? "App Home" : place?.kind === "im" ? place.name : `#${names.channel(at.channel) ?? ""}`;
  byId("where").textContent = title;
  byId("about").textContent = at.home ? "What the bot shows you, and nobody else" : about(place);
  box.rename(`Message ${title}, or type /pcp help`);
  box.form.hidden = Boolean(at.home) || Boolean(place?.archived);
  document.title = `${title} · PCP bot practice workspace`;
}

function about(place) {
  if (!place) return "";
  if (place.archived) return "Archived: nobody can write here";
  if (place.kind === "im") return "Direct messages between you and the bot";
  const outside = place.kind === "shared" && "Shared with another organisation";
  const kind = place.kind === "private" ? "Private channel" : "Channel";
  return [outside || kind, !place.member && "you are not a member", !place.bot_member && "the bot is not a member"].filter(Boolean).join("; ");
}

const loadMessages = (arrived = true) =>
  at.home ? loadHome() : fetched(api.messages(at.as, at.channel), (found) => {
    const fresh = showMessages(byId("messages"), found, stage(openThread));
    main.follow(fresh, arrived);
    if (arrived) announce(fresh);
  });

const loadThread = (arrived = true) =>
  fetched(api.messages(at.as, at.channel, at.thread), (found) => {
    side.follow(showMessages(byId("replies"), found, stage(null)), arrived);
  });

const loadHome = () =>
  fetched(api.home(at.as), (view) => {
    const content = view ? drawBlocks(view.blocks, surface({ home: true })) : el("p", { class: "soft" }, "The bot has not shown anything here yet.");
    content.dataset.key = "home";
    keepingFocus(byId("home"), () => byId("home").replaceChildren(content));
  });

const loadView = () => fetched(api.view(at.as), (view) => modal.show(view, { as: at.as, surface }));

function announce(fresh) {
  const words = fresh.map(inBrief).join(". ");
  if (words) byId("announcer").textContent = words;
}

// What happens at the server

const HEARD = {
  message: ({ channel }) => {
    if (!channel || channel === at.channel) loadMessages();
    if (at.thread) loadThread();
    if (channel !== at.channel) loadPlaces();
  },
  view: () => loadView(),
  home: () => at.home && loadHome(),
  conversations: () => loadPlaces(),
};

function listen() {
  line?.close();
  line = api.listen(at.as, (event) => HEARD[event.type]?.(event), (down) => {
    const was = byId("offline").textContent;
    byId("offline").textContent = down ? "The practice server cannot be reached. Trying again…" : "";
    if (was && !down) refresh();
  });
}

function refresh() {
  loadPlaces();
  loadMessages();
  loadView();
}

// Going about

const openThread = (ts) => go({ as: at.as, channel: at.channel, thread: ts });
const closeThread = () => {
  const root = at.thread;
  go({ as: at.as, channel: at.channel });
  byId("messages").querySelector(`[data-ts="${CSS.escape(root)}"] [data-control]`)?.focus();
};

async function arrive() {
  const before = at;
  at = { ...here(), as: here().as || before.as || firstPerson() };
  const moved = (...parts) => parts.some((part) => at[part] !== before[part]);
  complain("");
  byId("act-as").value = at.as;
  if (moved("as")) listen();
  if (moved("as", "channel", "home")) await settle(moved("as"));
  byId("thread").hidden = !at.thread;
  if (at.thread && moved("thread", "as")) await enterThread();
}

async function settle(another) {
  byId("messages").replaceChildren();
  byId("messages").hidden = Boolean(at.home);
  byId("home").hidden = !at.home;
  if (another) await loadPlaces();
  else showPlace();
  if (at.home) await attempt(() => api.openHome(at.as));
  if (at.home || at.channel) await loadMessages(false);
  if (another) await loadView();
}

async function enterThread() {
  byId("replies").replaceChildren();
  await loadThread(false);
  reply.box.focus();
}

const firstPerson = () => world.people.find((each) => each.kind === "member")?.id ?? "";

// Writing

const say = (text) => attempt(() => (text.startsWith("/") ? api.command(at.as, at.channel, text) : api.message(at.as, at.channel, text)));

function answer(text) {
  if (text.startsWith("/")) return attempt(() => ({ ok: false, error: "slash commands do not work in threads, as in Slack." }));
  return attempt(() => api.message(at.as, at.channel, text, at.thread));
}

const mentionBot = () => {
  const bot = world.people.find((each) => each.kind === "bot");
  if (bot) insert(box.box, `@${bot.name} `);
};

const box = composer({
  label: "Message",
  testid: "message-box",
  buttonId: "send",
  hint: "Enter sends; Shift and Enter starts a new line",
  send: say,
  extras: [el("span", { id: "own-shortcuts" }), el("button", { type: "button", onclick: mentionBot }, "@ Bot")],
});
const reply = composer({ label: "Reply in the thread", testid: "reply-box", buttonId: "reply", hint: "Enter sends", send: answer });

function showShortcuts() {
  const own = world.shortcuts.filter((each) => each.type === "global");
  const items = own.map(({ name, callback_id }) => ({ label: name, act: () => attempt(() => api.shortcut(at.as, callback_id)) }));
  if (items.length) byId("own-shortcuts").append(menu("Shortcuts", items, { sign: "Shortcuts" }));
}

async function start() {
  byId("box").append(box.form);
  byId("reply-box").append(reply.form);
  drawer();
  byId("act-as").addEventListener("change", (event) => go({ as: event.target.value, channel: at.channel, home: at.home }));
  byId("skip").addEventListener("click", () => box.box.focus());
  byId("thread-close").addEventListener("click", closeThread);
  byId("thread").addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && closeThread());
  await attempt(async () => {
    [world.people, world.shortcuts] = await Promise.all([api.people(), api.shortcuts()]);
  });
  showPeople(world.people, here().as);
  showShortcuts();
  window.addEventListener("hashchange", arrive);
  await arrive();
}

start();
