// The box in which a person writes.

import { el, uniqueId } from "./dom.js";

/** A form whose box sends on Enter; `send(text)` answers whether it was taken. */
export function composer({ label, testid, buttonId, hint, send, extras = [] }) {
  const id = uniqueId("box");
  const hintId = uniqueId("hint");
  const box = el("textarea", {
    id,
    rows: "1",
    "data-testid": testid,
    "aria-describedby": hintId,
    autocomplete: "off",
  });
  const name = el("label", { for: id, class: "unseen" }, label);
  const button = el("button", { class: "primary", "data-testid": buttonId }, "Send");
  const foot = el(
    "div",
    { class: "foot" },
    el("p", { id: hintId, class: "soft" }, hint),
    extras,
    button,
  );
  const form = el("form", { class: "composer" }, name, box, foot);
  const sent = [];
  form.addEventListener("submit", (event) => deliver(event, box, sent, send));
  box.addEventListener("keydown", (event) => key(event, form, box, sent));
  const rename = (words) => {
    name.textContent = words;
    box.placeholder = words;
  };
  rename(label);
  return { form, box, rename };
}

async function deliver(event, box, sent, send) {
  event.preventDefault();
  const text = box.value;
  if (!text.trim()) return box.focus();
  box.value = "";
  box.focus();
  sent.push(text);
  const taken = await send(text);
  if (!taken && !box.value) box.value = text;
  return undefined;
}

function key(event, form, box, sent) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
  if (event.key === "ArrowUp" && !box.value && sent.length) {
    event.preventDefault();
    box.value = sent.at(-1);
  }
}

/** Put words where the cursor stands. */
export function insert(box, words) {
  const before = box.value.slice(0, box.selectionStart);
  const gap = before && !/\s$/.test(before) ? " " : "";
  box.setRangeText(`${gap}${words}`, box.selectionStart, box.selectionEnd, "end");
  box.focus();
}
