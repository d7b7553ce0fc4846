import type { Design, EnergyByKind } from "../../src/core/result.ts";
import type { YosysEngine } from "../../src/eda/yosys/index.ts";

/** What is measured of a design; every number is of the mapped netlist, before placement. */
export interface MeasuredDesign {
  /** Name of the top module. */
  readonly top: string;
  /** Library cells, hierarchy kept. */
  readonly cells: number;
  /** Area with the hierarchy kept [µm²]; the modules sum to it. */
  readonly areaUm2: number;
  /** Area synthesised as one module [µm²]; absent where it was not asked for. */
  readonly flattenedAreaUm2?: number;
  readonly modules: readonly MeasuredModule[];
  /** Longest path of the hierarchical netlist [ps]; absent if there is no engine for it. */
  readonly criticalPathPs?: MeasuredTwice;
  /** Energy of one step of the hierarchical netlist [pJ]; absent if there is no engine for it. */
  readonly energyPerStepPj?: MeasuredTwice;
  /** By kind, from our engine [pJ]. */
  readonly energyByKindPj?: EnergyByKind;
}

/** All instances of one module, its children not counted. */
export interface MeasuredModule {
  readonly module: string;
  readonly instances: number;
  readonly areaUm2: number;
  /** Of one step, from our engine [pJ]. */
  readonly energyPj?: number;
}

/** One quantity of one netlist, by two programs. */
export interface MeasuredTwice {
  /** OpenSTA; absent without it, or without the original Liberty file. */
  readonly openSta?: number;
  /** Our own engine (src/eda/timing, src/eda/power). */
  readonly own: number;
}

/** What an estimate is held against: OpenSTA where it was asked, else our own engine. */
export function referenceOf(measured: MeasuredTwice | undefined): number | undefined {
  return measured?.openSta ?? measured?.own;
}

/** One piece of work for a worker thread. */
export interface MeasureTask {
  readonly design: Design;
  /** Built-in name or JSON file. */
  readonly technology: string;
  /** The original Liberty file, for OpenSTA. */
  readonly libertyFile?: string;
  readonly yosys: YosysEngine;
  /** `keep` also gives timing and energy. */
  readonly hierarchy: "keep" | "flatten";
}

/** What a worker answers: all but the area of the other hierarchy. */
export type Measurement = Omit<MeasuredDesign, "flattenedAreaUm2">;
