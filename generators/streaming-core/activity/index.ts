/**
 * What the modules of a core see while it works, for energy. To give a new kind of module an activity, add its trace in a
 * file of its own and its key here; equal keys must mean equal traces, or results would depend on the order of designs.
 */
import { onceByNumber } from "../../../src/core/once.ts";
import type { DataStatistics, ModuleActivity, ModuleTrace } from "../../contract/index.ts";
import type { CorePlan } from "../plan.ts";
import type { FloatParameters } from "../float/parameters.ts";
import type { LanePlace } from "../float/tree.ts";
import { reduceShape } from "../lane-shape.ts";
import { ACTIVATION_BITS } from "../shape.ts";
import { alignElementTrace, alignTrace, blockExponentTrace, normaliseTrace } from "./align-traces.ts";
import { alignedExponent, orderOf } from "./begin-trace.ts";
import { controlTrace } from "./control-trace.ts";
import { fetchTrace } from "./fetch-trace.ts";
import { adderTrace, tableAdderTrace } from "./float-traces.ts";
import { groupTrace } from "./group-trace.ts";
import { groupTailTrace, keyMaskTrace } from "./key-mask-traces.ts";
import { lanePort, laneTrace, stepSize } from "./lane-trace.ts";
import { inputMaskTrace, MOST_MASK_TILES, outputMaskTrace } from "./mask-traces.ts";
import { reduceTrace } from "./reduce-trace.ts";
import type { StepOrder } from "./schedule.ts";

/** Activities of the modules that cores of all arithmetics have. */
export interface CoreActivities {
  readonly control: ModuleActivity;
  readonly inputMask: ModuleActivity;
  readonly outputMask: ModuleActivity;
  readonly groupTail: ModuleActivity;
  readonly keyMask: ModuleActivity;
  readonly group: ModuleActivity;
  readonly fetch: ModuleActivity;
  readonly reduce: ModuleActivity;
  readonly lane: ModuleActivity;
}

/** Activities of modules that integers have no use for; apart, because a sweep asks for the others millions of times. */
export interface FloatActivities {
  /** A floating-point module inside a table, by its key. */
  readonly tableAdder: (key: string) => ModuleActivity;
  /** A floating-point adder in a lane, by where it stands. */
  readonly floatAdder: (place: LanePlace) => ModuleActivity;
  readonly align: ModuleActivity;
  readonly alignElement: ModuleActivity;
  readonly blockExponent: ModuleActivity;
  readonly normalise: ModuleActivity;
}

/** Mean transitions of a flip-flop of the controller per cycle: counters move their low bits, flags rest. */
const CONTROL_TRANSITIONS = 0.105;

/** The activities of a core's modules, each made when it is asked for; traces are drawn when they are. */
export function coreActivities(plan: CorePlan): CoreActivities {
  return new PlannedActivities(plan);
}

class PlannedActivities implements CoreActivities {
  readonly #plan: CorePlan;
  readonly #order: StepOrder;
  readonly #keys: OrderKeys;

  constructor(plan: CorePlan) {
    this.#plan = plan;
    this.#order = orderOf(plan);
    this.#keys = keysOfPlan(plan, this.#order);
  }

  get control(): ModuleActivity {
    return new PlannedActivity(this.#keys.tile, this.#plan, controlTrace, CONTROL_TRANSITIONS);
  }

  get inputMask(): ModuleActivity {
    return new PlannedActivity(this.#keys.product, this.#plan, inputMaskTrace);
  }

  get outputMask(): ModuleActivity {
    return new PlannedActivity(this.#keys.outputMask, this.#plan, outputMaskTrace);
  }

  get groupTail(): ModuleActivity {
    return new PlannedActivity(this.#keys.product, this.#plan, groupTailTrace);
  }

  get keyMask(): ModuleActivity {
    return new PlannedActivity(this.#keys.tile, this.#plan, keyMaskTrace);
  }

  get group(): ModuleActivity {
    return new PlannedActivity(this.#keys.tile, this.#plan, groupTrace);
  }

  get fetch(): ModuleActivity {
    return new PlannedActivity(this.#keys.tile, this.#plan, fetchTrace);
  }

  get reduce(): ModuleActivity {
    const key = readsRunningSum(this.#plan) ? this.#keys.product : this.#keys.tile;
    return new PlannedActivity(key, this.#plan, reduceTrace);
  }

  get lane(): ModuleActivity {
    const plan = this.#plan;
    const isOfIntegers = plan.core.float === undefined;
    const key = isOfIntegers
      ? laneActivityKey(plan, this.#order)
      : `${this.#keys.product}_${stepSize(plan)}${partialsKey(plan)}`;
    return new LaneActivity(key, plan, laneTrace);
  }
}

/** Those of floating-point modules. */
export function floatActivities(plan: CorePlan): FloatActivities {
  const keys = keysOfPlan(plan, orderOf(plan));
  return {
    tableAdder: (key) => tableAdderActivity(plan, keys.tile, key),
    floatAdder: (place) => {
      const key = `${keys.product}_${place}${place === "running" || place === "partials" ? partialsKey(plan) : ""}`;
      return new PlannedActivity(key, plan, (each, statistics) => adderTrace(each, place, statistics));
    },
    align: new PlannedActivity(keys.tile, plan, alignTrace),
    alignElement: new PlannedActivity(keys.tile, plan, alignElementTrace),
    blockExponent: new PlannedActivity(keys.product, plan, blockExponentTrace),
    normalise: new PlannedActivity(keys.product, plan, normaliseTrace),
  };
}

function keysOfPlan(plan: CorePlan, order: StepOrder): OrderKeys {
  const keys = keysOf(order);
  return plan.core.float === undefined ? keys : floatKeysOf(plan, plan.core.float, keys);
}

/** Whether the running sum is one of the operands of the reduction. */
function readsRunningSum({ lane }: CorePlan): boolean {
  return lane.kind === "integer" && reduceShape(lane).hasAddend;
}

/** What activations are says more than how wide they are; sums depend on how many activations they have. */
function floatKeysOf(plan: CorePlan, { format, arithmetic }: FloatParameters, keys: OrderKeys): OrderKeys {
  const exponent = arithmetic === "native" ? "" : `_by${alignedExponent(plan)}`;
  const numbers = `${arithmetic}_${format.name}${exponent}`;
  const { groupSize, groups } = plan.family;
  return {
    tile: `${keys.tile}_${numbers}`,
    product: `${keys.product}_${numbers}_u${groupSize}x${groups}`,
    outputMask: keys.outputMask,
  };
}

/** Into how many sums a lane of floating-point words divides each output. */
function partialsKey({ lane }: CorePlan): string {
  return lane.kind === "float" && lane.partials > 1 ? `_of${lane.partials}` : "";
}

/** Adders of a table by how many activations their operands are sums of, the first level apart from the others. */
function tableAdderActivity(plan: CorePlan, tile: string, key: string): ModuleActivity {
  return new PlannedActivity(`${tile}_table`, plan, (each, statistics) => tableAdderTrace(each, key, statistics));
}

type Draw = (plan: CorePlan, statistics: DataStatistics) => ModuleTrace;

/** A class, because a sweep makes millions of them, and closures cost it a fifth of its time. */
class PlannedActivity implements ModuleActivity {
  readonly key: string;
  readonly meanTransitions?: number;
  protected readonly plan: CorePlan;
  readonly #draw: Draw;

  constructor(key: string, plan: CorePlan, draw: Draw, meanTransitions?: number) {
    this.key = key;
    this.plan = plan;
    this.#draw = draw;
    if (meanTransitions !== undefined) this.meanTransitions = meanTransitions;
  }

  trace(statistics: DataStatistics): ModuleTrace {
    return this.#draw(this.plan, statistics);
  }
}

class LaneActivity extends PlannedActivity {
  ownTrace(statistics: DataStatistics): ModuleTrace {
    return laneTrace(this.plan, statistics, "drawn");
  }

  ofPort(port: string) {
    return lanePort(this.plan, port);
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
    const tile = order.tileStays ? "store" : "chain";
    const outputMask = order.tileStays ? tile : `${tile}${Math.min(MOST_MASK_TILES, order.tiles)}`;
    return { tile, product: `${tile}${order.tiles}`, outputMask };
  });
}

function numberOf({ tileStays, tiles }: StepOrder): number {
  return tiles * 2 + (tileStays ? 1 : 0);
}

const laneKeys = onceByNumber<string>();

/** Lanes of one ledger differ in the size of what they add up, and in the words of their pipeline registers. */
function laneActivityKey(plan: CorePlan, order: StepOrder): string {
  const { family, core } = plan;
  const [size, activationBits] = [stepSize(plan), ACTIVATION_BITS[core.activation]];
  const key = laneKeys((numberOf(order) * 64 + size) * 32 + activationBits, () => {
    return `${keysOf(order).product}_t${size}_w${activationBits}`;
  });
  return core.pipelineFetch > 0 ? `${key}_${family.groups}x${family.fetchKey("free")}` : key;
}
