import type { Module } from "../../src/hdl/index.ts";
import type { ModuleActivity } from "./activity.ts";

/**
 * A module that a design contains, with its number of instances. Components with one `key` have the same ledger (so the
 * same price), even if a constant in them, and so their `moduleName()`, differs; `build` makes one of them.
 */
export interface Component {
  readonly key: string;
  /** Verilog name of the module. */
  readonly moduleName: () => string;
  /** Word used in breakdowns and charts, e.g. `table`, `fetch`, `reduce`. */
  readonly role: string;
  /** Which part of the design it is of, see `Dependencies`; undefined where a generator states none. */
  readonly part?: string;
  /** How many instances the whole design has. */
  readonly count: number;
  readonly build: () => Module;
  /** Its clock comes from a clock gate of its parent; its trace says in `clk` when it ticks. */
  readonly isClockGated?: true;
  /**
   * Equal for components whose netlists move alike though their ledgers differ, e.g. in buffers, which are no part of the
   * energy: with one energy key and one `activity.key` they have the same energy by counts. Default: `key`.
   */
  readonly energyKey?: string | undefined;
  /**
   * How the module is stimulated when the design works. Components with one `key` and one `activity.key` have the same
   * energy per step.
   */
  readonly activity: ModuleActivity;
}

/** An instance at the top of a design: enough for timing and fan-out without building the whole. */
export interface TopInstance {
  readonly name: string;
  /** As `Component.part`. */
  readonly part?: string;
  /** Verilog name, which says all that shapes the module. */
  readonly moduleName: string;
  /** Equal for modules with the same ports, loads and delays, even if a constant in them differs; default `moduleName`. */
  readonly timing?: string;
  /** Key of the component that it is an instance of. */
  readonly key: string;
  readonly activity: ModuleActivity;
  readonly build: () => Module;
  readonly copies: number;
  /** Input port → what drives it. Ports driven from outside are left out. */
  readonly inputs: Readonly<Record<string, TopSource>>;
}

/**
 * What drives an input at the top: an output of an earlier instance, all its copies side by side, from bit `low` (else 0) on
 * `bits` (else all) of it. As many bits as the input has are shared by all copies of the reader; else they are dealt out.
 */
export interface TopSource {
  readonly instance: string;
  readonly port: string;
  readonly low?: number;
  readonly bits?: number;
}
