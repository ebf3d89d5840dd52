// Keeps the newest message in sight, unless the person has scrolled away from it.

const NEAR = 120;

/** Follows new messages in a scrolling box. */
export function scroller(box) {
  let target = null;
  const settle = () => target?.isConnected && bringIntoSight(box, target);
  box.addEventListener("wheel", () => (target = null), { passive: true });
  box.addEventListener("touchmove", () => (target = null), { passive: true });
  box.addEventListener("keydown", () => (target = null));
  box.addEventListener("load", settle, { capture: true });
  new ResizeObserver(settle).observe(box);
  return {
    follow: (fresh, arrived) =>
      fresh.length && (target = wanted(box, fresh, arrived, target)) && settle(),
  };
}

function wanted(box, fresh, arrived, target) {
  const newest = fresh.at(-1);
  const below = box.scrollHeight - box.scrollTop - box.clientHeight - heightOf(fresh);
  return !arrived || target || below < NEAR ? newest : null;
}

const heightOf = (nodes) => nodes.reduce((sum, node) => sum + node.offsetHeight, 0);

/** The top of a tall message, the end of a short one. */
function bringIntoSight(box, node) {
  const tall = node.offsetHeight > box.clientHeight - 24;
  box.scrollTop = tall ? node.offsetTop - 12 : box.scrollHeight;
}
