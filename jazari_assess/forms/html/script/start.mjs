// The page begins: read the data, draw, and follow the address, the keys of the browser and other tabs.

import { App } from "./app.mjs";
import { isAnswered } from "./data/assessment.mjs";
import { formOf } from "./data/packed.mjs";
import { Store, browserStorage } from "./data/store.mjs";
import { h, refill } from "./view/dom.mjs";
import { WIDE, frame } from "./view/frame.mjs";
import { printView } from "./view/print_view.mjs";
import { resultView } from "./view/result_view.mjs";
import { sectionView } from "./view/section_view.mjs";
import { startView } from "./view/start_view.mjs";

const STEPS_BESIDE = "(min-width: 60rem)"; // where the steps stand beside the page, as the style sheet has it

const form = formOf(document.getElementById("form-data").textContent);
const page = document.getElementById("page");
const news = h("div", { class: "news", role: "status" });
const paper = h("section", { class: "paper" });
const app = new App(form, new Store(browserStorage(), form.key), { language: preferredLanguage(), draw, tell });
let around = null;

function preferredLanguage() {
  const wanted = (navigator.languages ?? [navigator.language]).map((one) => one.slice(0, 2));
  return wanted.find((one) => one in form.words) ?? form.language;
}

function tell(key, values, more = null) {
  const text = [[key, values], more].filter(Boolean).map(([one, own]) => app.wording.say(one, own)).join(" ");
  news.textContent = text;
  setTimeout(() => {
    if (news.textContent === text) news.textContent = "";
  }, 8000);
}

/** Where the address points: a section of the path, the result, or the start, which comes first of all. */
function place() {
  const wanted = decodeURIComponent(location.hash.replace(/^#\//, ""));
  if (app.assessment.consent === undefined) return "start";
  return wanted === "result" || app.route.some(({ id }) => id === wanted) ? wanted : "start";
}

/** Draw the page anew: in another language, at another place, with other answers. */
function draw() {
  app.here = place();
  document.documentElement.lang = app.language;
  document.documentElement.dir = app.wording.direction;
  around = frame(app, speak);
  app.listeners.clear();
  app.listeners.add(around.refresh);
  refill(around.main, content());
  around.refresh();
  refill(page, around.element, news, paper);
  document.title = `${around.main.querySelector("h1").textContent} · ${app.wording.words.title}`;
  around.menu.open = window.matchMedia(STEPS_BESIDE).matches;
}

function content() {
  if (app.here === "start") return startView(app);
  if (app.here === "result") return resultView(app);
  const { content: found, refresh } = sectionView(app, app.route.find(({ id }) => id === app.here));
  app.listeners.add(refresh);
  return found;
}

function speak(language) {
  app.speak(language);
  app.save();
  draw();
  page.querySelector(`.languages [lang="${language}"]`)?.focus();
}

/** Go to a place, also where the address names it already. */
app.go = (id) => {
  if (location.hash === `#/${id}`) arrive();
  else location.hash = `#/${id}`;
};

/** All questions of a section on the firm's path, those that conditions hide now included. */
app.questionsOf = (id) => {
  const everything = Object.fromEntries(Object.keys(form.questions).map((name) => [name, true]));
  return app.pathWith(everything).find((section) => section.id === id)?.questions ?? [];
};

/** The section in which the first open question stands, or the result where none is left. */
app.nextOpen = () => {
  const isOpen = (name) => !isAnswered(form, app.assessment, name);
  return app.route.find(({ questions }) => questions.some(isOpen))?.id ?? "result";
};

/** Go to a question and put the focus into its first field. */
app.focusQuestion = (name) => {
  const section = form.sections.find(({ questions }) => questions.includes(name)).id;
  if (app.assessment.consent === undefined) return;
  history.pushState(null, "", `#/${section}`);
  draw();
  document.querySelector(`#q-${CSS.escape(name)} :is(input, select, textarea)`)?.focus();
  tell("file.firm-needed");
};

function arrive() {
  draw();
  window.scrollTo(0, 0);
  around.main.querySelector("h1").focus();
}

window.addEventListener("hashchange", arrive);
window.addEventListener("storage", (event) => {
  if (event.key === form.key || event.key === null) app.follow();
});
window.matchMedia(WIDE).addEventListener("change", () => around.refresh());
window.matchMedia(STEPS_BESIDE).addEventListener("change", ({ matches }) => {
  around.menu.open = matches;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") app.follow();
});
window.addEventListener("beforeprint", () => refill(paper, printView(app)));
window.addEventListener("beforeunload", (event) => {
  if (!app.store.works && app.progress().answered > 0) event.preventDefault();
});
draw();
