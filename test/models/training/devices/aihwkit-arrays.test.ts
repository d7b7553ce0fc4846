import { describe, expect, it } from "vitest";
import { AIHWKIT_DEVICES } from "../../../../models/device/check/aihwkit-equations.ts";
import { loadDevice, type Device } from "../../../../models/device/index.ts";
import { DeviceArray } from "../../../../models/training/devices/device-array.ts";
import { Random } from "../../../../src/core/random.ts";

/**
 * Whole arrays as AIHWKit's code draws and pulses them, against ours: `populate` of rpu_pulsed_device.cpp and of the models,
 * then one coincidence of `update_once`, in weights. Numbers: presets/devices.py; what is not said is 0.
 */
interface Preset {
  readonly name: string;
  readonly upDown?: number;
  readonly stepDtod: number;
  readonly isLogNormal?: boolean;
  readonly upDownDtod: number;
  readonly wMaxDtod: number;
  readonly wMinDtod: number;
  /** γ of up and down with their spread; linear steps. */
  readonly gamma?: readonly [up: number, down: number, dtod: number];
  readonly std: number;
  /** Noise of the step, of the nominal step, or of what stands beside the step. */
  readonly noise: "multiplicative" | "additive" | { readonly add: number; readonly slope: number };
  readonly writeStd?: number;
  readonly referenceStd?: number;
}

const PRESETS: readonly Preset[] = [
  {
    name: "aihwkit-reram-es",
    upDown: 0.259359,
    stepDtod: 0.2,
    upDownDtod: 0.05,
    wMaxDtod: 0.3,
    wMinDtod: 0.3,
    std: 5,
    noise: "multiplicative",
    writeStd: 75,
  },
  {
    name: "aihwkit-reram-sb",
    stepDtod: 0.3,
    upDownDtod: 0.01,
    wMaxDtod: 0.3 / 1.25,
    wMinDtod: 0.3 / 0.75,
    std: 3.75,
    noise: "additive",
    writeStd: 56,
  },
  {
    name: "aihwkit-reram-array-om",
    stepDtod: 0.7829,
    isLogNormal: true,
    upDownDtod: 0.01,
    wMaxDtod: 0.3499,
    wMinDtod: 0.5695,
    std: 0.4158,
    noise: "additive",
    writeStd: 1.4113,
    referenceStd: 0.05,
  },
  {
    name: "aihwkit-reram-array-hfo2",
    stepDtod: 0.7125,
    isLogNormal: true,
    upDownDtod: 0.01,
    wMaxDtod: 0.4295,
    wMinDtod: 0.599,
    std: 0.2174,
    noise: "additive",
    writeStd: 0.5841,
    referenceStd: 0.05,
  },
  {
    name: "aihwkit-capacitor",
    stepDtod: 0.1,
    upDownDtod: 0.06,
    wMaxDtod: 0.07,
    wMinDtod: 0.07,
    gamma: [0.05, 0.05, 0.01],
    std: 0.3,
    noise: "additive",
  },
  {
    name: "aihwkit-ecram",
    stepDtod: 0.1,
    upDownDtod: 0.01,
    wMaxDtod: 0.05,
    wMinDtod: 0.05,
    gamma: [0.1153, 0.5085, 0.05],
    std: 0.3,
    noise: "multiplicative",
  },
  {
    name: "aihwkit-ecram-mo",
    stepDtod: 0.1,
    upDownDtod: 0.01,
    wMaxDtod: 0.05,
    wMinDtod: 0.05,
    gamma: [0.4152, 0.7342, 0.05],
    std: 2,
    noise: "multiplicative",
  },
  {
    name: "aihwkit-gokmen-vlasov",
    stepDtod: 0.3,
    upDownDtod: 0.01,
    wMaxDtod: 0.3,
    wMinDtod: 0.3,
    std: 0.3,
    noise: "multiplicative",
  },
  {
    name: "aihwkit-idealized",
    stepDtod: 0.3,
    upDownDtod: 0,
    wMaxDtod: 0.3,
    wMinDtod: 0.3,
    std: 0.3,
    noise: "multiplicative",
  },
  {
    name: "aihwkit-pcm",
    stepDtod: 0.2,
    upDownDtod: 0.05,
    wMaxDtod: 0.1,
    wMinDtod: 0,
    std: 0.6,
    noise: { add: 0.042, slope: 0.108 },
  },
];

const COUNT = 10_000;

/** The weight after one pulse from `from`, as seen, of a device that is drawn anew. */
function pulsed(preset: Preset, isUp: boolean, from: number, random: Random, std: number): number {
  const stated = AIHWKIT_DEVICES.find(({ name }) => name === preset.name);
  if (stated === undefined) throw new Error(`no equations of ${preset.name}`);
  const { minimum: wMin, maximum: wMax, nominalStep: dwMin } = stated;
  const { upDown = 0, stepDtod, upDownDtod, referenceStd } = preset;
  let low = wMin * (1 + preset.wMinDtod * random.gaussian());
  let high = wMax * (1 + preset.wMaxDtod * random.gaussian());
  if (low > high) [low, high] = [high, low];
  [low, high] = [-Math.abs(low), Math.abs(high)];
  const xi = stepDtod * random.gaussian();
  const gain = preset.isLogNormal === true ? Math.exp(xi) : 1 + xi;
  const r = upDownDtod * random.gaussian();
  const up = Math.abs(Math.min(0, upDown) + gain + r) * dwMin;
  const down = Math.abs(-Math.max(0, upDown) + gain - r) * dwMin;
  let reference = 0;
  if (referenceStd !== undefined) reference = referenceStd * random.gaussian() + (up - down) / (up / high - down / low);
  const clip = (w: number): number => Math.min(high, Math.max(low, w));
  const start = clip(from + reference);
  const nominal = isUp ? dwMin * (1 + Math.min(0, upDown)) : dwMin * (1 - Math.max(0, upDown));
  let shape = Math.abs(stated.step(isUp ? "ltp" : "ltd", start, { minimum: low, maximum: high })) / nominal;
  if (preset.gamma !== undefined) {
    const [gammaUp, gammaDown, dtod] = preset.gamma;
    const gamma = Math.abs((isUp ? gammaUp : gammaDown) + dtod * random.gaussian());
    shape = 1 - (gamma * start) / (isUp ? wMax : wMin);
  }
  const scale = isUp ? up : down;
  const sign = isUp ? 1 : -1;
  const ksi = std * random.gaussian();
  const step = shape * scale;
  const after =
    preset.noise === "multiplicative"
      ? start + sign * step * (1 + ksi)
      : preset.noise === "additive"
        ? start + sign * (step + scale * ksi)
        : start + sign * step + ksi * (step + preset.noise.add + preset.noise.slope * Math.abs(start));
  return clip(after) - reference + (preset.writeStd ?? 0) * dwMin * (std === 0 ? 0 : random.gaussian());
}

/** Our devices, the same; without noise for `isQuiet`. */
function ours(
  preset: Preset,
  isUp: boolean,
  from: number,
  isQuiet: boolean,
  changed: (device: Device) => Device = (device) => device,
): readonly number[] {
  const device = changed(loadDevice(preset.name));
  const stated = AIHWKIT_DEVICES.find(({ name }) => name === preset.name);
  const [low, range] = [stated?.minimum ?? 0, (stated?.maximum ?? 1) - (stated?.minimum ?? 0)];
  const quiet = { writeNoise: 0, cycleToCycle: { ...device.cycleToCycle, sigma: 0 } };
  const array = new DeviceArray({ ...device, ...(isQuiet ? quiet : {}) }, COUNT, 11);
  return Array.from({ length: COUNT }, (_, i) => {
    array.program(i, (from - low) / range);
    array.pulse(i, isUp ? 1 : -1);
    return low + range * (array.seen[i] as number);
  });
}

/** Two-sample Kolmogorov–Smirnov distance; values that differ by single precision are the same. */
function distance(one: readonly number[], other: readonly number[]): number {
  const rounded = (values: readonly number[]) => values.map((each) => Math.round(each * 1e6)).toSorted((a, b) => a - b);
  const [a, b] = [rounded(one), rounded(other)];
  let [i, j, largest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const at = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && a[i] === at) i++;
    while (j < b.length && b[j] === at) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

/** Exceeded with chance 1e-5 by samples of one distribution: √(−ln(0.5e-5)/2) · √(2/n). */
const MOST = Math.sqrt(-Math.log(0.5e-5) / 2) * Math.sqrt(2 / COUNT);

describe("DeviceArray of an AIHWKit preset", () => {
  it.each(PRESETS)("comes after a pulse to the weights that AIHWKit's code comes to: $name", (preset) => {
    const random = new Random(3);
    const { minimum, maximum } = AIHWKIT_DEVICES.find(({ name }) => name === preset.name) ?? { minimum: 0, maximum: 0 };
    for (const from of [0.6 * minimum, 0, 0.6 * maximum])
      for (const isUp of [true, false])
        for (const std of [preset.std, 0]) {
          const theirs = Array.from({ length: COUNT }, () => pulsed(preset, isUp, from, random, std));
          const found = distance(theirs, ours(preset, isUp, from, std === 0));
          expect(found, `from ${from}, ${isUp ? "up" : "down"}, σ ${std}`).toBeLessThan(MOST);
        }
  });

  it.each([
    ["bounds that stretch the whole curve", "aihwkit-reram-sb", 0, { curve: "stretches" }],
    ["bounds that clip an exponential step", "aihwkit-reram-es", 0.6, { curve: "clips" }],
    ["up and down that spread together", "aihwkit-capacitor", 0, { upDown: 0 }],
    ["steps of LTD that spread as parts of themselves", "aihwkit-reram-es", 0, { scale: { ltp: 1, ltd: 1 } }],
  ] as const)("would be told from %s", (_, name, from, spread) => {
    const preset = PRESETS.find((each) => each.name === name) as Preset;
    const random = new Random(3);
    const theirs = Array.from({ length: COUNT }, () => pulsed(preset, false, from, random, 0));
    const off = ours(preset, false, from, true, (device) => ({
      ...device,
      deviceToDevice: { ...device.deviceToDevice, ...spread },
    }));
    expect(distance(theirs, off)).toBeGreaterThan(MOST);
  });

  it("would be told from additive noise that is the same for all devices", () => {
    const preset = PRESETS.find(({ name }) => name === "aihwkit-reram-array-om") as Preset;
    const random = new Random(3);
    const seen = { ...preset, writeStd: 0 };
    const theirs = Array.from({ length: COUNT }, () => pulsed(seen, true, 0.6, random, preset.std));
    const off = ours(preset, true, 0.6, false, (device) => ({
      ...device,
      writeNoise: 0,
      cycleToCycle: { of: "range", sigma: (0.4158 * 0.0949) / 2 },
    }));
    expect(distance(theirs, off)).toBeGreaterThan(MOST);
  });
});
