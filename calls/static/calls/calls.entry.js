/** Starts the caller's screen. */

import { App } from "./app.js";
import { pickLanguage } from "./words.js";

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content || null;

pickLanguage();
new App({ build: meta("build"), live: meta("live") }).start();
