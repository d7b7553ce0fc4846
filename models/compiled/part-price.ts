import type { Component } from "../../generators/contract/index.ts";
import type { PricedComponents } from "../cost/priced-components.ts";

/** A source of costs, and whether it knows every module. */
export interface PriceSource {
  readonly priced: PricedComponents;
  readonly isComplete: boolean;
}

/** Energy of one copy of a part in a step that loads a tile, in one that does not, and in an idle cycle [fJ]. */
export interface PartEnergy {
  readonly loadFj: number;
  readonly holdFj: number;
  readonly idleFj: number;
}

/** Area and leakage of one copy of a part. */
export interface PartCost {
  readonly areaUm2: number;
  readonly leakageNw: number;
}

/** What one copy of a part costs, by source; worked out when it is asked for, once. */
export class PartPrice {
  /** Equal for components of equal costs. */
  readonly key: string;
  /** Of one copy: counts are per copy. Gone once all is known: they hold the whole plan of a design. */
  #components: readonly Component[];
  readonly #sources: readonly PriceSource[];
  readonly #costs: (PartCost | undefined)[] = [];
  readonly #energies: (PartEnergy | undefined)[] = [];
  readonly #knows: (boolean | undefined)[] = [];

  constructor(components: readonly Component[], sources: readonly PriceSource[]) {
    this.key = components.map(({ key, count, activity: { key: by } }) => `${key}*${count}|${by}`).join();
    this.#components = components;
    this.#sources = sources;
  }

  /** Whether a source has all numbers. @throws what the source threw */
  isKnownTo(source: number): boolean {
    let knows = this.#knows[source];
    if (knows !== undefined) return knows;
    const { priced, isComplete } = this.#sources[source]!;
    const sums = { areaUm2: 0, leakageNw: 0, loadFj: 0, holdFj: 0, idleFj: 0 };
    knows = isComplete || (priced.sumCosts(this.#components, sums) && priced.sumEnergies(this.#components, sums));
    this.#knows[source] = knows;
    return knows;
  }

  /** @throws what the source threw */
  costOf(source: number): PartCost {
    let cost = this.#costs[source];
    if (cost !== undefined) return cost;
    cost = { areaUm2: 0, leakageNw: 0 };
    this.#require(this.#sources[source]!.priced.sumCosts(this.#components, cost));
    this.#costs[source] = cost;
    this.#forget();
    return cost;
  }

  /** @throws what the source threw */
  energyOf(source: number): PartEnergy {
    let energy = this.#energies[source];
    if (energy !== undefined) return energy;
    energy = { loadFj: 0, holdFj: 0, idleFj: 0 };
    this.#require(this.#sources[source]!.priced.sumEnergies(this.#components, energy));
    this.#energies[source] = energy;
    this.#forget();
    return energy;
  }

  #forget(): void {
    const isAll = this.#sources.every(
      ({ isComplete }, source) =>
        (isComplete || this.#knows[source] !== undefined) &&
        (this.#knows[source] === false || (this.#costs[source] !== undefined && this.#energies[source] !== undefined)),
    );
    if (isAll) this.#components = [];
  }

  #require(isKnown: boolean): void {
    if (!isKnown) throw new Error(`internal: ${this.#components.map(({ key }) => key).join(", ")} has no price`);
  }
}
