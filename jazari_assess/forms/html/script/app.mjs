// The form at work: the answers, what follows from them, the language, and who is told when something changes.

import { Firm } from "./advice/firm.mjs";
import { firstSteps } from "./advice/first_steps.mjs";
import { helpersOf } from "./advice/helpers.mjs";
import { emptyAssessment, moment, readAssessment } from "./data/assessment.mjs";
import { progressOf, routeOf } from "./data/route.mjs";
import { Wording } from "./data/wording.mjs";
import { relevance } from "./engine/relevance.mjs";
import { resultOf } from "./engine/result.mjs";

const FIRST_STEPS = 5;
const HELPERS = 2;

export class App {
  /** `tell` is called with a message key when something happened that is to be said aloud; `draw` draws the page. */
  constructor(form, store, { language, draw, tell }) {
    this.form = form;
    this.store = store;
    this.draw = draw;
    this.tell = tell;
    this.listeners = new Set();
    this.adopt(this.kept()?.assessment ?? emptyAssessment(form, language));
    this.speak(this.assessment.language in form.words ? this.assessment.language : language);
  }

  kept() {
    const found = this.store.read();
    const read = found === null ? null : readAssessment(this.form, found.text);
    return read?.assessment ? read : null;
  }

  /** Take over a whole assessment, without keeping it. */
  adopt(assessment) {
    this.assessment = assessment;
    this.compute();
  }

  compute() {
    this.result = resultOf(this.form, this.assessment);
    this.relevant = relevance(this.form, this.result.columns);
    this.route = this.pathWith(this.relevant);
    this.steps = null;
  }

  /** The sections of the firm's path, with the questions that `shown` lets through. */
  pathWith(shown) {
    return routeOf(this.form, this.assessment, shown);
  }

  speak(language) {
    this.language = language;
    this.wording = new Wording(this.form.words[language]);
    this.assessment.language = language;
  }

  // ---- answers

  given(name) {
    const question = this.form.questions[name];
    if (question.kind === "profile") return this.assessment.profile[question.field];
    return this.stateOf(name) === "given" ? this.assessment.answers[name].answer : undefined;
  }

  stateOf(name) {
    if (this.form.questions[name].kind === "profile") return this.given(name) === undefined ? "unanswered" : "given";
    return this.assessment.answers[name]?.state ?? "unanswered";
  }

  give(name, answer) {
    const question = this.form.questions[name];
    if (question.kind === "profile") this.assessment.profile[question.field] = answer;
    else this.put(name, { state: "given", answer });
    this.changed();
  }

  putState(name, state) {
    this.put(name, { state });
    this.changed();
  }

  put(name, answer) {
    const { note } = this.assessment.answers[name] ?? {};
    this.assessment.answers[name] = { ...answer, ...(note ? { note } : {}), time: moment() };
  }

  /** Take an answer away; its note stays. */
  clear(name) {
    const question = this.form.questions[name];
    const note = this.assessment.answers[name]?.note;
    if (question.kind === "profile") delete this.assessment.profile[question.field];
    else if (note) this.assessment.answers[name] = { state: "unanswered", note };
    else delete this.assessment.answers[name];
    this.changed();
  }

  /** Take a given answer away where what is typed is none; "unknown" and "not applicable" stay. */
  clearGiven(name) {
    if (this.stateOf(name) === "given") this.clear(name);
  }

  note(name, text) {
    const { note: _, ...answer } = this.assessment.answers[name] ?? { state: "unanswered" };
    const isEmpty = text.trim() === "";
    if (isEmpty && answer.state === "unanswered") delete this.assessment.answers[name];
    else this.assessment.answers[name] = isEmpty ? answer : { ...answer, note: text };
    this.save();
  }

  consent(accepted) {
    this.assessment.consent = { accepted, time: moment() };
    if (!accepted) {
      delete this.assessment.profile["respondent-role"];
      delete this.assessment.profile["respondent-name"];
    }
    this.changed();
  }

  takePath(express) {
    this.assessment.express = express;
    this.changed();
  }

  changed() {
    this.compute();
    this.save();
  }

  redraw() {
    this.draw();
  }

  // ---- keeping

  save() {
    this.store.write(JSON.stringify(this.assessment));
    for (const listener of this.listeners) listener();
  }

  /** Take over what another tab kept in the meantime. */
  follow() {
    const newer = this.store.newer();
    if (newer === null) return;
    const read = newer === "erased" ? null : readAssessment(this.form, newer);
    this.adopt(read?.assessment ?? emptyAssessment(this.form, this.language));
    this.assessment.language = this.language;
    if (newer === "erased") this.store.revision = 0;
    this.draw();
    this.tell("save.other-tab");
  }

  /** Replace all answers by those of a file that was read. */
  replace(assessment) {
    this.adopt(assessment);
    this.speak(assessment.language ?? this.language);
    this.save();
  }

  erase() {
    this.store.erase();
    this.adopt(emptyAssessment(this.form, this.language));
  }

  // ---- what follows

  progress(names = this.route.flatMap(({ questions }) => questions)) {
    return progressOf(this.form, this.wording.words, this.assessment, names);
  }

  /** The dimensions with their scores, as the model lists them. */
  dimensions() {
    const { groups, leaves } = this.form.model;
    const ids = [...leaves, ...groups].map(({ id }) => id);
    return groups[groups.length - 1].children.map((place) => ({ id: ids[place], ...this.result.nodes[ids[place]] }));
  }

  firstSteps() {
    this.steps ??= firstSteps(this.form, this.assessment, this.result, FIRST_STEPS);
    return this.steps;
  }

  /** The services that help with a first step, which may answer a flag. */
  helpers(id, flag) {
    const firm = new Firm(this.form, this.assessment, this.result);
    return helpersOf(firm, { id, flag }, HELPERS);
  }
}
