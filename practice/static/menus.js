// A button that opens a short list of actions.

import { el, uniqueId } from "./dom.js";

/** A menu; `items` are {label, act}. `sign` is what the button shows of its `label`. */
export function menu(label, items, { sign = "⋯", ...attributes } = {}) {
  const id = uniqueId("menu");
  const list = el("ul", { id, class: "menu", role: "menu", hidden: true });
  const button = el(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-label": label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-controls": id,
      ...attributes,
    },
    sign,
  );
  const root = el("div", { class: "has-menu" }, button, list);
  list.append(...items.map((item) => entry(item, () => shut(root, true))));
  button.addEventListener("click", () => (list.hidden ? open(root) : shut(root, true)));
  root.addEventListener("keydown", (event) => walk(event, root));
  root.addEventListener(
    "focusout",
    (event) => root.contains(event.relatedTarget) || shut(root, false),
  );
  return root;
}

function entry({ label, act }, done) {
  const press = () => {
    done();
    act();
  };
  return el(
    "li",
    { role: "none" },
    el("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: press }, label),
  );
}

const parts = (root) => ({ button: root.firstElementChild, list: root.lastElementChild });
const entries = (root) => [...root.querySelectorAll("[role=menuitem]")];

function open(root) {
  const { button, list } = parts(root);
  list.hidden = false;
  button.setAttribute("aria-expanded", "true");
  const { bottom, left } = list.getBoundingClientRect();
  list.classList.toggle("upward", bottom > window.innerHeight);
  list.classList.toggle("rightward", left < 0);
  entries(root)[0]?.focus({ preventScroll: true });
}

function shut(root, refocus) {
  const { button, list } = parts(root);
  if (list.hidden) return;
  list.hidden = true;
  list.classList.remove("upward", "rightward");
  button.setAttribute("aria-expanded", "false");
  if (refocus) button.focus();
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function walk(event, root) {
  const all = entries(root);
  if (event.key === "Escape" && !parts(root).list.hidden) {
    event.stopPropagation();
    event.preventDefault();
    shut(root, true);
  }
  if (!(event.key in STEPS) || !all.includes(document.activeElement)) return;
  event.preventDefault();
  all.at((all.indexOf(document.activeElement) + STEPS[event.key]) % all.length).focus();
}
