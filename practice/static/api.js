// The practice server's driving API, as the page uses it.

const ROOT = "/practice";

async function read(response) {
  const body = await response.json().catch(() => null);
  if (!response.ok && !body?.error)
    throw new Error(`the practice server answered ${response.status}`);
  return body;
}

const query = (fields) => new URLSearchParams(Object.entries(fields).filter(([, value]) => value));

async function get(path, fields = {}) {
  const body = await read(await fetch(`${ROOT}/${path}?${query(fields)}`));
  if (body?.error) throw new Error(body.error);
  return body;
}

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return read(
    await fetch(`${ROOT}/${path}`, { method: "POST", headers, body: JSON.stringify(body) }),
  );
}

export const people = () => get("people");
export const shortcuts = () => get("shortcuts");
export const conversations = (as) => get("conversations", { as });
export const messages = (as, channel, thread_ts) => get("messages", { as, channel, thread_ts });
export const clock = () => get("clock");
export const view = (as) => get("view", { as });
export const home = (as) => get("home", { as });

export const openHome = (as) => post("home", { as });
export const command = (as, channel, text) => post("command", { as, channel, text });
export const message = (as, channel, text, thread_ts) =>
  post("message", { as, channel, text, thread_ts });
export const click = (as, place, action) => post("click", { as, ...place, ...action });
export const submit = (as, view_id, values) => post("submit", { as, view_id, values });
export const close = (as, view_id, all) => post("close", { as, view_id, all });
export const moveClock = (how) => post("clock", how);
export const shortcut = (as, callback_id, place = {}) =>
  post("shortcut", { as, callback_id, ...place });

export const fileUrl = (as, id) => `${ROOT}/files/${encodeURIComponent(id)}?${query({ as })}`;

/** Listen for what happens to a person; `lost` is called with whether the line is down. */
export function listen(as, heard, lost) {
  const source = new EventSource(`${ROOT}/events?${query({ as })}`);
  source.onmessage = (event) => heard(JSON.parse(event.data));
  source.onopen = () => lost(false);
  source.onerror = () => lost(true);
  return source;
}

const WORDS = {
  operation_timeout: "The bot did not answer within three seconds. Is it running?",
  dispatch_failed: "The bot could not be reached. Is it running?",
  dispatch_unknown_error: "The bot answered with an error.",
  not_in_channel: "You are not in this channel.",
  is_archived: "This channel is archived.",
  channel_not_found: "You cannot see this channel.",
  unknown_command: "There is no such command here.",
  no_text: "Write something first.",
  msg_too_long: "The message is too long.",
};

/** An error's name in plain words, with the name Slack gives it. */
export function inWords(error) {
  const name = error instanceof Error ? error.message : String(error);
  return WORDS[name] ? `${WORDS[name]} (${name})` : `That did not work: ${name}`;
}
