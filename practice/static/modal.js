// The modal: one dialog that shows the view on top of the stack.

import * as api from "./api.js";
import { drawBlock } from "./blocks.js";
import { byId, el, reconcile, uniqueId } from "./dom.js";
import { complain, mendingPoint } from "./inputs.js";

const dialog = byId("modal");
const typed = new Map(); // view id -> what was typed, by place: outlives updates and pushes
const fields = new Map(); // place -> {block, made} of the view that is shown
let shown = null;
let room = null; // {as, surface(place)} of the person who sees the view

const placeOf = (block, element) => JSON.stringify([block.block_id, element.action_id]);

/** Show a view, update the one that is shown, or with null close it. */
export function show(view, around) {
  remember();
  room = around;
  if (!view) return hide();
  const another = view.id !== shown?.id;
  shown = view;
  if (another) frame(view);
  else refresh(view);
  if (!dialog.open) dialog.showModal();
  if (another || document.activeElement === title()) settleFocus();
  return undefined;
}

function remember() {
  if (!shown) return;
  const held = typed.get(shown.id) ?? typed.set(shown.id, new Map()).get(shown.id);
  for (const [place, { made }] of fields) if (made.node.isConnected) held.set(place, made.read());
}

function hide() {
  if (shown) typed.clear();
  shown = null;
  fields.clear();
  dialog.close();
  dialog.replaceChildren();
}

const title = () => dialog.querySelector("h2");

function frame(view) {
  fields.clear();
  const id = uniqueId("title");
  dialog.setAttribute("aria-labelledby", id);
  const blocks = el("div", { class: "blocks" });
  const form = el(
    "form",
    { novalidate: true, onsubmit: submit },
    el("div", { class: "head" }),
    blocks,
    el("p", { class: "error", role: "alert" }),
    el("div", { class: "foot" }),
  );
  form.firstChild.append(
    el("h2", { id, tabindex: "-1" }),
    el("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: close }, "✕"),
  );
  dialog.replaceChildren(form, el("p", { class: "unseen", role: "status" }));
  refresh(view);
  dialog.querySelector("[role=status]").textContent = "";
}

function refresh(view) {
  title().textContent = view.title?.text ?? "";
  const items = (view.blocks ?? []).map((block, at) => ({ block, at }));
  reconcile(
    dialog.querySelector(".blocks"),
    items,
    ({ block, at }) => block.block_id ?? `block-${at}`,
    draw,
  );
  reconcile(dialog.querySelector(".foot"), buttons(view), ({ id }) => id, drawButton);
  dialog.querySelector("[role=status]").textContent = "The form was updated.";
}

function draw({ block }) {
  const surface = room.surface({ view_id: shown.id }, { say: sayWrong });
  const holds = (owner, element, made) => hold(owner, element, made);
  const node = drawBlock(block, { ...surface, holds });
  for (const field of fields.values()) if (field.block === block) field.node = node;
  return node;
}

function hold(block, element, made) {
  const place = placeOf(block, element);
  const before = typed.get(shown.id)?.get(place);
  if (before !== undefined) made.write(before);
  fields.set(place, { block, element, made });
}

function buttons(view) {
  const back = view.previous_view_id ? "Back" : "Close";
  const closing = { id: "close", type: "button", onclick: close, words: view.close?.text ?? back };
  const sending = { id: "submit", type: "submit", class: "primary", words: view.submit?.text };
  return view.submit ? [closing, sending] : [closing];
}

const drawButton = ({ id, words, ...attributes }) =>
  el("button", { ...attributes, "data-testid": `modal-${id}` }, words);

function settleFocus() {
  const [first] = [...present()].filter(({ block }) => block.type === "input");
  (first ? mendingPoint(first.made) : title())?.focus();
}

const present = () => [...fields.values()].filter(({ made }) => made.node.isConnected);

/** What is typed into the view that is shown, by block and action. */
export function values() {
  const found = {};
  for (const { block, element, made } of present())
    (found[block.block_id] ??= {})[element.action_id] = made.read();
  return found;
}

async function submit(event) {
  event.preventDefault();
  const inputs = present().filter(({ block }) => block.type === "input");
  for (const { node, made } of inputs) complain(node, made, "");
  sayWrong("");
  const missing = inputs.filter(({ block, made }) => !block.optional && made.read().length === 0);
  if (missing.length)
    return sayErrors(
      Object.fromEntries(missing.map(({ block }) => [block.block_id, "Please fill this in."])),
    );
  return send();
}

async function send() {
  const busy = dialog.querySelector("[type=submit]");
  busy.setAttribute("aria-busy", "true");
  try {
    await heed(await api.submit(room.as, shown.id, values()));
  } catch (error) {
    sayWrong(api.inWords(error));
  } finally {
    busy.removeAttribute("aria-busy");
  }
}

async function heed(answer) {
  if (answer.errors) return sayErrors(answer.errors);
  if (!answer.ok) return sayWrong(api.inWords(answer.error));
  show(answer.view ?? (await api.view(room.as)), room);
  return shown && settleFocus();
}

function sayErrors(errors) {
  const wrong = present().filter(({ block, node }) => node && block.block_id in errors);
  for (const { block, node, made } of wrong) complain(node, made, errors[block.block_id]);
  if (wrong[0]) mendingPoint(wrong[0].made).focus();
}

const sayWrong = (words) => (dialog.querySelector(".blocks + .error").textContent = words);

async function close() {
  try {
    await api.close(room.as, shown.id);
    show(await api.view(room.as), room);
  } catch (error) {
    sayWrong(api.inWords(error));
  }
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close();
});
