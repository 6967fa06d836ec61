// The assessment that the form fills, as the assessment file of the engine holds it.

import { YES_PARTLY_NO } from "../engine/answers.mjs";
import { isValued } from "../engine/values.mjs";
import { cleaned } from "./typed.mjs";

const SCHEMA = "jazari-assess/assessment/1";
const NOTE_LENGTH = 20000;
const NAME_LENGTH = 300;
const STATES = ["given", "not-applicable", "unknown", "unanswered"];
const EVIDENCE = ["none", "declared", "document", "seen-on-site"];
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;
const MOST_STAFF = 1000000;

/** An empty assessment of a form; `form.prefilled` is what was known of the firm when the form was made. */
export function emptyAssessment(form, language) {
  const known = form.prefilled ?? {};
  return {
    schema: SCHEMA,
    id: known.id ?? `assessment-${randomHex()}`,
    questionnaire: { ...form.questionnaire },
    stage: known.stage ?? "T0",
    language,
    express: form.express ?? false,
    profile: { ...known.profile },
    answers: {},
  };
}

function randomHex() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The assessment as a file: dated, and without what is not set. */
export function fileText(assessment, date) {
  return `${JSON.stringify({ ...assessment, date }, null, 1)}\n`;
}

/** Today as YYYY-MM-DD on this device. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** This moment as an assessment writes it. */
export function moment() {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

/** A name for the downloaded file: letters, digits and the date, whatever the firm is called. */
export function fileName(assessment, date) {
  const firm = (assessment.profile.firm ?? "").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  const slug = firm.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return `jazari-${slug || "form"}-${date}.json`;
}

/**
 * What a text holds as an assessment of this form: {assessment, count, leftOut: question ids}, or {problem, values}
 * where it is none. Only what the form itself could have written is taken over.
 */
export function readAssessment(form, text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { problem: "file.broken" };
  }
  if (!isObject(found) || found.schema !== SCHEMA || !isObject(found.questionnaire)) return { problem: "file.wrong" };
  if (found.questionnaire.id !== form.questionnaire.id) return { problem: "file.wrong" };
  const [theirs, ours] = [found.questionnaire.version, form.questionnaire.version];
  if (theirs !== ours) return { problem: "file.version", values: { found: String(theirs).slice(0, 20), own: ours } };
  return taken(form, found);
}

function taken(form, found) {
  const assessment = emptyAssessment(form, undefined);
  if (typeof found.id === "string" && found.id.length > 0 && found.id.length <= 200) assessment.id = found.id;
  if (["T0", "T1", "T2"].includes(found.stage)) assessment.stage = found.stage;
  if (typeof found.language === "string" && found.language in form.words) assessment.language = found.language;
  assessment.express = found.express === true;
  if (found.sample === true) assessment.sample = true;
  if (isObject(found.consent) && typeof found.consent.accepted === "boolean" && TIME.test(found.consent.time)) {
    assessment.consent = { accepted: found.consent.accepted, time: found.consent.time };
  }
  const leftOut = [...takeProfile(form, found.profile, assessment), ...takeAnswers(form, found.answers, assessment)];
  return { assessment, leftOut, count: answeredCount(form, assessment) };
}

function takeProfile(form, profile, assessment) {
  const given = isObject(profile) ? profile : {};
  assessment.profile = {};
  return Object.entries(form.questions)
    .filter(([, question]) => question.kind === "profile" && (given[question.field] ?? null) !== null)
    .filter(([, question]) => {
      const fits = isProfileValue(form, question, given[question.field]);
      if (fits) assessment.profile[question.field] = given[question.field];
      return !fits;
    })
    .map(([name]) => name);
}

function takeAnswers(form, answers, assessment) {
  const given = isObject(answers) ? answers : {};
  const leftOut = [];
  for (const [name, answer] of Object.entries(given)) {
    const question = Object.hasOwn(form.questions, name) ? form.questions[name] : undefined;
    if (question === undefined || question.kind === "profile") continue;
    const kept = takenAnswer(question, answer);
    if (kept === null) leftOut.push(name);
    else assessment.answers[name] = kept;
  }
  return leftOut;
}

function takenAnswer(question, answer) {
  if (!isObject(answer) || !STATES.includes(answer.state ?? "given")) return null;
  const state = answer.state ?? "given";
  if (state === "not-applicable" && !question["not-applicable"]) return null;
  if (state === "unknown" && !isValued(question)) return null;
  if (state === "given" && !isAnswer(question, answer.answer)) return null;
  const kept = { state };
  if (state === "given") kept.answer = typeof answer.answer === "string" ? cleaned(answer.answer) : answer.answer;
  const note = typeof answer.note === "string" ? cleaned(answer.note).slice(0, NOTE_LENGTH) : "";
  if (note.trim()) kept.note = note;
  if (EVIDENCE.includes(answer.evidence)) kept.evidence = answer.evidence;
  if (TIME.test(answer.time)) kept.time = answer.time;
  if (answer["come-back"] === true) kept["come-back"] = true;
  return kept;
}

/** Whether a value answers a question as an assessment may hold it. */
export function isAnswer(question, value) {
  switch (question.kind) {
    case "level":
      return Number.isInteger(value) && value >= 0 && value < question.options;
    case "choice":
      return typeof value === "string" && Object.hasOwn(question.options, value);
    case "yes-partly-no":
      return YES_PARTLY_NO.includes(value);
    case "number":
      return isWithin(value, question.minimum, question.maximum) && (!question.integer || Number.isInteger(value));
    case "checklist":
      return isSelection(value, Object.keys(question.options)) && (value.length === 1 || !value.includes(question.none));
    default:
      return typeof value === "string" && value.trim() !== "" && value.length <= (question["maximum-length"] ?? 2000);
  }
}

function isWithin(value, minimum, maximum) {
  return typeof value === "number" && value >= minimum && value <= maximum;
}

function isSelection(value, options) {
  return Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every((item) => options.includes(item));
}

/** Whether a value fits a field of the firm's profile. */
export function isProfileValue(form, question, value) {
  switch (question.field) {
    case "region":
      return form.regions.includes(value);
    case "sector":
      return form.sectors.includes(value);
    case "staff":
      return Number.isInteger(value) && isWithin(value, 0, MOST_STAFF);
    case "turnover":
      return isWithin(value, 0, 1000000);
    case "ice":
      return typeof value === "string" && /^\d{15}$/.test(value);
    case "aims":
      return isSelection(value, question.options) && value.length <= (question["at-most"] ?? 3);
    default:
      return typeof value === "string" && value.trim() !== "" && value.length <= NAME_LENGTH;
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How many questions have an answer, the profile's included. */
export function answeredCount(form, assessment) {
  return Object.keys(form.questions).filter((name) => isAnswered(form, assessment, name)).length;
}

/** Whether a question has an answer; unknown and not applicable are answers. */
export function isAnswered(form, assessment, name) {
  const question = form.questions[name];
  if (question.kind === "profile") return (assessment.profile[question.field] ?? null) !== null;
  return (assessment.answers[name]?.state ?? "unanswered") !== "unanswered";
}
