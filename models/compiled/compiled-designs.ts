import type { CostModel, CostPieces } from "../cost/cost-model.ts";
import { PricedComponents } from "../cost/priced-components.ts";
import type { PreparedWorkload } from "../workload/mapping.ts";
import { BoxRanges } from "./boxes/box-tokens.ts";
import { BoxRows } from "./boxes/box-rows.ts";
import { DesignCells, type DesignCellsOptions } from "./design-cells.ts";
import type { RowList, RowMemory } from "./kernels/row-memory.ts";
import { RowScratch } from "./row-scratch.ts";
import { SourceRows } from "./source-rows.ts";
import { tokenColumns, type TokenColumns } from "./token-rows.ts";

export type CompiledDesignsOptions = Omit<DesignCellsOptions, "sources" | "memory"> & {
  /** The preferred one first. */
  readonly models: readonly CostModel[];
  /** Values of the parameter along which rows run. */
  readonly copies: readonly number[];
};

/**
 * The circuits of a product of lists of parameters: what a technology alone decides on. Whatever the clock, the memory and
 * the workload, each part of a design is worked out once.
 */
export class CompiledDesigns {
  readonly cells: DesignCells;
  readonly memory: RowMemory;
  /** Values of the parameter along which rows run. */
  readonly copies: RowList;
  /** Lists that are written again for each row. */
  readonly scratch: RowScratch;
  /** One for each source of costs. */
  readonly sources: readonly SourceRows[];
  readonly boxRanges: BoxRanges;
  #boxes: BoxRows | undefined;
  /** By workload, as text. */
  readonly #tokens = new Map<string, TokenColumns>();

  /** @param memory that nobody else uses */
  constructor(options: CompiledDesignsOptions, memory: RowMemory) {
    this.memory = memory;
    const pieces = options.models.map((model) => ({ ...requirePieces(model), priced: new PricedComponents(model) }));
    this.cells = new DesignCells({ ...options, sources: pieces, memory });
    this.boxRanges = new BoxRanges(this.cells);
    this.scratch = new RowScratch(this.memory, this.cells.length);
    this.copies = this.memory.listOf(options.copies);
    this.sources = pieces.map((each, source) => new SourceRows(source, each, this.cells, this.memory, this.copies));
  }

  /** What boxes of rows cost at least. */
  get boxes(): BoxRows {
    return (this.#boxes ??= new BoxRows(this.cells, this.sources, this.copies));
  }

  /** What follows from tiles and a workload. */
  tokensOf(workload: PreparedWorkload | undefined): TokenColumns {
    const key = JSON.stringify(workload) ?? "";
    const known = this.#tokens.get(key) ?? tokenColumns(this.cells, workload);
    this.#tokens.set(key, known);
    return known;
  }
}

function requirePieces({ fidelity, pieces }: CostModel): CostPieces {
  if (pieces === undefined) throw new Error(`internal: ${fidelity} does not say what designs are put together from`);
  return pieces;
}
