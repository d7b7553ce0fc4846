import type { Device, Population } from "../../device/index.ts";

/** A nominal device leaks this part of its distance at once: less would be lost in single precision. */
const PART_AT_ONCE = 1 / 1024;

/** Devices whose life is shorter than this part of the nominal one leak at every mini-batch. */
const SHORT_LIFE = 1 / 16;

/**
 * Leakage of an array: after every mini-batch the distance from a place is multiplied by 1 − 1/lifetime, at 0 for lifetimes
 * up to 1 (AIHWKit's `decayWeights`). Done for many mini-batches at once: a nominal device lags by up to 1/1024 of its
 * distance, one with a sixteenth of its life by 1/64.
 */
export class Leakage {
  readonly #towards: number;
  readonly #devices: Population;
  /** Mini-batches that are done at once, and how many have passed since. */
  readonly #interval: number;
  #passed = 0;
  /** What is left of the distance after an interval; 1 for devices that leak at every mini-batch. */
  readonly #kept: Float64Array;
  /** Those devices, and what is left after one mini-batch. */
  readonly #short: readonly number[];
  readonly #keptByShort: readonly number[];

  constructor({ lifetime, towards }: NonNullable<Device["leakage"]>, devices: Population) {
    const lives = devices.lifetime ?? new Float32Array();
    this.#towards = towards;
    this.#devices = devices;
    this.#interval = Math.max(1, Math.floor(lifetime * PART_AT_ONCE));
    const isShort = (life: number): boolean => this.#interval > 1 && life < lifetime * SHORT_LIFE;
    this.#kept = Float64Array.from(lives, (life) => (isShort(life) ? 1 : keptAfter(life, this.#interval)));
    this.#short = [...lives.keys()].filter((i) => isShort(lives[i] as number));
    this.#keptByShort = this.#short.map((i) => keptAfter(lives[i] as number, 1));
  }

  /** @returns whether any g moved */
  passMiniBatch(g: Float32Array): boolean {
    for (const [k, i] of this.#short.entries()) this.#leak(g, i, this.#keptByShort[k] as number);
    if (++this.#passed < this.#interval) return this.#short.length > 0;
    this.#passed = 0;
    for (let i = 0; i < g.length; i++) this.#leak(g, i, this.#kept[i] as number);
    return true;
  }

  #leak(g: Float32Array, i: number, kept: number): void {
    const { minimum, maximum } = this.#devices;
    const after = this.#towards + ((g[i] as number) - this.#towards) * kept;
    g[i] = Math.min(maximum[i] as number, Math.max(minimum[i] as number, after));
  }
}

/** Part of the distance that is left after some mini-batches. */
function keptAfter(lifetime: number, miniBatches: number): number {
  return lifetime > 1 ? (1 - 1 / lifetime) ** miniBatches : 0;
}
