import {
  add,
  addressBits,
  and,
  constant,
  eq,
  mux,
  named,
  not,
  or,
  signalAt,
  type ModuleBuilder,
  type Signal,
} from "../../src/hdl/index.ts";
import { inputTiles, type ControlShape, type Counters } from "./control-shape.ts";

/** The side of the controller that takes tiles of activations. */

const ONE = constant(1, 1);
const ZERO = constant(1, 0);

/** What is known of a tile of activations. */
export interface TileFlags {
  /** The first, the last of its pass over the inputs; with partial sums, one of those that begin a sum. */
  readonly first: Signal;
  readonly last: Signal;
  /** Number of its partial sum. */
  readonly slot: Signal;
}

/** Handshake of the activation stream, and the moves of the tiles behind it. */
export interface LoadSide {
  readonly actReady: Signal;
  /** A tile of activations is taken from the stream, into the first registers. */
  readonly load: Signal;
  /** The registers between the first ones and the entries move on. */
  readonly shift: Signal;
  /** A tile goes to where steps use it, and what is known of it. */
  readonly fill: Signal;
  readonly fills: TileFlags;
}

/** A tile goes straight to where steps use it, as soon as the one before is done. */
export function loadAtOnce(actValid: Signal, tileFree: Signal, counters: Counters, fills: TileFlags): LoadSide {
  const actReady = and(tileFree, counters.mayLoad);
  const load = and(actValid, actReady);
  return { actReady, load, shift: load, fill: load, fills };
}

/** A tile that was loaded goes through the groups' registers and waits in the last one until the tile before it is done. */
export function loadInStages(
  m: ModuleBuilder,
  shape: ControlShape,
  actValid: Signal,
  tileFree: Signal,
  counters: Counters,
  loads: TileFlags,
): LoadSide {
  const stages = shape.groupStages;
  const name = (what: string, stage: number): string => `waiting${stages > 1 ? stage : ""}${what}_q`;
  const waiting = Array.from({ length: stages }, (_, i) => m.register(name("", i + 1), 1, 0));
  const last = signalAt(waiting, stages - 1);
  const fill = named("fill_tile", and(last, tileFree));
  const actReady = and(or(not(last), fill), counters.mayLoad);
  const load = named("load_tile", and(actValid, actReady));
  const moves = stages > 1 ? named("shift_tiles", or(not(last), fill)) : load;
  waiting.forEach((register, i) =>
    stages === 1
      ? m.drive(register, or(load, and(register, not(fill))))
      : m.drive(register, i === 0 ? load : signalAt(waiting, i - 1), moves),
  );
  let fills = loads;
  if (inputTiles(shape) === 1)
    return { actReady, load, shift: moves, fill, fills: { first: ONE, last: ONE, slot: ZERO } };
  for (let stage = 1; stage <= stages; stage++) {
    const keep = (what: string, signal: Signal): Signal =>
      signal.kind === "constant" ? signal : m.registered(name(`_${what}`, stage), signal, { enable: moves });
    fills = { first: keep("first", fills.first), last: keep("last", fills.last), slot: keep("slot", fills.slot) };
  }
  return { actReady, load, shift: moves, fill, fills };
}

/** The flags of the tile that steps use. */
export function holdTile(
  m: ModuleBuilder,
  shape: ControlShape,
  fill: Signal,
  { first, last, slot }: TileFlags,
): TileFlags {
  if (inputTiles(shape) === 1) return { first: ONE, last: ONE, slot: ZERO };
  const hold = (name: string, signal: Signal): Signal =>
    signal.kind === "constant" ? signal : m.registered(name, signal, { enable: fill });
  return { first: hold("tile_first_q", first), last: hold("tile_last_q", last), slot: hold("tile_slot_q", slot) };
}

/** Deals the tiles of a pass out to partial sums: numbers 0 … P − 1, again and again. */
export function partialCounter(m: ModuleBuilder, { partials }: ControlShape, { loadsLast }: Counters) {
  const bits = addressBits(partials);
  const slot = m.register("slot_q", bits, 0);
  const isAgain = m.register("slot_again_q", 1, 0);
  return {
    slot,
    /** The sum with this number begins. */
    isFirst: not(isAgain),
    connect(load: Signal): void {
      const wraps = eq(slot, constant(bits, partials - 1));
      const next =
        2 ** bits === partials
          ? add(slot, constant(bits, 1))
          : mux(wraps, constant(bits, 0), add(slot, constant(bits, 1)));
      m.drive(slot, mux(loadsLast, constant(bits, 0), next), load);
      m.drive(isAgain, and(not(loadsLast), or(isAgain, wraps)), load);
    },
  };
}
