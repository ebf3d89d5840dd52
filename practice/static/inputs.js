// Input blocks: a label, a control, a hint, and a place for what is wrong with it.

import { control, holdsValue, onChoice } from "./controls.js";
import { el, uniqueId } from "./dom.js";
import { act } from "./elements.js";

/** An input block; its control is handed to the surface, which reads it on submit. */
export function inputBlock(block, surface) {
  const { element } = block;
  if (!holdsValue(element))
    return el("p", { class: "soft" }, `${element.type} is not shown in the practice workspace.`);
  const made = control(element, surface.world);
  const ids = { label: uniqueId("label"), hint: uniqueId("hint"), error: uniqueId("error") };
  describe(made, block, ids);
  if (block.dispatch_action) dispatch(made, block, surface);
  surface.holds(block, element, made);
  const hint = block.hint && el("p", { id: ids.hint, class: "soft" }, block.hint.text);
  const error = el("p", { id: ids.error, class: "error", role: "alert" });
  return el("div", {}, label(block, made, ids.label), hint, made.node, error);
}

function label(block, made, id) {
  const words = [block.label.text, block.optional && el("span", { class: "soft" }, " (optional)")];
  return made.group
    ? el("span", { id, class: "label" }, words)
    : el("label", { id, class: "label", for: made.target.id }, words);
}

function describe(made, block, ids) {
  const { target } = made;
  target.dataset.control = block.element.action_id;
  if (made.group) target.setAttribute("aria-labelledby", ids.label);
  if (!made.group) target.required = !block.optional;
  target.setAttribute("aria-describedby", block.hint ? `${ids.hint} ${ids.error}` : ids.error);
}

function dispatch(made, block, surface) {
  const { element } = block;
  const tell = () => act(element, block, made.chosen(), made.node, surface);
  if (!element.type.endsWith("_input")) return onChoice(made, tell);
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  if (on.includes("on_character_entered")) made.node.addEventListener("input", tell);
  if (on.includes("on_enter_pressed"))
    made.node.addEventListener("keydown", (event) => onEnter(event, tell));
  return undefined;
}

function onEnter(event, tell) {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  tell();
}

/** Say at the field what is wrong, or clear it with an empty string. */
export function complain(node, made, words) {
  node.querySelector(".error").textContent = words;
  made.target.toggleAttribute("aria-invalid", false);
  if (words) made.target.setAttribute("aria-invalid", "true");
}

/** Where focus goes to mend a field. */
export const mendingPoint = (made) => (made.group ? made.node.querySelector("input") : made.target);
