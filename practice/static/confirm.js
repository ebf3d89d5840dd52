// The question that an element with `confirm` asks before it acts.

import { byId, el, uniqueId } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";

/** Ask; answers whether the person said yes. */
export function confirmed(question, names) {
  const dialog = byId("confirm");
  const id = uniqueId("question");
  dialog.setAttribute("aria-labelledby", id);
  dialog.replaceChildren(form(question, id, names));
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
    dialog.returnValue = "";
  });
}

function form({ title, text, confirm, deny, style }, id, names) {
  const words =
    text?.type === "mrkdwn" ? mrkdwn(text.text, names) : [el("p", {}, text?.text ?? "")];
  return el(
    "form",
    { method: "dialog" },
    el("h2", { id }, title?.text ?? "Are you sure?"),
    el("div", { class: "blocks" }, words),
    el(
      "div",
      { class: "foot" },
      el("button", { value: "no" }, deny?.text ?? "No"),
      el(
        "button",
        { value: "yes", class: style === "danger" ? "danger" : "primary" },
        confirm?.text ?? "Yes",
      ),
    ),
  );
}
