"use strict";
/* Asks the questions, one at a time or as a list, keeps a draft in the browser, and saves an answers file.
   Nothing is sent anywhere.

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
  const newForm = () => ({ sheet: randomNumber(), saved: 0 });
  const notYet = { nudged: false, wantsGoal: false, asList: false };
  const begin = () => ({ at: 0, passed: [], marked: [], ...notYet, ...newForm() });
  let state = begin();

  // --- answers ---

  function answer(step) {
    if (!step) return "";
    if (step.radios.length) return step.radios.find((radio) => radio.checked)?.value ?? "";
    if (step.purpose === "by") return dayIn(step.field.value, new Date());
    const said = wholeCharacters(step.field.value.replaceAll("\0", ""));
    return said.trim() ? said : "";
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
  const hasSomething = (step) => isAsked(step) && (answer(step) || step.field?.value.trim());
  const isAskedAt = (question) => question.steps.some(isAsked);
  const canBeEvidence = (step) => page.own && ["words", "comment"].includes(step.purpose) && answer(step);

  /** Return whether only the moment of a plan is there, which then is kept as words. */
  const isHalf = (step) => step.purpose === "then" && answer(byId[step.needs]) && !answer(step);

  /** Return how a step is asked, which may depend on the answer before it. */
  function promptOf(step) {
    const before = answer(byId[step.needs]);
    return Object.hasOwn(step.prompts_after, before) ? step.prompts_after[before] : step.prompt;
  }

  /** Return the words in which the person knows an answer. */
  function inWords(step) {
    const said = answer(step);
    if (step.purpose === "by" && said) return dayInWords(said, page.words.language);
    const chosen = step.radios.find((radio) => radio.checked);
    return chosen ? chosen.parentElement.querySelector(".name").textContent : said;
  }

  // --- the file ---

  /** Write the answers; `saved`, for a request, is how many times other answers were saved from this form. */
  function answersFile(saved = 0) {
    const lines = page.header.map(([name, said]) => `${name}: ${quoted(said)}`);
    if (saved && !page.own) lines.push(`sheet: ${quoted(state.sheet)}`, `saved: ${quoted(String(saved))}`);
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

  let sealed = {}; // what was saved last, of which answers
  let saved = "";

  /** Return what leaves: the file or, on a page with a recipient, the file sealed, the same while no answer changes. */
  async function whatLeaves() {
    const answers = answersFile();
    if (sealed.answers === answers) return sealed.text;
    const saved = state.saved + 1;
    const text = answersFile(saved);
    sealed = { answers, text: page.recipient ? await seal(padded(text), page.recipient) : text };
    state.saved = saved;
    return sealed.text;
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
    element("again").hidden = page.own || state.saved < 2;
    if (page.own) element("summary").append(element("answers"));
    saved = answersFile();
    show(SAVED);
  }

  async function copy() {
    await copyFrom(element("text"));
    element("copied").textContent = page.words.copied;
  }

  // --- the draft, which some browsers do not keep ---

  const draft = draftNamed(`portrait ${page.key}`);

  function keepDraft() {
    const fields = steps.map((step) => (step.radios.length ? answer(step) : step.field.value));
    return fields.some(Boolean) ? draft.keep({ state, fields }) : draft.clear();
  }

  function restore({ state: before, fields }) {
    fields.forEach((said, number) => {
      for (const radio of steps[number].radios) radio.checked = radio.value === said;
      if (steps[number].field) steps[number].field.value = said;
    });
    state = { ...begin(), ...before };
  }

  let pause = 0;
  let isDrafted = true;

  function keepSoon() {
    clearTimeout(pause);
    pause = setTimeout(keepNow, 300);
  }

  function keepNow() {
    clearTimeout(pause);
    const isSaved = answersFile() === saved;
    isDrafted = isSaved ? draft.clear() : keepDraft();
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
    if (state.asList && questions[at]) box.scrollIntoView();
    else window.scrollTo(0, 0);
    box.querySelector("[tabindex='-1']").focus({ preventScroll: true });
  }

  /** Show what belongs to where the person is, and to the answers so far. */
  function refresh() {
    const asked = questions.filter(isAskedAt);
    const here = questions[state.at];
    for (const question of questions) {
      question.box.hidden = state.asList ? !asked.includes(question) : question !== here;
      const place = { number: asked.indexOf(question) + 1, total: asked.length };
      question.box.querySelector(".progress").textContent = fill(page.words.progress, place);
    }
    for (const step of steps) refreshStep(step);
    for (const at of [REVIEW, SAVED]) element(at).hidden = state.at !== at;
    const isBegin = state.at === 0 || Boolean(here && state.asList);
    document.body.classList.toggle("begun", !isBegin);
    document.body.classList.toggle("listed", state.asList);
    document.body.classList.toggle("summed-up", state.at === REVIEW || (page.own && state.at === SAVED));
    element("intro").hidden = !isBegin;
    document.querySelector("footer").hidden = !isBegin;
    element("form").hidden = element("moves").hidden = !here;
    if (!here) return;
    element("list").textContent = state.asList ? page.words.one_by_one : page.words.at_once;
    element("back").hidden = here === asked[0] || state.asList;
    const shown = state.asList ? asked : [here];
    const isBlank = !shown.some((question) => question.steps.some(hasSomething));
    const goesOn = isBlank ? page.words.skip : page.words.next;
    element("next").textContent = isBelow(here) ? page.words.begin : goesOn;
    element("next").classList.toggle("skips", isBlank && !isBelow(here));
  }

  /** Return whether the first question is still below the screen, as on a phone below what it is about. */
  function isBelow(question) {
    if (state.at !== 0 || state.asList || question.steps.some(hasSomething)) return false;
    return question.box.querySelector(".prompt").getBoundingClientRect().bottom > innerHeight * 0.85;
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
    const said = day ? fill(page.words.day_understood, { day: dayInWords(day, page.words.language) }) : "";
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
    element("how-to-save").after(element("answers"));
    element("answers").replaceChildren(...rows.map(([question, number]) => {
      const row = element("answered").content.cloneNode(true);
      const named = question.box.querySelector(".heading")?.textContent ?? "";
      row.querySelector(".heading").textContent = named;
      row.querySelector(".heading").hidden = !named || named === heading;
      heading = named;
      const parts = question.steps.filter((step, at) => isListed(step) && (at === 0 || answer(step) || isHalf(step)));
      row.querySelector(".parts").replaceChildren(...parts.map((step) => drawnPart(step)));
      const change = row.querySelector(".change");
      change.setAttribute("aria-describedby", `asked-${parts[0].id}`);
      change.addEventListener("click", () => show(number));
      return row;
    }));
    const isEmpty = answered().length === 0;
    element("nothing").hidden = !isEmpty;
    element("save").hidden = element("how-to-save").hidden = isEmpty;
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
    part.querySelector(".skipped").hidden = Boolean(said || isHalf(step));
    part.querySelector(".half").hidden = !isHalf(step);
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
    if (isBelow(here)) {
      here.box.scrollIntoView();
      here.box.querySelector(".prompt").focus({ preventScroll: true });
      return refresh();
    }
    const shown = state.asList ? steps : here.steps;
    const wrong = shown.find((step) => step.purpose === "by" && isAsked(step) && sayDay(step, true));
    if (wrong) {
      wrong.field.focus();
      return;
    }
    const first = here.steps[0];
    const mayNudge = first.nudged && !state.nudged && !state.asList;
    const nudge = mayNudge ? nudgeAfter(answer(first), page.nudges) : "";
    if (nudge) {
      state.nudged = true;
      element("nudge").textContent = nudge;
      first.field.focus();
      keepNow();
      return;
    }
    state.passed.push(state.at);
    const asked = questions.filter(isAskedAt);
    const isDone = asked.every((question) => state.passed.includes(questions.indexOf(question)));
    const following = asked[asked.indexOf(here) + 1];
    show(isDone || !following || state.asList ? REVIEW : questions.indexOf(following));
  }

  function back() {
    const before = questions.slice(0, state.at === REVIEW ? questions.length : state.at).filter(isAskedAt);
    show(questions.indexOf(before[before.length - 1]));
  }

  function beginGoal() {
    state.wantsGoal = true;
    show(questions.findIndex((question) => question.steps[0].new_goal === "on-request"));
  }

  function startOver() {
    if (!confirm(page.words.start_over_sure)) return;
    element("form").reset();
    [sealed, saved] = [{}, ""];
    state = begin();
    show(0);
  }

  function toggleList() {
    state.asList = !state.asList;
    state.at = 0;
    refresh();
    keepNow();
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
    picker?.addEventListener("input", () => (step.field.value = picker.value));
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
  const clicks = { list: toggleList, back, last: back, goal: beginGoal, copy, "to-answers": () => show(REVIEW) };
  for (const [name, act] of Object.entries(clicks)) element(name).addEventListener("click", act);
  for (const button of all(".save")) button.addEventListener("click", save);
  for (const button of all(".start-over")) button.addEventListener("click", startOver);
  addEventListener("scroll", () => state.at === 0 && refresh());
  addEventListener("pagehide", keepNow);
  addEventListener("beforeprint", () => all("details").forEach((more) => (more.open = true)));
  addEventListener("beforeunload", (event) => {
    if (!isDrafted && state.at !== SAVED && answered().length) event.preventDefault();
  });

  const isRestored = draft.read(restore);
  document.body.classList.add("alive");
  // The first question comes first, if what happens to the answers would push it off the screen.
  for (const more of all("details")) more.open = questions[0].box.getBoundingClientRect().bottom < innerHeight;
  if (page.until) element("late").hidden = inDigits(new Date()) <= page.until;
  element("list").hidden = questions.length < 2;
  element("restored").hidden = !isRestored;
  if (state.at === REVIEW) drawReview();
  refresh();
  keepNow();
})();
