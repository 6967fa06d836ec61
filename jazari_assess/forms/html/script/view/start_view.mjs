// The first page: what the form is, what happens to the answers, which path to take.

import { pathSize } from "../data/route.mjs";
import { h, typed } from "./dom.mjs";
import { filePanel, ownAnswers } from "./file_panel.mjs";

const NOTICE = ["purpose", "place", "asked", "rights", "retention"];

/** The first page as the content of the page. */
export function startView(app) {
  const { wording, form } = app;
  const own = ownAnswers(app);
  return [
    h("h1", { tabindex: "-1" }, wording.words.title),
    form.prefilled?.profile?.firm ? h("p", { class: "for" }, wording.say("sample-for", { firm: form.prefilled.profile.firm })) : null,
    h("p", { class: "lead" }, wording.words.description),
    h("p", { class: "lead" }, wording.say("offline")),
    own ? found(app, own) : null,
    notice(app),
    paths(app),
    begin(app, own > 0),
    h("section", { class: "leave" }, filePanel(app, false)),
  ];
}

function found(app, own) {
  const { wording, assessment } = app;
  const firm = assessment.profile.firm ?? wording.say("start.nameless");
  return h("p", { class: "found" }, typed(wording.say("start.found", { firm, answered: own })));
}

function notice(app) {
  const { wording, form, assessment } = app;
  const { name, reference } = form.institute;
  return h(
    "section",
    { class: "privacy", "aria-labelledby": "notice-title" },
    h("h2", { id: "notice-title" }, wording.say("notice.title")),
    name ? h("p", {}, wording.say("notice.institute", { institute: name })) : null,
    NOTICE.map((key) => h("p", {}, wording.say(`notice.${key}`))),
    h("p", {}, reference ? wording.say("notice.reference", { reference }) : wording.say("notice.no-reference")),
    h(
      "fieldset",
      { class: "choice", id: "consent" },
      h("legend", {}, wording.say("notice.question")),
      [true, false].map((accepted) => choice("consent", wording.say(accepted ? "notice.accept" : "notice.refuse"), assessment.consent?.accepted === accepted, () => app.consent(accepted))),
    ),
  );
}

function choice(name, words, checked, act) {
  return h("label", { class: "option" }, h("input", { type: "radio", name, checked, on: { change: act } }), h("span", {}, words));
}

function paths(app) {
  const { wording, form, assessment } = app;
  const words = (express) => {
    const { questions, minutes } = pathSize(form, wording.words, assessment, express);
    const key = express ? "short" : "full";
    const detail = wording.say("path.detail", { questions, minutes });
    return [h("strong", {}, wording.say(`path.${key}`)), h("span", { class: "block" }, detail), h("span", { class: "block quiet" }, wording.say(`path.${key}-use`))];
  };
  return h(
    "section",
    {},
    h(
      "fieldset",
      { class: "choice paths" },
      h("legend", {}, wording.say("path.title")),
      [true, false].map((express) => choice("path", words(express), assessment.express === express, () => app.takePath(express))),
    ),
    h("p", { class: "hint" }, wording.say("path.later")),
  );
}

function begin(app, isResumed) {
  const { wording } = app;
  const problem = h("p", { class: "problem", role: "alert" });
  const go = () => {
    if (app.assessment.consent === undefined) {
      problem.textContent = wording.say("notice.needed");
      document.querySelector("#consent input").focus();
      return;
    }
    app.go(app.nextOpen());
  };
  return h("div", { class: "begin" }, problem, h("button", { type: "button", class: "button main", on: { click: go } }, wording.say(isResumed ? "start.resume" : "start.begin")));
}
