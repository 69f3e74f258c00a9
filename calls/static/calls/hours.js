/** The voter's day: call-back times within calling hours, in the voter's own zone. Pure. */

const USUAL = ["09:00", "20:00"];
const HALF = 30 * 60000;

/** {day: "2026-11-02", time: "14:05"} of a moment in a zone; without a zone, the device's. */
export function localParts(date, tz) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: tz || undefined, hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(date);
  const get = (type) => parts.find((p) => p.type === type).value;
  return { day: `${get("year")}-${get("month")}-${get("day")}`, time: `${get("hour")}:${get("minute")}` };
}

/** True within the voter's calling hours: [opens, shuts) as the office sent them, or the usual ones. */
export function mayCall(hold, date) {
  const [opens, shuts] = hold.hours || USUAL;
  const { time } = localParts(date, hold.tz);
  return !hold.hours || (time >= opens && time < shuts);
}

/**
 * Half hours at which a call-back can be promised: the rest of today, then tomorrow, in the voter's day.
 * At least ten minutes from now; the last one leaves half an hour to call in.
 * @returns {today: [Date], tomorrow: [Date]}
 */
export function callBackTimes(hold, now) {
  const [opens, shuts] = hold.hours || USUAL;
  const today = localParts(now, hold.tz).day;
  const times = { today: [], tomorrow: [] };
  const first = Math.ceil((now.getTime() + 10 * 60000) / HALF) * HALF;
  for (let at = first; at < first + 36 * 3600000; at += HALF) {
    const { day, time } = localParts(new Date(at), hold.tz);
    const lasts = localParts(new Date(at + HALF), hold.tz);
    if (time < opens || time >= shuts || lasts.day !== day || lasts.time > shuts) continue;
    if (day === today) times.today.push(new Date(at));
    else if (!times.tomorrow.length || localParts(times.tomorrow[0], hold.tz).day === day) times.tomorrow.push(new Date(at));
  }
  return times;
}
