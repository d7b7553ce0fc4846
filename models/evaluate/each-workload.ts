import type { TileShape } from "../../generators/contract/index.ts";
import type { MemorySystem } from "../memory/memory-system.ts";
import { SystemModel, type MemoryShare, type SizedTile, type TokensOfEach } from "../memory/system.ts";
import { mapWorkload, prepareWorkload, type PreparedWorkload } from "../workload/mapping.ts";
import type { Combination } from "../workload/workload.ts";
import { NO_MEMORY } from "./design-terms.ts";

interface One {
  readonly name: string;
  readonly workload: PreparedWorkload;
  readonly memory: SystemModel | undefined;
}

/** Tokens of several workloads on one design, each with its share of the memories, whose buffers hold the largest layers of all. */
export class EachWorkload implements Pick<SystemModel, "share"> {
  readonly #combination: Combination;
  readonly #each: readonly One[];

  constructor(
    combination: Combination,
    memory: MemorySystem | undefined,
    { clockMhz, cores }: { readonly clockMhz: number; readonly cores: number },
  ) {
    this.#combination = combination;
    const all = combination.of.map((workload) => prepareWorkload({ ...workload, cores }));
    const shapes = all.flatMap((workload) => workload.shapes);
    this.#each = all.map((workload) => ({
      name: workload.name,
      workload,
      memory: memory === undefined ? undefined : new SystemModel(memory, workload, clockMhz, shapes),
    }));
  }

  /** Of a design that all of them fit on; the numbers of all together are absent. */
  share(tile: SizedTile & TileShape): MemoryShare {
    const { combine, weights } = this.#combination;
    const tokens = this.#each.map(({ name, workload, memory }) => {
      const cost = mapWorkload(workload, tile, { steps: 0, cycles: 0 });
      return { name, macsPerToken: workload.macs, ...cost, memory: memory?.share(tile, cost) ?? NO_MEMORY };
    });
    return { ...NO_MEMORY, each: new Tokens(tokens, combine, weights) };
  }
}

/** Equal as text where all numbers are: designs of a sweep that share them are found by it. */
class Tokens implements TokensOfEach {
  readonly tokens: TokensOfEach["tokens"];
  readonly combine: TokensOfEach["combine"];
  readonly weights: readonly number[];

  constructor(tokens: TokensOfEach["tokens"], combine: TokensOfEach["combine"], weights: readonly number[]) {
    this.tokens = tokens;
    this.combine = combine;
    this.weights = weights;
  }

  toString(): string {
    return this.tokens.map(({ steps, cycles, memory }) => [steps, cycles, ...Object.values(memory)].join()).join(";");
  }
}
