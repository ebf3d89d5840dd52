// The fields of the view that is shown, and what was typed into it and the views below it.

import { complain, mendingPoint } from "./inputs.js";

const typed = new Map(); // view id -> what was typed, by place: outlives updates and pushes
const fields = new Map(); // place -> {block, element, made, node}

const placeOf = (block, element) => JSON.stringify([block.block_id, element.action_id]);
const follows = (one, other) =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;

/** The fields in the order in which they stand. */
const present = () =>
  [...fields.values()]
    .filter(({ made }) => made.node.isConnected)
    .sort((one, other) => (follows(one.made.node, other.made.node) ? 1 : -1));

/** Keep a field of a view that is drawn, with what was typed into it before. */
export function hold(viewId, block, element, made) {
  const before = typed.get(viewId)?.get(placeOf(block, element));
  if (before !== undefined) made.write(before);
  fields.set(placeOf(block, element), { block, element, made });
}

/** Say which node a block was drawn as. */
export function drawnAs(block, node) {
  for (const field of fields.values()) if (field.block === block) field.node = node;
}

/** Keep what is typed into the view before it is drawn anew. */
export function remember(viewId) {
  if (!typed.has(viewId)) typed.set(viewId, new Map());
  for (const { block, element, made } of present())
    typed.get(viewId).set(placeOf(block, element), made.read());
}

export const clearFields = () => fields.clear();

export function forgetTyped() {
  typed.clear();
  fields.clear();
}

/** What is typed into the view that is shown, by block and action. */
export function values() {
  const found = {};
  for (const { block, element, made } of present())
    (found[block.block_id] ??= {})[element.action_id] = made.read();
  return found;
}

const inputs = () => present().filter(({ block }) => block.type === "input");

/** The place in the first field where a person begins; nothing where there is no field. */
export const firstPlace = () => inputs().map(({ made }) => mendingPoint(made))[0];

/** Say at the fields what is wrong with them, and go to the first; none takes all back. */
export function sayErrors(errors) {
  for (const { block, node, made } of inputs()) complain(node, made, errors[block.block_id] ?? "");
  const wrong = inputs().find(({ block }) => block.block_id in errors);
  if (wrong) mendingPoint(wrong.made).focus();
}
