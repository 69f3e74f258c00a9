/** What a screen says, in the language of the device or the one chosen on it. */

import en from "./words/en.js";
import es from "./words/es.js";

const books = { en, es }; // what screens have in common; each adds its own
export const LANGUAGES = Object.keys(books);
const KEY = "fieldoffice-lang"; // a preference, no fact: localStorage, so that it is known before the store opens

let lang = "en";

/** Adds a screen's own words: {en: {key: sentence}, es: …}. */
export function learn(own) {
  for (const code of LANGUAGES) books[code] = { ...books[code], ...own[code] };
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Takes the chosen language, else the device's first that we speak. */
export function pickLanguage(wanted = remembered(), device = navigator.languages || []) {
  const spoken = [wanted, ...device.map((tag) => tag.slice(0, 2).toLowerCase())];
  setLanguage(spoken.find((code) => code in books) || "en");
}

export function setLanguage(code, keep = false) {
  lang = code;
  document.documentElement.lang = code;
  try {
    if (keep) localStorage.setItem(KEY, code);
  } catch {
    // it is asked for again next time
  }
}

export function language() {
  return lang;
}

/** The sentence `key`, with {names} filled from `values`; a function in the book chooses by number. */
export function say(key, values = {}) {
  const entry = books[lang][key] ?? books.en[key] ?? key;
  const text = typeof entry === "function" ? entry(values) : entry;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Several names as a sentence has them: "Rosa and Hector". */
export function all(names) {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(names);
}

/** (919) 555-0142 for numbers of North America, else the number as it is. */
export function spoken(phone) {
  const found = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone || "");
  return found ? `(${found[1]}) ${found[2]}-${found[3]}` : phone || "";
}

/** A clock time of the zone `tz` (the device's when it is null). */
export function clockTime(date, tz) {
  return date.toLocaleTimeString(lang, { hour: "numeric", minute: "2-digit", timeZone: tz || undefined });
}
