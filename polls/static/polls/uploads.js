/** Photos on their way: in pieces, going on where the office says it stands, until it has the whole of each. */

const PIECE = 128 * 1024; // bytes
const NAME = "photo:";

export const nameOfPhoto = (hash) => NAME + hash;

/** Hashes of the photos that wait here. */
export async function waiting(vault) {
  return (await vault.names(NAME)).map((name) => name.slice(NAME.length));
}

/**
 * Sends the photos that reports name. Stops quietly without a connection: it is called again.
 * @param named hashes of the photos that reports on this phone name and that were not taken back
 * @param onRefused (hash, text) the office will not have this one
 */
export async function sendPhotos(vault, token, named, onRefused) {
  for (const hash of await waiting(vault)) {
    if (!named.has(hash)) continue;
    const outcome = await sendOne(hash, await vault.bytes(nameOfPhoto(hash)), token);
    if (outcome.later) return;
    if (outcome.refused) onRefused(hash, outcome.text);
    await vault.drop(nameOfPhoto(hash));
  }
}

async function sendOne(hash, bytes, token) {
  if (!bytes) return { refused: true, text: null };
  let have = null;
  for (let turn = 0; turn <= 2 * (bytes.byteLength / PIECE) + 4; turn += 1) {
    const piece = have === null ? new ArrayBuffer(0) : bytes.slice(have, have + PIECE);
    const range = have === null ? "*" : `${have}-${have + piece.byteLength - 1}`;
    const answer = await put(`/blobs/${hash}`, token, `bytes ${range}/${bytes.byteLength}`, piece);
    if (answer.whole) return {};
    if (typeof answer.have !== "number") return answer.retry ? { later: true } : { refused: true, text: answer.text };
    have = answer.have;
  }
  return { later: true };
}

async function put(url, token, range, body) {
  try {
    const response = await fetch(url, {
      method: "PUT", body, signal: AbortSignal.timeout?.(60000),
      headers: { Authorization: `Bearer ${token}`, "Content-Range": range, "Content-Type": "image/jpeg" },
    });
    const told = await response.json();
    return { retry: response.status >= 500 || response.status === 401, ...told };
  } catch {
    return { retry: true };
  }
}
