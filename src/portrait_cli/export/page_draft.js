"use strict";

/** Return what keeps something in the browser under a name; each act says whether that worked. */
function draftNamed(name) {
  const tried = (act) => {
    try {
      act();
      return true;
    } catch {
      return false;
    }
  };
  return {
    keep: (what) => tried(() => localStorage.setItem(name, JSON.stringify(what))),
    clear: () => tried(() => localStorage.removeItem(name)),
    read: (restore) => tried(() => restore(JSON.parse(localStorage.getItem(name)))),
  };
}

/** Copy what is in a field. */
async function copyFrom(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // from a file, some browsers allow only this
  }
}
