import assert from "node:assert/strict";
import { test } from "node:test";

import { learn, pickLanguage, say, spoken } from "../../static/lib/screen/words.js";
import en from "../../static/lib/screen/words/en.js";
import es from "../../static/lib/screen/words/es.js";

globalThis.document = { documentElement: {} };

test("Spanish says everything that English says", () => {
  assert.deepEqual(Object.keys(es).sort(), Object.keys(en).sort());
});

test("a screen's own words come beside the common ones", () => {
  learn({ en: { hello: "Hello {name}" }, es: { hello: "Hola {name}" } });
  pickLanguage(null, ["es-MX"]);
  assert.equal(say("hello", { name: "Rosa" }), "Hola Rosa");
  assert.equal(say("back"), es.back);
  pickLanguage(null, ["fr"]);
  assert.equal(say("hello", { name: "Rosa" }), "Hello Rosa");
});

test("numbers are said as the field says them", () => {
  assert.equal(spoken("+19195550142"), "(919) 555-0142");
  assert.equal(spoken("+442079460000"), "+442079460000");
});
