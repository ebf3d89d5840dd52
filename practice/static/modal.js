// The modal: one dialog that shows the view on top of the stack.

import * as api from "./api.js";
import { drawBlock } from "./blocks.js";
import { byId, el, reconcile, uniqueId } from "./dom.js";
import * as fields from "./fields.js";

const dialog = byId("modal");
let shown = null;
let room = null; // {as, surface(place)} of the person who sees the view

/** Show a view, update the one that is shown, or with null close it. */
export function show(view, around) {
  if (shown) fields.remember(shown.id);
  room = around;
  if (!view) return hide();
  const another = view.id !== shown?.id;
  shown = view;
  if (another) frame();
  refresh();
  if (!dialog.open) dialog.showModal();
  if (another || document.activeElement === title()) settleFocus();
  dialog.querySelector("[role=status]").textContent = another ? "" : "The form was updated.";
  return undefined;
}

function hide() {
  fields.forgetTyped();
  shown = null;
  dialog.close();
  dialog.replaceChildren();
}

const title = () => dialog.querySelector("h2");

function frame() {
  fields.clearFields();
  const id = uniqueId("title");
  dialog.setAttribute("aria-labelledby", id);
  const all = () => close(true);
  const cross = { type: "button", class: "quiet", "aria-label": "Close", onclick: all };
  const form = el(
    "form",
    { novalidate: true, onsubmit: submit },
    el("div", { class: "head" }, el("h2", { id, tabindex: "-1" }), el("button", cross, "✕")),
    el("div", { class: "blocks" }),
    el("p", { class: "error", role: "alert" }),
    el("div", { class: "foot" }),
  );
  dialog.replaceChildren(form, el("p", { class: "unseen", role: "status" }));
}

function refresh() {
  title().textContent = shown.title?.text ?? "";
  const items = (shown.blocks ?? []).map((block, at) => ({ block, at }));
  const keyOf = ({ block, at }) => block.block_id ?? `block-${at}`;
  reconcile(dialog.querySelector(".blocks"), items, keyOf, draw);
  reconcile(dialog.querySelector(".foot"), buttons(shown), ({ id }) => id, drawButton);
}

function draw({ block }) {
  const { id } = shown;
  const place = () => ({ view_id: id, values: fields.values() });
  const surface = room.surface(place, { say: sayWrong });
  const holds = (owner, element, made) => fields.hold(id, owner, element, made);
  const node = drawBlock(block, { ...surface, holds });
  fields.drawnAs(block, node);
  return node;
}

function buttons(view) {
  const words = view.close?.text ?? (view.previous_view_id ? "Back" : "Close");
  const closing = { id: "close", type: "button", words };
  const sending = { id: "submit", type: "submit", class: "primary", words: view.submit?.text };
  return view.submit ? [closing, sending] : [closing];
}

function drawButton({ id, words, ...attributes }) {
  const onclick = id === "close" ? () => close(false) : null;
  return el("button", { ...attributes, onclick, "data-testid": `modal-${id}` }, words);
}

const settleFocus = () => (fields.firstPlace() ?? title()).focus();

async function submit(event) {
  event.preventDefault();
  const button = dialog.querySelector("[type=submit]");
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  fields.sayErrors({});
  await talking(async () => heed(await api.submit(room.as, shown.id, fields.values())));
  button.removeAttribute("aria-busy");
}

async function heed(answer) {
  if (answer.errors) return fields.sayErrors(answer.errors);
  if (!answer.ok) return sayWrong(api.inWords(answer.error));
  show(answer.view ?? (await api.view(room.as)), room);
  return shown && settleFocus();
}

async function talking(work) {
  sayWrong("");
  try {
    await work();
  } catch (error) {
    sayWrong(api.inWords(error));
  }
}

function sayWrong(words) {
  const place = dialog.querySelector(".blocks + .error");
  if (place) place.textContent = words;
}

/** The button closes the view on top; the cross and Escape close all that are stacked. */
const close = (all) =>
  talking(async () => {
    await api.close(room.as, shown.id, all);
    show(await api.view(room.as), room);
  });

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close(true);
});
