import type { Module } from "../../../src/hdl/index.ts";
import type { Simulator } from "../../../src/hdl/simulate.ts";
import type { UnitShape } from "../../contract/index.ts";
import { registerFields } from "../../update-unit/registers.ts";
import { isGated, isPair, readsBack } from "../../update-unit/shape.ts";
import { statesOf } from "../rtl/states.ts";
import { TIMER } from "../rtl/timer-module.ts";
import { type OperandSource, recordedRegisters } from "./drive.ts";

/** The output that shows the state of the recorded unit. */
export const STATE = "state";
/** The probe that says whether the gated clock ticks. */
const MOVES = `out ${TIMER}.moves`;

/** Plays the host and the array, in all lanes alike. */
export class UnitDriver {
  readonly #simulator: Simulator;
  readonly #has: ReadonlySet<string>;
  readonly #shape: UnitShape;
  readonly #source: OperandSource;
  readonly #waiting: ReadonlySet<number>;
  readonly #idle: number;
  readonly #isGated: boolean;
  isReset = false;

  constructor(simulator: Simulator, unit: Module, shape: UnitShape, source: OperandSource) {
    this.#simulator = simulator;
    this.#shape = shape;
    this.#has = new Set(unit.inputs.map(({ name }) => name));
    this.#source = source;
    const states = statesOf(shape);
    this.#waiting = new Set([states.indexOf("pulse"), states.indexOf("gap")]);
    this.#idle = states.indexOf("idle");
    this.#isGated = isGated(shape);
  }

  #set(port: string, value: bigint | number): void {
    if (this.#has.has(port)) this.#simulator.set(port, BigInt(value));
  }

  get #state(): number {
    return Number(this.#simulator.get(STATE));
  }

  get isIdle(): boolean {
    return this.#state === this.#idle;
  }

  /** Whether the present cycle goes on with a pulse or a gap, and nothing but the timer is clocked if the clock is gated. */
  get rests(): boolean {
    return this.#waiting.has(this.#state) && !(this.#isGated && this.#simulator.getWord(MOVES) !== 0);
  }

  /** Resets the unit, waits until its sums are cleared, and writes its registers; `tick` ends each cycle. */
  configure(tick: () => void): void {
    const cycle = (): void => {
      this.#simulator.evaluate();
      tick();
      this.#simulator.evaluate();
    };
    for (const port of this.#has) this.#set(port, 0);
    this.#simulator.set("rst", 1n);
    this.isReset = true;
    cycle();
    this.#simulator.set("rst", 0n);
    this.isReset = false;
    this.#simulator.evaluate();
    while (!this.isIdle) cycle();
    const registers = recordedRegisters(this.#shape);
    for (const { name, address } of registerFields(this.#shape)) {
      this.#set("cfg_write", 1);
      this.#set("cfg_address", address);
      this.#set("cfg_write_data", registers[name]);
      cycle();
    }
    for (const port of ["cfg_write", "cfg_address", "cfg_write_data"]) this.#set(port, 0);
    for (const port of ["start", "apply", "x_valid", "delta_valid", "read_valid"]) this.#set(port, 1);
    this.#next();
    this.#simulator.evaluate();
  }

  #next(): void {
    this.#set("x_data", this.#source.x());
    this.#set("delta_data", this.#source.deltaBeat());
  }

  /** New operands where they were taken, and settles the cycle. */
  drive(): void {
    this.#simulator.evaluate();
    if (this.#simulator.getWord("x_ready") !== 0) this.#set("x_data", this.#source.x());
    if (this.#simulator.getWord("delta_ready") !== 0) this.#set("delta_data", this.#source.deltaBeat());
    if (readsBack(this.#shape) && this.#simulator.getWord("read_request") !== 0) {
      this.#set("read_plus", this.#source.codes());
      if (isPair(this.#shape)) this.#set("read_minus", this.#source.codes());
    }
    this.#simulator.evaluate();
  }
}
