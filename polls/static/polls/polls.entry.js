/** Starts the watcher's screen. */

import { startScreen } from "../lib/screen/start.js";
import { App } from "./app.js";
import en from "./words/en.js";
import es from "./words/es.js";

startScreen(App, { en, es });
