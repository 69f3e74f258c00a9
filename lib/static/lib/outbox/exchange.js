/** One round trip with the office: entries up; verdicts, voters and withdrawals down. */

import { MOST, nextBatch, nextDue } from "./batch.js";
import { outlived, settle, settleEntries } from "./reply.js";
import { retryAfter } from "./retry.js";
import { isOver } from "./steady.js";
import { write } from "./store.js";
import { usesSoFar, usesTold } from "./uses.js";

const PATIENCE = 20000; // ms; the office rather answers 503 than late

/**
 * Takes what is due, sends it, and writes down what the reply changes.
 * @param want () => {sheet} or null, asked when the request is made
 * @returns {ok: true, reply, news, left, due} or {ok: false, code, text, retry, after, left, due}; `left` is
 *   true when more waits to be sent at once, `due` the ms until a held-back entry may go up
 */
export async function exchange(db, client, { now, want, build, languages, most = MOST }) {
  const sent = now();
  const { person, batch, body, due } = await takeBatch(db, client, sent, most);
  const uses = await usesSoFar(db);
  Object.assign(body, { build, want: want(), lang: languages, uses });
  const answer = await post("/outbox", person.token, body);
  if (!answer.ok) return { due, ...answer, ...(await setBack(db, client, batch, answer, { sent, most })) };
  const changes = await write(db, ["people", "entries", "holds"], async (tx) => {
    const [current, entries, holds] = await ofClient(tx, client);
    const found = settle({ person: current, entries, holds }, sent, answer.body);
    tx.objectStore("people").put(found.person);
    found.entries.forEach((e) => tx.objectStore("entries").put(e));
    outlived(entries, sent.wall).forEach((id) => tx.objectStore("entries").delete(id));
    found.holds.forEach((h) => tx.objectStore("holds").put(h));
    found.dropped.forEach((id) => tx.objectStore("holds").delete(id));
    return found;
  });
  await usesTold(db, uses);
  await fetchScripts(db, person.token, answer.body.holds || []);
  const left = batch.length >= most || changes.entries.some((e) => e.state === "unsent");
  return { ok: true, reply: answer.body, news: changes.news, left, due };
}

async function ofClient(tx, client) {
  const [person, entries, holds] = await Promise.all([
    tx.objectStore("people").get(client),
    tx.objectStore("entries").getAll(),
    tx.objectStore("holds").getAll(),
  ]);
  return [person, entries.filter((e) => e.client === client), holds.filter((h) => h.client === client)];
}

/** Counts the try in the same transaction that reads the entries: one never tried may still be rewritten. */
function takeBatch(db, client, sent, most) {
  return write(db, ["people", "entries", "holds"], async (tx) => {
    const [person, entries, holds] = await ofClient(tx, client);
    const batch = nextBatch(entries, sent.wall, most);
    for (const entry of batch) tx.objectStore("entries").put({ ...entry, tries: entry.tries + 1 });
    for (const hold of holds) {
      if (isOver(hold, sent) && hold.hold !== person.at) tx.objectStore("holds").delete(hold.hold);
    }
    const have = holds.filter((h) => !h.done && !h.gone && !h.closed && !isOver(h, sent)).map((h) => h.hold);
    const body = {
      v: 1,
      device: client,
      sent_at: new Date(sent.wall).toISOString(),
      era: person.era || "",
      entries: batch.map((e) => e.body),
      unsent: entries.filter((e) => e.state === "unsent").length - batch.length,
      have,
    };
    return { person, batch, body, due: nextDue(entries, sent.wall) };
  });
}

/**
 * After a refusal. A shut link is remembered (the office may still have taken the entries, to look at them).
 * A single entry that the office cannot even read is set aside, so that it does not hold up the rest.
 */
async function setBack(db, client, batch, answer, { sent, most }) {
  if (answer.status === 401) {
    await write(db, ["people", "entries", "holds"], async (tx) => {
      const [person, entries] = await ofClient(tx, client);
      const { era, verdicts } = { era: person.era, verdicts: [], ...answer.body };
      const settled = settleEntries({ person, entries }, sent, { era, verdicts }, []);
      settled.forEach((e) => tx.objectStore("entries").put(e));
      tx.objectStore("people").put({ ...person, shut: { code: answer.code, text: answer.text } });
    });
    return { left: Boolean(answer.body.verdicts && batch.length >= most) };
  }
  if (answer.retry || answer.status === 0 || !batch.length) return { left: false };
  if (batch.length === 1) {
    const [entry] = batch;
    await write(db, ["entries"], (tx) =>
      tx.objectStore("entries").put({ ...entry, tries: 1, state: "stuck", text: answer.text }),
    );
    return { left: true };
  }
  return { left: true, most: Math.ceil(batch.length / 2) };
}

/**
 * POSTs JSON. Never throws: a network that is away is {ok: false, status: 0, code: "offline", retry: true}.
 * @returns {ok: true, body} or {ok: false, status, body, code, text, retry, after (s or null)}
 */
export async function post(url, token, body) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const away = { ok: false, status: 0, code: "offline", text: null, retry: true, after: null };
  let response;
  try {
    const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined;
    response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal, cache: "no-store" });
  } catch {
    return away;
  }
  const read = await response.json().catch(() => null);
  if (response.ok && read) return { ok: true, body: read };
  const after = read && read.after != null ? read.after : retryAfter(response.headers.get("Retry-After"));
  const busy = response.status >= 500 || response.status === 429 || response.status === 408 || response.ok;
  const told = read || {};
  return {
    ok: false,
    status: response.status,
    body: told,
    code: told.code || (busy ? "busy" : "refused"),
    text: told.text || null,
    retry: typeof told.retry === "boolean" ? told.retry : busy,
    after,
  };
}

/** Scripts never change once made, so each is fetched once. One that does not come is tried next time. */
async function fetchScripts(db, token, holds) {
  for (const id of new Set(holds.map((h) => h.script))) {
    if (!id || (await db.getKey("scripts", id))) continue;
    try {
      const response = await fetch(`/scripts/${id}.json`, { headers: { Authorization: `Bearer ${token}` } });
      if (response.ok) await db.put("scripts", { id, body: await response.json() });
    } catch {
      // the voter is shown without a script until the next exchange brings it
    }
  }
}
