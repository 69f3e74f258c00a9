/**
 * The office's live events, by a streaming fetch: EventSource cannot send a token in a header, and a
 * token in a URL would end up in logs.
 */

import { waitAfter } from "./retry.js";

const SILENCE = 45000; // the office sends a comment line every 15 s

/** Splits a stream of text into events; `feed(text)` returns those completed, as {event, data}. */
export function eventReader() {
  let rest = "";
  return {
    feed(text) {
      const parts = (rest + text).replaceAll("\r\n", "\n").split("\n\n");
      rest = parts.pop();
      return parts.map(readEvent).filter(Boolean);
    },
  };
}

function readEvent(block) {
  let event = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}

/**
 * Stays connected until `stop()`.
 * @param source () => {url, token} or null while there is nothing to connect to
 * @param onEvent ({event, data})
 * @param onState (connected: bool)
 */
export function listen(source, onEvent, onState) {
  let stopped = false;
  let fails = 0;
  let abort = null;

  async function once() {
    const { url, token } = source();
    abort = new AbortController();
    let silence;
    const hear = () => {
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), SILENCE);
    };
    hear();
    try {
      const response = await fetch(url, {
        headers: { Authorization: `Bearer ${token}`, Accept: "text/event-stream" },
        signal: abort.signal,
        cache: "no-store",
      });
      if (!response.ok) throw new Error(`live ${response.status}`);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const events = eventReader();
      onState(true);
      fails = 0;
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        hear();
        events.feed(value).forEach(onEvent);
      }
    } finally {
      clearTimeout(silence);
      onState(false);
    }
  }

  async function run() {
    while (!stopped) {
      if (source()) await once().catch(() => {});
      fails += 1;
      if (fails) await new Promise((again) => setTimeout(again, waitAfter(fails)));
    }
  }

  run();
  return {
    /** Closes the line; it is opened again at once, at what `source` says then. */
    again() {
      fails = -1;
      if (abort) abort.abort();
    },
    stop() {
      stopped = true;
      if (abort) abort.abort();
    },
  };
}
