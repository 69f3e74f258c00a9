/** Joining: one POST under this device's own id, so that asking twice joins once; then to work. */

import { isEmbedded } from "../lib/outbox/device.js";
import { post } from "../lib/outbox/exchange.js";
import { clientToJoin, keepPerson, presentPerson } from "../lib/outbox/people.js";
import { openStore } from "../lib/outbox/store.js";

const at = (id) => document.getElementById(id);
const form = at("join");
const words = form.dataset;
const page = `/${words.work}/`;
let db;
let somebodyElse = false;

/** The captain's number stands on the page of a known link; it is shown once the link lets nobody in. */
function showWhomToAsk() {
  if (at("whom")) at("whom").hidden = false;
}

function warn(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

async function start() {
  if (isEmbedded()) warn(at("warning"), words.embedded);
  if (!isSecureContext) warn(at("warning"), words.insecure);
  try {
    db = await openStore();
  } catch {
    form.hidden = false;
    form.querySelector("[type=submit]").disabled = true;
    return warn(at("trouble"), words.nothing);
  }
  const person = await presentPerson(db);
  if (person && !person.shut && person.code === words.code) {
    at("again-name").textContent = person.who.name;
    at("again").hidden = false;
  } else if (at("refused").querySelector("p").textContent) {
    at("refused").hidden = false;
    showWhomToAsk();
  } else {
    fillIn(person);
  }
  // The page to come is fetched while the name is being typed.
  if (navigator.serviceWorker) navigator.serviceWorker.register(`${page}sw.js`, { scope: page }).catch(() => {});
  return null;
}

function fillIn(person) {
  if (person) {
    form.elements.name.value = person.who.name;
    form.elements.phone.value = person.phone || "";
  }
  at("again").hidden = true;
  form.hidden = false;
}

async function join(event) {
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  warn(at("trouble"), "");
  const { name, phone } = form.elements;
  const lang = document.documentElement.lang;
  const spoken = [...form.querySelectorAll("[name=lang]:checked")].map((box) => box.value);
  const languages = spoken.length ? spoken : [lang];
  const { code } = words;
  const client = await clientToJoin(db, code, somebodyElse);
  const body = { client, name: name.value.trim(), phone: phone.value.trim(), lang };
  const answer = await post(location.pathname, null, body);
  if (!answer.ok) {
    button.disabled = false;
    warn(at("trouble"), answer.text || words.away);
    if (/^(link_|too_many|join_paused)/.test(answer.code)) showWhomToAsk();
    return;
  }
  await keepPerson(db, client, answer.body, { code, lang, languages, phone: body.phone });
  location.assign(`/${answer.body.work || words.work}/`);
}

at("somebody").addEventListener("click", () => {
  somebodyElse = true;
  fillIn(null);
});
form.addEventListener("submit", join);
start();
