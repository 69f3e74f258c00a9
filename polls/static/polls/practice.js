/** Practice: an invented precinct. */

const STREETS = ["Sample Street", "Practice Lane", "Example Road"];
const LAST = ["EXAMPLE", "SAMPLE", "PRACTICE", "EJEMPLO", "MUSTER", "PRUEBA"];
const FIRST = ["PAT", "LEE", "JO", "ROSA", "HÉCTOR", "ANA", "SAM", "MEI", "OMAR", "RUTH"];

export function practiceRoll() {
  const voters = Array.from({ length: 60 }, (_, at) => [
    -1, at + 1, LAST[at % LAST.length], FIRST[(at * 7) % FIRST.length],
    `${2 + 2 * (at % 20)} ${STREETS[Math.floor(at / 20)]}`, at + 1,
  ]);
  return {
    as_of: 0, voters, struck: [[-1, 4], [-1, 9]], choices: [], checklist: [],
    posts: [{
      post: null, place: -1, name: "Sample School", address: "1 Sample Street", opens: null, closes: null,
      phones_inside: true, photos: true, paper_inside: false,
      precincts: [{ id: -1, name: "Practice", code: "P-1" }],
    }],
  };
}
