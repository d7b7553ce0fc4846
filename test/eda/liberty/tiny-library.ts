/** Units of the tiny library; energies are then in pJ. */
export const UNITS =
  'capacitive_load_unit (1, pf); time_unit : "1ns"; voltage_unit : "1V"; leakage_power_unit : "1uW";';

/**
 * A library just big enough for synthesis: inverter, two NAND2, buffer and flip-flop, with constant tables.
 * @param extra further cells
 * @param head replaces the units
 */
export function tinyLibrary(extra = "", head = UNITS): string {
  return `/* SPDX-License-Identifier: MIT */
library (tiny) {
  ${head}
  nom_voltage : 1.1; nom_temperature : 25;
  cell (INV)   { area : 1.0; ${pins("A", "!A")} }
  cell (NAND2) { area : 2.0; ${pins("A B", "(A B)'")} }
  cell (NAND2X4) { area : 5.0; ${pins("A B", "!(A*B)")} }
  cell (BUF) { area : 1.5; ${pins("A", "A")} }
  cell (DFF) { area : 6.0; ff (IQ, IQN) { clocked_on : "CK"; next_state : "D"; } ${registerPins("CK D", "IQ")} }
  ${extra}
}
`;
}

/** Pins of a gate with one output Y: 2 fF at each input, and constant tables. */
export function pins(inputs: string, logic: string): string {
  const names = inputs.split(" ");
  const arcs = names.map((name) => timing(name) + energy(name)).join(" ");
  return `${LEAKAGE} ${names.map((name) => input(name)).join(" ")} ${output("Y", logic, arcs)}`;
}

/** Pins of a flip-flop with one output Y; clock and data come first. */
export function registerPins(inputs: string, state: string): string {
  const [clock = "", data = "", ...others] = inputs.split(" ");
  const arcs = timing(clock, { type: "rising_edge" }) + energy(clock);
  const names = [input(clock), input(data, setup(clock)), ...others.map((name) => input(name))];
  return `${LEAKAGE} ${names.join(" ")} ${output("Y", state, arcs)}`;
}

export const LEAKAGE = "leakage_power () { value : 0.001; }";

export function input(name: string, inside = ""): string {
  return `pin (${name}) { direction : input; capacitance : 0.002; ${inside} }`;
}

export function output(name: string, logic: string, inside: string): string {
  return `pin (${name}) { direction : output; function : "${logic}"; ${inside} }`;
}

/** A `timing` group; `tables` as `(template) { … }` for all four, one number for all, or text by name. */
export function timing(
  from: string,
  { type = "combinational", extra = "", table = scalar(0.01) }: { type?: string; extra?: string; table?: string } = {},
): string {
  const names = ["cell_rise", "cell_fall", "rise_transition", "fall_transition"];
  return `timing () { related_pin : "${from}"; timing_type : ${type}; ${extra} ${names.map((name) => name + table).join(" ")} }`;
}

export function setup(clock: string, table = scalar(0.05)): string {
  const tables = `rise_constraint ${table} fall_constraint ${table}`;
  return `timing () { related_pin : "${clock}"; timing_type : setup_rising; ${tables} }`;
}

/** An `internal_power` group with both edges alike. */
export function energy(from: string | undefined, extra = "", table = scalar(0.003)): string {
  const related = from === undefined ? "" : `related_pin : "${from}";`;
  return `internal_power () { ${related} ${extra} rise_power ${table} fall_power ${table} }`;
}

export function scalar(value: number): string {
  return ` (scalar) { values ("${value}"); }`;
}
