"use strict";
/* Asks one question at a time, keeps a draft in the browser, and saves an answers file. Nothing is sent anywhere.

   The questions are in the page's HTML; what is in the page's JSON says which of them are asked after which answers.
   A question is one or more steps: a level and the comment on it, or the parts of a plan. */

(() => {
  const REVIEW = "review", SAVED = "saved";
  const element = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const page = JSON.parse(element("page").textContent);
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const steps = page.steps.map((step, number) => {
    const box = element(`step-${number}`);
    return { ...step, box, radios: all("[type=radio]", box), field: box.querySelector("textarea, [type=text]") };
  });
  const questions = all(".question").map((box, number) => {
    return { box, steps: steps.filter((step) => step.question === number) };
  });
  const byId = Object.fromEntries(steps.map((step) => [step.id, step]));

  /* Where the person is: the number of a question, the review, or what comes after saving. */
  const begin = () => ({ at: 0, passed: [], marked: [], nudged: false, wantsGoal: false });
  let state = begin();

  // --- answers ---

  function answer(step) {
    if (!step) return "";
    if (step.radios.length) return step.radios.find((radio) => radio.checked)?.value ?? "";
    if (step.purpose === "by") return dayIn(step.field.value, new Date());
    const said = wholeCharacters(step.field.value.replaceAll("\0", ""));
    return said.trim() ? said : "";
  }

  /** Replace halves of characters, which no file can hold. */
  function wholeCharacters(text) {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));
  }

  function isAsked(step) {
    if (step.new_goal === "on-request" && !state.wantsGoal) return false;
    if (!step.needs) return true;
    const said = answer(byId[step.needs]);
    return step.needs_one_of.length ? step.needs_one_of.includes(said) : said !== "";
  }

  /** What is saved: also, in a session of one's own, an answer that another one has left behind. */
  function isListed(step) {
    const isKept = page.own && answer(step) && (!step.needs || answer(byId[step.needs]));
    return isAsked(step) || Boolean(isKept);
  }

  const answered = () => steps.filter((step) => isListed(step) && answer(step));
  const isAskedAt = (question) => question.steps.some(isAsked);
  const canBeEvidence = (step) => page.own && ["words", "comment"].includes(step.purpose) && answer(step);

  const promptOf = (step) => step.prompts_after[answer(byId[step.needs])] ?? step.prompt;

  /** Return the words in which the person knows an answer. */
  function inWords(step) {
    const said = answer(step);
    if (step.purpose === "by" && said) return dayInWords(said);
    const chosen = step.radios.find((radio) => radio.checked);
    return chosen ? chosen.parentElement.querySelector(".name").textContent : said;
  }

  function dayInWords(day) {
    const [year, month, date] = day.split("-");
    return new Intl.DateTimeFormat(page.words.language, { dateStyle: "full" }).format(new Date(year, month - 1, date));
  }

  // --- the file ---

  /** Quote a text for JSON and YAML; the line feed at its end is doubled, since one belongs to the file's line. */
  function quoted(said) {
    if (Array.isArray(said)) return `[${said.map(quoted).join(", ")}]`;
    const text = said.endsWith("\n") ? `${said}\n` : said;
    const code = (character) => `\\u${character.charCodeAt().toString(16).padStart(4, "0")}`;
    return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufff0-\uffff]/g, code);
  }

  function answersFile() {
    const lines = page.header.map(([name, said]) => `${name}: ${quoted(said)}`);
    if (page.own) lines.push(`date: ${quoted(inDigits(new Date()))}`);
    const marked = answered().filter((step) => canBeEvidence(step) && state.marked.includes(step.id));
    if (marked.length) lines.push(`evidence: ${quoted(marked.map((step) => step.id))}`);
    lines.push("answers:");
    for (const step of answered()) {
      if (page.own) lines.push(`  # ${promptOf(step).replace(/\s+/g, " ")}`);
      lines.push(`  ${step.id}: ${quoted(answer(step))}`);
    }
    return `${lines.join("\n")}\n`;
  }

  let sealed = {};

  /** Return what leaves: the file or, on a page with a recipient, the file sealed, the same while no answer changes. */
  async function whatLeaves() {
    const text = answersFile();
    if (!page.recipient) return text;
    if (sealed.text !== text) sealed = { text, armored: await seal(padded(text), page.recipient) };
    return sealed.armored;
  }

  /** Fill a text up to a multiple of 4,096 bytes, so that its size says nothing. */
  function padded(text) {
    const size = new TextEncoder().encode(`${text}# \n`).length;
    return `${text}# ${".".repeat((4096 - (size % 4096)) % 4096)}\n`;
  }

  async function save() {
    let text;
    try {
      text = await whatLeaves();
    } catch {
      element("cannot-seal").textContent = page.words.cannot_seal;
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = page.file_name;
    link.click();
    element("text").value = text;
    show(SAVED);
    draft.clear();
  }

  async function copy() {
    element("text").select();
    try {
      await navigator.clipboard.writeText(element("text").value);
    } catch {
      document.execCommand("copy"); // from a file, some browsers allow only this
    }
    element("copied").textContent = page.words.copied;
  }

  // --- the draft, which some browsers do not keep ---

  const draft = {
    name: `portrait ${page.key}`,
    read() {
      try {
        return JSON.parse(localStorage.getItem(this.name));
      } catch {
        return null;
      }
    },
    keep() {
      const fields = steps.map((step) => (step.radios.length ? answer(step) : step.field.value));
      try {
        if (!fields.some(Boolean)) localStorage.removeItem(this.name);
        else localStorage.setItem(this.name, JSON.stringify({ state, fields }));
        return true;
      } catch {
        return false;
      }
    },
    clear() {
      try {
        localStorage.removeItem(this.name);
      } catch {
        // there is none
      }
    },
  };

  function restore({ state: before, fields }) {
    state = before;
    steps.forEach((step, number) => {
      for (const radio of step.radios) radio.checked = radio.value === fields[number];
      if (step.field) step.field.value = fields[number];
    });
  }

  let pause = 0;
  let isDrafted = true;

  function keepSoon() {
    clearTimeout(pause);
    pause = setTimeout(keepNow, 300);
  }

  function keepNow() {
    clearTimeout(pause);
    if (state.at === SAVED) return;
    isDrafted = draft.keep();
    element("no-drafts").hidden = isDrafted;
  }

  // --- what is shown ---

  /** Go to a question, the review or the end. */
  function show(at) {
    state.at = at;
    element("nudge").textContent = "";
    element("restored").hidden = true;
    if (at === REVIEW) drawReview();
    refresh();
    keepNow();
    const box = questions[at]?.box ?? element(at);
    window.scrollTo(0, 0);
    box.querySelector("[tabindex='-1']").focus({ preventScroll: true });
  }

  /** Show what belongs to where the person is, and to the answers so far. */
  function refresh() {
    const asked = questions.filter(isAskedAt);
    const here = questions[state.at];
    for (const question of questions) question.box.hidden = question !== here;
    for (const step of steps) refreshStep(step);
    for (const at of [REVIEW, SAVED]) element(at).hidden = state.at !== at;
    element("intro").hidden = state.at !== 0;
    document.body.classList.toggle("begun", state.at !== 0);
    element("form").hidden = !here;
    document.querySelector("footer").hidden = state.at > 0;
    if (!here) return;
    const number = asked.indexOf(here) + 1;
    here.box.querySelector(".progress").textContent = fill(page.words.progress, { number, total: asked.length });
    element("back").hidden = here === asked[0];
    const isBlank = !here.steps.some((step) => isAsked(step) && (answer(step) || step.field?.value.trim()));
    element("next").textContent = isBlank ? page.words.skip : page.words.next;
    element("next").classList.toggle("skips", isBlank);
  }

  function refreshStep(step) {
    step.box.hidden = !isAsked(step);
    step.box.querySelector(".prompt").textContent = promptOf(step);
    const clear = step.box.querySelector(".clear");
    if (clear) clear.hidden = !answer(step);
    if (step.purpose === "by") sayDay(step, step.field.getAttribute("aria-invalid") === "true");
    refreshExamples(step);
    refreshShown(step);
  }

  /** Say which day was understood; that none was, only once the person wants to go on. */
  function sayDay(step, complains) {
    const day = answer(step);
    const isWrong = complains && !day && step.field.value.trim() !== "";
    const said = day ? fill(page.words.day_understood, { day: dayInWords(day) }) : "";
    step.box.querySelector(".understood").textContent = isWrong ? page.words.day_unknown : said;
    step.field.setAttribute("aria-invalid", String(isWrong));
    return isWrong;
  }

  /** Show the example for the attribute that the plan is about. */
  function refreshExamples(step) {
    const about = answer(byId["plan.attribute"]) || answer(byId["my-goal.about"]);
    const examples = all(".example", step.box);
    for (const example of examples) example.hidden = examples.length > 1 && example.dataset.attribute !== about;
  }

  /** Put the answers of this session into the lines above a question; without any it shows none of them. */
  function refreshShown(step) {
    const lines = all(".shown li", step.box);
    for (const line of lines) {
      const said = answer(byId[line.dataset.step]).replace(/\s+/g, " ").trim() || line.dataset.words;
      line.textContent = line.dataset.lead + said;
      line.hidden = !said;
    }
    const box = step.box.querySelector(".shown");
    if (box) box.hidden = lines.length > 0 && lines.every((line) => line.hidden);
  }

  function drawReview() {
    const rows = questions.map((question, number) => [question, number]).filter(([one]) => one.steps.some(isListed));
    let heading = "";
    element("answers").replaceChildren(...rows.map(([question, number], place) => {
      const row = element("answered").content.cloneNode(true);
      const named = question.box.querySelector(".heading")?.textContent ?? "";
      row.querySelector("li").value = place + 1;
      row.querySelector(".heading").textContent = named;
      row.querySelector(".heading").hidden = named === heading;
      heading = named;
      const parts = question.steps.filter(isListed);
      row.querySelector(".parts").replaceChildren(...parts.map((step) => drawnPart(step)));
      const change = row.querySelector(".change");
      change.id = `change-${number}`;
      change.setAttribute("aria-describedby", `asked-${parts[0].id}`);
      change.addEventListener("click", () => show(number));
      return row;
    }));
    const isEmpty = answered().length === 0;
    element("nothing").hidden = !isEmpty;
    element("save").hidden = isEmpty;
    element("goal").hidden = state.wantsGoal || !steps.some((step) => step.new_goal === "on-request");
    element("cannot-seal").textContent = "";
  }

  function drawnPart(step) {
    const part = element("part").content.cloneNode(true);
    const said = inWords(step);
    part.querySelector(".asked").textContent = promptOf(step);
    part.querySelector(".asked").id = `asked-${step.id}`;
    part.querySelector(".said").textContent = said;
    part.querySelector(".said").hidden = !said;
    part.querySelector(".skipped").hidden = Boolean(said);
    const mark = part.querySelector(".mark");
    mark.hidden = !canBeEvidence(step);
    const box = mark.querySelector("input");
    box.checked = state.marked.includes(step.id);
    box.setAttribute("aria-describedby", `asked-${step.id}`);
    box.addEventListener("change", () => {
      state.marked = state.marked.filter((other) => other !== step.id);
      if (box.checked) state.marked.push(step.id);
      keepNow();
    });
    return part;
  }

  // --- what the person does ---

  /** Go on, unless a day was not understood, or a thin answer gets its one nudge. */
  function next() {
    const here = questions[state.at];
    const wrong = here.steps.find((step) => step.purpose === "by" && isAsked(step) && sayDay(step, true));
    if (wrong) {
      wrong.field.focus();
      return;
    }
    const nudge = here.steps[0].nudged && !state.nudged ? nudgeAfter(answer(here.steps[0])) : "";
    if (nudge) {
      state.nudged = true;
      element("nudge").textContent = nudge;
      here.steps[0].field.focus();
      keepNow();
      return;
    }
    state.passed.push(state.at);
    const asked = questions.filter(isAskedAt);
    const isDone = asked.every((question) => state.passed.includes(questions.indexOf(question)));
    const following = asked[asked.indexOf(here) + 1];
    show(isDone || !following ? REVIEW : questions.indexOf(following));
  }

  /** Return the gentle question that a thin answer calls for, if it does: the rule of core/which_nudge.py. */
  function nudgeAfter(text) {
    const words = text.split(/\s+/).filter(Boolean);
    if (!words.length) return "";
    const said = words.map((word) => word.replace(/^[.,;:!?…"'()“”‘’]+|[.,;:!?…"'()“”‘’]+$/g, "").toLowerCase());
    const isCalledFor = (nudge) => {
      if (nudge.fewer_than && words.length >= nudge.fewer_than) return false;
      if (nudge.words.length) return nudge.words.some((word) => said.includes(word.toLowerCase()));
      return nudge.fewer_than > 0;
    };
    return page.nudges.find(isCalledFor)?.text ?? "";
  }

  function back() {
    const before = questions.slice(0, state.at === REVIEW ? questions.length : state.at).filter(isAskedAt);
    show(questions.indexOf(before.at(-1)));
  }

  function beginGoal() {
    state.wantsGoal = true;
    show(questions.findIndex((question) => question.steps[0].new_goal === "on-request"));
  }

  function startOver() {
    if (!confirm(page.words.start_over_sure)) return;
    element("form").reset();
    state = begin();
    show(0);
    draft.clear();
  }

  for (const step of steps) {
    step.box.disabled = false;
    step.box.querySelector(".clear")?.addEventListener("click", () => {
      for (const radio of step.radios) radio.checked = false;
      step.radios[0].focus();
      refresh();
      keepNow();
    });
    const picker = step.box.querySelector("[type=date]");
    picker?.addEventListener("input", () => {
      step.field.value = picker.value;
    });
  }
  element("form").addEventListener("input", () => {
    refresh();
    keepSoon();
  });
  element("form").addEventListener("submit", (event) => {
    event.preventDefault();
    next();
  });
  element("form").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    next();
  });
  element("back").addEventListener("click", back);
  element("last").addEventListener("click", back);
  element("goal").addEventListener("click", beginGoal);
  element("save").addEventListener("click", save);
  element("copy").addEventListener("click", copy);
  element("to-answers").addEventListener("click", () => show(REVIEW));
  for (const button of all(".start-over")) button.addEventListener("click", startOver);
  addEventListener("pagehide", keepNow);
  addEventListener("beforeunload", (event) => {
    if (!isDrafted && state.at !== SAVED && answered().length) event.preventDefault();
  });

  const before = draft.read();
  if (before) restore(before);
  document.body.classList.add("alive");
  for (const longer of all("details")) longer.open = innerWidth > 600; // on a phone, the first question comes first
  element("moves").hidden = false;
  if (state.at === REVIEW) drawReview();
  refresh();
  keepNow();
  element("restored").hidden = !before;
})();
