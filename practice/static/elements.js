// Interactive elements outside input blocks: a press or a choice goes to the bot at once.

import { confirmed } from "./confirm.js";
import { control, holdsValue, onChoice } from "./controls.js";
import { el, link } from "./dom.js";
import { menu } from "./menus.js";

/** The node for a block's element; `surface` says where it stands and how to act. */
export function interactive(element, block, surface) {
  if (element.type === "button" || element.type === "workflow_button")
    return button(element, block, surface);
  if (element.type === "overflow") return overflow(element, block, surface);
  if (element.type === "image") return thumbnail(element, surface);
  if (holdsValue(element)) return chooser(element, block, surface);
  return el("span", { class: "soft" }, `${element.type} is not shown in the practice workspace.`);
}

/** Tell the bot, after asking where the element wants that. */
export async function act(element, block, chosen, node, surface) {
  if (element.confirm && !(await confirmed(element.confirm, surface.names))) return;
  node.setAttribute("aria-busy", "true");
  try {
    await surface.click({ block_id: block.block_id, action_id: element.action_id, ...chosen });
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function button(element, block, surface) {
  const attributes = {
    type: "button",
    class: element.style,
    "data-control": element.action_id,
    "aria-label": element.accessibility_label,
  };
  const node = el("button", attributes, element.text.text);
  node.addEventListener("click", () => {
    if (node.getAttribute("aria-busy")) return;
    if (element.url) link(element.url).click();
    act(element, block, element.value === undefined ? {} : { value: element.value }, node, surface);
  });
  return node;
}

function overflow(element, block, surface) {
  const items = element.options.map((option) => ({
    label: option.text.text,
    act: () => act(element, block, { selected_option: option }, node, surface),
  }));
  const node = menu("More choices", items, { "data-control": element.action_id });
  return node;
}

export function thumbnail(element, surface) {
  const src = surface.picture(element);
  return src
    ? el("img", { class: "thumbnail", src, alt: element.alt_text ?? "" })
    : el("span", {}, element.alt_text ?? "");
}

function chooser(element, block, surface) {
  const made = control(element, surface.world);
  made.target.dataset.control = element.action_id;
  made.target.setAttribute("aria-label", element.placeholder?.text ?? block.text?.text ?? "Choose");
  onChoice(made, () => act(element, block, made.chosen(), made.node, surface));
  surface.holds?.(block, element, made);
  return made.node;
}
