import type { UnitShape } from "../../generators/contract/index.ts";
import type { UnitCost } from "../cost/unit-cost.ts";
import type { Device } from "../device/index.ts";
import { weightStep } from "../training/devices/synapse-array.ts";
import { slotTiming, updateErrors, type UpdateErrors } from "../training/index.ts";
import { accuracyKey, trainedUnit } from "../training/run/accuracy-key.ts";
import type { KeyOutcome, NoRecord } from "../training/record/mean-record.ts";
import { operationCost, type OperationCost } from "./operation-cost.ts";
import { tilesOf } from "./tiles.ts";
import type { UpdateConditions } from "./update-conditions.ts";
import { fillCosts } from "./update-costs.ts";
import { fillTraining, setter } from "./update-row.ts";
import type { UpdateSample } from "../training/record/update-sample.ts";

/** What is known of the pulses of a key: a training, or a sample from floating point before it is trained. */
export type KnownPulses = KeyOutcome | { readonly kind: "untrained"; readonly sample: UpdateSample };

/** Fills the metrics of updates. */
export interface UpdateTerms {
  /** Fills what is known into `row`; answers why the design cannot be used, if so. @throws if a number is impossible */
  fill(row: Float64Array, shape: UnitShape, device: string, unit: UnitCost): string | undefined;
  /** Why a metric is absent, in words. */
  whyAbsent(shape: UnitShape, device: string): string;
}

/** @param pulsesOf - what is known of an accuracy key */
export function createUpdateTerms(
  conditions: UpdateConditions,
  pulsesOf: (key: string, shape: UnitShape, device: string) => KnownPulses | undefined,
): UpdateTerms {
  const { layers, clockMhz } = conditions;
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

  return {
    fill: (row, shape, name, unit) => {
      const set = setter(row);
      const device = deviceOf(name);
      const { electrical } = device;
      const key = accuracyKey(shape, name);
      const { updateBias, updateDeviation } = remember(errors, key, () => keyErrors(shape, device, conditions));
      set("updateBias", Math.abs(updateBias));
      set("updateDeviation", updateDeviation);
      const tiles = tilesOf(layers, shape);
      set("arrays", tiles.length);
      set("unitsAreaUm2", tiles.length * unit.areaUm2);
      const timing = electrical === undefined ? undefined : slotTiming(shape, electrical, clockMhz);
      const [fault] = timing?.faults ?? [];
      if (fault !== undefined) return `${fault.path}: ${fault.message}`;
      const known = pulsesOf(key, shape, name);
      // Left out before training: for want of energies, or for a bound that it breaks.
      if (known === undefined) return electrical === undefined ? `not trained: ${noVolts(name)}` : undefined;
      if (isMissing(known)) return known.reason;
      if (known.kind === "trained") fillTraining(set, known, layers);
      if (electrical === undefined || timing === undefined || shape.writeVerify === "on") return undefined;
      const operation = operationOf(key, shape, known.sample);
      fillCosts(set, { shape, electrical, unit, known, widths: timing.cycles, tiles, operation }, conditions);
      return undefined;
    },
    whyAbsent: (shape, name) => {
      if (deviceOf(name).electrical === undefined) return noVolts(name);
      if (shape.writeVerify === "on") return "the time and energy of reads that verify are not modelled";
      return "it was not worked out";
    },
  };
}

function noVolts(device: string): string {
  return `device ${device} states no voltages, widths and conductances`;
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

/** More than this are forgotten at once. */
const LIMIT = 20_000;

/** What is known by a key, or made and kept. */
function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key);
  if (value !== undefined) return value;
  if (known.size >= LIMIT) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
