// Which questions are asked on the firm's path, in which section, and how much is left.

import { isAnswered } from "./assessment.mjs";
import { isValued } from "../engine/values.mjs";

const PERSONAL = ["respondent-role", "respondent-name"];
const INTRODUCTION_SECONDS = 10; // a title and two sentences at the head of a section, at the speed of silent reading

/** Whether a question is on the firm's path, whatever conditions say. */
function isOnPath(form, assessment, name) {
  const question = form.questions[name];
  if (PERSONAL.includes(question.field) && assessment.consent?.accepted !== true) return false;
  if (!assessment.express) return true;
  return isValued(question) ? question.express === true : question.kind === "profile";
}

/** The sections with the questions asked in each, as [{id, questions}]; `relevant` says what conditions show now. */
export function routeOf(form, assessment, relevant) {
  return form.sections
    .map(({ id, questions }) => ({
      id,
      questions: questions.filter((name) => relevant[name] && isOnPath(form, assessment, name)),
    }))
    .filter(({ questions }) => questions.length > 0);
}

/** How many of some questions are answered, how many there are, and the minutes that the open ones take. */
export function progressOf(form, words, assessment, names) {
  const open = names.filter((name) => !isAnswered(form, assessment, name));
  const seconds = open.reduce((sum, name) => sum + words.seconds[name][assessment.express ? 1 : 0], 0);
  return { answered: names.length - open.length, total: names.length, minutes: Math.ceil(seconds / 60) };
}

/** The number of questions and minutes of a whole path. */
export function pathSize(form, words, assessment, express) {
  const all = Object.fromEntries(Object.keys(form.questions).map((name) => [name, form.questions[name].when === undefined]));
  const route = routeOf(form, { ...assessment, express, consent: { accepted: true } }, all);
  const names = route.flatMap(({ questions }) => questions);
  const seconds = names.reduce((sum, name) => sum + words.seconds[name][express ? 1 : 0], route.length * INTRODUCTION_SECONDS);
  return { questions: names.length, minutes: Math.round(seconds / 60) };
}
