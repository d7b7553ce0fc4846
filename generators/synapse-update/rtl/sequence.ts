import {
  addressBits,
  and,
  constant,
  eq,
  mux,
  named,
  not,
  or,
  zeroExtend,
  type ModuleBuilder,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { batchesOf, hasTwoPhases, isRowSerial, slotBits } from "../../update-unit/shape.ts";
import { counter, flag, placeCounter, type Counter, type Flag, type PlaceCounter } from "./counter.ts";
import type { UnitInputs } from "./ports.ts";
import type { StateMachine } from "./states.ts";

/** A condition that never holds. */
export const NEVER = constant(1, 0);
/** A condition that always holds. */
export const ALWAYS = constant(1, 1);

/**
 * Where an update is: the state and the counters, and what follows from them and the inputs alone. The lanes are driven by
 * these; what the lanes answer decides how it goes on (`flow.ts`).
 */
export interface Sequence {
  readonly states: StateMachine;
  readonly begins: Signal;
  readonly takesDelta: Signal;
  readonly takesX: Signal;
  readonly readDone: Signal;
  readonly batch: PlaceCounter;
  readonly row: PlaceCounter;
  readonly slots: Counter;
  /** Place of a synapse's sum. */
  readonly cell: PlaceCounter | undefined;
  readonly depress: Flag | undefined;
  readonly passNegative: Flag | undefined;
  readonly refreshing: Flag | undefined;
  readonly isRefreshing: Signal;
  readonly rechecks: Flag | undefined;
  readonly applies: Signal | undefined;
  /** A slot of trains is over with this cycle, or with the pulses that begin now. */
  readonly advancesTrains: Signal;
  readonly atLimit: Signal;
}

/** Makes the counters and flags; `finishFlow` ties them up. */
export function beginSequence(
  m: ModuleBuilder,
  shape: UnitShape,
  states: StateMachine,
  inputs: UnitInputs,
  pulses: Signal | undefined,
): Sequence {
  const serial = isRowSerial(shape);
  const sums = shape.accumulator === "cell";
  const batches = batchesOf(shape);
  const begins = named("begins", and(states.in("idle"), inputs.start));
  const slots = counter(m, "slot", slotBits(shape));
  const refreshing = shape.refresh === "none" ? undefined : flag(m, "refreshing");
  const isRefreshing = refreshing?.value ?? NEVER;
  const atLimit = named("at_limit", eq(slots.value, slotLimit(shape, pulses)));
  const cells = shape.rows * batches;
  return {
    states,
    begins,
    takesDelta: named("takes_delta", and(states.in("load_delta"), inputs.deltaValid)),
    takesX: named("takes_x", and(states.in(serial ? "row" : "load_x"), inputs.xValid)),
    readDone: inputs.readValid === undefined ? NEVER : named("read_done", and(states.in("read"), inputs.readValid)),
    batch: placeCounter(m, "batch", batches, addressBits(batches)),
    row: placeCounter(m, "row", shape.rows, addressBits(shape.rows)),
    slots,
    cell: sums ? placeCounter(m, "place", cells, addressBits(cells)) : undefined,
    depress: hasTwoPhases(shape) ? flag(m, "depress") : undefined,
    passNegative: !serial && shape.xSign === "signed" ? flag(m, "pass_negative") : undefined,
    refreshing,
    isRefreshing,
    rechecks: states.has("check") ? flag(m, "rechecks") : undefined,
    applies: inputs.apply === undefined ? undefined : m.registered("applies_q", inputs.apply, { enable: begins }),
    advancesTrains: serial ? NEVER : named("advances_trains", and(states.in("slot"), not(or(atLimit, isRefreshing)))),
    atLimit,
  };
}

/** The slot after the last one: a register, or what the encoding fixes. */
function slotLimit(shape: UnitShape, pulses: Signal | undefined): Signal {
  const bits = slotBits(shape);
  if (pulses === undefined) return constant(bits, shape.encoding === "sign" ? 1 : shape.maxPulses);
  const limit = zeroExtend(pulses, bits);
  if (!isRowSerial(shape) || shape.encoding !== "sign") return limit;
  return mux(eq(limit, constant(bits, 0)), constant(bits, 0), constant(bits, 1));
}
