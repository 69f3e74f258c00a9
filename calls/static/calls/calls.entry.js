/** Starts the caller's screen. */

import { App } from "./app.js";
import { learn, pickLanguage } from "../lib/screen/words.js";
import en from "./words/en.js";
import es from "./words/es.js";

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content || null;

learn({ en, es });
pickLanguage();
new App({ build: meta("build"), live: meta("live"), campaign: meta("campaign") }).start();
