import type { Device } from "../../../../models/device/device.ts";
import { compileDevice, applyPulses } from "../../../../models/device/stepper.ts";
import { Random } from "../../../../src/core/random.ts";

/** A measurement that never was, as CSV. */
export interface SyntheticSweeps {
  readonly device: Device;
  /** Conductances at g = 0 and 1, by direction [S]; unequal ones make unequal end points. */
  readonly ltpS?: readonly [number, number];
  readonly ltdS?: readonly [number, number];
  /** Standard deviations, as part of the range: of a pulse (it stays), of a reading (it does not). */
  readonly pulseNoise?: number;
  readonly readingNoise?: number;
  readonly cycles?: number;
  readonly seed?: number;
}

/** Sweeps of a device over its own number of states. */
export function syntheticCsv(options: SyntheticSweeps): string {
  const { device, ltpS = [1e-6, 9e-6], ltdS = ltpS, pulseNoise = 0, readingNoise = 0, cycles = 1, seed = 1 } = options;
  const random = new Random(seed);
  const steps = compileDevice(device);
  const lines = ["# made by syntheticCsv", "direction,pulse,conductance_S,cycle"];
  for (let cycle = 1; cycle <= cycles; cycle++) {
    for (const [name, [low, high]] of [["ltp", ltpS] as const, ["ltd", ltdS] as const]) {
      let g = name === "ltp" ? 0 : 1;
      for (let pulse = 0; pulse <= device[name].pulses; pulse++) {
        const read = low + (g + readingNoise * random.gaussian()) * (high - low);
        lines.push(`${name},${pulse},${Math.max(0, read)},${cycle}`);
        g = applyPulses(steps[name], g, 1) + pulseNoise * random.gaussian();
      }
    }
  }
  return `${lines.join("\n")}\n`;
}
