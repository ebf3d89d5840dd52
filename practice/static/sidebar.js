// The left column: who you are, and where you can go.

import { byId, el, hiddenText, reconcile } from "./dom.js";
import { address } from "./route.js";

const KINDS = { member: "Members", guest: "Guests", stranger: "From another organisation" };

/** Fill the chooser with everybody but the bot. */
export function showPeople(people, chosen) {
  const groups = Object.entries(KINDS).map(([kind, label]) => {
    const options = people
      .filter((each) => each.kind === kind)
      .map(({ id, name, title }) =>
        el("option", { value: id }, title ? `${name}, ${title}` : name),
      );
    return options.length ? el("optgroup", { label }, options) : null;
  });
  byId("act-as").replaceChildren(...groups.filter(Boolean));
  byId("act-as").value = chosen;
}

/** List the conversations and the bot's home, and mark where the person is. */
export function showPlaces(conversations, { as, channel, home }) {
  const rows = conversations.map((each) => ({
    ...each,
    href: address({ as, channel: each.id }),
    current: !home && each.id === channel,
  }));
  const bot = {
    id: "home",
    kind: "home",
    name: "App Home",
    href: address({ as, home: "1" }),
    current: Boolean(home),
  };
  fill(
    "channels",
    rows.filter((each) => each.kind !== "im"),
  );
  fill("directs", [...rows.filter((each) => each.kind === "im"), bot]);
}

const fill = (id, rows) => reconcile(byId(id), rows, (each) => each.id, place);

function place({ id, kind, name, href, current, unread, archived }) {
  const testid = id === "home" ? "home" : `conversation-${id}`;
  const mark = MARKS[kind] ?? MARKS.public;
  return el(
    "li",
    {},
    el(
      "a",
      {
        href,
        "data-testid": testid,
        "data-control": "place",
        "aria-current": current ? "page" : null,
        class: unread > 0 && !current ? "unread" : null,
      },
      el("span", { class: "mark", "aria-hidden": "true" }, mark.sign),
      el("span", { class: "name" }, name.replace(/^#/, "")),
      mark.words && el("span", { class: "tag" }, mark.words),
      archived && el("span", { class: "tag" }, "archived"),
      unread > 0 && !current && el("span", { class: "count" }, unread, hiddenText(" unread")),
    ),
  );
}

const MARKS = {
  public: { sign: "#" },
  private: { sign: "#", words: "private" },
  shared: { sign: "#", words: "shared" },
  im: { sign: "@" },
  home: { sign: "⌂" },
};

/** On a phone the column is a drawer behind the menu button. */
export function drawer() {
  const button = byId("menu");
  const set = (open) => {
    document.body.classList.toggle("drawer-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  const shut = () => {
    if (!document.body.classList.contains("drawer-open")) return;
    set(false);
    button.focus();
  };
  button.addEventListener("click", () => {
    set(button.getAttribute("aria-expanded") !== "true");
    if (button.getAttribute("aria-expanded") === "true") byId("act-as").focus();
  });
  byId("places").addEventListener("click", (event) => event.target.closest("a") && set(false));
  byId("shade").addEventListener("click", shut);
  byId("places").addEventListener("keydown", (event) => event.key === "Escape" && shut());
}
