/** Invented people for practice; the numbers are reserved for fiction. */

const voter = (id, first, last, age, more = {}) => ({
  voter: id, first, last, name: `${first} ${last}`, age, lang: "en", ...more,
  fields: { place: "Sample School", place_address: "1 Sample Street", place_hours: "6:30–19:30", city: "Sampleton" },
});

export const VOTERS = [
  { phone: "+15555550101", lang: "en", voters: [voter(1, "Pat", "Example", 44)] },
  { phone: "+15555550102", lang: "es", voters: [
    voter(2, "Rosa", "Ejemplo", 67, { lang: "es" }), voter(3, "Héctor", "Ejemplo", 70, { lang: "es" }),
  ] },
  { phone: "+15555550103", lang: "en", voters: [voter(4, "Lee", "Sample", 31)] },
  { phone: "+15555550104", lang: "en", voters: [voter(5, "Jo", "Practice", 52)] },
];

export const SCRIPT = {
  languages: ["en", "es"],
  start: "hello",
  fields: {
    en: { campaign: "the campaign", election_day: "Tuesday" },
    es: { campaign: "la campaña", election_day: "el martes" },
  },
  steps: {
    hello: {
      say: {
        en: "Hi, is this {first}? My name is {caller}, I’m a volunteer with {campaign}. Election Day is {election_day}.",
        es: "Hola, ¿hablo con {first}? Me llamo {caller}, soy voluntario de {campaign}. Las elecciones son {election_day}.",
      },
      ask: { en: "Can we count on you to vote?", es: "¿Podemos contar con su voto?" },
      answers: [
        { id: "yes", label: { en: "Yes", es: "Sí" }, next: "when" },
        { id: "voted", label: { en: "Already voted", es: "Ya votó" }, result: "already_voted", next: null },
        { id: "unsure", label: { en: "Not sure", es: "No sabe" }, next: "when" },
        { id: "no", label: { en: "No", es: "No" }, next: null },
      ],
    },
    when: {
      ask: { en: "What time will you go? You vote at {place}.", es: "¿A qué hora irá? Le toca votar en {place}." },
      answers: [
        { id: "morning", label: { en: "Morning", es: "Por la mañana" }, next: null },
        { id: "midday", label: { en: "Midday", es: "Al mediodía" }, next: null },
        { id: "evening", label: { en: "After work", es: "Después del trabajo" }, next: null },
        { id: "ride", label: { en: "Needs a ride", es: "Necesita transporte" }, ride: true, next: null },
      ],
    },
  },
};
