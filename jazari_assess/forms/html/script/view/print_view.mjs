// The report on paper: the firm, its score and profile, what cannot wait, what to do first, and its notes.

import { today } from "../data/assessment.mjs";
import { checkList, flagList, stepList } from "./advice.mjs";
import { amongSection } from "./among.mjs";
import { h, typed } from "./dom.mjs";
import { dimensionTable } from "./drawings.mjs";
import { profileRadar } from "./result_view.mjs";
import { scoreBlock } from "./score.mjs";

const [WHOLE_FLAGS, CHECKS] = [6, 6]; // so that the worst case stays within four pages, five with a benchmark

/** The report as elements. */
export function printView(app) {
  const { wording, form, assessment } = app;
  const { version } = form.questionnaire;
  return [
    h("p", { class: "print-kind" }, wording.words.title, " · ", wording.say("print.kind")),
    h("h1", {}, typed(assessment.profile.firm ?? wording.say("start.nameless"))),
    h("p", { class: "quiet" }, facts(app).flatMap((fact, place) => (place ? [" · ", fact] : [fact]))),
    h("div", { class: "result-top" }, scoreBlock(app, false), profileRadar(app)),
    h("section", {}, h("h2", {}, wording.say("result.profile")), dimensionTable(app)),
    amongSection(app),
    h("section", {}, h("h2", {}, wording.say("result.flags")), flagList(app, WHOLE_FLAGS)),
    h("section", {}, h("h2", {}, wording.say("result.steps")), h("p", { class: "notice" }, wording.say("result.steps-notice")), stepList(app)),
    h("section", {}, checkList(app, CHECKS)),
    notes(app),
    h("p", { class: "notice" }, wording.say("print.preview")),
    h("p", { class: "source" }, wording.say("print.version", { questionnaire: form.questionnaire.id, version, model: form.model.version })),
  ];
}

function facts(app) {
  const { wording, form, assessment } = app;
  const { sector, region, staff } = assessment.profile;
  return [
    sector && wording.words.sectors[sector],
    region && wording.words.regions[region],
    typeof staff === "number" && wording.say("print.staff", { count: staff }),
    wording.say("print.date", { date: wording.date(today()) }),
    form.institute.name && typed(form.institute.name),
  ].filter(Boolean);
}

function notes(app) {
  const { wording, assessment } = app;
  const found = Object.entries(assessment.answers).filter(([, answer]) => answer.note);
  if (found.length === 0) return null;
  const pairs = found.map(([name, { note }]) => h("div", {}, h("dt", {}, wording.words.questions[name].short), h("dd", { class: "typed" }, typed(note))));
  return h("section", {}, h("h2", {}, wording.say("print.notes")), h("dl", {}, pairs));
}
