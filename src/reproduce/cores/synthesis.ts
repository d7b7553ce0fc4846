import type { Technology } from "../../../models/technology/technology.ts";
import { ComponentCollector } from "../../characterise/components.ts";
import { measureComponents, type MeasureOptions } from "../../characterise/pool.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import type { NumberKind, ReproductionPoint, SynthesisedCore } from "../../core/reproduction.ts";
import { generatorOf } from "./variants.ts";
import { baselineOf, COMPARED_TILE, lutsOf } from "./results.ts";

/** Technologies whose synthesis the experiment asks for, if they take part. */
export const SYNTHESISED_TECHNOLOGIES = ["asap7", "sky130hd"];

const KINDS: readonly NumberKind[] = [
  { activation: "fp16", arithmetic: "native" },
  { activation: "int8", arithmetic: "integer" },
  { activation: "fp16", arithmetic: "aligned" },
];

/** The points of one technology that are synthesised: table cores of all group sizes, and baselines, of the compared tile. */
export function synthesisedPoints(points: readonly ReproductionPoint[], technology: string): ReproductionPoint[] {
  return KINDS.flatMap((kind) => {
    const square = { ...kind, technology, tile: COMPARED_TILE };
    const baselines = [baselineOf(points, square, "sign-flip"), baselineOf(points, square, "multiplier")];
    return [...lutsOf(points, square), ...baselines].filter((point) => point !== undefined);
  });
}

/** Maps each distinct module of the points once, side by side. @throws as `measureComponents` */
export async function synthesisePoints(
  points: readonly ReproductionPoint[],
  technology: Technology,
  options: Pick<MeasureOptions, "yosys" | "workers" | "cache" | "onProgress">,
): Promise<SynthesisedCore[]> {
  const collector = new ComponentCollector();
  for (const point of points) collector.add(generatorOf(point), point.design.parameters);
  // Area is all that is asked for: without activities nothing is simulated.
  const tasks = collector.tasks().map((task) => ({ ...task, activities: [] }));
  const measured = await measureComponents(tasks, { ...options, technology, statistics: STANDARD_STATISTICS });
  return points.map((point) => {
    const fanOutUm2 = point.roles["fan-out"] ?? 0;
    const roles: Record<string, number> = fanOutUm2 > 0 ? { "fan-out": fanOutUm2 } : {};
    for (const { key, role, count } of generatorOf(point).components(point.design.parameters)) {
      const areaUm2 = measured.get(key)?.areaUm2;
      if (areaUm2 === undefined) throw new Error(`internal: ${key} was not measured`);
      roles[role] = (roles[role] ?? 0) + count * areaUm2;
    }
    const areaUm2 = Object.values(roles).reduce((sum, each) => sum + each, 0);
    const { architecture, activation, arithmetic, tile, groupSize, design } = point;
    const areaPerWeightUm2 = areaUm2 / (point.inputsPerStep * point.outputsPerStep);
    return {
      technology: technology.name,
      architecture,
      activation,
      arithmetic,
      tile,
      groupSize,
      design,
      areaUm2,
      areaPerWeightUm2,
      fanOutUm2,
      roles,
    };
  });
}
