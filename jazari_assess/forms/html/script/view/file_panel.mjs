// The answers as a file: download, load, erase; each tells what it did.

import { answeredCount, fileName, fileText, isAnswered, readAssessment, today } from "../data/assessment.mjs";
import { confirmed } from "./confirm.mjs";
import { h } from "./dom.mjs";

const LARGEST = 5000000; // bytes; a full assessment with long notes has a tenth of it

/** The buttons; with `isWhole` also print and how to send the answers back. */
export function filePanel(app, isWhole) {
  const { wording } = app;
  const told = h("p", { class: "told", role: "status" });
  const tell = (key, values) => (told.textContent = wording.say(key, values));
  const button = (key, act, kind = "") => h("button", { type: "button", class: `button ${kind}`, on: { click: act } }, wording.say(key));
  const picker = h("input", { type: "file", accept: ".json,application/json", class: "unseen", id: "load-file", on: { change: () => load(app, picker, tell) } });
  return [
    h("h2", {}, wording.say(isWhole ? "file.send-title" : "file.title")),
    isWhole ? h("p", {}, wording.say("file.send")) : null,
    h(
      "div",
      { class: "buttons" },
      button("file.download", () => download(app, tell), isWhole ? "main" : ""),
      isWhole ? button("result.print", () => window.print()) : null,
      h("span", { class: "picker" }, picker, h("label", { class: "button", for: "load-file" }, wording.say("file.load"))),
      button("file.erase", () => erase(app), "danger"),
    ),
    h("p", { class: "hint" }, wording.say("file.load-help")),
    told,
  ];
}

function firmQuestion(app) {
  return Object.keys(app.form.questions).find((name) => app.form.questions[name].field === "firm");
}

function download(app, tell) {
  if (!app.assessment.profile.firm) {
    tell("file.firm-needed");
    const name = firmQuestion(app);
    app.focusQuestion(name);
    return;
  }
  const date = today();
  const url = URL.createObjectURL(new Blob([fileText(app.assessment, date)], { type: "application/json" }));
  const link = h("a", { href: url, download: fileName(app.assessment, date) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  tell("file.downloaded", { name: link.download });
}

async function load(app, picker, tell) {
  const [file] = picker.files;
  picker.value = "";
  if (!file) return;
  if (file.size > LARGEST) {
    tell("file.large");
    return;
  }
  const read = readAssessment(app.form, await file.text());
  if (read.problem) {
    tell(read.problem, read.values);
    return;
  }
  const isEmpty = answeredCount(app.form, app.assessment) === 0;
  if (!isEmpty && !(await confirmed(app, "file.replace-question", "file.replace-yes"))) return;
  app.replace(read.assessment);
  app.redraw();
  const names = read.leftOut.map((name) => app.wording.words.questions[name].short).join(" · ");
  app.tell("file.loaded", { count: read.count }, read.leftOut.length ? ["file.left-out", { names }] : null);
}

async function erase(app) {
  if (!(await confirmed(app, "file.erase-question", "file.erase-yes"))) return;
  app.erase();
  location.hash = "#/start";
  app.redraw();
  app.tell("file.erased");
}

/** How many answers there are, beyond what a prefilled form brought along. */
export function ownAnswers(app) {
  const known = app.form.prefilled?.profile ?? {};
  const isOwn = (name) => !((app.form.questions[name].field ?? "") in known);
  return Object.keys(app.form.questions).filter((name) => isOwn(name) && isAnswered(app.form, app.assessment, name)).length;
}
