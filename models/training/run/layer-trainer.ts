import { unitConflicts } from "../../../generators/update-unit/index.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import type { Device } from "../../device/index.ts";
import { ClosedLoop, type LoopRegisters } from "../devices/closed-loop.ts";
import { pulsePlanner } from "../planners/pulse-planner.ts";
import type { PulsePlanner } from "../planners/pulse-plan.ts";
import { pulseScale, type PulseScale } from "../planners/pulse-scale.ts";
import { powerOfTwoScale, quantise } from "../planners/quantiser.ts";
import type { FullScales } from "./reference.ts";
import type { OperationListener } from "../record/operation-listener.ts";
import { BalanceMeter, type OutputBalance } from "../record/output-balance.ts";
import { layerStatistics, type LayerStatistics, type SlotTotals } from "../record/statistics.ts";
import { SynapseArray, weightStep } from "../devices/synapse-array.ts";
import type { TrainingTask } from "./task.ts";

/** What a layer is made of. */
export interface LayerSetup {
  readonly shape: UnitShape;
  readonly device: Device;
  readonly task: Pick<TrainingTask, "weightRange" | "deltaScale">;
  readonly learningRate: number;
  readonly fullScales: FullScales;
  readonly loop: LoopRegisters;
  /** Most pulses of an update. */
  readonly limit: number;
  readonly seed: number;
  /** Whether what is wanted and given is kept account of: of the output layer. */
  readonly isOutput?: boolean;
}

/** The unit of a design at the size of a layer; lanes at most its columns. */
export function unitOfLayer(unit: UnitShape, rows: number, columns: number): UnitShape {
  return { ...unit, rows, columns, lanes: Math.min(unit.lanes, columns) };
}

/** Conflicts of the unit of a layer that the design at its own size need not have, e.g. a random period that is too short. */
export function layerFaults(shape: UnitShape, layer: number, device: string) {
  const faults = unitConflicts({ ...shape, device });
  return faults.map(({ path, message }) => ({
    path: `layer ${layer + 1} (${shape.rows}x${shape.columns}): ${path}`,
    message,
  }));
}

/** One layer of a network on devices: quantises, plans, pulses and counts. */
export class LayerTrainer {
  readonly array: SynapseArray;
  readonly #setup: LayerSetup;
  readonly #planner: PulsePlanner;
  readonly #loop: ClosedLoop;
  readonly #pulsesPerUnit: number;
  readonly #listener: OperationListener | undefined;
  readonly #meter: BalanceMeter | undefined;
  /** Scales by full scale of delta. */
  readonly #scales = new Map<number, PulseScale>();
  readonly #slots: SlotTotals = {
    operations: 0,
    emptyOperations: 0,
    updates: 0,
    clipped: 0,
    ltpSlots: 0,
    ltdSlots: 0,
    bothSlots: 0,
    controlCycles: 0,
  };

  constructor(setup: LayerSetup, listener?: OperationListener) {
    const { shape, device, task, seed } = setup;
    this.#setup = setup;
    this.#listener = listener;
    this.array = new SynapseArray(shape, device, task.weightRange, seed);
    this.#planner = pulsePlanner(shape);
    this.#loop = new ClosedLoop(this.array, setup.loop, listener);
    this.#pulsesPerUnit = setup.learningRate / weightStep(shape, device, task.weightRange);
    this.#meter = setup.isOutput === true ? new BalanceMeter(shape, this.#pulsesPerUnit) : undefined;
  }

  /** The scale at a full scale of delta. */
  scale(delta: number): PulseScale {
    let scale = this.#scales.get(delta);
    if (scale === undefined) {
      const wanted = {
        x: this.#setup.fullScales.x,
        delta,
        pulsesPerUnit: this.#pulsesPerUnit,
        limit: this.#setup.limit,
      };
      this.#scales.set(delta, (scale = pulseScale(this.#setup.shape, wanted)));
    }
    return scale;
  }

  /** The scale of this vector: fixed, or by its largest value. */
  #scaleFor(delta: Float32Array): PulseScale {
    const fixed = this.#setup.fullScales.delta;
    return this.scale(this.#setup.task.deltaScale === "fixed" ? fixed : powerOfTwoScale(delta) || fixed);
  }

  /** One update operation. `x` and `delta` are its codes, `apply` as in the unit: the last of a mini-batch. */
  operate(x: Int16Array, delta: Int16Array, scale: PulseScale, apply: boolean): void {
    const { shape } = this.#setup;
    this.#listener?.start(x, delta, scale, apply);
    const plan = this.#planner.operate(x, delta, scale.registers, apply);
    const updates = plan.count;
    this.#meter?.give(plan);
    if (shape.writeVerify === "on") this.#loop.verify(plan);
    else this.array.apply(plan);
    this.#loop.afterUpdate(plan);
    if (apply) this.array.passMiniBatch();
    this.#listener?.end(plan, this.#loop.totals.resetSlots);
    const slots = this.#slots;
    slots.operations++;
    if (updates === 0) slots.emptyOperations++;
    slots.updates += updates;
    slots.ltpSlots += plan.ltpSlots;
    slots.ltdSlots += plan.ltdSlots;
    slots.bothSlots += plan.bothSlots;
    slots.controlCycles += plan.controlCycles;
  }

  /** Codes of one example, and the scale they were made with. */
  encode(
    x: Float32Array,
    delta: Float32Array,
    codes: { readonly x: Int16Array; readonly delta: Int16Array },
  ): PulseScale {
    const { xBits, xSign, deltaBits } = this.#setup.shape;
    const scale = this.#scaleFor(delta);
    quantise(x, scale.xFullScale, { bits: xBits, isSigned: xSign === "signed" }, codes.x);
    quantise(delta, scale.deltaFullScale, { bits: deltaBits, isSigned: true }, codes.delta);
    this.#countClipped(x, delta, scale);
    this.#meter?.want({ x, delta }, codes, scale.registers);
    return scale;
  }

  /** Synapses that wanted more pulses than the unit can give: by a code at its limit, or by a count. */
  #countClipped(x: Float32Array, delta: Float32Array, { deltaFullScale, mostPulses, limitsDelta }: PulseScale): void {
    if (this.#setup.shape.deltaBits === 1) return;
    const perUnit = this.#pulsesPerUnit;
    let largest = 0;
    for (const value of x) if (value > largest) largest = value;
    for (const value of delta) {
      const magnitude = Math.abs(value);
      const isOver = limitsDelta && magnitude > deltaFullScale * 1.01;
      if (!isOver && perUnit * magnitude * largest <= mostPulses + 0.5) continue;
      const least = isOver ? 0.5 / (perUnit * magnitude) : (mostPulses + 0.5) / (perUnit * magnitude);
      for (const each of x) if (each > least) this.#slots.clipped++;
    }
  }

  statistics(examples: number): LayerStatistics {
    const { totals: pulses, wear } = this.array.devices;
    return layerStatistics(this.#setup.shape, examples, { slots: this.#slots, pulses, loop: this.#loop.totals, wear });
  }

  /** What the errors of an output layer wanted and got; undefined of other layers. */
  balance(): OutputBalance | undefined {
    return this.#meter?.balance();
  }

  /** Whether the weights are still numbers. */
  isSound(): boolean {
    return !this.array.weights.some((weight) => !Number.isFinite(weight));
  }
}
