import { METRIC_COUNT } from "../../src/core/metric-row.ts";
import { InputError } from "../../src/core/errors.ts";
import type { CoreCost } from "../cost/cost-model.ts";
import type { EvaluatorOptions } from "../evaluate/evaluation.ts";
import { RowFiller } from "../evaluate/row-filler.ts";
import { prepareWorkload } from "../workload/mapping.ts";
import { BoxTokens } from "./boxes/box-tokens.ts";
import { CompiledBoxes } from "./boxes/compiled-boxes.ts";
import type { Clocks } from "./clocks.ts";
import type { CompiledDesigns } from "./compiled-designs.ts";
import type { DesignCells } from "./design-cells.ts";
import { countPossible, type Possible } from "./possible-designs.ts";
import { countBeforeEnergy, countOnArea, isAnyBroken, type RowSink } from "./row-sink.ts";
import type { RowScratch } from "./row-scratch.ts";
import { RowTerms } from "./row-terms.ts";
import type { SourceRows } from "./source-rows.ts";
import { TokenRows } from "./token-rows.ts";

/**
 * A product of lists of parameters, worked out row by row: the designs of a row differ in one parameter. Each part of a
 * design is worked out once for all designs that share it; the rest is sums, maxima and products of numbers, the same to
 * the last bit as `Evaluator.evaluateMetrics` gives.
 */
export class CompiledCore {
  readonly cells: DesignCells;
  readonly #designs: CompiledDesigns;
  readonly #evaluator: EvaluatorOptions;
  readonly #sources: readonly SourceRows[];
  readonly #filler: RowFiller;
  readonly #tokens: TokenRows;
  readonly #rowTerms: ReadonlyMap<SourceRows, RowTerms>;
  readonly #scratch: RowScratch;
  #boxTokens: BoxTokens | undefined;
  readonly #hasWorkload: boolean;
  readonly #row = new Float64Array(METRIC_COUNT);
  readonly #core: CoreCost = { areaUm2: 0, leakageNw: 0, loadFj: 0, holdFj: 0, idleFj: 0, criticalPathPs: 0 };

  /** @param designs made with the cost models of the evaluator */
  constructor(designs: CompiledDesigns, evaluator: EvaluatorOptions) {
    const { nand2AreaUm2, clockMhz, memory: system, workload: asked } = evaluator;
    const { cells, scratch, sources } = designs;
    this.#designs = designs;
    this.#evaluator = evaluator;
    this.cells = cells;
    this.#sources = sources;
    const workload = asked === undefined ? undefined : prepareWorkload(asked);
    this.#filler = new RowFiller({
      nand2AreaUm2,
      clockMhz,
      workload,
      ...(system === undefined ? {} : { memory: system }),
    });
    this.#tokens = new TokenRows(cells, designs.tokensOf(workload), system);
    const { terms } = this.#filler;
    this.#rowTerms = new Map(
      sources.map((source) => [source, new RowTerms(terms, source.costs, this.#tokens, scratch)]),
    );
    this.#scratch = scratch;
    this.#hasWorkload = workload !== undefined;
  }

  /** Boxes of rows, see CompiledBoxes. */
  boxes(clocks: Clocks, isOfSystem: boolean): CompiledBoxes {
    const { boxes, boxRanges } = this.#designs;
    this.#boxTokens ??= new BoxTokens(this.#tokens, boxRanges);
    return new CompiledBoxes(boxes, this.#boxTokens, this.#filler, clocks, isOfSystem);
  }

  /**
   * Paths of the designs at places `first` … `last` − 1 of the row at which the digits stand [ps], valid until the next row;
   * anything where a design cannot be. Undefined: no source of costs knows them all.
   */
  paths(first: number, last: number): Float64Array | undefined {
    const source = this.#knownSource();
    if (source === undefined || !source.narrow(first, last, Infinity)) return undefined;
    source.fillCosts();
    return source.costs.pathPs;
  }

  /** Judges the designs at places `first` … `last` − 1 of the row at which the digits stand. */
  judge(first: number, last: number, sink: RowSink): void {
    const possible = this.cells.possible();
    if (!possible.all) this.#countImpossible(possible, first, last, sink);
    if (!possible.any) return;
    const source = this.#knownSource();
    if (source !== undefined) return this.#judgeRow(source, possible, first, last, sink);
    for (let place = first; place < last; place++) if (possible.places[place] === 1) this.#judgeByItself(place, sink);
  }

  /** The source that the designs of the row rest on; undefined: one of them may know some only. */
  #knownSource(): SourceRows | undefined {
    for (let i = 0; i < this.#sources.length; i++) {
      const source = this.#sources[i]!;
      if (source.isKnown()) return source;
      if (source.isKnownSomewhere()) break;
    }
    return undefined;
  }

  /** Counts designs that cannot be. */
  #countImpossible({ places }: Possible, first: number, last: number, sink: RowSink): void {
    const { conflict } = this.cells;
    for (let place = first; place < last;) {
      const end = Math.min(last, conflict.endAt(place));
      if (places[place] === 0) sink.failed(conflict.at(place), end - place);
      place = end;
    }
  }

  /** Judges a row of which one source knows all. */
  #judgeRow(source: SourceRows, possible: Possible, first: number, last: number, sink: RowSink): void {
    const area = countOnArea(sink.bounds) > 0 ? sink.bounds[0] : undefined;
    const isAnyLeft = source.narrow(first, last, area?.maximum ?? Infinity);
    const { from, to } = source;
    if (area !== undefined) area.above += countPossible(possible, first, from) + countPossible(possible, to, last);
    if (!isAnyLeft) return;
    source.fillCosts();
    const rows = this.#rowTerms.get(source)!;
    let count = this.#keep(source, possible, sink);
    if (count === 0) return;
    const kept = this.#scratch.kept.places;
    source.fillEnergies(kept[0]!, kept[count - 1]! + 1);
    count = this.#keepWithEnergy(rows, count, sink);
    count = sink.select(rows, kept, count);
    for (let i = 0; i < count; i++) this.#hand(rows, kept[i]!, sink);
  }

  /**
   * Lists those of the places that a source has narrowed a row down to in `#kept` whose designs can be, are fast enough and keep
   * the bounds that take no energy; how many.
   */
  #keep(source: SourceRows, possible: Possible, sink: RowSink): number {
    const { bounds } = sink;
    const [onArea, cheap] = [countOnArea(bounds), countBeforeEnergy(bounds)];
    const isPlain = onArea === 0 || (onArea === 1 && bounds[0]!.minimum === -Infinity);
    this.#tokens.update();
    const doAllFit = !this.#hasWorkload || this.#tokens.allFit;
    const left = possible.all && isPlain && cheap === onArea && doAllFit ? this.#keepAtOnce(source, sink) : undefined;
    return left ?? this.#keepOneByOne(source, possible, onArea, cheap, sink);
  }

  /** The same where designs can be told by their areas and paths; undefined: some cannot. */
  #keepAtOnce({ lists, from, to }: SourceRows, sink: RowSink): number | undefined {
    const [area] = sink.bounds;
    const most = area?.maximum ?? Infinity;
    const { kernels } = this.#scratch.memory;
    const { periodPs } = this.#filler;
    const counts = this.#scratch.counts.places;
    const { at } = this.#scratch.kept;
    const left = kernels.keep(lists.areaUm2.at, lists.pathPs.at, from, to, most, periodPs, at, this.#scratch.counts.at);
    const [above, slow] = [counts[0]!, counts[1]!];
    if (above < 0) return undefined;
    if (above > 0 && area !== undefined) area.above += above;
    if (slow > 0) this.#countSlow(slow, sink);
    return left;
  }

  #keepOneByOne(source: SourceRows, possible: Possible, onArea: number, cheap: number, sink: RowSink): number {
    const kept = this.#scratch.kept.places;
    const { from, to } = source;
    const rows = this.#rowTerms.get(source)!;
    const { areaUm2, pathPs } = source.costs;
    const { cycles } = this.#tokens.rows;
    let [slow, left] = [0, 0];
    for (let place = from; place < to; place++) {
      if (possible.places[place] === 0) continue;
      const path = pathPs[place]!;
      if (!(areaUm2[place]! > 0 && path > 0)) this.#judgeByItself(place, sink);
      else if (onArea > 0 && this.#isAnyBroken(rows, place, 0, onArea, sink)) continue;
      else if (this.#hasWorkload && !(cycles[place]! > 0)) this.#judgeUnfit(place, sink);
      else if (path > this.#filler.periodPs) slow++;
      else if (cheap === onArea || !this.#isAnyBroken(rows, place, onArea, cheap, sink)) kept[left++] = place;
    }
    if (slow > 0) this.#countSlow(slow, sink);
    return left;
  }

  #countSlow(designs: number, sink: RowSink): void {
    sink.infeasible(this.#filler.whySlow(Infinity) ?? "", designs);
  }

  /** Whether the design at a place breaks one of the bounds `begin` … `end` − 1, none of which takes an energy. */
  #isAnyBroken(rows: RowTerms, place: number, begin: number, end: number, sink: RowSink): boolean {
    rows.setBeforeEnergy(place, sink.isOfSystem);
    return isAnyBroken(sink.bounds, begin, end, rows.terms);
  }

  /** Keeps, of the first `count` places of `#kept`, those of designs that keep the other bounds; how many. */
  #keepWithEnergy(rows: RowTerms, count: number, sink: RowSink): number {
    const kept = this.#scratch.kept.places;
    const { loadFj, holdFj } = rows.costs;
    const { bounds } = sink;
    const begin = countBeforeEnergy(bounds);
    let left = 0;
    for (let i = 0; i < count; i++) {
      const place = kept[i]!;
      if (!(loadFj[place]! >= 0 && holdFj[place]! >= 0)) this.#judgeByItself(place, sink);
      else if (begin === bounds.length) kept[left++] = place;
      else {
        rows.set(place, sink.isOfSystem);
        if (!isAnyBroken(bounds, begin, bounds.length, rows.terms)) kept[left++] = place;
      }
    }
    return left;
  }

  /** Counts a design that the workload does not fit on. */
  #judgeUnfit(place: number, sink: RowSink): void {
    const unfit = this.#tokens.unfitAt(place);
    if (unfit === undefined) this.#judgeByItself(place, sink);
    else sink.infeasible(unfit, 1);
  }

  /** Hands the design at a place over with all its metrics. */
  #hand(rows: RowTerms, place: number, sink: RowSink): void {
    rows.set(place, sink.isOfSystem);
    if (!sink.isOfSystem) rows.terms.memory = this.#tokens.shareAt(place);
    this.#filler.fillTerms(this.#row);
    this.#handRow(place, sink);
  }

  /** Hands a design over whose metrics are filled in. */
  #handRow(place: number, sink: RowSink): void {
    const row = this.#row;
    const { precision } = this.#evaluator;
    sink.take(place, row, precision?.fill(row, undefined, this.cells.tile.maxInputs.at(place)));
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
      sink.infeasible(this.#evaluator.whyUnknown ?? "no source of costs knows all its modules", 1);
      return;
    }
    const core = this.#core;
    const mapping = this.#tokens.mappingAt(place);
    source.sumAt(place, core);
    const hasCost = this.#evaluator.workload !== undefined && mapping.unfit === undefined;
    this.#filler.setTerms(
      this.#tokens.tileAt(place),
      core,
      hasCost ? mapping : undefined,
      hasCost ? this.#tokens.shareAt(place) : undefined,
    );
    this.#filler.fillTerms(this.#row);
    const onArea = countOnArea(sink.bounds);
    if (isAnyBroken(sink.bounds, 0, onArea, this.#filler.terms)) return;
    const unfit = mapping.unfit ?? this.#filler.whySlow(core.criticalPathPs);
    if (unfit !== undefined) return sink.infeasible(unfit, 1);
    if (isAnyBroken(sink.bounds, onArea, sink.bounds.length, this.#filler.terms)) return;
    this.#handRow(place, sink);
  }
}
