/** The code at the door: who is known on this phone checks in with one tap; without a token the form is there. */

import { post } from "../lib/outbox/exchange.js";
import { presentPerson } from "../lib/outbox/people.js";
import { openStore } from "../lib/outbox/store.js";

const at = (id) => document.getElementById(id);
const words = at("here").dataset;

function show(id, yes) {
  at(id).hidden = !yes;
}

async function known() {
  try {
    const person = await presentPerson(await openStore());
    return person && !person.shut ? person : null;
  } catch {
    return null; // this browser keeps nothing: name and number then
  }
}

async function start() {
  const person = await known();
  if (!person) return;
  at("who").textContent = person.who.name;
  show("known", true);
  show("by-name", false);
  at("other").addEventListener("click", () => {
    show("known", false);
    show("by-name", true);
    at("name").focus();
  });
  at("tap").addEventListener("click", () => tap(person));
}

async function tap(person) {
  at("tap").disabled = true;
  const answer = await post(words.to, person.token, {});
  at("tap").disabled = false;
  show("wrong", !answer.ok);
  if (!answer.ok) {
    at("wrong").firstElementChild.textContent = answer.text || words.away;
    return;
  }
  show("known", false);
  show("welcome", true);
}

start();
