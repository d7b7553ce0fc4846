/** How long back a pace is looked at [ms]: parts of a run go at different speeds. */
const WINDOW_MS = 20_000;

interface Sample {
  readonly atMs: number;
  readonly done: number;
}

/** How fast something goes, from how much was done when. */
export class Pace {
  readonly #samples: Sample[] = [];
  #begin: Sample | undefined;

  /** @param done since the start, only what was worked out now */
  add(atMs: number, done: number): void {
    this.#begin ??= { atMs, done };
    this.#samples.push({ atMs, done });
    while (this.#samples.length > 2 && atMs - (this.#samples[1]?.atMs ?? 0) >= WINDOW_MS) this.#samples.shift();
  }

  /** Things per second of late, or since the start if there are none of late; undefined until anything is done. */
  get perSecond(): number | undefined {
    const last = this.#samples.at(-1);
    const since = [this.#samples[0], this.#begin].find((first) => (first?.done ?? 0) < (last?.done ?? 0));
    if (since === undefined || last === undefined || last.atMs <= since.atMs) return undefined;
    return (1000 * (last.done - since.done)) / (last.atMs - since.atMs);
  }
}

/**
 * A duration in words, rounded up, the two largest units: `0.2` → `1 s`, `61` → `1 min 1 s`, `7199.5` → `2 h 0 min`,
 * `90000` → `1 d 1 h`, `1e9` → `31 years 259 d`.
 */
export function durationText(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return days < 365 ? `${days} d ${hours % 24} h` : `${Math.floor(days / 365)} years ${days % 365} d`;
}
