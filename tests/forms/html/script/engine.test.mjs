import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, sizeOf } from "../../../../jazari_assess/forms/html/script/engine/answers.mjs";
import { truth } from "../../../../jazari_assess/forms/html/script/engine/conditions.mjs";
import { nodesOf, scoresOf } from "../../../../jazari_assess/forms/html/script/engine/kernel.mjs";
import { gatedLevel, levelPlace } from "../../../../jazari_assess/forms/html/script/engine/levels.mjs";
import { combinations, evidenceOf, relevance, shownCases } from "../../../../jazari_assess/forms/html/script/engine/relevance.mjs";
import { resultOf } from "../../../../jazari_assess/forms/html/script/engine/result.mjs";
import { answerValue, onLine } from "../../../../jazari_assess/forms/html/script/engine/values.mjs";
import { assessment, form } from "./small_form.mjs";

const close = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found} is not ${wanted}`);
const known = (answers, profile) => evidenceOf(form, columnsOf(form, assessment(answers, profile)));

test("each kind of question has its value", () => {
  const value = (name, answer) => answerValue(form.questions[name], answer);
  assert.equal(value("plan", 3), 0.75);
  assert.equal(value("web", "page"), 0.5);
  assert.equal(value("rules", "partly"), 0.5);
  close(value("sales", 30), 0.75);
  assert.equal(value("tools", ["paper", "sheet"]), 1);
  assert.equal(value("tools", ["paper", "bad"]), 0);
  assert.equal(value("tools", ["none"]), 0);
});

test("a line is level beyond its ends", () => {
  assert.equal(onLine([[0, 0.2], [10, 0.5]], -5), 0.2);
  assert.equal(onLine([[0, 0.2], [10, 0.5]], 11), 0.5);
  assert.ok(Number.isNaN(onLine([[0, 0], [1, 1]], NaN)));
});

test("sizes change at 10, 50 and 250 persons", () => {
  assert.deepEqual([0, 9, 10, 49, 50, 249, 250].map(sizeOf), ["micro", "micro", "small", "small", "medium", "medium", "large"]);
});

test("a test on a missing answer is neither true nor false, and so is its contrary", () => {
  const condition = { question: "plan", is: 0 };
  assert.deepEqual(truth(condition, known({})), { true: false, false: false });
  assert.deepEqual(truth({ not: condition }, known({})), { true: false, false: false });
  assert.deepEqual(truth(condition, known({ plan: 0 })), { true: true, false: false });
  assert.deepEqual(truth({ not: condition }, known({ plan: 1 })), { true: true, false: false });
});

test("conditions of every kind", () => {
  const holds = (condition, answers, profile) => truth(condition, known(answers, profile)).true;
  assert.ok(holds({ question: "plan", in: [1, 2] }, { plan: 2 }));
  assert.ok(holds({ question: "tools", is: "paper" }, { tools: ["paper", "sheet"] }));
  assert.ok(holds({ question: "tools", "at-least": 2 }, { tools: ["paper", "sheet"] }));
  assert.ok(!holds({ question: "tools", "at-least": 1 }, { tools: ["none"] }));
  assert.ok(holds({ question: "rules", "at-least": 1 }, { rules: "partly" }));
  assert.ok(holds({ question: "plan", answered: false }, {}));
  assert.ok(holds({ question: "plan", state: "unknown" }, { plan: { state: "unknown" } }));
  assert.ok(holds({ question: "web", state: "not-applicable" }, { sales: 0 }), "hidden counts as not applicable");
  assert.ok(holds({ compare: { question: "sales", "greater-than": "sales" } }, { sales: 3 }) === false);
  assert.ok(holds({ any: [{ question: "plan", is: 0 }, { sector: ["crafts"] }] }, {}, { sector: "crafts" }));
  assert.ok(holds({ size: ["small"] }, {}, { staff: 12 }));
  assert.ok(!holds({ "staff-at-least": 10 }, {}, {}));
});

test("a hidden question counts as not answered, and what may come is both", () => {
  const shown = (answers) => relevance(form, columnsOf(form, assessment(answers))).web;
  assert.equal(shown({ sales: 1 }), true);
  assert.equal(shown({ sales: 0 }), false);
  const cases = (answers) => shownCases(form, columnsOf(form, assessment(answers)));
  assert.deepEqual([cases({}).always.web, cases({}).ever.web], [false, true]);
  assert.deepEqual([cases({ sales: 5 }).always.web, cases({ sales: 5 }).ever.web], [true, true]);
  assert.deepEqual([cases({ sales: 0 }).always.web, cases({ sales: 0 }).ever.web], [false, false]);
});

test("combinations: all, one where nothing lacks, none where they are too many", () => {
  const two = { a: [{ state: "given", answer: 0 }, { state: "given", answer: 1 }], b: [{ state: "given", answer: 0 }, { state: "given", answer: 1 }] };
  const missing = { a: { state: "unanswered" }, b: { state: "unknown" } };
  assert.equal([...combinations(two, missing, 4)].length, 4);
  assert.equal([...combinations(two, missing, 3)].length, 0);
  assert.deepEqual([...combinations(two, { a: { state: "given" }, b: { state: "given" } }, 4)].map(({ chosen }) => chosen), [{}]);
});

test("aggregates", () => {
  const scored = (aggregate, values, bounds = [1, 1]) => {
    const model = {
      leaves: [{ id: "a", question: "a" }, { id: "b", question: "b" }],
      groups: [{ id: "g", aggregate, children: [0, 1], bounds, "minimum-coverage": 0.5 }],
    };
    const nodes = nodesOf(model, [[0.25, 0.75]], { a: values[0], b: values[1] }, { a: false, b: false });
    return scoresOf(nodes)[2];
  };
  close(scored("weighted-mean", [1, 0.5]), 62.5);
  close(scored("geometric-mean", [0.25, 1]), 100 * 0.25 ** 0.25);
  close(scored("geometric-mean", [0, 1]), 0);
  close(scored("minimum", [0.7, 0.3]), 30);
  close(scored("count", [0.6, 0.4], [0.5, 0.5]), 25);
  close(scored("ladder", [0.4, 0.9], [0.5, 0.5]), 0);
  close(scored("ladder", [0.9, 0.4], [0.5, 0.5]), 25);
  close(scored("sum", [1, 0]), 25);
  assert.equal(scored("weighted-mean", [1, NaN]), null, "a quarter of the weight is below the least coverage of a half");
});

test("levels: bounds belong to the level above them, and a requirement caps", () => {
  const { levels } = form.model;
  assert.deepEqual([null, 39.9, 40, 80].map((score) => levelPlace(levels, score)), [-1, 0, 1, 2]);
  const at = (order) => gatedLevel(levels, 85, () => ({ score: order, applicable: true }));
  assert.equal(at(30).place, 2);
  assert.deepEqual([at(29).place, at(29).cap.step], [0, 1]);
  assert.equal(gatedLevel(levels, 85, () => ({ score: null, applicable: false })).place, 2, "what does not apply asks nothing");
});

test("a result: scores, interval, coverage, level, flags by severity", () => {
  const { nodes, overall, flags, checks, exact } = resultOf(form, assessment({ plan: 0, rules: "no", sales: 50 }, { staff: 12 }));
  close(nodes.order.score, 0);
  close(nodes.order.coverage, 0.75);
  close(nodes.order.high, 25);
  close(nodes.market.score, 100);
  close(nodes.market.low, 50);
  close(overall.score, 50);
  close(overall.low, 25);
  close(overall.high, 62.5);
  assert.equal(overall.level, "low");
  assert.deepEqual([overall.cap.level, overall.cap.node], ["mid", "order"]);
  assert.deepEqual(flags, ["grave", "light"]);
  assert.deepEqual(checks, []);
  assert.equal(exact, true);
});

test("an empty assessment is open from the worst to the best, a variant changes the weights", () => {
  const { overall } = resultOf(form, assessment());
  assert.deepEqual([overall.score, overall.low, overall.high, overall.level], [null, 0, 100, null]);
  const answers = { plan: 4, rules: "yes", tools: ["paper", "sheet"], sales: 0 };
  close(resultOf(form, assessment(answers)).overall.score, 50);
  close(resultOf(form, assessment(answers, { sector: "crafts" })).overall.score, 25);
});

test("an answer that is missing will be there: what hangs on it alone is asked in every completion", () => {
  const { model, shown } = form.completions;
  const own = {
    ...form,
    questions: { ...form.questions, rules: { kind: "yes-partly-no", when: { question: "plan", answered: true } } },
    completions: {
      model: { ...model, several: ["plan", "sales"] },
      shown: { ...shown, cases: { ...shown.cases, plan: [{ state: "given", answer: 0 }] } },
    },
  };
  const { nodes } = resultOf(own, assessment({ plan: { state: "unknown" }, tools: ["paper", "sheet"], rules: "no" }));
  close(nodes.order.low, 25);
  close(nodes.order.high, 75);
});

test("where a higher value is a lower score, what is too much to go through is bounded by the scale alone", () => {
  const { model } = form.completions;
  const completions = { ...form.completions, model: { ...model, several: [], open: ["sales"] } };
  const bounds = (leaves) => {
    const { nodes, exact } = resultOf({ ...form, model: { ...form.model, leaves }, completions }, assessment({ plan: 4, rules: "yes", tools: ["paper", "sheet"] }));
    return [nodes.order.low, nodes.order.high, exact];
  };
  assert.deepEqual(bounds(form.model.leaves), [100, 100, false]);
  const falling = form.model.leaves.map((leaf) => (leaf.id === "rules" ? { ...leaf, points: [[0, 1], [1, 0]] } : leaf));
  assert.deepEqual(bounds(falling), [0, 100, false]);
});
