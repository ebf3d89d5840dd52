// Block Kit, drawn. A surface is what the blocks stand on:
// {names, world, picture(image), click(action), holds?(block, element, control)}.

import { el, link } from "./dom.js";
import { interactive, thumbnail } from "./elements.js";
import { inputBlock } from "./inputs.js";
import { markdown } from "./markdown.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { table } from "./tables.js";

const DRAW = {
  header: (block) => el("h3", {}, block.text.text),
  section,
  divider: () => el("hr"),
  context,
  actions: (block, surface) =>
    el(
      "div",
      { class: "actions" },
      block.elements.map((each) => interactive(each, block, surface)),
    ),
  image: figure,
  table: (block, surface) => table(block, surface.names),
  data_table: (block, surface) => table(block, surface.names),
  rich_text: (block, surface) => el("div", {}, richText(block, surface.names)),
  markdown: (block) => el("div", {}, markdown(block.text)),
  input: inputBlock,
};

/** The node for one block. */
export function drawBlock(block, surface) {
  const draw = DRAW[block.type];
  const node = draw ? draw(block, surface) : unknown(block);
  node.classList.add(`block-${block.type}`);
  return node;
}

/** All blocks of a message or of the home tab. */
export const drawBlocks = (blocks, surface) =>
  el(
    "div",
    { class: "blocks" },
    blocks.map((each) => drawBlock(each, surface)),
  );

const unknown = (block) =>
  el(
    "p",
    { class: "soft" },
    `A block of type ${block.type} is not shown in the practice workspace.`,
  );

const textOf = (text, surface) =>
  text.type === "mrkdwn"
    ? mrkdwn(text.text, surface.names)
    : [el("p", { class: "plain" }, text.text)];

function section(block, surface) {
  const fields = block.fields?.map((each) => el("div", {}, textOf(each, surface)));
  const words = el(
    "div",
    { class: "words" },
    block.text && textOf(block.text, surface),
    fields && el("div", { class: "fields" }, fields),
  );
  const accessory =
    block.accessory &&
    el("div", { class: "accessory" }, interactive(block.accessory, block, surface));
  return el("div", {}, words, accessory);
}

function context(block, surface) {
  const parts = block.elements.map((each) =>
    each.type === "image" ? thumbnail(each, surface) : el("div", {}, textOf(each, surface)),
  );
  return el("div", {}, parts);
}

function figure(block, surface) {
  const title = block.title && el("figcaption", {}, block.title.text);
  const src = surface.picture(block);
  if (!src) return el("figure", {}, title, el("p", {}, block.alt_text));
  const image = el("img", { src, alt: block.alt_text });
  const inWords = el(
    "details",
    {},
    el("summary", {}, "Picture in words"),
    el("p", {}, block.alt_text),
  );
  const foot = el(
    "div",
    { class: "under" },
    link(new URL(src, location.href).href, "Open full size"),
    inWords,
  );
  return el("figure", {}, title, image, foot);
}
