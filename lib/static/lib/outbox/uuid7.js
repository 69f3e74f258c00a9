/** Ids of entries: UUID version 7 (RFC 9562), in the order in which they were made on this device. */

let last = 0;
let count = 0;

/** A new id. Ids made in one millisecond, or after the wall clock went back, still ascend. */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  if (now > last) {
    last = now;
    count = ((bytes[6] & 0x07) << 8) | bytes[7]; // the counter starts in the lower half: room to count on
  } else if (++count > 0xfff) {
    last += 1;
    count = 0;
  }
  let ms = last;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | (count >> 8);
  bytes[7] = count & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return [8, 4, 4, 4, 12].reduce(([out, at], n) => [[...out, hex.slice(at, at + n)], at + n], [[], 0])[0].join("-");
}
