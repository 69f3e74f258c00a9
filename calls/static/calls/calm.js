/** Voter files shout: SUSAN O'BRIEN-WALKER. On the screen names are written as people write them. Pure. */

// states, directions and numbers of kings stay as they are; so does what is not all capitals
const AS_IT_IS = /^(?:[NS][EW]|II|III|IV|VI{0,3}|PO|US|A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])$/;
const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const WITH_VOWEL = /[AEIOUYÁÉÍÓÚ]/u;

/** "SUSAN MCDONALD" → "Susan McDonald"; text with a small letter in it is left alone. */
export function calm(text) {
  if (typeof text !== "string" || text !== text.toUpperCase()) return text;
  return text.replace(WORD, (word, at) => {
    if (text[at - 1] === "'" || text[at - 1] === "’") {
      return word.length < 3 ? word.toLowerCase() : proper(word); // Susan's, O'Brien
    }
    if (/\d/.test(text[at - 1] || "")) return word.toLowerCase(); // 42nd
    return AS_IT_IS.test(word) || (word.length > 1 && word.length < 4 && !WITH_VOWEL.test(word)) ? kept(word) : proper(word);
  });
}

const kept = (word) => (/^(?:ST|DR|RD|LN|MT|FT|JR|SR|MRS?|MS)$/.test(word) ? proper(word) : word);

function proper(word) {
  const low = word[0] + word.slice(1).toLowerCase();
  return low.replace(/^Mc(\p{L})/u, (_found, letter) => `Mc${letter.toUpperCase()}`);
}

/** A voter as the screen shows them: names and places calmed; ids and the rest as they came. */
export function calmVoter(voter) {
  const fields = Object.fromEntries(Object.entries(voter.fields || {}).map(([name, text]) => [name, calm(text)]));
  return { ...voter, name: calm(voter.name), first: calm(voter.first), last: calm(voter.last), fields };
}
