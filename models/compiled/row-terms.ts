import type { Kernels } from "./kernels/row-memory.ts";
import type { DesignTerms } from "../evaluate/design-terms.ts";
import type { MetricList, RowScratch } from "./row-scratch.ts";
import type { RowCosts } from "./row-costs.ts";
import type { TokenRows } from "./token-rows.ts";

/** The terms of the designs of a row, from which their metrics follow. */
export class RowTerms {
  readonly terms: DesignTerms;
  readonly costs: RowCosts;
  readonly tokens: TokenRows;
  readonly #scratch: RowScratch;

  constructor(terms: DesignTerms, costs: RowCosts, tokens: TokenRows, scratch: RowScratch) {
    this.#scratch = scratch;
    this.terms = terms;
    this.costs = costs;
    this.tokens = tokens;
  }

  /** Lists to put metrics of the designs of a row into. */
  metricLists(count: number): readonly MetricList[] {
    return this.#scratch.metricLists(count);
  }

  /** Loops over lists of the rows. */
  get kernels(): Kernels {
    return this.#scratch.memory.kernels;
  }

  /** A list to name some of the designs of a row in. */
  get someOfList(): Int32Array {
    return this.#scratch.some;
  }

  /** Sets the terms to those of the design at a place, but for leakage and energies. */
  setBeforeEnergy(place: number, isOfSystem: boolean): void {
    const { terms } = this;
    const { areaUm2, pathPs } = this.costs;
    const { inputs, outputs, keyBits, loadsPerStep, steps, cycles } = this.tokens.rows;
    terms.areaUm2 = areaUm2[place]!;
    terms.criticalPathPs = pathPs[place]!;
    terms.macs = inputs[place]! * outputs[place]!;
    terms.keyBits = keyBits[place]!;
    terms.loadsPerStep = loadsPerStep[place]!;
    terms.steps = steps[place]!;
    terms.cycles = cycles[place]!;
    if (isOfSystem) terms.memory = this.tokens.memoryAt(place);
  }

  /** Sets the terms to those of the design at a place. */
  set(place: number, isOfSystem: boolean): void {
    const { terms } = this;
    const { leakageNw, loadFj, holdFj, idleFj } = this.costs;
    this.setBeforeEnergy(place, isOfSystem);
    terms.leakageNw = leakageNw[place]!;
    terms.loadFj = loadFj[place]!;
    terms.holdFj = holdFj[place]!;
    terms.idleFj = idleFj[place]!;
  }
}
