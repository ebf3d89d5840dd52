// What the page knows: the workspace, and where in it the person is.

import * as api from "./api.js";
import { byId } from "./dom.js";

export const world = { people: [], conversations: [], shortcuts: [] };

/** Where the person is: {as, channel, thread, home}. Only arriving somewhere changes it. */
export const state = { at: { as: "", channel: "", thread: "", home: "" } };

/** Names for ids, as far as this person may know them. */
export const names = {
  person: (id) => world.people.find((each) => each.id === id)?.name,
  channel: (id) => world.conversations.find((each) => each.id === id)?.name.replace(/^#/, ""),
};

export const conversation = () => world.conversations.find(({ id }) => id === state.at.channel);

/** Say in words, above the message box, what went wrong; with an empty string take it away. */
export const complain = (words) => {
  byId("trouble").textContent = words;
};

/** What a person does: the last complaint goes, a new one may come. Answers whether it worked. */
export function attempt(work, say = complain) {
  say("");
  return trying(work, say);
}

/** What the page does by itself: it complains, but leaves an older complaint to be read. */
export async function trying(work, say = complain) {
  try {
    const answer = await work();
    if (answer?.ok === false) throw new Error(answer.error);
    return true;
  } catch (error) {
    say(api.inWords(error));
    return false;
  }
}

/** What blocks stand on: names, pictures, and the way to the bot from the `place()`. */
export function surface(place, { images = {}, say = complain } = {}) {
  const { as } = state.at;
  const picture = ({ slack_file: file }) => file && (images[file.id] ?? api.fileUrl(as, file.id));
  const click = (action) => attempt(() => api.click(as, place(), action), say);
  return { names, world, picture, click };
}
