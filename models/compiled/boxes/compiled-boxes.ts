import { BoxTerms } from "../../evaluate/box-terms.ts";
import type { RowFiller } from "../../evaluate/row-filler.ts";
import type { BoxRows } from "./box-rows.ts";
import type { Clocks } from "../clocks.ts";
import type { BoxTokens } from "./box-tokens.ts";
import type { Box } from "./levels.ts";
import { at } from "./row-range.ts";

/** Asks whether some design of a box could matter, from the best that any of them could have. */
export type MayMatter = (box: BoxTerms) => boolean;

/** Boxes of rows in one setting: where, along their rows, a design could matter. */
export class CompiledBoxes {
  /** Where the places begin and end that `narrow` left. */
  from = 0;
  to = 0;
  readonly #rows: BoxRows;
  readonly #tokens: BoxTokens;
  readonly #terms: BoxTerms;
  readonly #clocks: Clocks;
  readonly #hasWorkload: boolean;
  readonly #isOfSystem: boolean;
  readonly #macs = { low: 0, high: 0 };
  readonly #loads = { low: 0, high: 0 };
  readonly #steps = { low: 0, high: 0 };

  /**
   * @param clocks that a design may have: where there are several, it is best with the fastest one
   * @param isOfSystem whether metrics of memories are asked for
   */
  constructor(rows: BoxRows, tokens: BoxTokens, { terms }: RowFiller, clocks: Clocks, isOfSystem: boolean) {
    this.#rows = rows;
    this.#tokens = tokens;
    this.#terms = new BoxTerms(terms);
    this.#clocks = clocks;
    this.#hasWorkload = !Number.isNaN(terms.macsPerToken);
    this.#isOfSystem = isOfSystem;
  }

  /**
   * Narrows the places `first` … `last` − 1 of the rows of a box down, from both ends, to those where a design could matter;
   * returns whether any is left.
   * @param mostUm2 largest area
   */
  narrow(box: Box, first: number, last: number, mostUm2: number, mayMatter: MayMatter): boolean {
    const rows = this.#rows;
    if (!rows.narrow(box, first, last, mostUm2, this.#clocks.longestPs)) return false;
    rows.fillEnergies(box);
    const place = this.#placer(box);
    let { from, to } = rows;
    while (from < to && !(place(from) && mayMatter(this.#terms))) from++;
    while (from < to && !(place(to - 1) && mayMatter(this.#terms))) to--;
    [this.from, this.to] = [from, to];
    return from < to;
  }

  /** Sets the terms to those at a place; tells whether a design can be there at all. */
  #placer(box: Box): (place: number) => boolean {
    const tokens = this.#tokens;
    const { areaUm2, leakageNw, pathPs, loadFj, holdFj, idleFj } = this.#rows.costs;
    const inputs = tokens.range("inputs", box);
    const outputs = tokens.range("outputs", box);
    const keyBits = tokens.range("keyBits", box);
    const loads = tokens.range("loadsPerStep", box);
    const steps = tokens.range("steps", box);
    const cycles = tokens.range("cycles", box);
    const setMemory = this.#isOfSystem ? this.#memorySetter(box) : () => undefined;
    const { least } = this.#terms;
    return (place) => {
      const clock = this.#clocks.fastest(pathPs[place]!);
      if (!(areaUm2[place]! < Infinity) || clock < 0) return false;
      if (this.#hasWorkload && !(at(cycles.low, place) > 0)) return false;
      least.clockMhz = this.#clocks.mhz[clock]!;
      least.areaUm2 = areaUm2[place]!;
      least.leakageNw = leakageNw[place]!;
      least.criticalPathPs = pathPs[place]!;
      least.loadFj = loadFj[place]!;
      least.holdFj = holdFj[place]!;
      least.idleFj = idleFj[place]!;
      least.keyBits = at(keyBits.low, place);
      least.cycles = at(cycles.low, place);
      this.#macs.low = at(inputs.low, place) * at(outputs.low, place);
      this.#macs.high = at(inputs.high, place) * at(outputs.high, place);
      this.#loads.low = at(loads.low, place);
      this.#loads.high = at(loads.high, place);
      this.#steps.low = at(steps.low, place);
      this.#steps.high = at(steps.high, place);
      this.#terms.set(this.#macs, this.#loads, this.#steps);
      setMemory(place);
      return true;
    };
  }

  #memorySetter(box: Box): (place: number) => void {
    const tokens = this.#tokens;
    const area = tokens.memory("sramAreaUm2", box).low;
    const sramUj = tokens.memory("sramEnergyPerTokenUj", box).low;
    const dramUj = tokens.memory("dramEnergyPerTokenUj", box).low;
    const waitUs = tokens.memory("waitUs", box).low;
    const bandwidth = tokens.memory("bandwidthTokensPerSecond", box).high;
    const tokensPerSecond = tokens.memory("systemTokensPerSecond", box).high;
    const { memory } = this.#terms;
    return (place) => {
      memory.sramAreaUm2 = at(area, place);
      memory.sramEnergyPerTokenUj = at(sramUj, place);
      memory.dramEnergyPerTokenUj = at(dramUj, place);
      memory.waitUs = at(waitUs, place);
      memory.bandwidthTokensPerSecond = at(bandwidth, place);
      memory.systemTokensPerSecond = at(tokensPerSecond, place);
    };
  }
}
