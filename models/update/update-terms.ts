import type { ArrayModel } from "../../src/core/array-model.ts";
import type { UnitShape } from "../../generators/contract/index.ts";
import type { UnitCost } from "../cost/unit-cost.ts";
import type { Device } from "../device/index.ts";
import { weightStep } from "../training/devices/synapse-array.ts";
import { updateErrors, type UpdateErrors } from "../training/index.ts";
import { accuracyKey, trainedUnit } from "../training/run/accuracy-key.ts";
import type { KeyOutcome, MeanRecord, NoRecord } from "../training/record/mean-record.ts";
import { cyclesOf, operationCost, type OperationCost } from "./operation-cost.ts";
import { pulseCycles } from "./pulse-cycles.ts";
import { refreshCost } from "./refresh-cost.ts";
import { tilesOf, synapsesOf } from "./tiles.ts";
import {
  deviceEnergyFj,
  devicePulses,
  linesEnergyFj,
  plannedPulses,
  refreshLinesFj,
  unitsEnergyFj,
} from "./update-energy.ts";
import { fillTraining, setter, type Setter } from "./update-row.ts";
import type { UpdateSample } from "../training/record/update-sample.ts";

/** What updates are priced for, as data that can be sent to a worker. */
export interface UpdateConditions {
  readonly array: ArrayModel;
  readonly clockMhz: number;
  readonly layers: readonly number[];
  readonly examplesPerEpoch: number;
  readonly learningRate: number;
  readonly weightRange: number;
  /** Updates from one refresh to the next. */
  readonly refreshPeriod: number;
  /** |x · delta| that the codes of the largest layer are to reach. */
  readonly fullScale: number;
  /** Parameter `device` → the device. */
  readonly devices: readonly (readonly [string, Device])[];
}

/** What is known of the pulses of a key: a training, or a sample from floating point before it is trained. */
export type KnownPulses = KeyOutcome | { readonly kind: "untrained"; readonly sample: UpdateSample };

/** Fills the metrics of updates. */
export interface UpdateTerms {
  /** Fills what is known into `row`; answers why the design cannot be used, if so. @throws if a number is impossible */
  fill(row: Float64Array, shape: UnitShape, device: string, unit: UnitCost): string | undefined;
  /** Why a metric is absent, in words. */
  whyAbsent(shape: UnitShape, device: string): string;
}

const NO_VOLTS = (device: string): string => `device ${device} states no voltages, widths and conductances`;

/** More operation costs than this are forgotten at once. */
const LIMIT = 20_000;

/** @param pulsesOf - what is known of an accuracy key */
export function createUpdateTerms(
  conditions: UpdateConditions,
  pulsesOf: (key: string, shape: UnitShape, device: string) => KnownPulses | undefined,
): UpdateTerms {
  const { layers } = conditions;
  const devices = new Map(conditions.devices);
  const operations = new Map<string, OperationCost>();
  const errors = new Map<string, UpdateErrors>();

  const deviceOf = (name: string): Device => {
    const device = devices.get(name);
    if (device === undefined) throw new Error(`internal: device ${name} was not sent along`);
    return device;
  };
  const operationOf = (key: string, shape: UnitShape, sample: UpdateSample): OperationCost => {
    const { rows, columns, lanes, phases, pulseLength } = shape;
    const at = [key, rows, columns, lanes, phases, pulseLength].join(" ");
    return remember(operations, at, () => operationCost(shape, layers, sample));
  };
  const errorsOf = (key: string, shape: UnitShape, device: Device): UpdateErrors =>
    remember(errors, key, () => keyErrors(shape, device, conditions));

  return {
    fill: (row, shape, name, unit) => {
      const set = setter(row);
      const device = deviceOf(name);
      const key = accuracyKey(shape, name);
      const { updateBias, updateDeviation } = errorsOf(key, shape, device);
      set("updateBias", Math.abs(updateBias));
      set("updateDeviation", updateDeviation);
      const tiles = tilesOf(layers, shape);
      set("arrays", tiles.length);
      set("unitsAreaUm2", tiles.length * unit.areaUm2);
      const widths =
        device.electrical === undefined ? undefined : pulseCycles(shape, device.electrical, conditions.clockMhz);
      if (widths?.kind === "too-long") return widths.reason;
      const known = pulsesOf(key, shape, name);
      // Left out before training: for want of energies, or for a bound that it breaks.
      if (known === undefined) return device.electrical === undefined ? `not trained: ${NO_VOLTS(name)}` : undefined;
      if (isMissing(known)) return known.reason;
      if (known.kind === "trained") fillTraining(set, known, layers);
      if (widths === undefined || shape.writeVerify === "on") return undefined;
      fillCosts(set, {
        shape,
        device,
        unit,
        known,
        widths: widths.cycles,
        tiles,
        operation: operationOf(key, shape, known.sample),
      });
      return undefined;
    },
    whyAbsent: (shape, name) =>
      deviceOf(name).electrical === undefined
        ? NO_VOLTS(name)
        : shape.writeVerify === "on"
          ? "the time and energy of reads that verify are not modelled"
          : "it was not worked out",
  };

  function fillCosts(
    set: Setter,
    {
      shape,
      device,
      unit,
      known,
      widths,
      tiles,
      operation,
    }: {
      readonly shape: UnitShape;
      readonly device: Device;
      readonly unit: UnitCost;
      readonly known: MeanRecord | { readonly kind: "untrained" };
      readonly widths: Extract<ReturnType<typeof pulseCycles>, { kind: "fits" }>["cycles"];
      readonly tiles: ReturnType<typeof tilesOf>;
      readonly operation: OperationCost;
    },
  ): void {
    const { array, clockMhz, refreshPeriod, examplesPerEpoch } = conditions;
    const { electrical } = device;
    if (electrical === undefined) return;
    const made = known.kind === "trained" ? updatePulses(known) : undefined;
    const planned = operation.plannedLtp + operation.plannedLtd;
    const scale = made === undefined || planned === 0 ? 1 : (made.ltp + made.ltd) / planned;
    const sampled = cyclesOf(operation, widths, scale);
    // Pulses so rare that the sample has none: each has a slot of its own.
    const alone = planned > 0 || made === undefined ? 0 : made.ltp * widths.ltpWidth + made.ltd * widths.ltdWidth;
    const cycles = {
      slowest: sampled.slowest + alone,
      slowestPulsing: sampled.slowestPulsing + alone,
      working: sampled.working,
      waiting: sampled.waiting + alone,
    };
    const refresh =
      known.kind === "trained"
        ? refreshCost(shape, known, { layers, tiles, period: refreshPeriod, widths })
        : undefined;
    const slowest = cycles.slowest + (refresh?.slowest ?? 0);
    const latencyUs = slowest / clockMhz;
    const pulses =
      known.kind === "trained" ? devicePulses(known.layers) : plannedPulses(operation.plannedLtp, operation.plannedLtd);
    const inDevices = deviceEnergyFj(electrical, pulses, refresh?.rewritePulses ?? 0);
    // nW · µs = fJ; all units leak until the slowest is done.
    const leakageFj = unit.leakageNw * tiles.length * latencyUs;
    const unitFj = unitsEnergyFj(unit, cycles) + leakageFj;
    const lineFj = scale * linesEnergyFj(shape, array, electrical, operation.lines);
    const refreshFj =
      refresh === undefined
        ? 0
        : unitsEnergyFj(unit, refresh) + refreshLinesFj(shape, array, electrical, refresh) + inDevices.refresh;
    const exampleFj = unitFj + lineFj + inDevices.updates + refreshFj;
    set("updateLatencyUs", latencyUs);
    set("deviceTimeShare", (cycles.slowestPulsing + (refresh?.slowestPulsing ?? 0)) / slowest);
    set("latencyPerEpochS", (latencyUs * examplesPerEpoch) / 1e6);
    set("energyPerUpdatePj", exampleFj / synapsesOf(layers) / 1000);
    set("energyPerExampleNj", exampleFj / 1e6);
    set("energyPerEpochMj", (exampleFj * examplesPerEpoch) / 1e12);
    set("unitEnergyPerExampleNj", unitFj / 1e6);
    set("lineEnergyPerExampleNj", lineFj / 1e6);
    set("deviceEnergyPerExampleNj", inDevices.updates / 1e6);
    if (known.kind === "trained" || shape.refresh === "none") set("refreshEnergyPerExampleNj", refreshFj / 1e6);
  }
}

/** Device pulses of updates, without those that refreshes rewrite with. */
function updatePulses({ layers }: MeanRecord): { readonly ltp: number; readonly ltd: number } {
  const { ltp, ltd } = devicePulses(layers);
  return { ltp: Math.max(0, ltp - layers.reduce((sum, { loopPulses }) => sum + loopPulses, 0)), ltd };
}

function isMissing(known: KnownPulses): known is NoRecord {
  return known.kind === "refused" || known.kind === "skipped";
}

/** The errors of the layer with most synapses: pulses against lr · x · delta over the change of one pulse. */
function keyErrors(shape: UnitShape, device: Device, conditions: UpdateConditions): UpdateErrors {
  const { learningRate, weightRange, fullScale } = conditions;
  const unit = trainedUnit(shape);
  return updateErrors(unit, (learningRate / weightStep(unit, device, weightRange)) * fullScale);
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key);
  if (value !== undefined) return value;
  if (known.size >= LIMIT) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
