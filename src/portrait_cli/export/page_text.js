"use strict";
/* Words on their way from a field into the file: whole, quoted, and padded before they are sealed. */

/** Replace halves of characters, which no file can hold. */
function wholeCharacters(text) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

/** Quote a text for JSON and YAML; the line feed at its end is doubled, since one belongs to the file's line. */
function quoted(said) {
  if (Array.isArray(said)) return `[${said.map(quoted).join(", ")}]`;
  const text = said.endsWith("\n") ? `${said}\n` : said;
  const code = (character) => `\\u${character.charCodeAt().toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufff0-\uffff]/g, code);
}

/** Return a number by chance, 16 digits long: it tells one form from another, and says nothing else. */
function randomNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Fill a text up to a multiple of 16,384 bytes, which hardly a reply is longer than: so its size says nothing. */
function padded(text) {
  const size = new TextEncoder().encode(`${text}# \n`).length;
  return `${text}# ${".".repeat((16384 - (size % 16384)) % 16384)}\n`;
}

/** Return the gentle question that a thin answer calls for, if it does: the rule of core/which_nudge.py. */
function nudgeAfter(text, nudges) {
  const words = text.split(/\s+/).filter(Boolean);
  if (!words.length) return "";
  const said = words.map((word) => word.replace(/^[.,;:!?…"'()“”‘’]+|[.,;:!?…"'()“”‘’]+$/g, "").toLowerCase());
  const isCalledFor = (nudge) => {
    if (nudge.fewer_than && words.length >= nudge.fewer_than) return false;
    if (nudge.words.length) return nudge.words.some((word) => said.includes(word.toLowerCase()));
    return nudge.fewer_than > 0;
  };
  return nudges.find(isCalledFor)?.text ?? "";
}
