import type { Design, Fidelity } from "./result.ts";

/**
 * `reproduction.json`: a published experiment repeated, as types. It holds no wall-clock time, so that the same experiment
 * gives the same bytes.
 */

/** Raised when a field changes its meaning. */
export const REPRODUCTION_SCHEMA_VERSION = 1;

/** The three kinds of cores that the paper compares. */
export type Architecture = "lut" | "sign-flip" | "multiplier";

/** How activations are added: as integers, as floating-point numbers, or as integers after sharing an exponent. */
export type Arithmetic = "integer" | "native" | "aligned";

/** What a core computes with. */
export interface NumberKind {
  readonly activation: string;
  readonly arithmetic: Arithmetic;
}

/** One core of the experiment, before it is known which variant of it is smallest. */
export interface ExperimentPoint extends NumberKind {
  /** `tile`: square tiles of all sizes; `aspect`: other ratios of inputs to outputs at the same number of weights. */
  readonly sweep: "tile" | "aspect";
  readonly architecture: Architecture;
  /** Side of the square tile with (about) as many weights. */
  readonly tile: number;
  /** Inputs to outputs per step as asked for: `1:1`, `4:1`, … */
  readonly aspect: string;
  /** µ; 1 without tables. */
  readonly groupSize: number;
  /** L; the inputs per step without tables. */
  readonly groups: number;
  /** L·µ, at least what was asked for. */
  readonly inputsPerStep: number;
  /** K. */
  readonly outputsPerStep: number;
}

/** A core of the experiment in one technology: the smallest variant that meets the clock. */
export interface ReproductionPoint extends ExperimentPoint {
  readonly technology: string;
  readonly design: Design;
  /** `missed`: no variant meets the clock, and this is the fastest. */
  readonly clock: "met" | "missed";
  /** The clock asked for, or the fastest that the core reaches [MHz]. */
  readonly clockMhz: number;
  /** Legal variants that were compared. */
  readonly variants: number;
  readonly fidelity: Fidelity;
  readonly areaUm2: number;
  /** Expected relative error of the area. */
  readonly areaError: number;
  readonly criticalPathPs: number;
  /** Area by the weights of one step, L·µ × K [µm²]. */
  readonly areaPerWeightUm2: number;
  /** One multiply-accumulate is two operations; at `clockMhz`. */
  readonly topsPerMm2: number;
  /** Role of a module → area [µm²]; sums to `areaUm2`. */
  readonly roles: Readonly<Record<string, number>>;
}

/** A core of the experiment as synthesised: each distinct module is mapped once and counted as often as it stands. */
export interface SynthesisedCore extends NumberKind {
  readonly technology: string;
  readonly architecture: Architecture;
  readonly tile: number;
  readonly groupSize: number;
  readonly design: Design;
  /** Mapped modules × instances, and the fan-out buffers of the top as the model estimates them [µm²]. */
  readonly areaUm2: number;
  readonly areaPerWeightUm2: number;
  /** The estimated part of `areaUm2` [µm²]. */
  readonly fanOutUm2: number;
  /** Role of a module → area [µm²]; sums to `areaUm2`. */
  readonly roles: Readonly<Record<string, number>>;
}

/** What the data say of a claim. */
export type Verdict = "holds" | "holds in part" | "comes out differently";

/** What one technology says of a claim. */
export interface Finding {
  readonly technology: string;
  readonly verdict: Verdict;
  /** The numbers that the verdict rests on, as one sentence without a full stop. */
  readonly text: string;
  /** `missed`: some of the cores do not reach the clock. */
  readonly clock: "met" | "missed";
}

/** A claim of a paper beside what the data say. */
export interface JudgedClaim<F> {
  readonly id: string;
  readonly statement: string;
  /** Where the claim is made, and if it reached us at first or second hand. */
  readonly source: string;
  /** When a verdict is given, in words. */
  readonly rule: string;
  readonly findings: readonly F[];
  /** The common verdict of those findings that count, else `holds in part`. */
  readonly verdict: Verdict;
}

/** A claim on cores; of the technologies, those that meet the clock count (all, if none does). */
export type Claim = JudgedClaim<Finding>;

/** `reproduction.json`. */
export interface Reproduction {
  readonly schemaVersion: number;
  readonly tool: { readonly name: "tritforge"; readonly version: string };
  readonly experiment: string;
  readonly clockMhz: number;
  readonly technologies: readonly {
    readonly name: string;
    readonly process: string;
    readonly corner: string;
    readonly voltageV: number;
    readonly librarySha256: string;
  }[];
  /** Number formats of the cores, integers first, each kind from the coarsest to the finest; charts keep this order. */
  readonly activations: readonly string[];
  readonly claims: readonly Claim[];
  readonly points: readonly ReproductionPoint[];
  /** Absent if nothing was synthesised. */
  readonly synthesis?: { readonly tool: string; readonly cores: readonly SynthesisedCore[] };
}
