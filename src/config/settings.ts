import type { Combine } from "../core/combine.ts";
import type { SettingLabels } from "../core/result.ts";
import type { StatedMemory } from "../../models/memory/memory-system.ts";
import type { ArithmeticRange, GeometricRange } from "./axis.ts";
import { expandAxis } from "./expand-axis.ts";

/** One of something, or a list of them: each is tried. */
export type Several<T> = T | readonly T[];

/** A number, a list, or a range of whole numbers. */
export type NumberAxis = Several<number> | ArithmeticRange | GeometricRange;

/** Each part of a memory may be a list: all combinations are tried. */
export type MemoryAxis = { readonly [Part in keyof StatedMemory]: Several<NonNullable<StatedMemory[Part]>> };

/** What a space says about what surrounds its designs: each key has one value, or several as a parameter has. */
export interface SettingAxes {
  readonly technology: Several<string>;
  readonly clockMhz: NumberAxis;
  /** Of cores only. */
  readonly memory?: Several<MemoryAxis>;
  /** Of cores only, and there always. */
  readonly workload?: Several<StatedWorkload>;
  /** Of cores only: equal cores that share each token; default one. */
  readonly cores?: NumberAxis;
  /** Of cores only, one for all settings: whose zero weights energies are for; default `model`. */
  readonly zeros?: string | number;
}

/** A workload, or several that one design serves. */
export type StatedWorkload = string | ServedWorkloads;

/** Several workloads: each metric is given for each of them, and as one number for all. */
export interface ServedWorkloads {
  readonly of: readonly string[];
  /** Default `worst`. */
  readonly combine?: Combine;
  /** Of the means: each one's part of the tokens, up to a factor; default the same for all. */
  readonly weights?: readonly number[];
}

/** One combination of them: all that the designs of a sweep are judged in. */
export interface Setting {
  readonly technology: string;
  readonly clockMhz: number;
  readonly memory?: StatedMemory;
  readonly workload?: StatedWorkload;
  readonly cores?: number;
}

/** Settings that a space may have: each is listed in the manifest. */
export const MOST_SETTINGS = 10_000;

/** How many settings a space has; none of them is made. */
export function countSettings(axes: SettingAxes): number {
  const lists = [technologies(axes), clocks(axes), memories(axes), workloads(axes), coresOf(axes)];
  return lists.reduce((product, { length }) => product * length, 1);
}

/**
 * The settings of a space: all combinations, in the order technology, clock, memory (DRAM, SRAM, buffer, node), workload,
 * cores; the last changes fastest, and each runs in the order of the file.
 */
export function settingsOf(axes: SettingAxes): readonly Setting[] {
  return technologies(axes).flatMap((technology) =>
    clocks(axes).flatMap((clockMhz) =>
      memories(axes).flatMap((memory) =>
        workloads(axes).flatMap((workload) =>
          coresOf(axes).map((cores) => ({
            technology,
            clockMhz,
            ...(memory === undefined ? {} : { memory }),
            ...(workload === undefined ? {} : { workload }),
            ...(cores === undefined ? {} : { cores }),
          })),
        ),
      ),
    ),
  );
}

/** Of each setting, what is not the same in all of them; empty where there is but one. */
export function labelsOf(settings: readonly Setting[]): readonly SettingLabels[] {
  const all = settings.map(scalarsOf);
  const names = Object.keys(all[0] ?? {}).filter((name) => new Set(all.map((each) => each[name])).size > 1);
  return all.map((each) => Object.fromEntries(names.map((name) => [name, each[name] ?? "default"])));
}

function scalarsOf({ technology, clockMhz, memory = {}, workload, cores }: Setting) {
  const { dram, sram, weightBufferBits, nodeNm } = memory;
  const scalars = {
    technology,
    clockMhz,
    dram: dramLabel(dram),
    sram,
    weightBufferBits,
    nodeNm,
    workload: workloadLabel(workload),
    cores,
  };
  return scalars as Readonly<Record<string, string | number | undefined>>;
}

function workloadLabel(workload: StatedWorkload | undefined): string | undefined {
  if (typeof workload !== "object") return workload;
  const { of, combine = "worst", weights } = workload;
  return `${combine} of ${of.map((name, place) => (weights === undefined ? name : `${weights[place]} ${name}`)).join(", ")}`;
}

function dramLabel(dram: StatedMemory["dram"]): string | undefined {
  if (typeof dram !== "object") return dram;
  return `${dram.bandwidthGBps} GB/s at ${dram.energyPjPerBit} pJ/bit`;
}

/** The technologies of a space, in order. */
export function technologies({ technology }: Pick<SettingAxes, "technology">): readonly string[] {
  return listOf(technology);
}

/** The same with the keys that lead to each. */
export function technologyNames(
  axes: Pick<SettingAxes, "technology">,
): ReadonlyMap<string, readonly [string, ...(string | number)[]]> {
  return new Map(technologies(axes).map((name, place) => [name, ["technology", place]]));
}

/** The workloads of a space, in order; one that is undefined if it has none. */
export function workloads({ workload }: Pick<SettingAxes, "workload">): readonly (StatedWorkload | undefined)[] {
  return workload === undefined ? [undefined] : listOf(workload);
}

/** Names of all workloads of a space, each once, with the keys that lead to where it stands first. */
export function workloadNames(axes: Pick<SettingAxes, "workload">): ReadonlyMap<string, readonly (string | number)[]> {
  const names = new Map<string, readonly (string | number)[]>();
  const isListed = Array.isArray(axes.workload);
  for (const [place, workload] of workloads(axes).entries()) {
    const keys = isListed ? ["workload", place] : ["workload"];
    const of = typeof workload === "object" ? workload.of : workload === undefined ? [] : [workload];
    for (const [i, name] of of.entries())
      if (!names.has(name)) names.set(name, typeof workload === "object" ? [...keys, "of", i] : keys);
  }
  return names;
}

/** Numbers of cores of a space, in order; one that is undefined if it states none. */
export function coresOf({ cores }: Pick<SettingAxes, "cores">): readonly (number | undefined)[] {
  return cores === undefined ? [undefined] : numbersOf(cores);
}

function clocks({ clockMhz }: SettingAxes): readonly number[] {
  return numbersOf(clockMhz);
}

/** The memories of a space, in order; one that is undefined if it states none. */
function memories(axes: SettingAxes): readonly (StatedMemory | undefined)[] {
  return axes.memory === undefined ? [undefined] : memoryAxes(axes).flatMap(combinationsOf);
}

/** What a space states of its memories, in order; an empty one if it states none. */
export function memoryAxes({ memory = {} }: Pick<SettingAxes, "memory">): readonly MemoryAxis[] {
  return listOf(memory);
}

/** The memories that one stands for, in order. */
export function combinationsOf({ dram, sram, weightBufferBits, nodeNm }: MemoryAxis): readonly StatedMemory[] {
  return each("dram", dram).flatMap((one) =>
    each("sram", sram).flatMap((two) =>
      each("weightBufferBits", weightBufferBits).flatMap((three) =>
        each("nodeNm", nodeNm).map((four) => ({ ...one, ...two, ...three, ...four })),
      ),
    ),
  );
}

/** `{key: value}` for each value; `{}` alone if there is none. */
function each<Key extends string, T extends string | number | object>(
  key: Key,
  values: Several<T> | undefined,
): readonly { readonly [K in Key]?: T }[] {
  return values === undefined ? [{}] : listOf(values).map((value) => ({ [key]: value }) as { [K in Key]?: T });
}

function numbersOf(axis: NumberAxis): readonly number[] {
  const expanded = expandAxis(axis);
  return expanded.kind === "list" ? expanded.values.map(Number) : [];
}

/** The same form, each value changed. */
export function eachOf<T extends string | object>(several: Several<T>, change: (value: T) => T): Several<T> {
  return isList(several) ? several.map(change) : change(several);
}

function listOf<T extends string | number | object>(several: Several<T>): readonly T[] {
  return isList(several) ? several : [several];
}

function isList<T>(several: Several<T>): several is readonly T[] {
  return Array.isArray(several);
}
