import type { TopInstance } from "../../generators/contract/index.ts";
import type { BufferEnergy, TopPieces } from "../cost/cost-model.ts";
import type { Shape } from "../cost/delay/profile.ts";
import type { Cell } from "./cells.ts";
import type { DesignCells, PartCells } from "./design-cells.ts";
import { FirstRows } from "./first-rows.ts";
import { KeptTops, timingKey, wiresKey } from "./kept-tops.ts";
import type { RowList, RowMemory } from "./kernels/row-memory.ts";
import { NarrowTop } from "./narrow-top.ts";
import { NetRows } from "./net-rows.ts";
import { TopJoiner } from "./row-of-tops.ts";
import { Spread, spreadTimings, SpreadRows } from "./spread-rows.ts";
import { NetFinder } from "./wide-nets.ts";
import { WideTop, type Width } from "./wide-top.ts";

/** The tops of rows as one source of costs sees them. */
export class SourceTops {
  readonly #pieces: TopPieces;
  /** What the tops are made of. */
  readonly #cells: readonly Cell<unknown>[];
  readonly #joiner: TopJoiner;
  readonly #energies = new Map<string, Map<TopInstance, BufferEnergy>>();

  constructor(pieces: TopPieces, cells: DesignCells, copies: RowList, memory: RowMemory) {
    this.#pieces = pieces;
    const { timing } = pieces;
    const kept = new KeptTops(timing, pieces.known);
    const nets = new NetRows(timing, copies, memory);
    const finder = new NetFinder(timing, nets);
    const parts = new Map(cells.parts.map((part) => [part.name, part]));
    const widthOf = ({ part = "" }: TopInstance): Width => {
      const cell = parts.get(part);
      return cell?.isCopiedAlong === true ? "copied" : cell?.isSpread === true ? "spread" : "narrow";
    };
    const narrowParts = cells.parts.filter((part) => !part.isCopiedAlong && !part.isSpread);
    const wideParts = cells.parts.filter((part) => part.isCopiedAlong);
    const spreadParts = cells.parts.filter((part) => part.isSpread);
    let made = 0;
    const spreadOf = ({ modules }: PartCells) =>
      cells.cell(
        [modules],
        (place) => {
          const { instance } = modules.at(place);
          if (instance === undefined) return undefined;
          return new Spread(
            finder,
            instance,
            kept.spread(instance, () => spreadTimings(timing, instance)),
          );
        },
        () => made++,
        true,
      );
    const spread = spreadParts.map((part) => new SpreadRows(spreadOf(part), nets));
    const firstNames = new Set(narrowParts.filter(({ isFirst }) => isFirst).map(({ name }) => name));
    const isFirst = ({ part = "" }: TopInstance): boolean => firstNames.has(part);
    const modulesOf = (part: PartCells) => part.modules;
    const narrowAt = (place: number): readonly TopInstance[] =>
      cells.topAt(place).filter((each) => widthOf(each) === "narrow");
    const first = cells.cell(
      narrowParts.filter((part) => part.isFirst).map(modulesOf),
      (place) => {
        const instances = narrowAt(place).filter(isFirst);
        const analysed = kept.narrow(
          () => instances.map(copiesKey).join("\n"),
          () => true,
          () => timing.analyse(instances),
        );
        return new NarrowTop(finder, analysed);
      },
      ({ key }) => key,
      true,
    );
    const seen = cells.cell([first], (place) => seenOf(first.at(place), narrowAt(place), ({ id }) => id), String, true);
    const others = narrowParts.filter((part) => !part.isFirst);
    const rest = cells.cell(
      [seen, ...others.map(modulesOf), ...others.flatMap((part) => part.copies).map((name) => cells.named(name))],
      (place) => {
        const instances = narrowAt(place);
        const [firstOnes, otherOnes] = [instances.filter(isFirst), instances.filter((each) => !isFirst(each))];
        const analysed = kept.narrow(
          () => {
            const seenBy = seenOf(first.at(place), instances, ({ bits }) => kept.name(bits));
            return [...firstOnes.map(({ name }) => name), seenBy, ...otherOnes.map(copiesKey)].join("\n");
          },
          (name) => otherOnes.some((each) => each.name === name),
          () => timing.analyse(instances, (instance) => !isFirst(instance)),
        );
        return new NarrowTop(finder, analysed, (name) => firstOnes.some((each) => each.name === name));
      },
      ({ key }) => key,
      true,
    );
    const wide = cells.cell(
      wideParts.map(modulesOf),
      (place) => {
        const top = cells.topAt(place);
        const bitsOf = (name: string, port: string): number => {
          const instance = top.find((each) => each.name === name);
          if (instance === undefined) return 0;
          const width = timing.moduleOf(instance).outputs.find((each) => each.name === port)?.width ?? 1;
          return width * instance.copies;
        };
        const keyOf = (): string => top.map((each) => WIDE_KEYS[widthOf(each)](each)).join("\n");
        return finder.netsOf(kept.wide(keyOf, top, () => new WideTop(timing, top, widthOf, bitsOf)));
      },
      () => made++,
      true,
    );
    this.#cells = [first, rest, wide, ...spread.map((each) => each.cell)];
    const tops = { first: new FirstRows(first, nets), rest, wide, spread };
    this.#joiner = new TopJoiner(tops, nets, () => cells.possible());
  }

  /** Where the longest paths of the row that was worked out last stand [ps]. */
  get pathPs(): RowList {
    return this.#joiner.pathPs;
  }

  /** Works out the tops at the places `first` … `last` − 1 of the row. Paths are 0 where something cannot be worked out. */
  join(first: number, last: number): TopJoiner {
    this.#joiner.join(first, last);
    return this.#joiner;
  }

  /** @throws why the top at a place of the row cannot be worked out */
  require(place: number): void {
    for (const cell of this.#cells) {
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
}

/** What of an instance decides on the timing of the wide ones. */
const WIDE_KEYS: Readonly<Record<Width, (instance: TopInstance) => string>> = {
  narrow: ({ name }) => name,
  copied: timingKey,
  spread: wiresKey,
};

/** Equal for instances of equal timing in equal number that the same outputs drive. */
function copiesKey(instance: TopInstance): string {
  return `${instance.copies} ${timingKey(instance)}`;
}

/** What the other narrow instances see of the first ones: equal where they come out alike. @param nameOf of a shape */
function seenOf(
  { outputs }: NarrowTop,
  narrow: readonly TopInstance[],
  nameOf: (shape: Shape) => number | string,
): string {
  const seen = narrow.flatMap(({ name, inputs }) =>
    Object.entries(inputs).flatMap(([port, driver]) => {
      const profile = outputs.get(driver.instance)?.get(driver.port);
      return profile === undefined ? [] : [`${name}.${port}=${nameOf(profile.shape)}@${profile.latestPs}`];
    }),
  );
  return seen.join();
}
