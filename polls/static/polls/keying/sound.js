/** Two short sounds, so that eyes may stay on the paper: a low one for what was not taken, two high ones for "again". */

const KEY = "fieldoffice-keying-quiet"; // a preference, no fact
let context = null;

export function isQuiet() {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}

export function setQuiet(quiet) {
  try {
    localStorage.setItem(KEY, quiet ? "1" : "0");
  } catch {
    // it is asked for again next time
  }
}

function tone(pitch, from, seconds) {
  const at = context.currentTime + from;
  const wave = new OscillatorNode(context, { type: "square", frequency: pitch });
  const loud = new GainNode(context, { gain: 0.06 });
  wave.connect(loud).connect(context.destination);
  wave.start(at);
  wave.stop(at + seconds);
}

/** `wrong` or `again`; nothing where sound is off or the browser has none. */
export function sound(which) {
  if (isQuiet() || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (which === "wrong") tone(170, 0, 0.22);
  else [0, 0.12].forEach((from) => tone(660, from, 0.06));
}
