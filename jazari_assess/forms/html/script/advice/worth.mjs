// What points are worth to one firm: of each dimension by where it stands, of each of its aims by what serves it.

import { TOLERANCE } from "./standing.mjs";

const TOP = 100;
const QUARTER_OF_SCALE = 25;
const [HELPS, DECIDES] = [1, 2];

/** What an action counts where the firm stands today. */
export class Worth {
  constructor(firm) {
    this.firm = firm;
    this.numbers = firm.form.planning;
    this.weights = { 0: 0, [HELPS]: this.numbers.aims.relevance[0], [DECIDES]: this.numbers.aims.relevance[1] };
    this.totals = this.aimTotals();
    this.aims = [...new Set(firm.profile.aims ?? [])].filter((aim) => this.totals[aim] > 0);
    this.setFloors();
  }

  aimTotals() {
    const { aims } = this.firm.form;
    const scored = (serves) => Object.entries(serves).filter(([name]) => name in this.firm.shares);
    const total = ({ serves }) => scored(serves).reduce((sum, [, relevance]) => sum + this.weights[relevance], 0);
    return Object.fromEntries(Object.entries(aims).map(([name, aim]) => [name, total(aim)]));
  }

  /** The bound of the firm's next level, and for each dimension the highest of it and of what that level asks. */
  setFloors() {
    const { levels } = this.firm.form.model;
    const today = this.firm.node(this.firm.root).score ?? 0;
    const next = levels.steps.find((step) => step.from > today + TOLERANCE);
    this.floor = next === undefined ? TOP : next.from;
    const gates = Object.fromEntries((next?.require ?? []).map((one) => [one.node, one["at-least"]]));
    this.floors = Object.fromEntries(this.firm.dimensions.map((name) => [name, Math.max(this.floor, gates[name] ?? 0)]));
  }

  /** What one point given to a dimension counts today. */
  ofDimension(name) {
    const own = this.numbers.readiness["own-weight"];
    const share = own * this.firm.node(name).share + (1 - own) / this.firm.dimensions.length;
    return share * (this.aims.length ? 1 - this.numbers.aims.share : 1) * this.slope(name);
  }

  slope(name) {
    const [today, floor] = [this.firm.node(name).score ?? 0, this.floors[name]];
    const following = Math.max(floor, this.firm.form.model.levels.steps.map((step) => step.from).find((bound) => bound > this.floor + TOLERANCE) ?? TOP);
    const ends = [floor, following, Infinity];
    const starts = [0, floor, following];
    return this.numbers.readiness.slopes[ends.findIndex((end, place) => end - Math.max(today, starts[place]) > TOLERANCE)];
  }

  /** What one point given to an aim counts today. */
  get ofAim() {
    const { share, bands, beyond } = this.numbers.aims;
    return (share / this.aims.length) * (bands.length ? bands[0][1] : beyond);
  }

  /** What an action counts: each point of its lifts, or without a lift what it does for the aims. */
  of(candidate) {
    if (candidate.reserved) return 0;
    const { action, lifts } = candidate;
    const parts = lifts.length ? lifts.flatMap((lift) => this.ofLift(lift, action)) : this.ofDeed(action);
    return parts.reduce((sum, part) => sum + part, 0); // in the engine's order, so that equal acts stay equal
  }

  ofLift(lift, action) {
    const { dimension, share } = this.firm.shares[lift.indicator];
    const gain = lift.high - lift.low;
    const served = this.aims.map((aim) => this.ofAim * ((this.weight(aim, action) / this.totals[aim]) * gain));
    return [this.ofDimension(dimension) * (share * gain * this.height(lift)), ...served];
  }

  ofDeed(action) {
    const points = this.numbers.aims["deed-points"];
    return this.aims.map((aim) => this.ofAim * ((points * this.weight(aim, action)) / this.totals[aim]));
  }

  weight(aim, action) {
    return this.weights[this.relevance(aim, action)];
  }

  /** What points count by their height on the scale. */
  height(lift) {
    const start = this.firm.node(lift.indicator).score ?? 0;
    const top = lift.isOption ? Math.min(TOP, start + lift.high) : lift.high;
    const { steps } = this.numbers.readiness;
    return steps.at(Math.min(steps.length - 1, Math.floor((top - TOLERANCE) / QUARTER_OF_SCALE)));
  }

  /** How much an action serves an aim: its own deed 2, else as it says, else as its indicator does. */
  relevance(aim, action) {
    if (action.deeds?.includes(aim)) return DECIDES;
    if (action.aims !== undefined && aim in action.aims) return action.aims[aim];
    const changes = action.step !== undefined || action.items !== undefined || action.choice !== undefined;
    return changes ? (this.firm.form.aims[aim].serves[action.indicator] ?? 0) : 0;
  }
}
