// A small form of our own for the interpreter's tests: two dimensions, every kind of question, one condition.

export const form = {
  regions: ["fes-meknes", "oriental"],
  sectors: ["automotive", "crafts"],
  questionnaire: { id: "small", version: "1.0.0", sha256: "0".repeat(64) },
  words: { fr: {}, ar: {} },
  sections: [
    { id: "profile", questions: ["firm", "staff", "sector"] },
    { id: "work", questions: ["plan", "tools", "sales", "web", "rules", "wish"] },
  ],
  questions: {
    firm: { kind: "profile", field: "firm" },
    staff: { kind: "profile", field: "staff" },
    sector: { kind: "profile", field: "sector" },
    plan: { kind: "level", options: 5, express: true },
    tools: { kind: "checklist", options: { paper: 1, sheet: 3, bad: -2, none: 0 }, none: "none", "not-applicable": true },
    sales: { kind: "number", minimum: 0, maximum: 100, map: [[0, 0], [10, 0.5], [50, 1]], express: true },
    web: { kind: "choice", options: { page: 0.5, shop: 1, nothing: 0 }, when: { question: "sales", "at-least": 1 } },
    rules: { kind: "yes-partly-no" },
    wish: { kind: "text", "maximum-length": 50 },
  },
  model: {
    overall: true,
    levels: {
      boundary: "lower-inclusive",
      steps: [{ id: "low", from: 0 }, { id: "mid", from: 40, require: [{ node: "order", "at-least": 30 }] }, { id: "top", from: 80 }],
    },
    leaves: ["plan", "tools", "sales", "web", "rules"].map((id) => ({ id, question: id })),
    groups: [
      { id: "order", aggregate: "weighted-mean", children: [0, 1, 4], bounds: [1, 1, 1], "minimum-coverage": 0.35 },
      { id: "market", aggregate: "weighted-mean", children: [2, 3], bounds: [1, 1], "minimum-coverage": 0.35 },
      { id: "overall", aggregate: "weighted-mean", children: [5, 6], bounds: [1, 1], "minimum-coverage": 0.35 },
    ],
    weights: [[0.5, 0.25, 0.25], [0.5, 0.5], [0.5, 0.5]],
    variants: [{ id: "crafts", sector: ["crafts"], size: [], weights: [[0.5, 0.25, 0.25], [0.5, 0.5], [0.25, 0.75]] }],
  },
  completions: {
    model: {
      cases: {
        plan: [{ state: "given", answer: 0, low: 0, high: 1 }],
        tools: [{ state: "given", answer: ["none"], low: 0, high: 1 }],
        sales: [
          { state: "given", answer: 0, low: 0, high: 0 },
          { state: "given", answer: 1, low: 0.05, high: 1 },
        ],
        web: [{ state: "given", answer: "page", low: 0, high: 1 }],
        rules: [{ state: "given", answer: "no", low: 0, high: 1 }],
      },
      several: ["sales"],
      open: [],
      most: 1024,
    },
    shown: { cases: { sales: [{ state: "given", answer: 0 }, { state: "given", answer: 1 }] }, open: [], most: 1024 },
  },
  flags: {
    light: { when: { question: "rules", is: "no" }, severity: 1, first: "write-rules" },
    grave: { when: { all: [{ question: "plan", is: 0 }, { "staff-at-least": 10 }] }, severity: 3, first: "write-rules" },
  },
  checks: { odd: { when: { not: { question: "web", is: "nothing" } }, strength: "doubtful", doubt: "web" } },
};

/** An assessment of the small form with some answers. */
export function assessment(answers = {}, profile = {}) {
  const given = Object.entries(answers).map(([name, answer]) => [name, typeof answer === "object" && answer?.state ? answer : { state: "given", answer }]);
  return { profile, answers: Object.fromEntries(given) };
}
