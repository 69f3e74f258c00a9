/** Drawing again, one at a time: however often it is asked for meanwhile, it is done once more. */

/** @returns refresh(): resolves once what was true at the call is on the screen */
export function redrawing(draw) {
  let wanted = false;
  let drawing = null;

  async function whileWanted() {
    while (wanted) {
      wanted = false;
      await draw();
    }
  }

  return function refresh() {
    wanted = true;
    drawing = drawing || whileWanted().finally(() => (drawing = null));
    return drawing;
  };
}
