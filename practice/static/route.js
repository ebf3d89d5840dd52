// Where a person is, kept in the address so that every place can be linked to.

/** {as, channel, thread, home} from the address. */
export function here() {
  const fields = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(
    ["as", "channel", "thread", "home"].map((name) => [name, fields.get(name) ?? ""]),
  );
}

/** The address of a place. */
export function address(place) {
  return `#${new URLSearchParams(Object.entries(place).filter(([, value]) => value))}`;
}

/** Go there; `quietly` leaves no step to go back to. */
export function go(place, quietly = false) {
  if (address(place) === location.hash) return;
  if (!quietly) location.hash = address(place);
  else {
    history.replaceState(null, "", address(place));
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  }
}
