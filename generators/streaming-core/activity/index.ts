/**
 * What the modules of a core see while it works, for energy. To give a new kind of module an activity, add its trace in a
 * file of its own and its key here; equal keys must mean equal traces, or results would depend on the order of designs.
 */
import { onceByNumber } from "../../../src/core/once.ts";
import type { DataStatistics, ModuleActivity, ModuleTrace } from "../../generator.ts";
import type { CorePlan } from "../core.ts";
import { ACTIVATION_BITS } from "../shape.ts";
import { orderOf } from "./begin-trace.ts";
import { controlTrace } from "./control-trace.ts";
import { fetchTrace } from "./fetch-trace.ts";
import { groupTrace } from "./group-trace.ts";
import { laneTrace, stepSize } from "./lane-trace.ts";
import { inputMaskTrace, MOST_MASK_TILES, outputMaskTrace } from "./mask-traces.ts";
import { reduceTrace } from "./reduce-trace.ts";
import type { StepOrder } from "./schedule.ts";

export interface CoreActivities {
  readonly control: ModuleActivity;
  readonly inputMask: ModuleActivity;
  readonly outputMask: ModuleActivity;
  readonly group: ModuleActivity;
  readonly fetch: ModuleActivity;
  readonly reduce: ModuleActivity;
  readonly lane: ModuleActivity;
}

/** Mean transitions of a flip-flop of the controller per cycle: counters move their low bits, flags rest. */
const CONTROL_TRANSITIONS = 0.12;

/** The activities of a core's modules; traces are drawn when they are asked for. */
export function coreActivities(plan: CorePlan): CoreActivities {
  const order = orderOf(plan);
  const keys = keysOf(order);
  return {
    control: new PlannedActivity(keys.tile, plan, controlTrace, CONTROL_TRANSITIONS),
    inputMask: new PlannedActivity(keys.product, plan, inputMaskTrace),
    outputMask: new PlannedActivity(keys.outputMask, plan, outputMaskTrace),
    group: new PlannedActivity(keys.tile, plan, groupTrace),
    fetch: new PlannedActivity(keys.tile, plan, fetchTrace),
    reduce: new PlannedActivity(plan.lane.pipelineReduce > 0 ? keys.tile : keys.product, plan, reduceTrace),
    lane: new PlannedActivity(laneActivityKey(plan, order), plan, laneTrace),
  };
}

type Draw = (plan: CorePlan, statistics: DataStatistics) => ModuleTrace;

/** A class, because a sweep makes millions of them, and closures cost it a fifth of its time. */
class PlannedActivity implements ModuleActivity {
  readonly key: string;
  readonly meanTransitions?: number;
  readonly #plan: CorePlan;
  readonly #draw: Draw;

  constructor(key: string, plan: CorePlan, draw: Draw, meanTransitions?: number) {
    this.key = key;
    this.#plan = plan;
    this.#draw = draw;
    if (meanTransitions !== undefined) this.meanTransitions = meanTransitions;
  }

  trace(statistics: DataStatistics): ModuleTrace {
    return this.#draw(this.#plan, statistics);
  }
}

interface OrderKeys {
  /** How long a tile stays. */
  readonly tile: string;
  /** Also how many tiles a product has. */
  readonly product: string;
  readonly outputMask: string;
}

const orderKeys = onceByNumber<OrderKeys>();

function keysOf(order: StepOrder): OrderKeys {
  return orderKeys(numberOf(order), () => {
    const tile = order.hasStore ? "store" : "chain";
    const outputMask = order.hasStore ? tile : `${tile}${Math.min(MOST_MASK_TILES, order.tiles)}`;
    return { tile, product: `${tile}${order.tiles}`, outputMask };
  });
}

function numberOf({ hasStore, tiles }: StepOrder): number {
  return tiles * 2 + (hasStore ? 1 : 0);
}

const laneKeys = onceByNumber<string>();

/** Lanes of one ledger differ in the size of what they add up, and in the words of their pipeline registers. */
function laneActivityKey(plan: CorePlan, order: StepOrder): string {
  const { family, lane, core } = plan;
  const [size, activationBits] = [stepSize(plan), ACTIVATION_BITS[core.activation]];
  const key = laneKeys((numberOf(order) * 64 + size) * 32 + activationBits, () => {
    return `${keysOf(order).product}_t${size}_w${activationBits}`;
  });
  return lane.pipelineFetch > 0 ? `${key}_${family.groups}x${family.fetchKey("free")}` : key;
}
