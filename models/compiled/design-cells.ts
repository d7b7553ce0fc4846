import type {
  Component,
  CoreGenerator,
  Dependencies,
  TileShape,
  TopInstance,
} from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { DerivedCell, Digit, type Cell, type Key } from "./cells.ts";
import type { RowMemory } from "./kernels/row-memory.ts";
import { PossibleDesigns, type DecidedOnce, type Possible } from "./possible-designs.ts";
import { OfRow, Walk } from "./walk.ts";
import { PartPrice, type PriceSource } from "./part-price.ts";
import { timingKey } from "./top-keys.ts";
import { withCopies } from "./with-copies.ts";

/** A parameter as a digit of a space. */
export interface DigitAxis {
  readonly name: string;
  readonly size: number;
  /** The parameter that this one is a multiple of. */
  readonly of: string | undefined;
}

export interface DesignCellsOptions {
  readonly generator: CoreGenerator;
  readonly dependencies: Dependencies;
  /** Slowest first; the one along which rows run among them. */
  readonly axes: readonly DigitAxis[];
  /** Parameters of the design at a place of the row at which the outer digits stand. */
  readonly valuesAt: (place: number, outer: readonly Digit[]) => ParameterValues;
  /** Why a design cannot be, in words that are the same for all that cannot for one reason; empty: it can. */
  readonly whyNot: (values: ParameterValues) => string;
  /** Parameters that may have illegal values, which `whyNot` looks at. */
  readonly unchecked: readonly string[];
  /** What decides on which designs can be is found out once for all tables of the same lists. */
  readonly decidedOnce: DecidedOnce;
  /** The same words for some conflicts only. */
  readonly reasonOf: (conflicts: ReturnType<CoreGenerator["conflicts"]>) => string;
  /** For numbers along rows. */
  readonly memory: RowMemory;
  /** The preferred one first. */
  readonly sources: readonly PriceSource[];
}

/** The modules of a part, and where they stand at the top: those of one copy. */
export interface PartModules {
  /** Equal for equal modules that are driven alike. */
  readonly key: string;
  readonly instance: TopInstance | undefined;
}

/** All that the cells know of a part of designs. */
export interface PartCells {
  readonly name: string;
  readonly modules: DerivedCell<PartModules>;
  readonly price: DerivedCell<PartPrice>;
  /** What the ports of its instance see. */
  readonly ports: DerivedCell<Pick<PartModules, "instance">>;
  /** Whether its copies run along the row. */
  readonly isCopiedAlong: boolean;
  /** What else its copies are multiplied by, in the current row. */
  readonly otherCopies: () => number;
  /** The digits that decide on that. */
  readonly otherDigits: readonly Digit[];
  /** Names of the parameters in that. */
  readonly copies: readonly string[];
  /** Whether only the design's ports drive it. */
  readonly isFirst: boolean;
  /** Whether its modules have ports as wide as the row's parameter. */
  readonly isSpread: boolean;
}

/** A piece of designs by name: a cell for each parameter, fact, part and number of the tile. */
export class DesignCells {
  readonly length: number;
  /** For numbers along rows. */
  readonly memory: RowMemory;
  /** Outer digits, slowest first. */
  readonly outer: readonly Digit[];
  /** Empty where nothing is in the way of a design, else why it cannot be. */
  readonly conflict: DerivedCell<string>;
  readonly parts: readonly PartCells[];
  readonly tile: { readonly [Field in keyof TileShape]: DerivedCell<TileShape[Field]> };
  readonly #options: DesignCellsOptions;
  readonly #walk = new Walk();
  readonly #values = new OfRow<ParameterValues>(this.#walk);
  readonly #known = new Map<string, Cell<unknown>>();
  readonly #possible: PossibleDesigns;

  constructor(options: DesignCellsOptions) {
    this.#options = options;
    const { axes, dependencies, memory } = options;
    this.memory = memory;
    const along = axes.find(({ name }) => name === dependencies.along);
    this.length = along?.size ?? 1;
    const outer = axes.filter((axis) => axis !== along);
    this.outer = outer.map(({ size }, position) => new Digit(this.#walk, size, position));
    this.conflict = this.#conflictCell();
    this.#possible = new PossibleDesigns(
      this.conflict,
      this.length,
      this.named(dependencies.along),
      this.outer,
      options.decidedOnce,
    );
    this.tile = this.#tileCells();
    this.parts = Object.keys(dependencies.parts).map((name) => this.#partCells(name));
  }

  /** Grows whenever digits move: another row. */
  get moves(): number {
    return this.#walk.moves;
  }

  /** Which designs of the current row can be. */
  possible(): Possible {
    return this.#possible.now();
  }

  /** A parameter's or a fact's cell. */
  named(name: string): Cell<unknown> {
    let cell = this.#known.get(name);
    if (cell === undefined) this.#known.set(name, (cell = this.#makeNamed(name)));
    return cell;
  }

  /** A cell of anything. */
  cell<T>(inputs: readonly Cell<unknown>[], make: (place: number) => T, keyOf: (value: T) => Key): DerivedCell<T> {
    return new DerivedCell<T>({ length: this.length, inputs, make, keyOf });
  }

  /** A cell of what only designs that can be have: its value elsewhere is an error, or that of designs of the row. */
  cellOfPossible<T>(
    inputs: readonly Cell<unknown>[],
    make: (place: number) => T,
    keyOf: (value: T) => Key,
  ): DerivedCell<T> {
    const { length } = this;
    const possible = this.#possible;
    const { whether, where } = possible.deciding;
    if (whether !== undefined && !inputs.some(({ isRow }) => isRow))
      return this.cell([...inputs, ...whether], () => make(possible.firstPlace()), keyOf);
    const isUsed = (place: number): boolean => possible.isAt(place);
    return new DerivedCell<T>({ length, inputs: [...inputs, ...where], make, keyOf, isUsed });
  }

  valuesAt(place: number): ParameterValues {
    return this.#values.at(place, () => this.#options.valuesAt(place, this.outer));
  }

  #makeNamed(name: string): Cell<unknown> {
    const { axes, dependencies } = this.#options;
    const axis = axes.find((each) => each.name === name);
    if (axis !== undefined) {
      const digit = this.#digitOf(axis);
      if (axis.of === undefined) return digit;
      return this.#fact([digit, this.named(axis.of)], (values) => values[name] ?? "");
    }
    const fact = dependencies.facts[name];
    if (fact === undefined) throw new Error(`internal: there is no parameter or fact ${name}`);
    return this.#fact(
      fact.reads.map((each) => this.named(each)),
      fact.of,
    );
  }

  #digitOf(axis: DigitAxis): Digit {
    const { axes, dependencies } = this.#options;
    if (axis.name === dependencies.along) return new Digit(this.#walk, axis.size, undefined);
    return this.outer[axes.filter(({ name }) => name !== dependencies.along).indexOf(axis)]!;
  }

  #fact(inputs: readonly Cell<unknown>[], of: (values: ParameterValues) => Key): DerivedCell<Key> {
    return this.cell(
      inputs,
      (place) => of(this.valuesAt(place)),
      (value) => value,
    );
  }

  #conflictCell(): DerivedCell<string> {
    const { dependencies, whyNot, unchecked, reasonOf } = this.#options;
    const kinds = dependencies.conflicts.map(({ reads, of }) =>
      this.#fact(
        reads.map((name) => this.named(name)),
        (values) => reasonOf(of(values)),
      ),
    );
    const illegal = unchecked.map((name) => this.named(name));
    return this.cell(
      [...illegal, ...kinds],
      (place) => whyNot(this.valuesAt(place)),
      (reason) => reason,
    );
  }

  #tileCells(): DesignCells["tile"] {
    const { generator, dependencies } = this.#options;
    const cells = Object.entries(dependencies.tile).map(([field, reads]) => {
      const of = (values: ParameterValues): Key => generator.tile(values)[field as keyof TileShape];
      return [
        field,
        this.#fact(
          reads.map((name) => this.named(name)),
          of,
        ),
      ];
    });
    return Object.fromEntries(cells) as DesignCells["tile"];
  }

  #partCells(name: string): PartCells {
    const { generator, dependencies, sources } = this.#options;
    const { module, activity, ports, copies, isFirst = false } = dependencies.parts[name]!;
    const named = (reads: readonly string[]): Cell<unknown>[] => reads.map((each) => this.named(each));
    const componentsAt = (place: number): Component[] => {
      const each = copiesAt(place);
      return generator
        .components(this.valuesAt(place), name)
        .filter(({ part }) => part === name)
        .map((component) => oneOf(component, each));
    };
    const copiesAt = (place: number): number => {
      const values = this.valuesAt(place);
      return copies.reduce((product, parameter) => product * Number(values[parameter]), 1);
    };
    const instanceAt = (place: number): TopInstance | undefined =>
      generator.top(this.valuesAt(place), name).find(({ part }) => part === name);
    const oneAt = (place: number): TopInstance | undefined => {
      const instance = instanceAt(place);
      return instance === undefined ? undefined : withCopies(instance, instance.copies / copiesAt(place));
    };
    const modules = this.cellOfPossible(
      named(module),
      (place): PartModules => {
        const instance = oneAt(place);
        return { key: keyOfModules(componentsAt(place), instance), instance };
      },
      ({ key }) => key,
    );
    const price = this.cellOfPossible(
      [modules, ...named(activity)],
      (place) => new PartPrice(componentsAt(place), sources),
      ({ key }) => key,
    );
    const others = copies.filter((parameter) => parameter !== dependencies.along);
    const factor = this.#fact(named(others), (values) =>
      others.reduce((product, parameter) => product * Number(values[parameter]), 1),
    ) as DerivedCell<number>;
    return {
      name,
      modules,
      price,
      ports: this.cellOfPossible([price, ...named(ports)], (place) => ({ instance: instanceAt(place) }), keyOfPorts),
      isCopiedAlong: copies.includes(dependencies.along),
      copies: others,
      otherDigits: factor.digits,
      otherCopies: others.length === 0 ? () => 1 : () => factor.at(0),
      isFirst,
      isSpread: module.includes(dependencies.along),
    };
  }
}

/** The tile of the design at a place of the current row. */
export function tileOf({ tile }: Pick<DesignCells, "tile">, place: number): TileShape {
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

/** A component of one copy of its part. */
function oneOf(component: Component, copies: number): Component {
  const { key, energyKey, moduleName, role, activity, build, count } = component;
  return { key, energyKey, moduleName, role, activity, build, count: count / copies };
}

function keyOfModules(components: readonly Component[], instance: TopInstance | undefined): string {
  const keys = components.map(({ key, count }) => `${key}*${count}`).join();
  if (instance === undefined) return keys;
  return `${keys} ${timingKey(instance)}`;
}

/** Equal where all ports see the same. */
function keyOfPorts({ instance }: Pick<PartModules, "instance">): string {
  if (instance === undefined) return "";
  const { activity, inputs, moduleName } = instance;
  const seen = Object.keys(inputs).map((port) => activity.ofPort?.(port)?.key ?? `${moduleName} ${activity.key}`);
  return seen.join();
}
