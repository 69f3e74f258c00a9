/** Starts a screen with what its page says in <meta>, in the language of the device. */

import { learn, pickLanguage } from "./words.js";

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content || null;

/** @param App a Screen; words {en, es}: what the room says besides the words of all screens */
export function startScreen(App, words) {
  learn(words);
  pickLanguage();
  return new App({ build: meta("build"), live: meta("live"), campaign: meta("campaign") }).start();
}
