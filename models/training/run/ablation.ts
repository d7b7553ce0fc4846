import type { UnitShape } from "../../../generators/contract/index.ts";
import type { Device } from "../../device/index.ts";
import { EFFECTS, withEffects, type Effect } from "../devices/effects.ts";
import { arePassesExact, EXACT_PASSES } from "./passes.ts";
import { trainReference, type Reference } from "./reference.ts";
import { checkedTask } from "./task.ts";
import { trainOnDevice, type TrainingResult, type TrainingRun } from "./train-on-device.ts";

/** The same unit on an ideal device: 1024 equal states, symmetric, without noise, spread or stuck devices. */
export function trainOnIdealDevice(run: TrainingRun): TrainingResult {
  return trainOnDevice({ ...run, ...withEffects(run.device, run.unit, new Set(["encoding"])) });
}

/** Effects of device and unit, and the converters of forward and backward pass. */
type AblatedEffect = Effect | "passes";

/** One line of an ablation: accuracies by seed, with some effects. */
export interface AblationRow {
  /** `all`, `none` (ideal device and unit), an effect taken out, or an effect alone. */
  readonly kind: "all" | "none" | "without" | "only";
  readonly effect?: AblatedEffect;
  readonly accuracies: readonly number[];
  readonly mean: number;
  /** `without`: what the accuracy gains by taking it out; `only`: what it loses by adding it to the ideal. Means over seeds. */
  readonly difference: number;
  /** Standard error of that difference over the seeds; NaN for one seed. */
  readonly standardError: number;
}

/** How much accuracy each effect costs, over some seeds. */
export interface Ablation {
  readonly seeds: readonly number[];
  /** Floating point, by seed. */
  readonly floatAccuracies: readonly number[];
  readonly rows: readonly AblationRow[];
}

/**
 * How much each effect costs: taken out of the whole, one at a time, and added to the ideal, one at a time. Effects that the
 * device does not have are left out. Asymmetry is that of the curve taken with the nonlinearity of LTP; alone, of an LTD that
 * has another number of states. Price: 2 + 2 · effects trainings a seed.
 */
export function ablation(run: Omit<TrainingRun, "seed">, seeds: readonly number[]): Ablation {
  const task = checkedTask(run.task);
  const references = seeds.map((seed) => trainReference(task, seed));
  const everything: readonly AblatedEffect[] = [...EFFECTS, "passes"];
  const all = new Set(everything);
  const present = everything.filter((effect) =>
    effect === "passes" ? !arePassesExact(task) : matters(run.device, run.unit, effect),
  );
  const accuraciesOf = (effects: ReadonlySet<AblatedEffect>): readonly number[] =>
    seeds.map((seed, k) => {
      const reference = references[k] as Reference;
      const own = new Set(EFFECTS.filter((effect) => effects.has(effect)));
      const passes = effects.has("passes") ? task : { ...task, ...EXACT_PASSES };
      const parts = withEffects(run.device, run.unit, own);
      return trainOnDevice({ ...run, ...parts, task: passes, seed, reference }).accuracy;
    });
  const whole = accuraciesOf(all);
  const ideal = accuraciesOf(new Set());
  const rows: AblationRow[] = [
    { kind: "all", ...compared(whole, whole) },
    ...present.map((effect): AblationRow => {
      const without = accuraciesOf(new Set(everything.filter((each) => each !== effect)));
      return { kind: "without", effect, ...compared(without, whole) };
    }),
    { kind: "none", ...compared(ideal, ideal) },
    ...present.map((effect): AblationRow => ({
      kind: "only",
      effect,
      ...compared(accuraciesOf(new Set([effect])), ideal),
    })),
  ];
  return { seeds, floatAccuracies: references.map(({ accuracies }) => accuracies.at(-1) ?? 0), rows };
}

/** Whether leaving the effect out changes the device or the unit at all. */
function matters(device: Device, unit: UnitShape, effect: Effect): boolean {
  const all = withEffects(device, unit, new Set(EFFECTS));
  const without = withEffects(device, unit, new Set(EFFECTS.filter((each) => each !== effect)));
  const only = withEffects(device, unit, new Set([effect]));
  const none = withEffects(device, unit, new Set());
  return JSON.stringify(all) !== JSON.stringify(without) || JSON.stringify(only) !== JSON.stringify(none);
}

function compared(accuracies: readonly number[], base: readonly number[]) {
  const differences = accuracies.map((accuracy, k) => accuracy - (base[k] ?? 0));
  const difference = meanOf(differences);
  const square = differences.reduce((sum, each) => sum + (each - difference) ** 2, 0);
  const standardError = Math.sqrt(square / (differences.length - 1) / differences.length);
  return { accuracies, mean: meanOf(accuracies), difference, standardError };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
