// Elements that hold a value. Each is {node, target, group, read, write, chosen}: `target` is what
// a label belongs to, `group` says that it is several boxes, `read` answers the plain value and
// `chosen` what a click sends.

import { el, uniqueId } from "./dom.js";
import { fromTheWall, onTheWall } from "./time.js";

const PERSON = { key: "user", from: (world) => world.people };
const PLACE = { key: "conversation", from: (world) => world.conversations };
const CHANNEL = {
  key: "channel",
  from: (world) => world.conversations.filter((each) => each.kind !== "im"),
};
const KINDS = {
  plain_text_input: (element) =>
    text(element, element.multiline ? "textarea" : "input", { type: "text" }),
  email_text_input: (element) => text(element, "input", { type: "email" }),
  url_text_input: (element) => text(element, "input", { type: "url" }),
  number_input: (element) =>
    text(element, "input", {
      type: "text",
      inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
    }),
  datepicker: (element) => clock(element, "date", "date"),
  timepicker: (element) => clock(element, "time", "time"),
  datetimepicker: (element) => moment(element),
  static_select: (element) => select(element, written(element)),
  users_select: (element, world) => select(element, listed(world, PERSON)),
  conversations_select: (element, world) => select(element, listed(world, PLACE)),
  channels_select: (element, world) => select(element, listed(world, CHANNEL)),
  radio_buttons: (element) => boxes(element, written(element), "radio"),
  checkboxes: (element) => boxes(element, written(element), "checkbox"),
  multi_static_select: (element) => boxes(element, written(element), "checkbox"),
  multi_users_select: (element, world) => boxes(element, listed(world, PERSON), "checkbox"),
  multi_conversations_select: (element, world) => boxes(element, listed(world, PLACE), "checkbox"),
  multi_channels_select: (element, world) => boxes(element, listed(world, CHANNEL), "checkbox"),
};

export const holdsValue = (element) => element.type in KINDS;

/** The control for an element; `world` holds the people and conversations to choose from. */
export const control = (element, world) => KINDS[element.type](element, world);

// Where options come from: written in the element, or the people and places of the workspace.

function written(element) {
  const grouped = element.option_groups?.map((group) => ({
    label: group.label.text,
    options: group.options,
  }));
  return {
    key: "option",
    groups: grouped ?? [{ options: element.options ?? [] }],
    sent: (option) => option,
  };
}

function listed(world, { key, from }) {
  const options = from(world).map(({ id, name }) => ({ value: id, text: { text: name } }));
  return { key, groups: [{ options }], sent: (option) => option.value };
}

const flat = (source) => source.groups.flatMap((group) => group.options);

function initial(element, key) {
  const one = element[`initial_${key}`];
  const many = element[`initial_${key}s`] ?? (one === undefined ? [] : [one]);
  return many.map((each) => each.value ?? each);
}

// Text

function text(element, tag, attributes) {
  const { placeholder, initial_value, max_length } = element;
  const node = el(tag, {
    ...attributes,
    id: uniqueId("field"),
    placeholder: placeholder?.text,
    maxlength: max_length,
    rows: tag === "textarea" && 4,
  });
  node.value = initial_value ?? "";
  return simple(
    node,
    () => node.value,
    (value) => (node.value = value),
    () => ({ value: node.value }),
  );
}

function simple(node, read, write, chosen) {
  return { node, target: node, group: false, read, write, chosen };
}

// Dates and times

function clock(element, type, key) {
  const node = el("input", { type, id: uniqueId("field") });
  node.value = element[`initial_${key}`] ?? "";
  return simple(
    node,
    () => node.value,
    (value) => (node.value = value),
    () => ({ [`selected_${key}`]: node.value }),
  );
}

function moment(element) {
  const node = el("input", { type: "datetime-local", id: uniqueId("field") });
  const read = () => (node.value ? Math.floor(fromTheWall(node.value) / 1000) : "");
  const write = (seconds) => (node.value = seconds ? onTheWall(seconds * 1000) : "");
  write(element.initial_date_time);
  return simple(node, read, write, () => ({ selected_date_time: read() }));
}

// One of a list

function select(element, source) {
  const first = el("option", { value: "" }, element.placeholder?.text ?? "Choose");
  const node = el("select", { id: uniqueId("field") }, first, source.groups.map(optionGroup));
  node.value = initial(element, source.key)[0] ?? "";
  const picked = () => flat(source).find((option) => option.value === node.value);
  const write = (value) =>
    (node.value = flat(source).some((option) => option.value === value) ? value : "");
  return simple(
    node,
    () => node.value,
    write,
    () => ({ [`selected_${source.key}`]: picked() && source.sent(picked()) }),
  );
}

function optionGroup({ label, options }) {
  const made = options.map((option) => el("option", { value: option.value }, option.text.text));
  return label ? el("optgroup", { label }, made) : made;
}

// One or several, each with a box of its own

function boxes(element, source, type) {
  const name = uniqueId("boxes");
  const ticked = initial(element, source.key);
  const rows = flat(source).map((option) => box(option, type, name, ticked.includes(option.value)));
  const node = el("div", { class: "boxes", role: type === "radio" ? "radiogroup" : "group" }, rows);
  const inputs = () => [...node.querySelectorAll("input")];
  const read = () =>
    inputs()
      .filter((each) => each.checked)
      .map((each) => each.value);
  const one = type === "radio";
  return {
    node,
    target: node,
    group: true,
    read: () => (one ? (read()[0] ?? "") : read()),
    write: (value) =>
      inputs().forEach(
        (each) => (each.checked = one ? each.value === value : value.includes(each.value)),
      ),
    chosen: () =>
      sent(
        flat(source).filter((option) => read().includes(option.value)),
        source,
        one,
      ),
  };
}

function sent(options, source, one) {
  const plain = options.map(source.sent);
  return one ? { [`selected_${source.key}`]: plain[0] } : { [`selected_${source.key}s`]: plain };
}

function box(option, type, name, checked) {
  const input = el("input", { type, name, value: option.value, checked });
  const more = option.description && el("span", { class: "soft" }, option.description.text);
  return el(
    "label",
    { class: "box" },
    input,
    el("span", {}, option.text.text, more && el("br"), more),
  );
}

// When a choice is meant

const WALKING = /^(Arrow|Home|End|Page|.$)/;

/**
 * Call `meant` when a person has chosen. Walking through a list with the arrow keys is not yet
 * choosing: Enter, or leaving the control, is.
 */
export function onChoice({ node }, meant) {
  let walking = false;
  let owed = false;
  const settle = () => {
    if (owed) meant();
    owed = false;
  };
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter") settle();
    walking = WALKING.test(event.key) && event.key !== " " && !event.altKey;
  });
  node.addEventListener("pointerdown", () => (walking = false));
  node.addEventListener("change", () => {
    owed = true;
    if (!walking) settle();
  });
  node.addEventListener("focusout", (event) => node.contains(event.relatedTarget) || settle());
}
