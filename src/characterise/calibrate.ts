import type { DataStatistics } from "../../generators/contract/index.ts";
import { findGenerator } from "../../generators/registry.ts";
import { calibrate, type CalibrationCycle, type CalibrationModule } from "../../models/cost/calibration/calibrate.ts";
import { calibrationPriors } from "../../models/cost/calibration/calibration-priors.ts";
import { countFeatures } from "../../models/cost/features.ts";
import { calibrationDesigns } from "../../models/cost/calibration/calibration-set.ts";
import { transitionsOf } from "../../models/cost/transitions.ts";
import type { TechnologyPrimitives } from "../../models/technology/technology.ts";
import { RECIPE_VERSION, yosysVersion } from "../eda/yosys/index.ts";
import { ComponentCollector, componentOf, type ComponentTask } from "./components.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { MeasuredComponent } from "./measure.ts";
import { measureComponents, type MeasureOptions } from "./pool.ts";

/**
 * Characterises the calibration modules in a technology and fits the prices of everything that the netlist counts to them.
 * Takes some minutes, less where the cache knows modules. With fewer designs than all, more prices stay what is usual.
 * @throws as `measureComponents`
 */
export async function calibrateTechnology(
  options: MeasureOptions,
  designs = calibrationDesigns(),
): Promise<TechnologyPrimitives> {
  const tasks = calibrationTasks(designs);
  const measured = await measureComponents(tasks, options);
  const modules = tasks.map((task) => calibrationModule(task, measured.get(task.key), options.statistics));
  const fit = calibrate(modules, calibrationPriors(options.technology));
  const fingerprint = fingerprintOf(tasks, options.technology.sourceSha256);
  return { ...fit, tool: yosysVersion(options.yosys), recipe: RECIPE_VERSION, fingerprint };
}

/** The modules that prices are fitted to. */
export function calibrationTasks(designs = calibrationDesigns()): readonly ComponentTask[] {
  const collector = new ComponentCollector();
  for (const { generator: name, parameters, roles } of designs) collector.add(generatorOf(name), parameters, roles);
  return collector.tasks();
}

function generatorOf(name: string) {
  const generator = findGenerator(name);
  if (generator === undefined) throw new Error(`internal: no generator is called ${name}`);
  return generator;
}

/** A module with what was measured of it and what its netlist counts. */
function calibrationModule(
  task: ComponentTask,
  measured: MeasuredComponent | undefined,
  statistics: DataStatistics,
): CalibrationModule {
  const { key, activities } = task;
  if (measured === undefined) throw new Error(`internal: ${key} was not measured`);
  const module = componentOf(task, key).build();
  const cycles = activities.flatMap((activity): CalibrationCycle[] => {
    const own = componentOf(activity, key, activity.key).activity;
    const { load, hold } = transitionsOf(module, own.trace(statistics));
    const energy = measured.energies[activity.key];
    if (energy === undefined) throw new Error(`internal: ${key} was not measured at ${activity.key}`);
    return [
      { transitions: load.transitions, ...kinds(energy.load) },
      { transitions: hold.transitions, ...kinds(energy.hold) },
    ];
  });
  return { module, counts: countFeatures(module), ...measured, cycles };
}

function kinds([switchingFj, internalFj, clockFj]: readonly [number, number, number]) {
  return { switchingFj, internalFj, clockFj };
}
