import { PHASES } from "../../contract/index.ts";
import { STREAMS } from "./trace-writer.ts";

/** Counted steps of a trace: enough for 1 … 2 % of noise in 32 streams. */
const STEPS = 48;

/** Steps for which a tile stays if tiles stay at all: one of each phase. */
const STEPS_PER_TILE = 3;

/** How the steps of a design follow each other, as far as energy depends on it. */
export interface StepOrder {
  /** Whether tiles stay for several steps (tables stationary, M > K), so that sums of several tiles wait in a store between them. */
  readonly tileStays: boolean;
  /** Tiles per product, rounded to a power of two and capped: how long sums grow. */
  readonly tiles: number;
}

/** Beyond, the sign of a running sum changes in fewer than 1 % of the steps. */
const MOST_TILES = 1024;

/** The order of the steps of a design with so many tiles along its inputs. */
export function stepOrder(tileStays: boolean, inputTiles: number): StepOrder {
  return { tileStays, tiles: Math.min(MOST_TILES, 2 ** Math.round(Math.log2(inputTiles))) };
}

/** The phase of each step, after at least `warmUp` steps that do not count. */
export function phasesOf({ tileStays }: StepOrder, warmUp: number): Uint8Array {
  const { hold, first, last } = PHASES;
  const skipped = Math.ceil(warmUp / STEPS_PER_TILE) * STEPS_PER_TILE;
  return Uint8Array.from({ length: skipped + STEPS }, (_, step) => {
    if (step < skipped) return PHASES.warmUp;
    return tileStays ? [first, hold, last][step % STEPS_PER_TILE]! : first;
  });
}

/** Number of the tile at work in a step. */
export function tileOf({ tileStays }: StepOrder, step: number): number {
  return tileStays ? Math.floor(step / STEPS_PER_TILE) : step;
}

/** Whether a step is the first with its tile. */
export function isNewTile(order: StepOrder, step: number): boolean {
  return step === 0 || tileOf(order, step) !== tileOf(order, step - 1);
}

/** Where a stream begins in a product of `tiles` tiles: the streams are spread over all of it. */
export function firstTile(tiles: number, stream: number): number {
  return Math.floor((stream * tiles) / STREAMS);
}

/** Words of a store that are in use, 1 without one; the rest of a deeper one stays 0, so its energy comes out too low. */
export function wordsInUse(storeDepth: number): number {
  return Math.min(MOST_WORDS, Math.max(1, storeDepth));
}

const MOST_WORDS = 1024;
