import { energy, input, LEAKAGE, scalar, setup, timing, tinyLibrary } from "./tiny-library.ts";

/** The latch of a gate that ticks with the rising edge. */
const LATCH = `statetable ("CK E", "M") { table : "L L : - : L, L H : - : H, H - : - : N"; }
  pin (M) { direction : internal; internal_node : "M"; }`;

/** Its output: 8 fJ a transition. */
const GATED = `pin (G) { direction : output; clock_gate_out_pin : true; state_function : "CK*M";
  ${timing("CK", { extra: "timing_sense : positive_unate;" })} ${energy("CK", "", scalar(0.008))} }`;

/** Its enable: 50 ps of setup, 1 fJ a transition. */
const ENABLE = input("E", `clock_gate_enable_pin : true; ${setup("CK")} ${energy(undefined, "", scalar(0.001))}`);

/** @param kind of `clock_gating_integrated_cell` @param power of the clock pin @param extra attributes and pins */
export function clockGateCell(kind: string, power: string, extra = ""): string {
  const clock = input("CK", `clock : true; clock_gate_clock_pin : true; ${power}`);
  return `cell (ICG) { area : 4.5; clock_gating_integrated_cell : "${kind}"; ${extra} ${LEAKAGE} ${LATCH} ${clock} ${ENABLE} ${GATED} }`;
}

/** While the latch is open the clock pin takes 6 fJ a transition, else 2 fJ. */
export const BY_STATE =
  energy(undefined, 'when : "E";', scalar(0.006)) + energy(undefined, 'when : "!E";', scalar(0.002));

/** The tiny library with such a gate. */
export const LIBRARY_WITH_GATE = tinyLibrary(clockGateCell("latch_posedge", BY_STATE));
