import type { TopInstance } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import type { BufferEnergy, TopPieces } from "../cost/cost-model.ts";
import type { TopAnalysis } from "../cost/delay/critical-path.ts";
import { PairIds } from "./pair-ids.ts";
import type { DesignCells, PartCells } from "./design-cells.ts";
import type { DerivedCell } from "./cells.ts";
import { NetRows } from "./net-rows.ts";
import { TopJoiner, type RowOfTops } from "./row-of-tops.ts";
import { Spread, SpreadRows } from "./spread-rows.ts";
import { WideTop, type Width } from "./wide-top.ts";

/** The tops of rows as one source of costs sees them. */
export class SourceTops {
  readonly #pieces: TopPieces;
  readonly #cells: DesignCells;
  readonly #joiner: TopJoiner;
  /** Narrow instances that the design's ports drive, and the others. */
  readonly #first: DerivedCell<TopAnalysis>;
  readonly #rest: DerivedCell<TopAnalysis>;
  readonly #wide: DerivedCell<WideTop>;
  readonly #spread: readonly SpreadRows[];
  readonly #combinations: readonly PairIds[];
  /** The last row asked for: rows seldom come again. */
  #last: { readonly id: number; readonly row: RowOfTops } | undefined;
  readonly #energies = new Map<string, Map<TopInstance, BufferEnergy>>();

  constructor(
    pieces: TopPieces,
    cells: DesignCells,
    topOf: (values: ParameterValues) => readonly TopInstance[],
    copies: Float64Array,
  ) {
    this.#pieces = pieces;
    this.#cells = cells;
    const { timing } = pieces;
    const nets = new NetRows(timing, copies);
    this.#joiner = new TopJoiner(nets);
    const parts = new Map(cells.parts.map((part) => [part.name, part]));
    const widthOf = ({ part = "" }: TopInstance): Width => {
      const cell = parts.get(part);
      return cell?.isCopiedAlong === true ? "copied" : cell?.isSpread === true ? "spread" : "narrow";
    };
    const narrowParts = cells.parts.filter((part) => !part.isCopiedAlong && !part.isSpread);
    const wideParts = cells.parts.filter((part) => part.isCopiedAlong);
    let made = 0;
    const spreadParts = cells.parts.filter((part) => part.isSpread);
    const spreadOf = ({ modules }: PartCells) =>
      cells.cell(
        [modules],
        (place) => {
          const { instance } = modules.at(place);
          return instance === undefined ? undefined : new Spread(timing, instance, timing.moduleOf(instance));
        },
        () => made++,
        true,
      );
    this.#spread = spreadParts.map((part) => new SpreadRows(spreadOf(part), nets));
    const firstNames = new Set(narrowParts.filter(({ isFirst }) => isFirst).map(({ name }) => name));
    const isFirst = ({ part = "" }: TopInstance): boolean => firstNames.has(part);
    const modulesOf = (part: PartCells) => part.modules;
    const narrowAt = (place: number): readonly TopInstance[] =>
      topOf(cells.valuesAt(place)).filter((each) => widthOf(each) === "narrow");
    this.#first = cells.cell(
      narrowParts.filter((part) => part.isFirst).map(modulesOf),
      (place) => timing.analyse(narrowAt(place).filter(isFirst)),
      () => made++,
      true,
    );
    const seen = cells.cell([this.#first], (place) => this.#seenOf(narrowAt(place), place), String, true);
    const rest = narrowParts.filter((part) => !part.isFirst);
    this.#rest = cells.cell(
      [seen, ...rest.map(modulesOf), ...rest.flatMap((part) => part.copies).map((name) => cells.named(name))],
      (place) => timing.analyse(narrowAt(place), (instance) => !isFirst(instance)),
      () => made++,
      true,
    );
    this.#wide = cells.cell(
      wideParts.map(modulesOf),
      (place) => {
        const top = topOf(cells.valuesAt(place));
        const bitsOf = (name: string, port: string): number => {
          const instance = top.find((each) => each.name === name);
          if (instance === undefined) return 0;
          const width = timing.moduleOf(instance).outputs.find((each) => each.name === port)?.width ?? 1;
          return width * instance.copies;
        };
        return new WideTop(timing, top, widthOf, bitsOf);
      },
      () => made++,
      true,
    );
    this.#combinations = Array.from({ length: 3 + spreadParts.length }, () => new PairIds());
  }

  /** The tops of the current row; the cells must be up to date. Paths are 0 where something cannot be worked out. */
  current(): RowOfTops {
    let id = this.#combinations[0]!.of(this.#first.state, this.#wide.state);
    id = this.#combinations[1]!.of(id, this.#cells.conflict.state);
    id = this.#combinations[2]!.of(id, this.#rest.state);
    for (const [i, { cell }] of this.#spread.entries()) id = this.#combinations[i + 3]!.of(id, cell.state);
    if (this.#last?.id !== id) this.#last = { id, row: this.#join() };
    return this.#last.row;
  }

  /** @throws why the top at a place of the row cannot be worked out */
  require(place: number): void {
    for (const cell of [this.#first, this.#rest, this.#wide, ...this.#spread.map((each) => each.cell)]) {
      const value = cell.values[cell.idAt(place)];
      if (value instanceof Error) throw value;
    }
  }

  /** Energy of a buffer on a net, by the instance that reads it first [fJ]. @param port of the reader */
  bufferEnergy(reader: TopInstance, port: string): BufferEnergy {
    const byReader = this.#energies.get(port) ?? new Map<TopInstance, BufferEnergy>();
    this.#energies.set(port, byReader);
    const known = byReader.get(reader) ?? this.#pieces.bufferEnergy(reader.moduleName, reader.activity, port);
    byReader.set(reader, known);
    return known;
  }

  /** What the other narrow instances see of the first ones: equal where they come out alike. */
  #seenOf(narrow: readonly TopInstance[], place: number): string {
    const { outputs } = this.#first.at(place);
    const seen = narrow.flatMap(({ name, inputs }) =>
      Object.entries(inputs).flatMap(([port, driver]) => {
        const profile = outputs.get(driver.instance)?.get(driver.port);
        return profile === undefined ? [] : [`${name}.${port}=${profile.shape.id}@${profile.latestPs}`];
      }),
    );
    return seen.join();
  }

  #join(): RowOfTops {
    const cells = { first: this.#first, rest: this.#rest, wide: this.#wide, spread: this.#spread };
    return this.#joiner.join(cells, (place) => this.#cells.isPossible(place));
  }
}
