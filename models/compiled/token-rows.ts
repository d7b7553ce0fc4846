import type { TileShape } from "../../generators/contract/index.ts";
import { NO_MEMORY, type DesignTerms } from "../evaluate/design-terms.ts";
import type { RowFillerOptions } from "../evaluate/row-filler.ts";
import type { PreparedWorkload } from "../workload/mapping.ts";
import type { DerivedCell } from "./cells.ts";
import { Column } from "./columns.ts";
import { tileOf, type DesignCells } from "./design-cells.ts";
import { mappingCell, type Mapping } from "./mapping-cell.ts";

type Memory = DesignTerms["memory"];

/** Numbers of memories that metrics along a row follow from. */
export type MemoryField = Exclude<keyof Memory, "each">;

/** Numbers along a row: inputs and outputs of a step, its key bits, the part of the steps that load a tile. */
export interface TokenNumbers {
  inputs: Float64Array;
  outputs: Float64Array;
  keyBits: Float64Array;
  loadsPerStep: Float64Array;
  /** Of a token; NaN without a workload, or where it does not fit. */
  steps: Float64Array;
  cycles: Float64Array;
}

/** What follows from tiles and a workload, whatever the memories: shared by all settings with the workload. */
export interface TokenColumns {
  readonly mapping: DerivedCell<Mapping>;
  readonly inputs: Column<number>;
  readonly outputs: Column<number>;
  readonly keyBits: Column<number>;
  readonly loadsPerStep: Column<number>;
  readonly steps: Column<Mapping>;
  readonly cycles: Column<Mapping>;
}

/** @param workload undefined: tokens take nothing that is known */
export function tokenColumns(cells: DesignCells, workload: PreparedWorkload | undefined): TokenColumns {
  const { tile } = cells;
  const mapping = mappingCell(cells, workload);
  return {
    mapping,
    inputs: new Column(tile.inputsPerStep, cells, Number),
    outputs: new Column(tile.outputsPerStep, cells, Number),
    keyBits: new Column(tile.keyBitsPerStep, cells, Number),
    loadsPerStep: new Column(tile.loadsPerStep, cells, Number),
    steps: new Column(mapping, cells, ({ steps }) => steps),
    cycles: new Column(mapping, cells, ({ cycles }) => cycles),
  };
}

/** Of the designs of a row, what follows from their tiles and the workload: all of their terms that no circuit decides on. */
export class TokenRows {
  /** Along the current row, see `update`. */
  readonly rows: TokenNumbers;
  /** Whether there is a workload that fits on all designs of the current row. */
  allFit = false;
  readonly columns: TokenColumns;
  readonly #cells: DesignCells;
  readonly #system: RowFillerOptions["memory"];
  /** Made when they are first asked for. */
  #memory: DerivedCell<Memory> | undefined;
  readonly #memories = new Map<MemoryField, Column<Memory>>();
  /** How many were worked out. */
  #shares = 0;

  /** @param system memories; undefined: there are none */
  constructor(cells: DesignCells, columns: TokenColumns, system: RowFillerOptions["memory"]) {
    this.#cells = cells;
    this.columns = columns;
    this.#system = system;
    const none = new Float64Array(cells.length);
    this.rows = {
      inputs: none,
      outputs: none,
      keyBits: none,
      loadsPerStep: none,
      steps: none,
      cycles: none,
    };
  }

  /** Goes on to the current row. */
  update(): void {
    const { inputs, outputs, keyBits, loadsPerStep, steps, cycles } = this.columns;
    const { rows } = this;
    rows.inputs = inputs.now().row;
    rows.outputs = outputs.now().row;
    rows.keyBits = keyBits.now().row;
    rows.loadsPerStep = loadsPerStep.now().row;
    rows.steps = steps.now().row;
    const ofCycles = cycles.now();
    rows.cycles = ofCycles.row;
    this.allFit = ofCycles.isPositive;
  }

  /** A number of the memories along the current row. */
  memoryRow(field: MemoryField): Float64Array {
    return this.memoryColumn(field).now().row;
  }

  memoryColumn(field: MemoryField): Column<Memory> {
    const known = this.#memories.get(field) ?? new Column(this.#memoryCell(), this.#cells, (memory) => memory[field]);
    this.#memories.set(field, known);
    return known;
  }

  /** What memories come to; NaN if there are none, or if the workload does not fit. @throws if it cannot be worked out */
  memoryAt(place: number): Memory {
    return this.#memoryCell().at(place);
  }

  /** The same of one design, where those of the row are not asked for. */
  shareAt(place: number): Memory {
    const mapping = this.columns.mapping.at(place);
    const system = this.#system;
    return mapping.cycles > 0 && system !== undefined ? system.share(this.tileAt(place), mapping) : NO_MEMORY;
  }

  /** How the workload goes onto the design at a place. @throws if that cannot be worked out */
  mappingAt(place: number): Mapping {
    return this.columns.mapping.at(place);
  }

  /** Why it does not; undefined also if that cannot be worked out. */
  unfitAt(place: number): string | undefined {
    return this.columns.mapping.isSoundAt(place) ? this.columns.mapping.at(place).unfit : undefined;
  }

  tileAt(place: number): TileShape {
    return tileOf(this.#cells, place);
  }

  #memoryCell(): DerivedCell<Memory> {
    return (this.#memory ??= this.#cells.cellOfPossible(
      [this.columns.mapping, ...Object.values(this.#cells.tile)],
      (place) => this.shareAt(place),
      () => this.#shares++, // text of so many numbers takes longer than working them out
    ));
  }
}
