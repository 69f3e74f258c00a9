/** When round trips happen: soon after a tap, at leisure otherwise, later and later while the office is away. */

import { exchange } from "./exchange.js";
import { waitAfter } from "./retry.js";
import { alone } from "./tabs.js";

const SOON = 150; // ms: taps made together go up together
const REST = {
  live: 60000, // ms: withdrawals come by the live connection; the exchange renews what is held
  deaf: 20000, // without it the exchange is how the device learns of them
};
const HOUR = 3600000;

/**
 * @param context {db, clients: async () => ids with this screen's person first, now, want, build, languages, rest}
 * @param on {done(result, client), state({online, busy})}
 */
export function startSender(context, on) {
  const rest = context.rest || REST;
  let timer = null;
  let due = Infinity;
  let fails = 0;
  let busy = false;
  let again = false;
  let most;
  let connected = false;
  let stopped = false;

  function plan(wait) {
    const at = performance.now() + wait;
    if (stopped || (timer && due <= at)) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(run, wait);
  }

  async function run() {
    timer = null;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    let wait = HOUR;
    try {
      wait = await alone("exchange", round);
    } catch {
      fails += 1; // the store itself failed, say a full disk
      wait = waitAfter(fails);
    }
    busy = false;
    plan(again && !fails ? SOON : wait);
  }

  /** One round trip for each person with something to send; resolves with the ms to wait for the next. */
  async function round() {
    let wait = (connected ? rest.live : rest.deaf) * (0.9 + Math.random() / 5);
    let more = false;
    for (const [index, client] of (await context.clients()).entries()) {
      const own = index === 0;
      const options = { ...context, want: own ? context.want : () => null, most };
      const result = await exchange(context.db, client, options);
      most = result.most;
      more = more || result.left;
      on.done(result, client);
      if (!result.ok && result.retry) {
        fails += 1;
        wait = waitAfter(fails, result.after);
        break; // the office is away for the others too
      }
      wait = Math.min(wait, result.due); // also for what somebody tapped just before they left
      if (!own) continue;
      fails = 0;
      if (!result.ok && !result.left) wait = HOUR; // shut, or refused for good
    }
    return more && !fails ? SOON : wait;
  }

  plan(0);
  return {
    /** Something is to be sent, in `wait` ms. While the office asked us to wait, only `now` (a person asking) is sooner. */
    kick({ now = false, wait = SOON } = {}) {
      if (busy) again = true; // too late for the round trip under way
      else if (now) plan(0);
      else if (!fails) plan(wait);
    },
    setConnected(value) {
      connected = value;
      if (!value) plan(rest.deaf * Math.random());
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
