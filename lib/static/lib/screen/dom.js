/** The few lines that stand in for a framework. */

/** An element: attributes as properties of `attrs` (on… are listeners, false and null are left out). */
export function h(tag, attrs, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Fills `place` with what `build` makes, only when `key` (anything JSON can write) changed since the last
 * time: nothing on the screen is rebuilt under a thumb without need. Focus stays on the element of the
 * same id, where there still is one.
 */
export function fill(place, key, build) {
  const now = JSON.stringify(key);
  if (place.shown === now) return false;
  place.shown = now;
  const focused = place.contains(document.activeElement) ? document.activeElement.id : null;
  place.replaceChildren(...[build()].flat(3).filter(Boolean));
  const again = focused && document.getElementById(focused);
  if (again) again.focus({ preventScroll: true });
  return true;
}
