/** A library just big enough for synthesis; `extra` goes in as further cells, `head` replaces the units. */
export function tinyLibrary(extra = "", head = UNITS): string {
  return `/* SPDX-License-Identifier: MIT */
library (tiny) {
  ${head}
  nom_voltage : 1.1; nom_temperature : 25;
  cell (INV)   { area : 1.0; pin (A) { direction : input; capacitance : 0.002; } pin (Y) { direction : output; function : "!A"; } }
  cell (NAND2) { area : 2.0; ${pins("A B", "(A B)'")} }
  cell (NAND2X4) { area : 5.0; ${pins("A B", "!(A*B)")} }
  cell (DFF) { area : 6.0; ff (IQ, IQN) { clocked_on : "CK"; next_state : "D"; } ${pins("CK D", "IQ")} }
  ${extra}
}
`;
}

/** Pins of a cell with one output Y. */
export function pins(inputs: string, logic: string): string {
  const ins = inputs.split(" ").map((name) => `pin (${name}) { direction : input; }`);
  return `${ins.join(" ")} pin (Y) { direction : output; function : "${logic}"; }`;
}

export const UNITS = 'capacitive_load_unit (1, pf); leakage_power_unit : "1uW";';
