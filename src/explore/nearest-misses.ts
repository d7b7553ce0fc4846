import { CLOCK_EFFECTS } from "../../models/evaluate/clock-effects.ts";
import { settingsOf } from "../config/settings.ts";
import type { Constraint, Space } from "../config/space.ts";
import type { Miss } from "../core/miss.ts";
import type { DesignRecord } from "../core/result.ts";
import { boundInWords, clockBound, keeps, lowestClockMhz, missesTiming, statedBroken } from "./bounds-of-space.ts";
import { remediesFor } from "./remedies.ts";
import { contextsOf } from "./setting-options.ts";
import { STANDARD_MODULES } from "./sweep-modules.ts";
import { runSweep, type SweepOptions, type SweepResult } from "./sweep.ts";
import { Trial } from "./trial.ts";

/** What sweeps of one space rest on. */
export type MissOptions = Pick<SweepOptions, "context" | "model" | "workers" | "prepare" | "modules"> & {
  /** Hears of a sweep for the nearest miss of a bound, which may take as long as the one before. */
  readonly progressOf?: (bound: string) => NonNullable<SweepOptions["onProgress"]>;
};

/**
 * The bounds that stand between a space without a feasible design and one, each with its nearest miss and what it would take: for
 * each bound that designs were counted under, the space is swept once more without it, and if nothing is left then, without any.
 * Nearest to a clock is the design with the shortest critical path.
 */
export async function nearestMisses(
  space: Space,
  { manifest }: SweepResult,
  options: MissOptions,
): Promise<readonly Miss[]> {
  if (manifest.counts.feasible > 0) return [];
  const stated = await missesOf(statedBroken(space, manifest.counts), space, options);
  // Only the first bound that a design breaks is counted: it may hide that none closes timing either.
  const isSlow = missesTiming(space, manifest.counts) || stated.some(({ isCrawling }) => isCrawling);
  const timing = isSlow ? await missesOf([clockBound(lowestClockMhz(space))], space, options) : [];
  return [...timing, ...stated].map(({ miss }) => miss);
}

/** A miss, and whether its design was found only where timing does not count. */
interface FoundMiss {
  readonly miss: Miss;
  readonly isCrawling: boolean;
}

async function missesOf(
  bounds: readonly Constraint[],
  space: Space,
  options: MissOptions,
): Promise<readonly FoundMiss[]> {
  const found: FoundMiss[] = [];
  for (const bound of bounds) {
    const miss = await missOf(space, bound, options);
    if (miss !== undefined) found.push(miss);
  }
  return found;
}

/** Undefined if the bound was not in the way after all. */
async function missOf(space: Space, bound: Constraint, options: MissOptions): Promise<FoundMiss | undefined> {
  const isStated = space.constraints.includes(bound);
  const timely = isStated ? await nearestTo(bound, space, options) : undefined;
  const found = timely ?? (await nearestCrawling(bound, space, options));
  if (found === undefined) return { miss: { bound, remedies: [] }, isCrawling: false };
  const { record, place } = found;
  const { modules = STANDARD_MODULES, context } = options;
  const trial = new Trial({ space, context, modules }, place);
  const { index, generator, parameters, setting } = record;
  const design = { generator, parameters };
  const { clockMhz } = trial.setting;
  const metrics = { ...record.metrics, ...(await trial.metricsOf(design, clockMhz)) };
  const value = metrics[bound.metric];
  if (value === undefined || keeps(metrics, bound)) return undefined;
  const others = [...space.constraints.filter((each) => each !== bound), ...(isStated ? [clockBound(clockMhz)] : [])];
  const keepsOthers = others.every((each) => keeps(metrics, each));
  const nearest = { index, design, ...(setting === undefined ? {} : { setting }), clockMhz, value, keepsOthers };
  const remedies = await remediesFor(design, bound, space.constraints, trial);
  return { miss: { bound, nearest, remedies }, isCrawling: timely === undefined };
}

/** A design, and the place of its setting in the space. */
interface Found {
  readonly record: DesignRecord;
  readonly place: number;
}

/** The design nearest to a bound: of those that keep all others, if there is one. */
async function nearestTo(bound: Constraint, space: Space, options: MissOptions): Promise<Found | undefined> {
  const others = space.constraints.filter((each) => each !== bound);
  const keeping = await nearestWith(bound, { ...space, constraints: others }, options);
  if (keeping !== undefined || others.length === 0) return keeping;
  return nearestWith(bound, { ...space, constraints: [] }, options);
}

/** A clock that all designs close timing at [MHz]. */
const CRAWL_MHZ = 0.001;

/**
 * The design nearest to a bound where timing does not count, at the lowest clock of the space; of those that keep other bounds, if
 * there is one.
 */
async function nearestCrawling(bound: Constraint, space: Space, options: MissOptions): Promise<Found | undefined> {
  const clock = lowestClockMhz(space);
  const places = [...settingsOf(space).entries()].flatMap(([place, { clockMhz }]) =>
    clockMhz === clock ? [place] : [],
  );
  const contexts = contextsOf(options.context);
  const own = { ...options, context: places.flatMap((place) => contexts[place] ?? []) };
  // What depends on the clock cannot be asked of a crawling one.
  const others = space.constraints.filter((each) => each !== bound && CLOCK_EFFECTS[each.metric] === "none");
  const crawling = { ...space, clockMhz: CRAWL_MHZ };
  const found =
    (await nearestWith(bound, { ...crawling, constraints: others }, own)) ??
    (await nearestWith(bound, { ...crawling, constraints: [] }, own));
  return found && { ...found, place: places[found.place] ?? 0 };
}

/** The feasible design of a space that is nearest to a bound. */
async function nearestWith(bound: Constraint, space: Space, options: MissOptions): Promise<Found | undefined> {
  const { equalThroughput: _, ...others } = space;
  const { metric, maximum } = bound;
  const direction = maximum === undefined ? "maximize" : "minimize";
  const relaxed: Space = { ...others, objectives: [{ metric, direction }], pick: [] };
  const { context, model, workers, prepare, modules, progressOf } = options;
  const given = {
    context,
    model,
    ...(workers === undefined ? {} : { workers }),
    ...(prepare === undefined ? {} : { prepare }),
    ...(modules === undefined ? {} : { modules }),
  };
  const onProgress = progressOf?.(boundInWords(bound));
  const { pareto, manifest } = await runSweep(relaxed, onProgress === undefined ? given : { ...given, onProgress });
  const [record] = pareto.front;
  if (record === undefined) return undefined;
  const size = manifest.counts.total / settingsOf(relaxed).length;
  return { record, place: Math.floor(record.index / size) };
}
