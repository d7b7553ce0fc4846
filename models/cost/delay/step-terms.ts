import type { DelayTerm } from "../../technology/prices.ts";
import type { Step } from "../../../src/hdl/timing-graph.ts";

/** The terms that a step's own delay is made of: a constant one and one per level of its tree. */
export const STEP_TERMS: Readonly<Record<Step, { readonly base?: DelayTerm; readonly level?: DelayTerm }>> = {
  port: {},
  child: {},
  register: { base: "register" },
  gate: { base: "gate" },
  xor: { base: "xor" },
  mux: { base: "mux" },
  sum: { base: "sum" },
  carry: { base: "carry" },
  borrow: { base: "borrow" },
  halfSum: { base: "halfSum" },
  halfCarry: { base: "halfCarry" },
  choose: { base: "choose", level: "chooseLevel" },
  equal: { level: "equalLevel" },
  portBuffer: {}, // by what it drives (step-delays.ts)
};
