// Fetches what stands where the person is, and hands it to be drawn.

import * as api from "./api.js";
import { drawBlocks } from "./blocks.js";
import { byId, el, keepingFocus } from "./dom.js";
import { inBrief, showMessages } from "./messages.js";
import * as modal from "./modal.js";
import { address, go } from "./route.js";
import { scroller } from "./scroll.js";
import { showPlaces } from "./sidebar.js";
import { attempt, conversation, names, state, surface, trying, world } from "./state.js";
import { box } from "./writing.js";

const main = scroller(byId("stream"));
const side = scroller(byId("replies").parentElement);

const asked = new Map(); // what is fetched -> the newest fetch of it

/** Draw what is fetched, unless the person has moved on or has asked for newer since. */
async function fetched(what, fetching, draw) {
  const place = address(state.at);
  asked.set(what, fetching);
  await trying(async () => {
    const answer = await fetching;
    if (address(state.at) === place && asked.get(what) === fetching) draw(answer);
  });
}

export const loadPlaces = () =>
  fetched("places", api.conversations(state.at.as), (conversations) => {
    world.conversations = conversations;
    if (state.at.home || conversation()) showPlace();
    else go({ as: state.at.as, channel: conversations[0]?.id }, true);
  });

/** Say where the person is, in the column, above the messages and in the window's title. */
export function showPlace() {
  const { home, channel } = state.at;
  const place = conversation();
  const title = home
    ? "App Home"
    : place?.kind === "im"
      ? place.name
      : `#${names.channel(channel) ?? ""}`;
  showPlaces(world.conversations, state.at);
  byId("where").textContent = title;
  byId("about").textContent = home ? "What the bot shows you, and nobody else" : about(place);
  box.rename(`Message ${title}, or type /pcp help`);
  box.form.hidden = Boolean(home || place?.archived);
  document.title = `${title} · PCP bot practice workspace`;
}

const KINDS = { private: "Private channel", shared: "Shared with another organisation" };

function about(place) {
  if (!place) return "";
  if (place.archived) return "Archived: nobody can write here";
  if (place.kind === "im") return "Direct messages between you and the bot";
  const notes = [
    KINDS[place.kind] ?? "Channel",
    !place.member && "you are not a member",
    !place.bot_member && "the bot is not a member",
  ];
  return notes.filter(Boolean).join("; ");
}

/** `arrived` says that the messages came in by themselves, so that they are announced. */
export function loadMessages(arrived = true) {
  const { as, channel, home } = state.at;
  if (home) return loadHome();
  return fetched("messages", api.messages(as, channel), (found) => {
    const fresh = showMessages(byId("messages"), found, stage(openThread));
    showHint(!found.length);
    main.follow(fresh, arrived);
    if (arrived) announce(fresh);
  });
}

/** Where nothing has been said yet, what there is to try. */
function showHint(wanted) {
  const { channel, home } = state.at;
  byId("hint").hidden = !wanted || Boolean(home) || !channel || Boolean(conversation()?.archived);
}

export function loadThread(arrived = true) {
  const { as, channel, thread } = state.at;
  return fetched("thread", api.messages(as, channel, thread), (found) => {
    side.follow(showMessages(byId("replies"), found, stage(null)), arrived);
  });
}

export const loadHome = () =>
  fetched("home", api.home(state.at.as), (view) => {
    const nothing = () => el("p", { class: "soft" }, "The bot has not shown anything here yet.");
    const content = view
      ? drawBlocks(
          view.blocks,
          surface(() => ({ home: true })),
        )
      : nothing();
    content.dataset.key = "home";
    keepingFocus(byId("home"), () => byId("home").replaceChildren(content));
  });

export const loadView = () =>
  fetched("view", api.view(state.at.as), (view) => modal.show(view, { as: state.at.as, surface }));

const openThread = (thread) => go({ as: state.at.as, channel: state.at.channel, thread });

/** What messages are drawn on. */
function stage(open) {
  const { as, channel } = state.at;
  return {
    names,
    openThread: open,
    shortcuts: world.shortcuts.filter(({ type }) => type === "message"),
    person: author,
    surface: ({ ts, image_urls: images }) => surface(() => ({ channel, ts }), { images }),
    shortcut: (id, { ts }) => attempt(() => api.shortcut(as, id, { channel, ts })),
  };
}

function author({ user, name, is_bot }) {
  const known = world.people.find(({ id }) => id === user);
  return known ?? { id: user, name, kind: is_bot ? "bot" : "stranger", title: "" };
}

function announce(fresh) {
  const words = fresh.map(inBrief).join(". ");
  if (words) byId("announcer").textContent = words;
}
