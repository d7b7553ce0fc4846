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
import { inAllCopies, PlacedParts, widthOf, type PlacedInstance } from "./placed-parts.ts";
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
    const placed = new PlacedParts(cells.parts);
    const widths = new Map(cells.parts.map((part) => [part.name, widthOf(part)]));
    const ofWidth = (width: Width) => cells.parts.filter((part) => widthOf(part) === width);
    const [narrowParts, wideParts, spreadParts] = [ofWidth("narrow"), ofWidth("copied"), ofWidth("spread")];
    const isNarrow = (part: PartCells): boolean => widthOf(part) === "narrow";
    const isFirst = (part: PartCells): boolean => isNarrow(part) && part.isFirst;
    const isOther = (part: PartCells): boolean => isNarrow(part) && !part.isFirst;
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
    const modulesOf = (part: PartCells) => part.modules;
    const first = cells.cell(
      narrowParts.filter(isFirst).map(modulesOf),
      (place) => {
        const instances = placed.at(place, isFirst);
        const analysed = kept.narrow(
          () => instances.map((each) => placed.copiesKey(each)).join("\n"),
          () => true,
          () => timing.analyse(instances.map(inAllCopies)),
        );
        return new NarrowTop(finder, analysed);
      },
      ({ key }) => key,
      true,
    );
    const seen = cells.cell(
      [first],
      (place) => seenOf(first.at(place), placed.at(place, isNarrow), ({ id }) => id),
      String,
      true,
    );
    const others = narrowParts.filter(isOther);
    const rest = cells.cell(
      [seen, ...others.map(modulesOf), ...others.flatMap((part) => part.copies).map((name) => cells.named(name))],
      (place) => {
        const firstTop = first.at(place);
        const [firstOnes, otherOnes] = [placed.at(place, isFirst), placed.at(place, isOther)];
        const names = new Set(otherOnes.map(({ instance }) => instance.name));
        const analysed = kept.narrow(
          () => {
            const seenBy = seenOf(firstTop, [...firstOnes, ...otherOnes], ({ bits }) => kept.name(bits));
            const [before, behind] = [
              firstOnes.map(({ instance }) => instance.name),
              otherOnes.map((each) => placed.copiesKey(each)),
            ];
            return [...before, seenBy, ...behind].join("\n");
          },
          (name) => names.has(name),
          () => timing.analyse(placed.at(place, isNarrow).map(inAllCopies), ({ name }) => names.has(name)),
        );
        return new NarrowTop(finder, analysed, (name) => !names.has(name));
      },
      ({ key }) => key,
      true,
    );
    const wide = cells.cell(
      wideParts.map(modulesOf),
      (place) => {
        const all = placed.at(place);
        const top = all.map(({ instance }) => instance);
        const bitsOf = (name: string, port: string): number => {
          const driver = all.find(({ instance }) => instance.name === name);
          if (driver === undefined) return 0;
          const { instance, copies } = driver;
          const width = timing.moduleOf(instance).outputs.find((each) => each.name === port)?.width ?? 1;
          return width * instance.copies * copies;
        };
        const widthOfInstance = ({ part = "" }: TopInstance): Width => widths.get(part) ?? "narrow";
        const keyOf = (): string => top.map((each) => WIDE_KEYS[widthOfInstance(each)](each)).join("\n");
        return finder.netsOf(kept.wide(keyOf, top, () => new WideTop(timing, top, widthOfInstance, bitsOf)));
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

/** What the other narrow instances see of the first ones: equal where they come out alike. @param nameOf of a shape */
function seenOf(
  { outputs }: NarrowTop,
  narrow: readonly PlacedInstance[],
  nameOf: (shape: Shape) => number | string,
): string {
  const seen = narrow.flatMap(({ instance: { name, inputs } }) =>
    Object.entries(inputs).flatMap(([port, driver]) => {
      const profile = outputs.get(driver.instance)?.get(driver.port);
      return profile === undefined ? [] : [`${name}.${port}=${nameOf(profile.shape)}@${profile.latestPs}`];
    }),
  );
  return seen.join();
}
