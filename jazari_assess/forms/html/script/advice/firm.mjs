// One firm as advice sees it: scores, shares, answers, and the points an answer is worth.

import { sizeOf } from "../engine/answers.mjs";
import { isAsked, truth } from "../engine/conditions.mjs";
import { leafValue } from "../engine/kernel.mjs";
import { answerValue } from "../engine/values.mjs";

const USUAL_SIZE = "small";

export class Firm {
  constructor(form, assessment, result) {
    this.form = form;
    this.profile = assessment.profile;
    this.result = result;
    this.root = form.model.groups[form.model.groups.length - 1].id;
    this.leaves = Object.fromEntries(form.model.leaves.map((leaf) => [leaf.id, leaf]));
    this.told = typeof assessment.profile.staff === "number" ? sizeOf(assessment.profile.staff) : null;
    this.dimensions = this.childrenOf(this.root).filter((name) => result.nodes[name].state === "scored");
    this.shares = this.sharesOfLeaves();
  }

  /** The size by which effort is taken: a firm that did not tell its staff counts as small. */
  get size() {
    return this.told ?? USUAL_SIZE;
  }

  childrenOf(name) {
    const { leaves, groups } = this.form.model;
    const ids = [...leaves, ...groups].map(({ id }) => id);
    const group = groups.find(({ id }) => id === name);
    return group.children.map((place) => ids[place]);
  }

  /** For each scored leaf its dimension and the points this gains for each point of the leaf. */
  sharesOfLeaves() {
    const found = {};
    for (const id of Object.keys(this.leaves)) {
      let [name, share] = [id, 1];
      while (this.node(name).parent !== null && this.node(name).parent !== this.root) {
        share *= this.node(name).share;
        name = this.node(name).parent;
      }
      if (this.node(id).state === "scored" && this.dimensions.includes(name)) found[id] = { dimension: name, share };
    }
    return found;
  }

  node(name) {
    return this.result.nodes[name];
  }

  question(indicator) {
    return this.form.questions[this.leaves[indicator].question];
  }

  column(indicator) {
    return this.result.columns[this.leaves[indicator].question];
  }

  /** The score 0..100 that an indicator has with an answer. */
  points(indicator, answer) {
    return 100 * leafValue(this.leaves[indicator], answerValue(this.question(indicator), answer));
  }

  /** Whether a condition certainly holds (true), certainly does not (false), or nobody knows (null). */
  holds(condition) {
    if (condition === undefined) return true;
    if (!isAsked(condition, this.form)) return false;
    const found = truth(condition, this.result.evidence);
    return found.true ? true : found.false ? false : null;
  }
}
