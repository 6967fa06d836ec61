import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyAssessment, fileName, fileText, isAnswer, readAssessment } from "../../../../jazari_assess/forms/html/script/data/assessment.mjs";
import { routeOf } from "../../../../jazari_assess/forms/html/script/data/route.mjs";
import { Store } from "../../../../jazari_assess/forms/html/script/data/store.mjs";
import { cleaned, typedNumber } from "../../../../jazari_assess/forms/html/script/data/typed.mjs";
import { Wording } from "../../../../jazari_assess/forms/html/script/data/wording.mjs";
import { form } from "./small_form.mjs";

const HEAD = { schema: "jazari-assess/assessment/1", questionnaire: form.questionnaire };
const read = (found) => readAssessment(form, JSON.stringify(found));

test("numbers are read as people type them", () => {
  const typed = { "12,5": 12.5, "1 250": 1250, "١٢٫٥": 12.5, "۷": 7, "-3": -3, ".5": 0.5, "\u200f12": 12, "1\u202f000": 1000 };
  for (const [text, number] of Object.entries(typed)) assert.equal(typedNumber(text), number, text);
  assert.equal(typedNumber("  "), null);
  for (const text of ["douze", "1.2.3", "1e5", "0x10", "--1", "Infinity"]) assert.ok(Number.isNaN(typedNumber(text)), text);
});

test("control characters and turns of direction go, words and lines stay", () => {
  assert.equal(cleaned("a\u0000b\u202ec\u2066d\ne\tf"), "abcd\ne\tf");
});

test("an answer must be one that the question has", () => {
  const fits = (name, value) => isAnswer(form.questions[name], value);
  assert.ok(fits("plan", 4) && !fits("plan", 5) && !fits("plan", 1.5) && !fits("plan", "1"));
  assert.ok(fits("web", "shop") && !fits("web", "toString") && !fits("web", 1));
  assert.ok(fits("tools", ["paper", "bad"]) && !fits("tools", ["paper", "none"]) && !fits("tools", []) && !fits("tools", ["paper", "paper"]));
  assert.ok(fits("sales", 0) && !fits("sales", -1) && !fits("sales", NaN) && !fits("sales", "5"));
  assert.ok(fits("wish", "mieux") && !fits("wish", " ") && !fits("wish", "x".repeat(51)));
});

test("what is written is read again", () => {
  const written = {
    ...emptyAssessment(form, "ar"),
    express: true,
    consent: { accepted: true, time: "2026-11-29T10:00:00Z" },
    profile: { firm: "Atelier", staff: 12, sector: "crafts" },
    answers: { plan: { state: "given", answer: 2, note: "vu" }, tools: { state: "unknown" }, wish: { state: "given", answer: "mieux" } },
  };
  const { assessment, leftOut, count } = readAssessment(form, fileText(written, "2026-11-29"));
  assert.deepEqual(assessment, written);
  assert.deepEqual([leftOut, count], [[], 6]);
});

test("what is no assessment of this form is refused with the reason", () => {
  assert.equal(readAssessment(form, "{").problem, "file.broken");
  for (const found of [[], 3, null, { ...HEAD, schema: "other" }, { ...HEAD, questionnaire: { id: "other", version: "1.0.0" } }]) {
    assert.equal(read(found).problem, "file.wrong");
  }
  assert.deepEqual(read({ ...HEAD, questionnaire: { id: "small", version: "0.9.0" } }), {
    problem: "file.version",
    values: { found: "0.9.0", own: "1.0.0" },
  });
});

test("answers that do not fit are named, and nothing foreign comes in", () => {
  const answers = { plan: { answer: 9 }, web: { state: "given", answer: "__proto__" }, __proto__: { polluted: true }, other: { answer: 1 }, rules: { answer: "yes", evil: 1 }, sales: { state: "not-applicable" } };
  const { assessment, leftOut } = read({ ...HEAD, profile: { firm: "x", staff: -1, evil: true }, answers });
  assert.deepEqual(leftOut.sort(), ["plan", "sales", "staff", "web"]);
  assert.deepEqual(assessment.answers, { rules: { state: "given", answer: "yes" } });
  assert.deepEqual(assessment.profile, { firm: "x" });
  assert.equal({}.polluted, undefined);
});

test("a file is named after the firm, whatever it is called", () => {
  const named = (firm) => fileName({ profile: { firm } }, "2026-11-29");
  assert.equal(named("Ateliers du Saïss & Fils"), "jazari-ateliers-du-saiss-fils-2026-11-29.json");
  assert.equal(named("../../etc/passwd"), "jazari-etc-passwd-2026-11-29.json");
  assert.equal(named("مقاولة الأمل"), "jazari-مقاولة-الأمل-2026-11-29.json");
  assert.equal(named("///"), "jazari-form-2026-11-29.json");
});

test("the short path has the express questions and the profile; who refused is not asked for a role", () => {
  const all = Object.fromEntries(Object.keys(form.questions).map((name) => [name, true]));
  const names = (assessment) => routeOf(form, assessment, all).flatMap(({ questions }) => questions);
  assert.deepEqual(names({ express: true }), ["firm", "staff", "sector", "plan", "sales"]);
  const asking = { ...form, questions: { ...form.questions, firm: { kind: "profile", field: "respondent-role" } } };
  const asked = (consent) => routeOf(asking, { express: true, consent }, all)[0].questions.includes("firm");
  assert.deepEqual([asked({ accepted: true }), asked({ accepted: false }), asked(undefined)], [true, false, false]);
});

class Memory {
  items = {};
  full = false;
  getItem(key) {
    return this.items[key] ?? null;
  }
  setItem(key, text) {
    if (this.full) throw new Error("quota");
    this.items[key] = text;
  }
  removeItem(key) {
    delete this.items[key];
  }
}

test("a store tells whether it keeps, and what another tab kept later", () => {
  const memory = new Memory();
  const [one, other] = [new Store(memory, "k"), new Store(memory, "k")];
  assert.equal(one.read(), null);
  assert.equal(one.write("a"), true);
  assert.equal(other.newer(), "a");
  assert.equal(other.newer(), null);
  other.write("b");
  assert.equal(one.newer(), "b");
  other.erase();
  assert.equal(one.newer(), "erased");
  memory.full = true;
  assert.equal(one.write("c"), false);
  assert.equal(one.works, false);
  memory.full = false;
  assert.equal(one.write("c"), true);
});

test("without storage nothing is kept and nothing fails", () => {
  const store = new Store(null, "k");
  assert.deepEqual([store.read(), store.write("a"), store.newer(), store.works], [null, false, null, false]);
  store.erase();
});

test("numbers and values in the words of a language", () => {
  const words = { language: "ar", direction: "rtl", form: { "result.range": "من {low} إلى {high}" } };
  const arabic = new Wording(words);
  assert.equal(arabic.range(1.25, 40), "من \u20681,3\u2069 إلى \u206840\u2069");
  assert.equal(new Wording({ ...words, language: "fr", direction: "ltr" }).number(41.6499999999999985), "41,7");
  assert.equal(new Wording({ ...words, language: "en", direction: "ltr" }).percent(0.999), "99%");
});

test("a noun stands in the form that its number asks for", () => {
  const few = (number) => (number % 100 > 2 && number % 100 < 11 ? "few" : "other");
  const plurals = Array.from({ length: 200 }, (_, number) => (number === 1 ? "one" : few(number)));
  const form = { told: "{n:one=جواب واحد|few=# أجوبة|other=# جواب} من {total}" };
  const said = (n) => new Wording({ language: "ar", direction: "rtl", form, plurals }).say("told", { n, total: 90 });
  assert.equal(said(1), "جواب واحد من \u206890\u2069");
  assert.equal(said(3), "\u20683\u2069 أجوبة من \u206890\u2069");
  assert.equal(said(11), "\u206811\u2069 جواب من \u206890\u2069");
  assert.equal(said(101), "\u2068101\u2069 جواب من \u206890\u2069");
  assert.equal(said(2_305), "\u20682.305\u2069 أجوبة من \u206890\u2069");
});
