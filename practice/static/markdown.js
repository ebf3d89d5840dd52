// The markdown block: the common marks of Markdown, as nodes.

import { el, link } from "./dom.js";
import { paragraphs, scan } from "./mrkdwn.js";

const MARKS =
  /`(?<code>[^`\n]+)`|\[(?<words>[^\]\n]+)\]\((?<address>[^()\s]+)\)|\*\*(?<bold>[^*\n]+)\*\*|~~(?<strike>[^~\n]+)~~|(?<![\p{L}\p{N}])(?:\*(?<star>[^*\s][^*\n]*)\*|_(?<italic>[^_\s][^_\n]*)_)(?![\p{L}\p{N}])/gu;
const TAGS = { bold: "strong", strike: "s", star: "em", italic: "em" };
const BLOCKS = { bullet: /^\s*[-*+]\s+/, heading: /^#{1,6}\s+/ };

/** Nodes for the text of a markdown block. */
export const markdown = (text) => paragraphs(text, inline, BLOCKS);

function inline(text) {
  return scan(text, MARKS, ({ code, words, address, ...marked }) => {
    if (code) return el("code", {}, code);
    if (words) return link(address, ...inline(words));
    const [kind, inner] = Object.entries(marked).find(([, value]) => value);
    return el(TAGS[kind], {}, inline(inner));
  });
}
