/** Reading a script: which steps are open, what the answers come to. Pure. */

/** The text in `lang`, else in the script's first language that has it. */
export function inLanguage(texts, lang, script) {
  if (!texts) return "";
  return texts[lang] ?? (script.languages || []).map((l) => texts[l]).find(Boolean) ?? Object.values(texts)[0] ?? "";
}

/**
 * The steps open with these answers, in order, and what they come to.
 * @param answers {step id: answer id}
 * @returns {steps: [{id, step, answer}], ended: bool, result: code or null, ride: bool}
 */
export function walk(script, answers) {
  const steps = [];
  const seen = new Set();
  let ride = false;
  let id = script.start;
  while (id && script.steps?.[id] && !seen.has(id)) {
    seen.add(id);
    const step = script.steps[id];
    const answer = (step.answers || []).find((a) => a.id === answers[id]) || null;
    steps.push({ id, step, answer });
    if (!answer) return { steps, ended: !(step.answers || []).length, result: null, ride };
    ride = ride || Boolean(answer.ride);
    if (answer.result) return { steps, ended: true, result: answer.result, ride };
    id = answer.next;
  }
  return { steps, ended: true, result: steps.length ? "contacted" : null, ride };
}

/** The answers after `answer` was tapped at `step`: what was said before it stays, what came after does not. */
export function answered(script, answers, step, answer) {
  const kept = {};
  for (const open of walk(script, answers).steps) {
    if (open.id === step) break;
    if (open.answer) kept[open.id] = open.answer.id;
  }
  return { ...kept, [step]: answer };
}

/** Text cut into [{text, field: bool}] with {fields} filled; one that is not known shows as [its name]. */
export function filled(text, fields, nameOf = (name) => name) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(/\{(\w+)\}/g)) {
    if (found.index > at) parts.push({ text: text.slice(at, found.index), field: false });
    parts.push({ text: fields[found[1]] || `[${nameOf(found[1])}]`, field: true });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), field: false });
  return parts;
}
