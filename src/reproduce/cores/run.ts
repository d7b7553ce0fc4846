import type { Technology } from "../../../models/technology/technology.ts";
import type { MeasureOptions } from "../../characterise/pool.ts";
import {
  REPRODUCTION_SCHEMA_VERSION,
  type ExperimentPoint,
  type Reproduction,
  type ReproductionPoint,
  type SynthesisedCore,
} from "../../core/reproduction.ts";
import { TOOL_VERSION } from "../../core/version.ts";
import { yosysVersion } from "../../eda/yosys/index.ts";
import { claimsOf } from "./claims.ts";
import { ACTIVATIONS, experimentPoints } from "./points.ts";
import { evaluateAll, type EvaluateOptions } from "./pool.ts";
import { SYNTHESISED_TECHNOLOGIES, synthesisedPoints, synthesisePoints } from "./synthesis.ts";

/** How modules are measured. */
export interface SynthesisOptions extends Pick<MeasureOptions, "yosys" | "cache"> {
  /** Makes what is told of the progress in one technology. */
  readonly progress: () => NonNullable<MeasureOptions["onProgress"]>;
}

/** What is repeated, in which technologies and at which clock. */
export interface ReproductionOptions {
  readonly experiment: string;
  readonly technologies: readonly Technology[];
  readonly clockMhz: number;
  /** Threads; the result does not depend on it. */
  readonly workers: number;
  /** Undefined: nothing is synthesised. */
  readonly synthesis: SynthesisOptions | undefined;
  readonly onPoints?: NonNullable<EvaluateOptions["onProgress"]>;
  readonly onStage?: (text: string) => void;
  /** Default: all cores of the experiment. */
  readonly points?: readonly ExperimentPoint[];
}

/** Repeats an experiment: estimates of all its cores, synthesis of a few, and what becomes of the claims. */
export async function runReproduction(options: ReproductionOptions): Promise<Reproduction> {
  const { experiment, technologies, clockMhz } = options;
  const { workers, onPoints } = options;
  const points = await evaluateAll(options.points ?? experimentPoints(), {
    technologies,
    clockMhz,
    workers,
    ...(onPoints === undefined ? {} : { onProgress: onPoints }),
  });
  const synthesis = options.synthesis === undefined ? undefined : await synthesise(points, options);
  return {
    schemaVersion: REPRODUCTION_SCHEMA_VERSION,
    tool: { name: "tritforge", version: TOOL_VERSION },
    experiment,
    clockMhz,
    technologies: technologies.map(({ name, process, corner, voltageV, sourceSha256 }) => ({
      name,
      process,
      corner,
      voltageV,
      librarySha256: sourceSha256,
    })),
    activations: ACTIVATIONS,
    claims: claimsOf(
      technologies.map(({ name }) => name),
      points,
      synthesis?.cores ?? [],
    ),
    points,
    ...(synthesis === undefined ? {} : { synthesis }),
  };
}

async function synthesise(
  points: readonly ReproductionPoint[],
  { technologies, synthesis, workers, onStage }: ReproductionOptions,
): Promise<Reproduction["synthesis"]> {
  if (synthesis === undefined) return undefined;
  const cores: SynthesisedCore[] = [];
  for (const technology of technologies.filter(({ name }) => SYNTHESISED_TECHNOLOGIES.includes(name))) {
    onStage?.(`synthesising the compared cores in ${technology.name}`);
    const chosen = synthesisedPoints(points, technology.name);
    const { progress, ...how } = synthesis;
    cores.push(...(await synthesisePoints(chosen, technology, { ...how, workers, onProgress: progress() })));
  }
  return cores.length === 0 ? undefined : { tool: yosysVersion(synthesis.yosys), cores };
}
