import {
  changeByTable as drawnChangeByTable,
  changeOf as drawnChangeOf,
  drawPopulation,
  type Device,
  type Population,
  type PopulationStep,
} from "../../device/index.ts";
import { GaussianNoise } from "./gaussian-noise.ts";
import { Leakage } from "./leakage.ts";

/** Local names are faster in a loop than imports. */
const [changeOf, changeByTable] = [drawnChangeOf, drawnChangeByTable];

/** What an array of devices went through so far. */
export interface PulseTotals {
  ltpPulses: number;
  ltdPulses: number;
  resets: number;
  /** Sum over the pulses of the device's mean g during each (counted from the bottom of the nominal range, in ranges). */
  ltpConductance: number;
  ltdConductance: number;
  resetConductance: number;
}

/** Devices with their present conductances, drawn and pulsed by seed. */
export class DeviceArray {
  /** Present g of each device, in nominal ranges from the nominal bottom. */
  readonly g: Float32Array;
  /** What a read sees of each device: `g` itself, or with write noise apart from it. */
  readonly seen: Float32Array;
  /** Pulses that each device has had, resets included: its wear. */
  readonly wear: Uint32Array;
  readonly totals: PulseTotals = {
    ltpPulses: 0,
    ltdPulses: 0,
    resets: 0,
    ltpConductance: 0,
    ltdConductance: 0,
    resetConductance: 0,
  };
  readonly population: Population;
  readonly #device: Device;
  readonly #noise: GaussianNoise;
  /** Noise of a pulse as part of the range, and as part of the step. */
  readonly #rangeNoise: number;
  readonly #stepNoise: number;
  /** Whether a pulse has noise that is added to its step. */
  readonly #hasAddedNoise: boolean;
  /** Of reads, from a stream of its own; undefined for none. */
  readonly #writeNoise: GaussianNoise | undefined;
  readonly #leakage: Leakage | undefined;

  constructor(device: Device, count: number, seed: number) {
    this.#device = device;
    this.population = drawPopulation(device, count, seed);
    this.#noise = new GaussianNoise(seed ^ 0x2545f491);
    this.#rangeNoise = device.cycleToCycle.of === "range" ? device.cycleToCycle.sigma : 0;
    this.#stepNoise = device.cycleToCycle.of === "step" ? device.cycleToCycle.sigma : 0;
    const { floor = 0, slope = 0 } = device.cycleToCycle;
    this.#hasAddedNoise = this.population.pulseNoise !== undefined || (this.#stepNoise > 0 && floor + slope > 0);
    this.#writeNoise = (device.writeNoise ?? 0) > 0 ? new GaussianNoise(seed ^ 0x6a09e667) : undefined;
    this.g = new Float32Array(count);
    this.seen = this.#writeNoise === undefined ? this.g : new Float32Array(count);
    this.wear = new Uint32Array(count);
    const { leakage } = device;
    this.#leakage = leakage === undefined ? undefined : new Leakage(leakage, this.population);
    for (let index = 0; index < count; index++) this.#see(index);
  }

  /** Sets a device before training, as by an exact write; it stays within its own range. */
  program(index: number, g: number): void {
    this.g[index] = this.#clipped(index, g);
    this.#see(index);
  }

  /** A mini-batch passes. @returns whether conductances moved */
  passMiniBatch(): boolean {
    if (this.#leakage?.passMiniBatch(this.g) !== true) return false;
    for (let index = 0; index < this.g.length; index++) this.#see(index);
    return true;
  }

  /** The middle of a device's own range. */
  middle(index: number): number {
    return ((this.population.minimum[index] as number) + (this.population.maximum[index] as number)) / 2;
  }

  /** `pulses` pulses on one device: LTP if positive, LTD if negative. */
  pulse(index: number, pulses: number): void {
    const before = this.g[index] as number;
    const totals = this.totals;
    if (pulses > 0) {
      const after = this.#stepped(this.population.ltp, index, before, pulses);
      this.g[index] = after;
      totals.ltpPulses += pulses;
      totals.ltpConductance += 0.5 * pulses * (before + after);
      this.wear[index] = (this.wear[index] as number) + pulses;
    } else {
      const after = this.#stepped(this.population.ltd, index, before, -pulses);
      this.g[index] = after;
      totals.ltdPulses -= pulses;
      totals.ltdConductance -= 0.5 * pulses * (before + after);
      this.wear[index] = (this.wear[index] as number) - pulses;
    }
    if (this.#writeNoise !== undefined) this.#see(index);
  }

  /** One reset pulse: to the bottom of the device's range unless the device says otherwise. */
  reset(index: number): void {
    const before = this.g[index] as number;
    const { reset } = this.#device;
    const bottom = this.population.minimum[index] as number;
    const target = reset === undefined ? bottom : reset.mean + reset.sigma * this.#noise.next();
    const after = this.#clipped(index, target);
    this.g[index] = after;
    this.#see(index);
    this.totals.resets++;
    this.totals.resetConductance += 0.5 * (before + after);
    this.wear[index] = (this.wear[index] as number) + 1;
  }

  /** What an ADC reads: what is seen as a code of `bits` bits, nominal bottom 0, nominal top 2^bits (not reached). */
  code(index: number, bits: number): number {
    const code = Math.floor((this.seen[index] as number) * 2 ** bits);
    return code < 0 ? 0 : Math.min(code, 2 ** bits - 1);
  }

  /** Draws what is seen of a device that was written. */
  #see(index: number): void {
    if (this.#writeNoise === undefined) return;
    this.seen[index] = (this.g[index] as number) + (this.#device.writeNoise as number) * this.#writeNoise.next();
  }

  #stepped(step: PopulationStep, index: number, before: number, pulses: number): number {
    if (this.#hasAddedNoise) return this.#noisilyStepped(step, index, before, pulses);
    let g = before;
    const noise = this.#stepNoise;
    if (step.kind === "affine") {
      const factor = step.factor[index] as number;
      const offset = step.offset[index] as number;
      if (noise === 0) for (let k = 0; k < pulses; k++) g = factor * g + offset;
      else
        for (let k = 0; k < pulses; k++)
          g = this.#clipped(index, g + ((factor - 1) * g + offset) * (1 + noise * this.#noise.next()));
    } else {
      for (let k = 0; k < pulses; k++) {
        const change = step.kind === "table" ? changeByTable(step, index, g) : changeOf(step, index, g);
        g = this.#clipped(index, g + (noise === 0 ? change : change * (1 + noise * this.#noise.next())));
      }
    }
    if (this.#rangeNoise > 0) g += this.#rangeNoise * Math.sqrt(pulses) * this.#noise.next();
    return this.#clipped(index, g);
  }

  /** Noise of each pulse that is not a part of its step alone. */
  #noisilyStepped(step: PopulationStep, index: number, before: number, pulses: number): number {
    const { ltp, pulseNoise } = this.population;
    const own = pulseNoise?.[step === ltp ? "ltp" : "ltd"][index];
    const { zero = 0, cycleToCycle } = this.#device;
    const { floor = 0, slope = 0 } = cycleToCycle;
    let g = before;
    for (let k = 0; k < pulses; k++) {
      const change = changeOf(step, index, g);
      const sigma = own ?? this.#stepNoise * (Math.abs(change) + floor + slope * Math.abs(g - zero));
      g = this.#clipped(index, g + change + sigma * this.#noise.next());
    }
    return g;
  }

  #clipped(index: number, g: number): number {
    const minimum = this.population.minimum[index] as number;
    const maximum = this.population.maximum[index] as number;
    return g < minimum ? minimum : g > maximum ? maximum : g;
  }
}
