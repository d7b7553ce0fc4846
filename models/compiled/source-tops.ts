import type { TopInstance } from "../../generators/contract/index.ts";
import type { BufferEnergy, TopPieces } from "../cost/cost-model.ts";
import type { Cell, DerivedCell } from "./cells.ts";
import type { DesignCells, PartCells } from "./design-cells.ts";
import { FirstRows } from "./first-rows.ts";
import { KeptTops } from "./kept-tops.ts";
import { digestOf, timingKey, wiresKey } from "./top-keys.ts";
import type { RowList, RowMemory } from "./kernels/row-memory.ts";
import { NarrowTop, type NarrowTiming } from "./narrow-top.ts";
import { NetRows } from "./net-rows.ts";
import { inAllCopies, PlacedParts, widthOf } from "./placed-parts.ts";
import { TopJoiner, type TopCells } from "./row-of-tops.ts";
import { Spread, spreadTimings, SpreadRows } from "./spread-rows.ts";
import { NetFinder } from "./wide-nets.ts";
import { WideTop, type Width } from "./wide-top.ts";

/** The tops of rows as one source of costs sees them. */
export class SourceTops {
  readonly #pieces: TopPieces;
  /** What the tops are made of. */
  readonly #cells: readonly Cell<unknown>[];
  readonly #joiner: TopJoiner;
  /** Instances at the top by themselves. */
  readonly made: Pick<TopCells, "rest" | "wide"> & { readonly first: DerivedCell<NarrowTop> };
  readonly #energies = new Map<string, Map<TopInstance, BufferEnergy>>();

  constructor(pieces: TopPieces, cells: DesignCells, copies: RowList, memory: RowMemory) {
    this.#pieces = pieces;
    const { timing } = pieces;
    const kept = new KeptTops(timing, pieces.known);
    const nets = new NetRows(timing, copies, memory);
    const finder = new NetFinder(nets);
    const placed = new PlacedParts(cells.parts);
    const widths = new Map(cells.parts.map((part) => [part.name, widthOf(part)]));
    const ofWidth = (width: Width) => cells.parts.filter((part) => widthOf(part) === width);
    const [narrowParts, wideParts, spreadParts] = [ofWidth("narrow"), ofWidth("copied"), ofWidth("spread")];
    const isNarrow = (part: PartCells): boolean => widthOf(part) === "narrow";
    const isFirst = (part: PartCells): boolean => isNarrow(part) && part.isFirst;
    const isOther = (part: PartCells): boolean => isNarrow(part) && !part.isFirst;
    let made = 0;
    const spreadOf = ({ modules }: PartCells) =>
      cells.cellOfPossible(
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
      );
    const spread = spreadParts.map((part) => new SpreadRows(spreadOf(part), nets));
    const modulesOf = (part: PartCells) => part.modules;
    const first = cells.cellOfPossible(
      narrowParts.filter(isFirst).map(modulesOf),
      (place) => {
        const instances = placed.at(place, isFirst);
        const analysed = kept.narrow(
          () => instances.map((each) => kept.copiesKey(each)).join(" "),
          () => true,
          () => timing.analyse(instances.map(inAllCopies)),
        );
        return new NarrowTop(finder, analysed);
      },
      ({ key }) => key,
    );
    const others = narrowParts.filter(isOther);
    const readers = cells.cellOfPossible(
      others.map(modulesOf),
      (place) => placed.at(place, isOther).flatMap(({ instance }) => readsOf(instance)),
      (reads) => reads.map(({ by, from }) => `${by} ${from.instance}.${from.port}`).join(),
    );
    const seen = cells.cellOfPossible(
      [first, readers],
      (place) => seenOf(first.at(place), readers.at(place), kept),
      String,
    );
    const tops = new WeakMap<NarrowTiming, NarrowTop>();
    const rest = cells.cellOfPossible(
      [seen, ...others.map(modulesOf), ...others.flatMap((part) => part.copies).map((name) => cells.named(name))],
      (place) => {
        const otherOnes = placed.at(place, isOther);
        const names = new Set(otherOnes.map(({ instance }) => instance.name));
        const analysed = kept.narrow(
          () => [seen.at(place), ...otherOnes.map((each) => kept.copiesKey(each))].join(" "),
          (name) => names.has(name),
          () => timing.analyse(placed.at(place, isNarrow).map(inAllCopies), ({ name }) => names.has(name)),
        );
        const known = tops.get(analysed) ?? new NarrowTop(finder, analysed, (name) => !names.has(name));
        tops.set(analysed, known);
        return known;
      },
      ({ key }) => key,
    );
    const wide = cells.cellOfPossible(
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
        const keyOf = (): string => digestOf(top.map((each) => WIDE_KEYS[widthOfInstance(each)](each)).join("\n"));
        return finder.netsOf(kept.wide(keyOf, top, () => new WideTop(timing, top, widthOfInstance, bitsOf)));
      },
      () => made++,
    );
    this.#cells = [first, rest, wide, ...spread.map((each) => each.cell)];
    this.made = { first, rest, wide };
    const topsOfRows = { first: new FirstRows(first, nets), rest, wide, spread };
    this.#joiner = new TopJoiner(topsOfRows, nets, () => cells.possible());
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

/** An input of an instance, and what drives it. */
interface Read {
  readonly by: string;
  readonly from: TopInstance["inputs"][string];
}

function readsOf({ name, inputs }: TopInstance): readonly Read[] {
  return Object.entries(inputs).map(([port, from]) => ({ by: `${name}.${port}`, from }));
}

/** What narrow instances see of the first ones: equal where they come out alike. */
function seenOf({ outputs }: NarrowTop, reads: readonly Read[], kept: KeptTops): string {
  const seen = reads.flatMap(({ by, from }) => {
    const profile = outputs.get(from.instance)?.get(from.port);
    return profile === undefined ? [] : [`${by}=${kept.name(profile.shape.bits)}@${profile.latestPs}`];
  });
  return digestOf([...outputs.keys(), ...seen].join());
}
