import type { Generator } from "../../generators/contract/index.ts";
import { usualAxis } from "./usual-axis.ts";
import type { AxisValue } from "./axis.ts";
import { MOST_POINTS, tooManyPoints } from "./axis-size.ts";
import { requireGenerator } from "./find-generator.ts";
import type { Space } from "./space.ts";
import { InputError } from "../core/errors.ts";
import { isLegal, legalValues, type Parameter, type ParameterValues } from "../core/parameters.ts";
import type { Design, SettingLabels } from "../core/result.ts";
import { expandAxis } from "./expand-axis.ts";
import { labelsOf, settingsOf, type Setting } from "./settings.ts";
import { splitBlock, type PureAxes } from "./split-block.ts";

/** Called for each point; `illegal` says why a point is not a design at all (a multiple out of range). */
export type Visit = (
  index: number,
  generator: Generator,
  values: ParameterValues,
  illegal: string | undefined,
  part: Part,
) => void;

/** A design, and what tells its setting from others of the space. */
export interface PlacedDesign extends Design {
  /** Absent where there is but one. */
  readonly setting?: SettingLabels;
}

/** The points of a space, by index; never all in memory. */
export interface Points {
  readonly count: number;
  /** The design at an index from 0 to count − 1. */
  at(index: number): PlacedDesign;
  generatorAt(index: number): Generator;
  partAt(index: number): Part;
  /** What the designs are judged in, in the order of `settingsOf`. */
  readonly settings: readonly Setting[];
  /** Visits `start` … `end` − 1 in order; `values` is a fresh object each time. */
  visit(start: number, end: number, visit: Visit): void;
  /** The products of lists that the space is made of, in order: those of the first setting, of the second, and so on. */
  readonly parts: readonly Part[];
}

/**
 * The points of a space: its designs in each of its settings. Order: the settings, as `settingsOf` lists them; in a setting, the
 * blocks of the file; of a block with conditional parameters, its parts as `splitBlock`
 * lists them; in a part, all combinations, the last parameter of the generator's schema changing fastest and each
 * parameter's values in the order of the file. Throws InputError above MOST_POINTS.
 */
export function pointsOf(space: Space, generators: readonly Generator[]): Points {
  const settings = settingsOf(space);
  const labels = labelsOf(settings);
  const designs = partsOfDesigns(space, generators);
  const size = designs.reduce((sum, part) => sum + part.size, 0);
  const count = size * settings.length;
  if (count > MOST_POINTS) throw InputError.at("blocks", tooManyPoints(count));
  const parts = labels.flatMap((label, setting) =>
    designs.map((part) => ({ ...part, start: part.start + setting * size, setting, label })),
  );
  return {
    count,
    parts,
    settings,
    at: (index) => designAt(parts, index),
    generatorAt: (index) => partAt(parts, index).generator,
    partAt: (index) => partAt(parts, index),
    visit: (start, end, visit) => visitRange(parts, start, end, visit),
  };
}

/** The parts of one setting. */
function partsOfDesigns(space: Space, generators: readonly Generator[]): readonly DesignsPart[] {
  const parts: DesignsPart[] = [];
  let count = 0;
  for (const block of space.blocks) {
    const generator = requireGenerator(block.generator, generators, "blocks");
    const axes = generator.schema.map(
      (parameter) =>
        [
          parameter.name,
          expandAxis(block.parameters[parameter.name] ?? usualAxis(parameter, block.parameters)),
        ] as const,
    );
    for (const pure of splitBlock(new Map(axes))) {
      const part = makePart(generator, pure, count);
      parts.push(part);
      count += part.size;
    }
  }
  return parts;
}

/** A parameter as a digit of the index. */
export interface Digit {
  readonly name: string;
  /** Values of a list, or factors of a multiple. */
  readonly values: readonly AxisValue[];
  /** The parameter multiplied, if this is a multiple. */
  readonly of?: string;
  /** The index moves by this when the digit moves by one. */
  readonly stride: number;
}

/** A product of lists in one setting: `digits` in the order of the schema; `order` is the one to set them in, multiples after their base. */
export interface Part extends DesignsPart {
  /** Position of its setting, and what tells that from others. */
  readonly setting: number;
  readonly label: SettingLabels;
}

/** The same in any setting. */
interface DesignsPart {
  readonly generator: Generator;
  /** Index of its first point. */
  readonly start: number;
  readonly size: number;
  readonly digits: readonly Digit[];
  readonly order: readonly Digit[];
  /** Digits that move, fastest first. */
  readonly moving: readonly Digit[];
  readonly multiples: readonly Digit[];
  /** Parameters of which some point may hold an illegal value; only multiples can. */
  readonly unchecked: readonly Parameter[];
  /** Any values, in the order of the schema: copied and overwritten, so that all points have one hidden class. */
  readonly template: ParameterValues;
}

function makePart(generator: Generator, axes: PureAxes, start: number): DesignsPart {
  let size = 1;
  const digits: Digit[] = [];
  for (const { name } of generator.schema.toReversed()) {
    const axis = axes.get(name);
    const values = axis === undefined ? [] : axis.kind === "list" ? axis.values : axis.factors;
    digits.unshift({ name, values, stride: size, ...(axis?.kind === "times" ? { of: axis.of } : {}) });
    size *= values.length;
  }
  const template = Object.fromEntries(digits.map(({ name, values }) => [name, values[0] ?? 0]));
  const order = baseFirst(digits);
  const moving = digits.filter((digit) => digit.values.length > 1).toReversed();
  const multiples = order.filter((digit) => digit.of !== undefined);
  return {
    generator,
    start,
    size,
    digits,
    order,
    moving,
    multiples,
    unchecked: uncheckedOf(generator, digits),
    template,
  };
}

function uncheckedOf(generator: Generator, digits: readonly Digit[]): Parameter[] {
  return generator.schema.filter((parameter) => {
    const digit = digits.find(({ name }) => name === parameter.name);
    return digit === undefined || digit.of !== undefined || !digit.values.every((value) => isLegal(parameter, value));
  });
}

function baseFirst(digits: readonly Digit[]): readonly Digit[] {
  const depth = (digit: Digit): number => {
    const base = digits.find((other) => other.name === digit.of);
    return base === undefined ? 0 : 1 + depth(base);
  };
  return digits.toSorted((a, b) => depth(a) - depth(b));
}

function visitRange(parts: readonly Part[], start: number, end: number, visit: Visit): void {
  for (const part of parts) {
    const first = Math.max(start, part.start);
    const last = Math.min(end, part.start + part.size);
    if (first >= last) continue;
    const counters = part.moving.map((digit) => counterAt(digit, first - part.start));
    const current: Record<string, AxisValue> = { ...valuesAt(part, first - part.start) };
    for (let index = first; index < last; index++) {
      const values = { ...current };
      visit(
        index,
        part.generator,
        values,
        part.unchecked.length > 0 ? whyIllegal(part.unchecked, values) : undefined,
        part,
      );
      advance(part, counters, current);
    }
  }
}

/** Moves to the next point: only the digits that change are written. */
function advance(part: Part, counters: number[], current: Record<string, AxisValue>): void {
  const { moving, multiples } = part;
  for (let place = 0; place < moving.length; place++) {
    const digit = moving[place];
    if (digit === undefined) break;
    const counter = ((counters[place] ?? 0) + 1) % digit.values.length;
    counters[place] = counter;
    if (digit.of === undefined) current[digit.name] = digit.values[counter] ?? 0;
    if (counter !== 0) break;
  }
  for (const digit of multiples) {
    const place = moving.indexOf(digit);
    const factor = digit.values[place < 0 ? 0 : (counters[place] ?? 0)];
    current[digit.name] = Number(current[digit.of ?? ""]) * Number(factor);
  }
}

function counterAt(digit: Digit, offset: number): number {
  return Math.floor(offset / digit.stride) % digit.values.length;
}

function designAt(parts: readonly Part[], index: number): PlacedDesign {
  const part = partAt(parts, index);
  return { generator: part.generator.name, parameters: valuesAt(part, index - part.start), ...settingOf(part) };
}

/** What tells the setting of a part from others of the space; nothing where there is but one. */
export function settingOf({ label }: Part): Pick<PlacedDesign, "setting"> {
  return Object.keys(label).length === 0 ? {} : { setting: label };
}

/** Parts stand in the order of their points: a space of many settings has thousands. */
function partAt(parts: readonly Part[], index: number): Part {
  let [from, to] = [0, parts.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (parts[middle]!.start <= index) from = middle;
    else to = middle;
  }
  const part = parts[from];
  if (part === undefined || !(index >= part.start && index < part.start + part.size))
    throw new RangeError(`the space has no point ${index}`);
  return part;
}

/** The parameters of a point of a part. @param offset from the part's first point */
export function valuesAt(part: Part, offset: number): ParameterValues {
  const values: Record<string, AxisValue> = { ...part.template };
  for (const digit of part.order) {
    const choice = digit.values[counterAt(digit, offset)] ?? 0;
    values[digit.name] = digit.of === undefined ? choice : Number(values[digit.of]) * Number(choice);
  }
  return values;
}

/** Why a point of a part is not a design at all, if so. */
export function whyIllegal(unchecked: readonly Parameter[], values: ParameterValues): string | undefined {
  for (const parameter of unchecked) {
    if (!isLegal(parameter, values[parameter.name]))
      return `${parameter.name}: got ${values[parameter.name]}, expected ${legalValues(parameter)}`;
  }
  return undefined;
}
