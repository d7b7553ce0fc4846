import type { TileShape } from "../../generators/contract/index.ts";
import { METRIC_COUNT } from "../../src/core/metric-row.ts";
import { InputError } from "../../src/core/errors.ts";
import type { CoreCost, CostModel, CostPieces } from "../cost/cost-model.ts";
import { PricedComponents } from "../cost/priced-components.ts";
import type { DesignTerms } from "../evaluate/design-terms.ts";
import type { EvaluatorOptions } from "../evaluate/evaluation.ts";
import { RowFiller } from "../evaluate/row-filler.ts";
import { mapWorkload, prepareWorkload, whyUnfit, type PreparedWorkload, type TokenCost } from "../workload/mapping.ts";
import type { DerivedCell } from "./cells.ts";
import { Column } from "./columns.ts";
import { DesignCells, type DesignCellsOptions } from "./design-cells.ts";
import { SourceRows } from "./source-rows.ts";

/** A bound on a metric, ready for many designs. */
export interface RowBound {
  /** Whether its metric takes no energy of any module. */
  readonly isBeforeEnergy: boolean;
  /** Undefined: the metric does not follow from terms; the bound is left to the sink. */
  readonly of: ((terms: DesignTerms) => number) | undefined;
  readonly minimum: number;
  readonly maximum: number;
  /** Why a design is out. */
  readonly below: string;
  readonly above: string;
}

/** Where the designs of a row go. */
export interface RowSink {
  /** In the order in which they are held against designs: those that take no energy first. */
  readonly bounds: readonly RowBound[];
  failed(reason: string, designs: number): void;
  infeasible(reason: string, designs: number): void;
  /** Whether a design that keeps all bounds known from its terms is wanted with all its metrics; else it counts as feasible. */
  wants(place: number, terms: DesignTerms): boolean;
  /** A design with all its metrics. @param overflow why it is out, if it is */
  take(place: number, row: Float64Array, overflow: string | undefined): void;
}

/** How a workload goes onto a tile. */
interface Mapping extends TokenCost {
  readonly unfit: string | undefined;
}

export type CompiledCoreOptions = Omit<DesignCellsOptions, "sources"> & {
  readonly evaluator: EvaluatorOptions;
  /** Values of the parameter along which rows run. */
  readonly copies: readonly number[];
};

/**
 * A product of lists of parameters, worked out row by row: the designs of a row differ in one parameter. Each part of a
 * design is worked out once for all designs that share it; the rest is sums, maxima and products of numbers, the same to
 * the last bit as `Evaluator.evaluateMetrics` gives.
 */
export class CompiledCore {
  readonly cells: DesignCells;
  readonly #options: CompiledCoreOptions;
  readonly #sources: readonly SourceRows[];
  readonly #filler: RowFiller;
  readonly #mapping: DerivedCell<Mapping>;
  readonly #columns: {
    readonly macs: Column<number>;
    readonly outputs: Column<number>;
    readonly keyBits: Column<number>;
    readonly loadsPerStep: Column<number>;
    readonly steps: Column<Mapping>;
    readonly cycles: Column<Mapping>;
  };
  /** Of the current row, those that are judged. */
  #places = { first: 0, last: 0 };
  readonly #row = new Float64Array(METRIC_COUNT);
  readonly #core: CoreCost = { areaUm2: 0, leakageNw: 0, loadFj: 0, holdFj: 0, idleFj: 0, criticalPathPs: 0 };

  constructor(options: CompiledCoreOptions) {
    this.#options = options;
    const { models, nand2AreaUm2, clockMhz, memory, workload: asked } = options.evaluator;
    const pieces = models.map((model) => ({ ...requirePieces(model), priced: new PricedComponents(model) }));
    this.cells = new DesignCells({ ...options, sources: pieces });
    this.#sources = pieces.map(({ top }, source) => new SourceRows(source, top, this.cells, options));
    const workload = asked === undefined ? undefined : prepareWorkload(asked);
    this.#filler = new RowFiller({ nand2AreaUm2, clockMhz, workload, ...(memory === undefined ? {} : { memory }) });
    this.#mapping = this.#mappingCell(workload);
    const { tile, length } = this.cells;
    this.#columns = {
      macs: new Column(tile.inputsPerStep, length, Number),
      outputs: new Column(tile.outputsPerStep, length, Number),
      keyBits: new Column(tile.keyBitsPerStep, length, Number),
      loadsPerStep: new Column(tile.loadsPerStep, length, Number),
      steps: new Column(this.#mapping, length, ({ steps }) => steps),
      cycles: new Column(this.#mapping, length, ({ cycles }) => cycles),
    };
  }

  /**
   * Judges the designs at places `first` … `last` − 1 of the row at which the digits stand.
   * @param from slowest digit that moved since; −1: all
   */
  judge(from: number, first: number, last: number, sink: RowSink): void {
    const { cells } = this;
    this.#places = { first, last };
    cells.updateLight(from);
    if (!this.#countImpossible(sink)) return;
    cells.updateHeavy();
    for (const source of this.#sources) {
      if (source.isKnown()) return this.#judgeRow(source, sink);
      if (source.isKnownSomewhere()) break;
    }
    for (let place = first; place < last; place++) if (cells.isPossible(place)) this.#judgeByItself(place, sink);
  }

  /** Counts designs that cannot be; whether any other is left. */
  #countImpossible(sink: RowSink): boolean {
    const { cells } = this;
    if (cells.areAllPossible()) return true;
    let isAnyPossible = false;
    const { first, last } = this.#places;
    for (let place = first; place < last; place++) {
      if (cells.isPossible(place)) isAnyPossible = true;
      else sink.failed(cells.conflict.at(place), 1);
    }
    return isAnyPossible;
  }

  /** Judges a row of which one source knows all. */
  #judgeRow(source: SourceRows, sink: RowSink): void {
    const { cells } = this;
    const { terms } = this.#filler;
    const { macs, outputs, keyBits, loadsPerStep, steps, cycles } = this.#columns;
    const [inputs, lanes, keys, loads] = [macs.current(), outputs.current(), keyBits.current(), loadsPerStep.current()];
    const [tokenSteps, tokenCycles] = [steps.current(), cycles.current()];
    const costs = source.costs();
    const isAllPossible = cells.areAllPossible();
    const hasWorkload = this.#options.evaluator.workload !== undefined;
    const { periodPs } = this.#filler;
    let slow = 0;
    const { first, last } = this.#places;
    for (let place = first; place < last; place++) {
      if (!isAllPossible && !cells.isPossible(place)) continue;
      terms.areaUm2 = costs.areaUm2[place]!;
      terms.criticalPathPs = costs.pathPs[place]!;
      terms.cycles = tokenCycles[place]!;
      if (!(terms.areaUm2 > 0 && terms.criticalPathPs > 0 && (terms.cycles > 0 || !hasWorkload))) {
        this.#judgeByItself(place, sink);
        continue;
      }
      if (terms.criticalPathPs > periodPs) {
        slow++;
        continue;
      }
      terms.steps = tokenSteps[place]!;
      terms.macs = inputs[place]! * lanes[place]!;
      terms.keyBits = keys[place]!;
      terms.leakageNw = costs.leakageNw[place]!;
      this.#judgeTerms(source, place, loads[place]!, sink);
    }
    if (slow > 0) sink.infeasible(this.#filler.whySlow(Infinity) ?? "", slow);
  }

  /** Judges a design whose terms are set, but for those of energy. */
  #judgeTerms(source: SourceRows, place: number, loadsPerStep: number, sink: RowSink): void {
    const { terms } = this.#filler;
    const { bounds } = sink;
    let bound = 0;
    for (; bound < bounds.length && bounds[bound]!.isBeforeEnergy; bound++)
      if (isBroken(bounds[bound]!, terms, sink)) return;
    const energies = source.energies();
    terms.loadsPerStep = loadsPerStep;
    terms.loadFj = energies.loadFj[place]!;
    terms.holdFj = energies.holdFj[place]!;
    terms.idleFj = energies.idleFj[place]!;
    if (!(terms.loadFj >= 0 && terms.holdFj >= 0)) return this.#judgeByItself(place, sink);
    for (; bound < bounds.length; bound++) if (isBroken(bounds[bound]!, terms, sink)) return;
    if (sink.wants(place, terms)) this.#hand(place, sink);
  }

  /** Hands a design whose terms are set over with all its metrics. */
  #hand(place: number, sink: RowSink): void {
    const row = this.#row;
    this.#filler.fillTerms(row);
    const tile = this.#tileAt(place);
    const mapping = this.#mapping.at(place);
    if (this.#options.evaluator.workload !== undefined) this.#filler.fillMemory(row, tile, mapping);
    sink.take(place, row, this.#options.evaluator.precision?.fill(row, undefined, tile.maxInputs));
  }

  /** Judges a design of a row whose designs differ in more than numbers; gives the errors that there are. */
  #judgeByItself(place: number, sink: RowSink): void {
    try {
      this.#judgeAt(place, sink);
    } catch (error) {
      if (error instanceof InputError) throw error;
      sink.failed(error instanceof Error ? error.message : String(error), 1);
    }
  }

  #judgeAt(place: number, sink: RowSink): void {
    const source = this.#sources.find((each) => each.isKnownAt(place));
    if (source === undefined) {
      sink.infeasible(this.#options.evaluator.whyUnknown ?? "no source of costs knows all its modules", 1);
      return;
    }
    const core = this.#core;
    const mapping = this.#mapping.at(place);
    source.sumAt(place, core);
    const hasCost = this.#options.evaluator.workload !== undefined && mapping.unfit === undefined;
    this.#filler.setTerms(this.#tileAt(place), core, hasCost ? mapping : undefined);
    this.#filler.fillTerms(this.#row);
    const unfit = mapping.unfit ?? this.#filler.whySlow(core.criticalPathPs);
    if (unfit !== undefined) return sink.infeasible(unfit, 1);
    for (const bound of sink.bounds) if (isBroken(bound, this.#filler.terms, sink)) return;
    if (sink.wants(place, this.#filler.terms)) this.#hand(place, sink);
  }

  #mappingCell(workload: PreparedWorkload | undefined): DerivedCell<Mapping> {
    const { tile } = this.cells;
    const shapes = [tile.inputsPerStep, tile.outputsPerStep, tile.maxInputs, tile.maxOutputs, tile.shape];
    const none = { unfit: undefined, steps: Number.NaN, cycles: Number.NaN };
    return this.cells.cell(
      [...shapes, tile.idleCyclesPerProduct, tile.latencyCycles],
      (place): Mapping => {
        if (workload === undefined) return none;
        const shape = this.#tileAt(place);
        const unfit = whyUnfit(workload, shape);
        return unfit === undefined
          ? { unfit, ...mapWorkload(workload, shape, { steps: 0, cycles: 0 }) }
          : { ...none, unfit };
      },
      ({ unfit, steps, cycles }) => unfit ?? `${steps} ${cycles}`,
      true,
    );
  }

  #tileAt(place: number): TileShape {
    const { tile } = this.cells;
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
}

/** Whether a bound is broken, as far as terms say; tells the sink. */
function isBroken({ of, minimum, maximum, above, below }: RowBound, terms: DesignTerms, sink: RowSink): boolean {
  if (of === undefined) return false;
  const value = of(terms);
  const reason = value > maximum ? above : value < minimum ? below : undefined;
  if (reason === undefined) return false;
  sink.infeasible(reason, 1);
  return true;
}

function requirePieces({ fidelity, pieces }: CostModel): CostPieces {
  if (pieces === undefined) throw new Error(`internal: ${fidelity} does not say what designs are put together from`);
  return pieces;
}
