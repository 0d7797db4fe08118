"use strict";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const NUMBERS = ["a", "two", "three", "four", "five", "six"];

/** Write a day as 2026-12-07. */
function inDigits(day) {
  const two = (number) => String(number).padStart(2, "0");
  return `${String(day.getFullYear()).padStart(4, "0")}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Write a day such as 2026-12-07 as people say it. */
function dayInWords(day, language) {
  const [year, month, date] = day.split("-");
  return new Intl.DateTimeFormat(language, { dateStyle: "full" }).format(new Date(year, month - 1, date));
}

/** Return the day that words mean, from `today` on, as 2026-12-07; nothing if that is not surely understood. */
function dayIn(words, today) {
  const said = words.trim().toLowerCase().replace(/\s+/g, " ");
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const day = meantDay();
  return day && inDigits(day) >= inDigits(today) ? inDigits(day) : "";

  function meantDay() {
    let found;
    if (said === "today") return today;
    if (said === "tomorrow") return new Date(year, month, date + 1);
    if ((found = said.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/))) return exactly(+found[1], found[2] - 1, +found[3]);
    if ((found = said.match(/^(?:in )?(\d{1,3}|[a-z]+) (day|week|month)s?$/))) return inSome(number(found[1]), found[2]);
    if ((found = said.match(/^(sun|mon|tues|wednes|thurs|fri|satur)day$/))) return weekday(found[1].slice(0, 3));
    if ((found = said.match(/^([a-z]{3,9}) (\d{1,2})$/))) return nextTime(found[1], +found[2]);
    return null;
  }

  function number(word) {
    const known = NUMBERS.indexOf(word.replace(/^(an|one)$/, "a")) + 1;
    return /^\d/.test(word) ? +word : known;
  }

  function inSome(count, unit) {
    if (!count) return null;
    if (unit === "month") return exactly(year, month + count, date) || new Date(year, month + count + 1, 0);
    return new Date(year, month, date + count * (unit === "week" ? 7 : 1));
  }

  function weekday(name) {
    const days = (WEEKDAYS.indexOf(name) - today.getDay() + 7) % 7;
    return new Date(year, month, date + (days || 7));
  }

  function nextTime(name, ofMonth) {
    const full = new Intl.DateTimeFormat("en", { month: "long" });
    const which = MONTHS.findIndex((short, at) => {
      return name === short || name === full.format(new Date(2000, at, 1)).toLowerCase();
    });
    if (which < 0) return null;
    const thisYear = exactly(year, which, ofMonth);
    return thisYear && inDigits(thisYear) >= inDigits(today) ? thisYear : exactly(year + 1, which, ofMonth);
  }

  /** Return a day of a month, or nothing if the month has no such day. */
  function exactly(ofYear, ofMonth, ofDay) {
    const exact = new Date(ofYear, ofMonth, ofDay);
    return exact.getDate() === ofDay && exact.getMonth() === ofMonth % 12 ? exact : null;
  }
}
