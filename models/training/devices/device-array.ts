import { drawPopulation, type Device, type Population, type PopulationStep } from "../../device/index.ts";
import { GaussianNoise } from "./gaussian-noise.ts";

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

  constructor(device: Device, count: number, seed: number) {
    this.#device = device;
    this.population = drawPopulation(device, count, seed);
    this.#noise = new GaussianNoise(seed ^ 0x2545f491);
    this.#rangeNoise = device.cycleToCycle.of === "range" ? device.cycleToCycle.sigma : 0;
    this.#stepNoise = device.cycleToCycle.of === "step" ? device.cycleToCycle.sigma : 0;
    this.g = new Float32Array(count);
    this.wear = new Uint32Array(count);
  }

  /** Sets a device before training, as by an exact write; it stays within its own range. */
  program(index: number, g: number): void {
    this.g[index] = this.#clipped(index, g);
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
  }

  /** One reset pulse: to the bottom of the device's range unless the device says otherwise. */
  reset(index: number): void {
    const before = this.g[index] as number;
    const { reset } = this.#device;
    const bottom = this.population.minimum[index] as number;
    const target = reset === undefined ? bottom : reset.mean + reset.sigma * this.#noise.next();
    const after = this.#clipped(index, target);
    this.g[index] = after;
    this.totals.resets++;
    this.totals.resetConductance += 0.5 * (before + after);
    this.wear[index] = (this.wear[index] as number) + 1;
  }

  /** What an ADC reads: g as a code of `bits` bits, nominal bottom 0, nominal top 2^bits (not reached). */
  code(index: number, bits: number): number {
    const code = Math.floor((this.g[index] as number) * 2 ** bits);
    return code < 0 ? 0 : Math.min(code, 2 ** bits - 1);
  }

  #stepped(step: PopulationStep, index: number, before: number, pulses: number): number {
    let g = before;
    if (step.kind === "affine" && this.#stepNoise === 0) {
      const factor = step.factor[index] as number;
      const offset = step.offset[index] as number;
      for (let k = 0; k < pulses; k++) g = factor * g + offset;
    } else {
      for (let k = 0; k < pulses; k++) {
        const change = this.#change(step, index, g);
        g = this.#clipped(
          index,
          g + (this.#stepNoise === 0 ? change : change * (1 + this.#stepNoise * this.#noise.next())),
        );
      }
    }
    if (this.#rangeNoise > 0) g += this.#rangeNoise * Math.sqrt(pulses) * this.#noise.next();
    return this.#clipped(index, g);
  }

  /** What one pulse adds without noise. */
  #change(step: PopulationStep, index: number, g: number): number {
    if (step.kind === "affine") return ((step.factor[index] as number) - 1) * g + (step.offset[index] as number);
    const { steps } = step;
    const last = steps.length - 1;
    const own = (g - (step.origin[index] as number)) * (step.inverseSpan[index] as number) * last;
    const at = own <= 0 ? 0 : own >= last ? last : own;
    const node = at >= last ? last - 1 : Math.floor(at);
    const low = steps[node] as number;
    return (step.scale[index] as number) * (low + ((steps[node + 1] as number) - low) * (at - node));
  }

  #clipped(index: number, g: number): number {
    const minimum = this.population.minimum[index] as number;
    const maximum = this.population.maximum[index] as number;
    return g < minimum ? minimum : g > maximum ? maximum : g;
  }
}
