// Slack's mrkdwn, turned into nodes. Nothing is ever parsed as HTML.

import { el, link } from "./dom.js";
import { inZone } from "./time.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const BEFORE = "(?<![\\p{L}\\p{N}])";
const AFTER = "(?![\\p{L}\\p{N}])";
const between = (mark, name) =>
  `${BEFORE}${mark}(?<${name}>[^\\s${mark}](?:[^${mark}\\n]*[^\\s${mark}])?)${mark}${AFTER}`;

const MRKDWN = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    between("\\*", "bold"),
    between("_", "italic"),
    between("~", "strike"),
  ].join("|"),
  "gu",
);
const TAGS = { bold: "strong", italic: "em", strike: "s" };
const BULLET = /^\s*[•◦▪‣-]\s+/;
const NUMBER = /^\s*(\d{1,3})\.\s+/;
const QUOTE = /^(?:&gt;|>) ?/;

/** Undo the three escapes that Slack makes. */
export const unescape = (text) => text.replace(/&(?:amp|lt|gt);/g, (each) => ENTITIES[each]);

/** Nodes for mrkdwn `text`; `names` turns the ids of people and channels into names. */
export const mrkdwn = (text, names) =>
  paragraphs(text, (line) => inline(line, names), { bullet: BULLET });

/** Split `text` into code, quotes, lists and paragraphs; `spans` draws what is inside a line. */
export function paragraphs(text, spans, marks) {
  return text
    .split(/```\n?/)
    .flatMap((part, at) => (at % 2 ? fenced(part) : prose(part, spans, marks)));
}

const fenced = (code) => [
  el("pre", { tabindex: "0" }, el("code", {}, unescape(code.replace(/\n$/, "")))),
];

function prose(text, spans, marks) {
  const nodes = [];
  for (const run of runs(text.split("\n"), marks)) {
    const node = DRAW[run.kind](run.lines, spans, marks);
    if (node) nodes.push(node);
  }
  return nodes;
}

function runs(lines, marks) {
  const found = [];
  for (const line of lines) {
    const kind = kindOf(line, marks);
    if (found.at(-1)?.kind === kind) found.at(-1).lines.push(line);
    else found.push({ kind, lines: [line] });
  }
  return found;
}

function kindOf(line, { bullet, heading }) {
  if (!line.trim()) return "blank";
  if (QUOTE.test(line)) return "quote";
  if (heading?.test(line)) return "heading";
  if (bullet.test(line)) return "bullets";
  return NUMBER.test(line) ? "numbers" : "text";
}

const DRAW = {
  blank: () => null,
  text: (lines, spans) => el("p", {}, broken(lines, spans)),
  quote: (lines, spans, marks) =>
    el(
      "blockquote",
      {},
      prose(lines.map((each) => each.replace(QUOTE, "")).join("\n"), spans, marks),
    ),
  bullets: (lines, spans, { bullet }) =>
    el(
      "ul",
      {},
      lines.map((each) => el("li", {}, spans(each.replace(bullet, "")))),
    ),
  numbers: (lines, spans) =>
    el(
      "ol",
      { start: lines[0].match(NUMBER)[1] },
      lines.map((each) => el("li", {}, spans(each.replace(NUMBER, "")))),
    ),
  heading: (lines, spans, { heading }) =>
    el(
      "div",
      {},
      lines.map((each) => el("h4", {}, spans(each.replace(heading, "")))),
    ),
};

const broken = (lines, spans) =>
  lines.flatMap((each, at) => (at ? [el("br"), ...spans(each)] : spans(each)));

function inline(text, names) {
  return scan(text, MRKDWN, ({ code, angle, ...marked }) => {
    if (code) return el("code", {}, unescape(code));
    if (angle) return reference(angle, names);
    const [kind, inner] = Object.entries(marked).find(([, value]) => value);
    return el(TAGS[kind], {}, inline(inner, names));
  });
}

/** Nodes for `text` in which `draw` answers for every match of `pattern`. */
export function scan(text, pattern, draw) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) nodes.push(unescape(text.slice(from, match.index)));
    nodes.push(draw(match.groups));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(unescape(text.slice(from)));
  return nodes;
}

function reference(body, names) {
  const [target, label] = cut(body, "|");
  const words = label && unescape(label);
  if (target.startsWith("@"))
    return mention(`@${names.person(target.slice(1)) ?? words ?? "someone"}`);
  if (target.startsWith("#"))
    return mention(`#${names.channel(target.slice(1)) ?? (words || "a private channel")}`);
  if (target.startsWith("!date^")) return moment(target, words);
  if (target.startsWith("!")) return mention(words ?? `@${target.slice(1).split("^")[0]}`);
  const address = unescape(target);
  return link(address, words ?? address);
}

function cut(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

export const mention = (words) => el("span", { class: "mention" }, words);

const DAY = { day: "numeric", month: "long", year: "numeric" };
const CLOCK = { hour: "2-digit", minute: "2-digit" };
const FORMATS = {
  date_num: { day: "2-digit", month: "2-digit", year: "numeric" },
  date: DAY,
  date_pretty: DAY,
  date_short: { ...DAY, month: "short" },
  date_short_pretty: { ...DAY, month: "short" },
  date_long: { ...DAY, weekday: "long" },
  date_long_pretty: { ...DAY, weekday: "long" },
  time: CLOCK,
  time_secs: { ...CLOCK, second: "2-digit" },
};

function moment(target, fallback) {
  const [, seconds, format = "{date}", address] = target.split("^");
  const when = new Date(Number(seconds) * 1000);
  if (Number.isNaN(when.valueOf())) return el("span", {}, fallback ?? "");
  const words = unescape(format).replace(/\{(\w+)\}/g, (whole, name) =>
    FORMATS[name] ? inZone(when, FORMATS[name]) : whole,
  );
  const time = el("time", { datetime: when.toISOString() }, words);
  return address ? link(unescape(address), time) : time;
}
