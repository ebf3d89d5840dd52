// The two boxes to write in: one for the conversation, one for the thread.

import * as api from "./api.js";
import { composer, insert } from "./composer.js";
import { byId, el } from "./dom.js";
import { menu } from "./menus.js";
import { attempt, state, world } from "./state.js";

const isCommand = (text) => text.startsWith("/");

function say(text) {
  const { as, channel } = state.at;
  return attempt(() =>
    isCommand(text) ? api.command(as, channel, text) : api.message(as, channel, text),
  );
}

function answer(text) {
  const { as, channel, thread } = state.at;
  const refusal = { ok: false, error: "as in Slack, commands cannot be used in threads." };
  return attempt(() => (isCommand(text) ? refusal : api.message(as, channel, text, thread)));
}

function mentionBot() {
  const bot = world.people.find(({ kind }) => kind === "bot");
  if (bot) insert(box.box, `@${bot.name} `);
}

const ownShortcuts = el("span");

/** The box of the conversation. */
export const box = composer({
  label: "Message",
  testid: "message-box",
  buttonId: "send",
  hint: "Enter sends; Shift and Enter starts a new line",
  send: say,
  extras: [ownShortcuts, el("button", { type: "button", onclick: mentionBot }, "@ Bot")],
});

/** The box of the thread. */
export const reply = composer({
  label: "Reply in the thread",
  testid: "reply-box",
  buttonId: "reply",
  hint: "Enter sends",
  send: answer,
});

/** Put the boxes in their places, with the shortcuts that the app has for everywhere. */
export function showBoxes() {
  byId("box").append(box.form);
  byId("reply-box").append(reply.form);
  const items = world.shortcuts
    .filter(({ type }) => type === "global")
    .map(({ name, callback_id: id }) => ({
      label: name,
      act: () => attempt(() => api.shortcut(state.at.as, id)),
    }));
  if (items.length) ownShortcuts.append(menu("Shortcuts", items, { sign: "Shortcuts" }));
}
