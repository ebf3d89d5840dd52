// Builds the page. What came from a message goes in as text, never as markup.

/** Make an element; `on...` attributes are listeners, null and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  node.append(
    ...children
      .flat(Infinity)
      .filter((each) => each !== null && each !== undefined && each !== false),
  );
  return node;
}

function assign(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : String(value));
}

let last = 0;

/** An id that no other element of the page has. */
export const uniqueId = (stem) => `${stem}-${(last += 1)}`;

export const byId = (id) => document.getElementById(id);

export const hiddenText = (text) => el("span", { class: "unseen" }, text);

/** The address if it is safe to link to, else null: nothing but http and https. */
export function safeUrl(address) {
  const url = URL.parse?.(address) ?? parsed(address);
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** A link that leaves the page; only its words where the address is not safe. */
export function link(address, ...words) {
  const href = safeUrl(address);
  return href
    ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...words)
    : el("span", {}, ...words);
}

/**
 * Show `items` in `list`, leaving alone the nodes whose item has not changed, so that focus,
 * typed text and open menus outlive a refresh. Answers the nodes that are new.
 */
export function reconcile(list, items, keyOf, draw) {
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const fresh = [];
  const nodes = items.map((item) => {
    const key = keyOf(item);
    const kept = reusable(old.get(key), item);
    if (kept) return kept;
    const node = Object.assign(draw(item, old.get(key)), { drawnFrom: JSON.stringify(item) });
    node.dataset.key = key;
    if (!old.has(key)) fresh.push(node);
    return node;
  });
  keepingFocus(list, () => place(list, nodes));
  return fresh;
}

const reusable = (node, item) => (node && node.drawnFrom === JSON.stringify(item) ? node : null);

function place(list, nodes) {
  const wanted = new Set(nodes);
  for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
}

/** Do `work`, then give focus back to the element that stands where the focused one stood. */
export function keepingFocus(root, work) {
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  const path = held && focusPath(held);
  work();
  if (!held || held.isConnected) return;
  const home = [...root.querySelectorAll("[data-key]")].find(
    (each) => each.dataset.key === path.key,
  );
  const again =
    home && path.control && home.querySelector(`[data-control="${CSS.escape(path.control)}"]`);
  (
    again ??
    home?.querySelector("[tabindex], button, a[href], input, select, textarea") ??
    root
  ).focus();
}

function focusPath(node) {
  return {
    key: node.closest("[data-key]")?.dataset.key,
    control: node.closest("[data-control]")?.dataset.control,
  };
}
