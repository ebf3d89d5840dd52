// rich_text blocks and cells.

import { el, link } from "./dom.js";
import { mention } from "./mrkdwn.js";
import { inZone } from "./time.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

const PARTS = {
  text: (part) => part.text ?? "",
  link: (part) => link(part.url, part.text || part.url),
  user: (part, names) => mention(`@${names.person(part.user_id) ?? "someone"}`),
  channel: (part, names) => mention(`#${names.channel(part.channel_id) ?? "a private channel"}`),
  broadcast: (part) => mention(`@${part.range}`),
  emoji: (part) => (part.unicode ? symbol(part) : `:${part.name}:`),
  date: (part) => el("time", {}, inZone(new Date(part.timestamp * 1000), { dateStyle: "long" })),
  color: (part) => part.value,
};

const symbol = (part) =>
  String.fromCodePoint(...part.unicode.split("-").map((each) => parseInt(each, 16)));

const GROUPS = {
  rich_text_section: (group, names) => el("div", { class: "rich" }, parts(group, names)),
  rich_text_quote: (group, names) => el("blockquote", {}, parts(group, names)),
  rich_text_preformatted: (group, names) =>
    el("pre", { tabindex: "0" }, el("code", {}, parts(group, names))),
  rich_text_list: list,
};

/** Nodes for a rich_text block or cell. */
export const richText = (block, names) =>
  (block.elements ?? []).map((group) => GROUPS[group.type]?.(group, names) ?? "");

function parts(group, names) {
  return (group.elements ?? []).map((part) =>
    styled(PARTS[part.type]?.(part, names) ?? "", part.style),
  );
}

function styled(inner, style = {}) {
  return Object.entries(STYLES).reduce(
    (node, [name, tag]) => (style[name] ? el(tag, {}, node) : node),
    inner,
  );
}

function list(group, names) {
  const tag = group.style === "ordered" ? "ol" : "ul";
  const items = (group.elements ?? []).map((item) => el("li", {}, parts(item, names)));
  return el(tag, { class: `indent-${Math.min(group.indent ?? 0, 4)}` }, items);
}
