// Messages: how one looks, and the list of them.

import { drawBlocks } from "./blocks.js";
import { el, hiddenText, reconcile } from "./dom.js";
import { menu } from "./menus.js";
import { mrkdwn } from "./mrkdwn.js";
import { inZone } from "./time.js";

const COLOURS = 6;

/** A person's initials on a colour that stays theirs. */
export function avatar({ id, name, kind }) {
  const words = name
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .split(/\s+/)
    .filter(Boolean);
  const initials = [words[0], words.length > 1 && words.at(-1)]
    .filter(Boolean)
    .map((word) => [...word][0]);
  const colour =
    [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % COLOURS;
  return el(
    "span",
    { class: `avatar ${kind === "bot" ? "is-bot" : `colour-${colour}`}`, "aria-hidden": "true" },
    initials.join("").toUpperCase() || "?",
  );
}

const when = (ts) => new Date(Number(ts) * 1000);
const dayOf = (ts) =>
  inZone(when(ts), { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** Show messages in `list`; answers the ones that were not there before. */
export function showMessages(list, messages, stage) {
  const fresh = reconcile(
    list,
    withDays(messages),
    ({ day, ts }) => day ?? ts,
    (item) => (item.day ? dayLine(item) : row(item, stage)),
  );
  return fresh.filter((node) => node.classList.contains("message"));
}

function withDays(messages) {
  return messages.flatMap((each, at) => {
    const day = dayOf(each.ts);
    return at && dayOf(messages[at - 1].ts) === day ? [each] : [{ day }, each];
  });
}

const dayLine = ({ day }) => el("li", { class: "day" }, el("span", {}, day));

function row(message, stage) {
  const author = stage.person(message);
  const marks = `message${message.ephemeral ? " only-you" : ""}${message.is_bot ? " from-bot" : ""}`;
  const body = el(
    "div",
    { class: "body" },
    byline(message, author),
    message.ephemeral && el("p", { class: "note" }, "Only visible to you"),
    (message.text || message.blocks?.length > 0) && content(message, stage),
    message.files?.length > 0 && files(message.files),
    stage.openThread && message.reply_count > 0 && replies(message, stage),
  );
  return el(
    "li",
    { class: marks, "data-testid": "message", "data-ts": message.ts },
    avatar(author),
    body,
    more(message, author, stage),
  );
}

function byline(message, author) {
  const at = when(message.ts);
  const clock = inZone(at, { hour: "2-digit", minute: "2-digit" });
  return el(
    "div",
    { class: "byline" },
    el("strong", {}, author.name),
    message.is_bot
      ? el("span", { class: "tag" }, "App")
      : el("span", { class: "soft title" }, author.title),
    el(
      "time",
      {
        class: "soft",
        datetime: at.toISOString(),
        title: inZone(at, { dateStyle: "full", timeStyle: "medium" }),
      },
      clock,
    ),
    message.edited && el("span", { class: "soft" }, "(edited)"),
  );
}

function content(message, stage) {
  if (message.blocks?.length) return drawBlocks(message.blocks, stage.surface(message));
  return el("div", { class: "blocks said" }, mrkdwn(message.text ?? "", stage.names));
}

function files(all) {
  const one = ({ title, name, size, url }) =>
    el(
      "li",
      {},
      el("a", { href: url, download: name, "data-testid": "file" }, title),
      el("span", { class: "soft" }, ` ${name}, ${sized(size)}`),
    );
  return el("ul", { class: "files" }, all.map(one));
}

const sized = (bytes) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

function replies(message, stage) {
  const words = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const open = () => stage.openThread(message.thread_ts ?? message.ts);
  return el(
    "button",
    { type: "button", class: "replies", "data-control": "replies", onclick: open },
    words,
    hiddenText(" in the thread"),
  );
}

function more(message, author, stage) {
  if (message.ephemeral) return null;
  const thread = stage.openThread && {
    label: "Reply in thread",
    act: () => stage.openThread(message.thread_ts ?? message.ts),
  };
  const own = stage.shortcuts.map(({ name, callback_id }) => ({
    label: name,
    act: () => stage.shortcut(callback_id, message),
  }));
  const items = [thread, ...own].filter(Boolean);
  const label = `Actions for the message from ${author.name} at ${inZone(when(message.ts), { timeStyle: "short" })}`;
  return items.length ? menu(label, items, { "data-control": "more" }) : null;
}

/** A message in one breath, for those who hear the page. */
export function inBrief(node) {
  const words = (part) => node.querySelector(part)?.textContent.replace(/\s+/g, " ").trim() ?? "";
  return `${words("strong")}: ${words(".blocks").slice(0, 240)}`;
}
