import type { CoreGenerator, TileShape } from "../../generators/contract/index.ts";
import { METRIC_COUNT } from "../../src/core/metric-row.ts";
import { InputError } from "../../src/core/errors.ts";
import type { CoreCost, CostModel, CostPieces } from "../cost/cost-model.ts";
import { PricedComponents } from "../cost/priced-components.ts";
import type { EvaluatorOptions } from "../evaluate/evaluation.ts";
import { RowFiller } from "../evaluate/row-filler.ts";
import { mapWorkload, prepareWorkload, whyUnfit } from "../workload/mapping.ts";
import type { DerivedCell } from "./cells.ts";
import { DesignCells, type DesignCellsOptions, type PartCells } from "./design-cells.ts";
import { SourceTops } from "./source-rows.ts";

/** Where the designs of a row go. */
export interface RowSink {
  failed(place: number, reason: string): void;
  infeasible(place: number, reason: string): void;
  /** A design whose metrics are all known, but for what takes energy; answers why it is out, if it is. */
  beforeEnergy(row: Float64Array): string | undefined;
  /** A design with all its metrics. @param unfit why it cannot be used as asked, if so */
  judged(place: number, row: Float64Array, unfit: string | undefined): void;
}

interface Mapping {
  readonly unfit: string | undefined;
  readonly steps: number;
  readonly cycles: number;
}

interface Source {
  readonly priced: PricedComponents;
  readonly isComplete: boolean;
  readonly tops: SourceTops;
}

export type CompiledCoreOptions = Omit<DesignCellsOptions, "sources"> & {
  readonly evaluator: EvaluatorOptions;
};

/**
 * A product of lists of parameters, worked out row by row: the designs of a row differ in one parameter. Each part of a
 * design is worked out once for all designs that share it; the rest is sums, maxima and products of numbers, the same to
 * the last bit as `Evaluator.evaluateMetrics` gives.
 */
export class CompiledCore {
  readonly cells: DesignCells;
  readonly #options: CompiledCoreOptions;
  readonly #sources: readonly Source[];
  readonly #filler: RowFiller;
  readonly #mapping: DerivedCell<Mapping> | undefined;
  readonly #copies: Float64Array;
  readonly #row = new Float64Array(METRIC_COUNT);
  readonly #core: CoreCost = { areaUm2: 0, leakageNw: 0, loadFj: 0, holdFj: 0, idleFj: 0, criticalPathPs: 0 };
  readonly #narrowParts: PartCells[] = [];
  readonly #rowParts: PartCells[] = [];

  /** @param copies values of the parameter along which rows run */
  constructor(options: CompiledCoreOptions, copies: readonly number[]) {
    this.#options = options;
    this.#copies = Float64Array.from(copies);
    const { models, nand2AreaUm2, clockMhz, memory } = options.evaluator;
    const sources = models.map((model) => ({ model, pieces: requirePieces(model), priced: new PricedComponents(model) }));
    this.cells = new DesignCells({
      ...options,
      sources: sources.map(({ priced, pieces: { isComplete } }) => ({ priced, isComplete })),
    });
    const { generator } = options;
    const copiesAt = (place: number): number => this.#copies[place]!;
    this.#sources = sources.map(({ priced, pieces: { isComplete, top } }) => ({
      priced,
      isComplete,
      tops: new SourceTops(top, this.cells, (values) => generator.top(values), copiesAt),
    }));
    const workload = options.evaluator.workload === undefined ? undefined : prepareWorkload(options.evaluator.workload);
    this.#filler = new RowFiller({ nand2AreaUm2, clockMhz, workload, ...(memory === undefined ? {} : { memory }) });
    const { tile } = this.cells;
    const mapped = [tile.inputsPerStep, tile.outputsPerStep, tile.maxInputs, tile.maxOutputs, tile.shape];
    this.#mapping =
      workload === undefined
        ? undefined
        : this.cells.cell(
            [...mapped, tile.idleCyclesPerProduct, tile.latencyCycles],
            (place): Mapping => {
              const shape = this.#tileAt(place);
              const unfit = whyUnfit(workload, shape);
              if (unfit !== undefined) return { unfit, steps: 0, cycles: 0 };
              return { unfit, ...mapWorkload(workload, shape, { steps: 0, cycles: 0 }) };
            },
            ({ unfit, steps, cycles }) => unfit ?? `${steps} ${cycles}`,
            true,
          );
    for (const part of this.cells.parts) (part.price.isRow ? this.#rowParts : this.#narrowParts).push(part);
  }

  /** Judges the designs of the row at which the digits stand. @param from slowest digit that moved since; −1: all */
  judge(from: number, sink: RowSink): void {
    const { cells } = this;
    cells.updateLight(from);
    let possible = 0;
    for (let place = 0; place < cells.length; place++) {
      if (cells.isPossible(place)) possible++;
      else sink.failed(place, cells.conflict.at(place));
    }
    if (possible === 0) return;
    cells.updateHeavy();
    const judged = new Uint8Array(cells.length);
    for (const [source, { tops }] of this.#sources.entries()) {
      const places: number[] = [];
      for (let place = 0; place < cells.length; place++) {
        if (judged[place] === 1 || !cells.isPossible(place)) continue;
        const isKnown = this.#tryAt(place, sink, () => this.#isKnownTo(source, place));
        if (isKnown === undefined) judged[place] = 1;
        if (isKnown !== true) continue;
        judged[place] = 1;
        places.push(place);
      }
      if (places.length > 0) this.#judgeWith(source, tops, places, sink);
    }
    const why = this.#options.evaluator.whyUnknown ?? "no source of costs knows all its modules";
    for (let place = 0; place < cells.length; place++)
      if (judged[place] === 0 && cells.isPossible(place)) sink.infeasible(place, why);
  }

  #isKnownTo(source: number, place: number): boolean {
    return this.cells.parts.every(({ price }) => price.at(place).isKnownTo(source));
  }

  #judgeWith(source: number, tops: SourceTops, places: readonly number[], sink: RowSink): void {
    for (const place of places) this.#tryAt(place, sink, () => this.#judgeAt(source, tops, place, sink));
  }

  #judgeAt(source: number, tops: SourceTops, place: number, sink: RowSink): void {
    const core = this.#core;
    const row = this.#row;
    const { pathPs, buffers } = tops.current();
    this.#sumCosts(source, place, core);
    const { areaUm2, leakageNw } = this.#sources[source]!.tops.buffer;
    core.areaUm2 += buffers[place]! * areaUm2;
    core.leakageNw += buffers[place]! * leakageNw;
    core.criticalPathPs = pathPs[place]!;
    const tile = this.#tileAt(place);
    this.#filler.fillCircuit(row, tile, core);
    const mapping = this.#mapping?.at(place);
    if (mapping !== undefined && mapping.unfit === undefined) this.#filler.fillMapping(row, tile, mapping);
    const unfit = mapping?.unfit ?? this.#filler.whySlow(core.criticalPathPs) ?? sink.beforeEnergy(row);
    if (unfit !== undefined) return sink.infeasible(place, unfit);
    this.#sumEnergies(source, tops, place, core);
    this.#filler.fillStep(row, tile, core);
    if (mapping !== undefined) this.#filler.fillToken(row, tile, core, mapping);
    const overflow = this.#options.evaluator.precision?.fill(row, undefined, tile.maxInputs);
    sink.judged(place, row, overflow);
  }

  #sumCosts(source: number, place: number, core: CoreCost): void {
    core.areaUm2 = core.leakageNw = 0;
    for (const part of this.cells.parts) {
      const { areaUm2, leakageNw } = part.price.at(place).costOf(source);
      const copies = this.#copiesOf(part, place);
      core.areaUm2 += areaUm2 * copies;
      core.leakageNw += leakageNw * copies;
    }
  }

  #sumEnergies(source: number, tops: SourceTops, place: number, core: CoreCost): void {
    core.loadFj = core.holdFj = core.idleFj = 0;
    for (const part of this.cells.parts) {
      const { loadFj, holdFj, idleFj } = part.price.at(place).energyOf(source);
      const copies = this.#copiesOf(part, place);
      core.loadFj += loadFj * copies;
      core.holdFj += holdFj * copies;
      core.idleFj += idleFj * copies;
    }
    for (const { reader, port, buffers } of tops.current().nets) {
      const count = buffers[place]!;
      if (count === 0) continue;
      const instance = this.#instanceOf(reader, place);
      const { loadFj, holdFj } = tops.bufferEnergy(instance, port);
      core.loadFj += loadFj * count;
      core.holdFj += holdFj * count;
    }
  }

  #instanceOf(name: string, place: number) {
    for (const { ports } of this.cells.parts) {
      const { instance } = ports.at(place);
      if (instance?.name === name) return instance;
    }
    throw new Error(`internal: there is no ${name}`);
  }

  #copiesOf({ isCopiedAlong, copies }: PartCells, place: number): number {
    let product = isCopiedAlong ? this.#copies[place]! : 1;
    for (const name of copies) product *= Number(this.cells.valuesAt(place)[name]);
    return product;
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

  #tryAt<T>(place: number, sink: RowSink, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (error instanceof InputError) throw error;
      sink.failed(place, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}

function requirePieces({ fidelity, pieces }: CostModel): CostPieces {
  if (pieces === undefined) throw new Error(`internal: ${fidelity} does not say what designs are put together from`);
  return pieces;
}

/** Whether designs of a generator can be worked out in rows with these sources of costs. */
export function canCompile(generator: CoreGenerator, models: readonly CostModel[]): boolean {
  return generator.dependencies !== undefined && models.every(({ pieces }) => pieces !== undefined);
}
