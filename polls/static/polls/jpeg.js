/**
 * A JPEG as a canvas writes it, without what browsers add of their own (a colour profile, Exif with the size):
 * the office takes pictures that are nothing but a picture. Structure: ITU T.81, B.1. Pure.
 */

const JFIF = 0xe0;
const SCAN = 0xda;

/** @param buffer ArrayBuffer of a JPEG; @returns one without application segments but JFIF's, and without comments */
export function plainJpeg(buffer) {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  if (view.getUint16(0) !== 0xffd8) throw new Error("no JPEG");
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (bytes[at] === 0xff && bytes[at + 1] !== SCAN) {
    const marker = bytes[at + 1];
    const end = at + 2 + view.getUint16(at + 2);
    const spoken = (marker > JFIF && marker <= 0xef) || marker === 0xfe;
    if (!spoken) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  const plain = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  kept.reduce((place, part) => (plain.set(part, place), place + part.length), 0);
  return plain.buffer;
}
