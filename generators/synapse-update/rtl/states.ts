import {
  and,
  choose,
  constant,
  eq,
  mux,
  named,
  namedConstant,
  or,
  type ConstantSignal,
  type ModuleBuilder,
  type RegisterSignal,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { bitsFor, isRowSerial, verifies } from "../../update-unit/shape.ts";

/** States of the controller. A unit has those that it needs, numbered in this order. */
export type State =
  | "idle"
  /** After reset: clears the accumulated sums. */
  | "clear"
  | "load_delta"
  | "load_x"
  | "row"
  | "multiply"
  | "accumulate"
  | "round"
  | "keep"
  /** Write-verify: is there anything to do? */
  | "want"
  | "read"
  | "aim"
  | "check"
  | "flag"
  | "reset_pair"
  /** Array-parallel: a pass begins. */
  | "begin_pass"
  | "slot"
  | "pulse"
  | "gap"
  | "done";

/** The states that a unit has, in the order of their codes. */
export function statesOf(shape: UnitShape): readonly State[] {
  const { accumulator, writeVerify, refresh } = shape;
  const sums = accumulator === "cell";
  return [
    "idle",
    ...(sums ? (["clear"] as const) : []),
    "load_delta",
    ...(isRowSerial(shape)
      ? ([
          "row",
          "multiply",
          ...(sums ? (["accumulate"] as const) : []),
          "round",
          ...(sums ? (["keep"] as const) : []),
        ] as const)
      : (["load_x", "begin_pass"] as const)),
    ...(writeVerify === "on" ? (["want"] as const) : []),
    ...(writeVerify === "on" || refresh !== "none" ? (["read"] as const) : []),
    ...(writeVerify === "on" ? (["aim"] as const) : []),
    ...(verifies(shape) ? (["check"] as const) : []),
    ...(refresh === "none" ? [] : (["flag", "reset_pair"] as const)),
    "slot",
    "pulse",
    "gap",
    "done",
  ];
}

/** States in which `cancel` changes nothing: what is done is not done again. */
const UNAFFECTED: readonly State[] = ["idle", "clear", "done"];

/** The state register: which state it is in, and the transitions, collected one by one. */
export class StateMachine {
  readonly #m: ModuleBuilder;
  readonly #states: readonly State[];
  readonly #codes: ReadonlyMap<State, ConstantSignal>;
  readonly #register: RegisterSignal;
  readonly #hits = new Map<State, Signal>();
  readonly #transitions: { readonly when: Signal; readonly to: State }[] = [];

  constructor(m: ModuleBuilder, states: readonly State[], reset: State) {
    this.#m = m;
    this.#states = states;
    const width = bitsFor(states.length - 1);
    this.#codes = new Map(
      states.map((state, code) => [state, namedConstant(`STATE_${state.toUpperCase()}`, width, code)]),
    );
    this.#register = m.register("state_q", width, this.#code(reset));
  }

  #code(state: State): ConstantSignal {
    const code = this.#codes.get(state);
    if (code === undefined) throw new Error(`internal: no state ${state}`);
    return code;
  }

  has(state: State): boolean {
    return this.#states.includes(state);
  }

  /** 1 in this state; 0 if there is no such state. */
  in(state: State): Signal {
    if (!this.has(state)) return constant(1, 0);
    const known = this.#hits.get(state) ?? named(`in_${state}`, eq(this.#register, this.#code(state)));
    this.#hits.set(state, known);
    return known;
  }

  /** Goes to `to` when `when`: conditions of one state exclude each other. */
  go(when: Signal, to: State): void {
    this.#transitions.push({ when, to });
  }

  /** Ties the register up: one transition at a time, `cancel` before all. */
  finish(cancel: Signal): void {
    const moves = this.#transitions.filter(({ when }) => !isNever(when));
    const targets = [...new Set(moves.map(({ to }) => to))];
    const hits = targets.map((to) =>
      named(`to_${to}`, or(...moves.filter((move) => move.to === to).map(({ when }) => when))),
    );
    const goesTo = choose(
      hits,
      targets.map((to) => this.#code(to)),
    );
    const affected = this.#states.filter((state) => !UNAFFECTED.includes(state));
    const isAtWork = named("is_at_work", or(...affected.map((state) => this.in(state))));
    const cancels = named("cancels", and(cancel, isAtWork));
    const next = mux(cancels, this.#code("done"), named("goes_to", goesTo));
    this.#m.drive(this.#register, next, named("changes_state", or(cancels, ...hits)));
  }
}

function isNever(signal: Signal): boolean {
  return signal.kind === "constant" && signal.value === 0n;
}
