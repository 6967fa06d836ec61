// The answers of one firm, one column a question: a state, and where it is "given" the answer as an assessment holds it.

export const GIVEN = "given";
export const UNKNOWN = "unknown";
export const NOT_APPLICABLE = "not-applicable";
export const UNANSWERED = "unanswered";

export const YES_PARTLY_NO = ["no", "partly", "yes"];

export const SIZES = ["micro", "small", "medium", "large"];
const SIZE_BELOW = [10, 50, 250];

/** The size class of a firm with so many persons. */
export function sizeOf(staff) {
  const place = SIZE_BELOW.findIndex((below) => staff < below);
  return SIZES.at(place);
}

/** Every question's column from an assessment; a profile question is answered by the profile. */
export function columnsOf(form, assessment) {
  const columns = {};
  for (const [name, question] of Object.entries(form.questions)) {
    columns[name] = question.kind === "profile" ? ofProfile(question, assessment.profile) : ofAnswer(assessment.answers[name]);
  }
  return columns;
}

function ofProfile(question, profile) {
  const value = profile[question.field];
  return value === undefined || value === null ? { state: UNANSWERED } : { state: GIVEN, answer: value };
}

function ofAnswer(answer) {
  if (answer === undefined || answer.state === UNANSWERED) return { state: UNANSWERED };
  return answer.state === GIVEN ? { state: GIVEN, answer: answer.answer } : { state: answer.state };
}

/** Whether an answer may still come. */
export function isMissing(column) {
  return column.state === UNANSWERED || column.state === UNKNOWN;
}

/** The number that stands for one answer: the option's place, or the number itself. */
export function codeOf(form, question, answer) {
  switch (question.kind) {
    case "level":
    case "number":
      return Number(answer);
    case "choice":
      return placeOf(Object.keys(question.options), answer);
    case "yes-partly-no":
      return placeOf(YES_PARTLY_NO, answer);
    case "profile":
      return profileCode(form, question, answer);
    default:
      return 0;
  }
}

function placeOf(options, answer) {
  const place = options.indexOf(answer);
  return place < 0 ? NaN : place;
}

function profileCode(form, question, answer) {
  if (question.field === "region") return placeOf(form.regions, answer);
  if (question.field === "sector") return placeOf(form.sectors, answer);
  return typeof answer === "number" ? answer : 0;
}
