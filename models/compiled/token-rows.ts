import type { TileShape } from "../../generators/contract/index.ts";
import { NO_MEMORY, type DesignTerms } from "../evaluate/design-terms.ts";
import type { RowFillerOptions } from "../evaluate/row-filler.ts";
import { mapWorkload, whyUnfit, type TokenCost } from "../workload/mapping.ts";
import type { DerivedCell } from "./cells.ts";
import { Column } from "./columns.ts";
import type { DesignCells } from "./design-cells.ts";
import { NumberPairs } from "./number-pairs.ts";

/** How a workload goes onto a tile. */
interface Mapping extends TokenCost {
  /** Why it does not. */
  readonly unfit: string | undefined;
}

type Memory = DesignTerms["memory"];

/** Numbers of memories that metrics along a row follow from. */
type MemoryField = "sramAreaUm2" | "sramEnergyPerTokenUj" | "dramEnergyPerTokenUj" | "waitUs";

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

type Options = Pick<RowFillerOptions, "workload" | "memory">;

/** Of the designs of a row, what follows from their tiles and the workload: all of their terms that no circuit decides on. */
export class TokenRows {
  /** Along the current row, see `update`. */
  readonly rows: TokenNumbers;
  /** Whether there is a workload that fits on all designs of the current row. */
  allFit = false;
  readonly #cells: DesignCells;
  readonly #mapping: DerivedCell<Mapping>;
  readonly #memory: DerivedCell<Memory>;
  readonly #system: Options["memory"];
  readonly #columns: {
    readonly inputs: Column<number>;
    readonly outputs: Column<number>;
    readonly keyBits: Column<number>;
    readonly loadsPerStep: Column<number>;
    readonly steps: Column<Mapping>;
    readonly cycles: Column<Mapping>;
  };
  readonly #memories: { readonly [Field in MemoryField]: Column<Memory> };

  constructor(cells: DesignCells, options: Options) {
    const { tile, length } = cells;
    this.#cells = cells;
    this.#mapping = this.#mappingCell(options);
    this.#system = options.memory;
    this.#memory = this.#memoryCell();
    this.#columns = {
      inputs: new Column(tile.inputsPerStep, length, Number),
      outputs: new Column(tile.outputsPerStep, length, Number),
      keyBits: new Column(tile.keyBitsPerStep, length, Number),
      loadsPerStep: new Column(tile.loadsPerStep, length, Number),
      steps: new Column(this.#mapping, length, ({ steps }) => steps),
      cycles: new Column(this.#mapping, length, ({ cycles }) => cycles),
    };
    const ofMemory = (field: MemoryField) => new Column(this.#memory, length, (memory) => memory[field]);
    this.#memories = {
      sramAreaUm2: ofMemory("sramAreaUm2"),
      sramEnergyPerTokenUj: ofMemory("sramEnergyPerTokenUj"),
      dramEnergyPerTokenUj: ofMemory("dramEnergyPerTokenUj"),
      waitUs: ofMemory("waitUs"),
    };
    const none = new Float64Array(length);
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
    const { inputs, outputs, keyBits, loadsPerStep, steps, cycles } = this.#columns;
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
    return this.#memories[field].now().row;
  }

  /** What memories come to; NaN if there are none, or if the workload does not fit. @throws if it cannot be worked out */
  memoryAt(place: number): Memory {
    return this.#memory.at(place);
  }

  /** The same of one design, where those of the row are not asked for. */
  shareAt(place: number): Memory {
    const mapping = this.#mapping.at(place);
    const system = this.#system;
    return mapping.cycles > 0 && system !== undefined ? system.share(this.tileAt(place), mapping) : NO_MEMORY;
  }

  /** How the workload goes onto the design at a place. @throws if that cannot be worked out */
  mappingAt(place: number): Mapping {
    return this.#mapping.at(place);
  }

  /** Why it does not; undefined also if that cannot be worked out. */
  unfitAt(place: number): string | undefined {
    return this.#mapping.isSoundAt(place) ? this.#mapping.at(place).unfit : undefined;
  }

  tileAt(place: number): TileShape {
    const { tile } = this.#cells;
    return {
      activationBits: tile.activationBits.at(place),
      accumulatorBits: tile.accumulatorBits.at(place),
      loadsPerStep: tile.loadsPerStep.at(place),
      inputsPerStep: tile.inputsPerStep.at(place),
      outputsPerStep: tile.outputsPerStep.at(place),
      maxInputs: tile.maxInputs.at(place),
      maxOutputs: tile.maxOutputs.at(place),
      shape: tile.shape.at(place),
      keyBitsPerStep: tile.keyBitsPerStep.at(place),
      idleCyclesPerProduct: tile.idleCyclesPerProduct.at(place),
      latencyCycles: tile.latencyCycles.at(place),
    };
  }

  #mappingCell({ workload }: Options): DerivedCell<Mapping> {
    const { tile } = this.#cells;
    const { inputsPerStep, outputsPerStep, maxInputs, maxOutputs, shape, idleCyclesPerProduct, latencyCycles } = tile;
    const none = { unfit: undefined, steps: Number.NaN, cycles: Number.NaN };
    const pairs = new NumberPairs();
    return this.#cells.cell(
      [inputsPerStep, outputsPerStep, maxInputs, maxOutputs, shape, idleCyclesPerProduct, latencyCycles],
      (place): Mapping => {
        if (workload === undefined) return none;
        const placed = this.tileAt(place);
        const unfit = whyUnfit(workload, placed);
        if (unfit !== undefined) return { ...none, unfit };
        return { unfit, ...mapWorkload(workload, placed, { steps: 0, cycles: 0 }) };
      },
      ({ unfit, steps, cycles }) => unfit ?? pairs.of(steps, cycles),
      true,
    );
  }

  #memoryCell(): DerivedCell<Memory> {
    return this.#cells.cell(
      [this.#mapping, ...Object.values(this.#cells.tile)],
      (place) => this.shareAt(place),
      (share) => Object.values(share).join(),
      true,
    );
  }
}
