/** Photos: drawn anew on this phone, so that place, time and make of the camera stay behind; small enough for a bad line. */

import { plainJpeg } from "./jpeg.js";

const EDGE = 1600; // pixels of the longer side
const MOST = 1_500_000; // bytes
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

/**
 * @param file an image as the camera or gallery gives it
 * @returns {name: SHA-256 in hex, bytes: ArrayBuffer} of a JPEG without metadata; throws for what is no picture
 */
export async function redraw(file) {
  const picture = await createImageBitmap(file);
  const shrink = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * shrink));
  canvas.height = Math.max(1, Math.round(picture.height * shrink));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (!blob) break;
    if (blob.size > MOST && quality !== QUALITIES.at(-1)) continue;
    const bytes = plainJpeg(await blob.arrayBuffer());
    return { name: await sha256(bytes), bytes };
  }
  throw new Error("the browser could not draw this picture");
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
