import { isPair } from "../../../generators/update-unit/index.ts";
import { SCHEME_FACTS } from "../../../src/core/schemes.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import type { Device } from "../../device/index.ts";
import { DeviceArray } from "./device-array.ts";
import { LINES, type PulsePlan } from "../planners/pulse-plan.ts";

/** Local names are faster in a loop than an import. */
const { ltp: ONLY_LTP, ltd: ONLY_LTD } = LINES;

/**
 * A layer's weights on devices, row by row: W = k · (G+ − G−) on the nominal range of conductance, so that W spans
 * ±`weightRange`. single: G− is a reference at mid-range that all share, k = 2 · weightRange. pair-fixed: G− is a device in
 * the middle of its own range that is never pulsed, k = 2 · weightRange. The other pairs: k = weightRange.
 */
export class SynapseArray {
  readonly shape: UnitShape;
  /** rows × columns, always what the devices say. */
  readonly weights: Float32Array;
  /** Plus devices at the synapse's index, minus devices of pairs behind all of them. */
  readonly devices: DeviceArray;
  readonly synapses: number;
  readonly #gain: number;
  readonly #isSingle: boolean;

  constructor(shape: UnitShape, device: Device, weightRange: number, seed: number) {
    this.shape = shape;
    this.synapses = shape.rows * shape.columns;
    this.#isSingle = !isPair(shape);
    this.#gain = weightGain(shape, weightRange);
    this.devices = new DeviceArray(device, this.#isSingle ? this.synapses : 2 * this.synapses, seed);
    this.weights = new Float32Array(this.synapses);
  }

  /**
   * Programs the devices for weights: single and pair-fixed from mid-range, pair-bidirectional both from mid-range by half,
   * pair-unidirectional one of the two from the bottom, which leaves the longest way up. What is out of range is clipped.
   */
  program(weights: Float32Array): void {
    const { devices, synapses } = this;
    for (let s = 0; s < synapses; s++) {
      const g = (weights[s] as number) / this.#gain;
      switch (this.shape.scheme) {
        case "single":
          devices.program(s, 0.5 + g);
          break;
        case "pair-fixed":
          devices.program(synapses + s, devices.middle(synapses + s));
          devices.program(s, (devices.g[synapses + s] as number) + g);
          break;
        case "pair-bidirectional":
          devices.program(s, 0.5 + g / 2);
          devices.program(synapses + s, 0.5 - g / 2);
          break;
        case "pair-unidirectional":
          devices.program(s, Math.max(0, g));
          devices.program(synapses + s, Math.max(0, -g));
          break;
      }
      this.refreshWeight(s);
    }
  }

  /** Reads a weight anew after its devices moved. */
  refreshWeight(synapse: number): void {
    const { seen } = this.devices;
    const minus = this.#isSingle ? 0.5 : (seen[this.synapses + synapse] as number);
    this.weights[synapse] = this.#gain * ((seen[synapse] as number) - minus);
  }

  /** A mini-batch passes: devices that leak do so. */
  passMiniBatch(): void {
    if (this.devices.passMiniBatch()) for (let s = 0; s < this.synapses; s++) this.refreshWeight(s);
  }

  /** Pulses one synapse: up if positive. `lines` says which of its lines, see `LINES`. */
  pulse(synapse: number, pulses: number, lines: number): void {
    const { devices, synapses } = this;
    switch (this.shape.scheme) {
      case "single":
      case "pair-fixed":
        devices.pulse(synapse, pulses);
        break;
      case "pair-unidirectional":
        if (pulses > 0) devices.pulse(synapse, pulses);
        else devices.pulse(synapses + synapse, -pulses);
        break;
      case "pair-bidirectional": {
        const isUp = pulses > 0;
        const count = isUp ? pulses : -pulses;
        if (lines !== ONLY_LTD) devices.pulse(isUp ? synapse : synapses + synapse, count);
        if (lines !== ONLY_LTP) devices.pulse(isUp ? synapses + synapse : synapse, -count);
        break;
      }
    }
    this.refreshWeight(synapse);
  }

  /** Pulses all that a plan says. */
  apply({ count, synapses, pulses, lines }: PulsePlan): void {
    for (let entry = 0; entry < count; entry++)
      this.pulse(synapses[entry] as number, pulses[entry] as number, lines[entry] as number);
  }

  /** Plus less minus as codes of the unit's ADC; of a single device its own code. */
  difference(synapse: number): number {
    const { adcBits } = this.shape;
    const plus = this.devices.code(synapse, adcBits);
    return this.#isSingle ? plus : plus - this.devices.code(this.synapses + synapse, adcBits);
  }
}

/** Weight of the whole nominal range of one device. */
export function weightGain({ scheme }: Pick<UnitShape, "scheme">, weightRange: number): number {
  switch (SCHEME_FACTS[scheme].pulses) {
    case "one":
      return 2 * weightRange;
    case "either":
    case "both":
      return weightRange;
  }
}

/**
 * Nominal change of the weight by one pulse of a count: of LTP and LTD the mean, of pair-bidirectional their sum, with write
 * verify one code. (The unit has one scale for both directions.)
 */
export function weightStep(shape: UnitShape, { ltp, ltd }: Device, weightRange: number): number {
  const gain = weightGain(shape, weightRange);
  if (shape.writeVerify === "on") return gain / 2 ** shape.adcBits;
  const both = 1 / ltp.pulses + 1 / ltd.pulses;
  switch (SCHEME_FACTS[shape.scheme].pulses) {
    case "one":
      return (gain * both) / 2;
    case "either":
      return gain / ltp.pulses;
    case "both":
      return gain * both;
  }
}
