import { InputError } from "../../core/errors.ts";
import { printable, shortened } from "../../core/printable.ts";
import type { LibertyGroup } from "./parse.ts";

/** Factors from a library's own units to those of `Technology`: library value × factor = value here. */
export interface LibraryUnits {
  readonly voltageV: number;
  readonly timePs: number;
  readonly capacitanceFf: number;
  /**
   * Internal energy to fJ. Liberty gives `internal_power` no unit; like OpenSTA (LibertyReader: capacitance · voltage²)
   * it is taken as load unit × voltage unit². Where time × current × voltage differs (SG13G2: 1 fJ against 1 pJ) only
   * the former is plausible: a NAND2 of 130 nm takes femtojoules.
   */
  readonly energyFj: number;
  /** Leakage power to nW; undefined if the library states no unit. */
  readonly leakageNw: number | undefined;
}

type Prefixes = Readonly<Record<string, number>>;

const TO_FF: Prefixes = { ff: 1, pf: 1e3, nf: 1e6, uf: 1e9 };
const TO_NW: Prefixes = { fw: 1e-6, pw: 1e-3, nw: 1, uw: 1e3, mw: 1e6, w: 1e9 };
const TO_PS: Prefixes = { fs: 1e-3, ps: 1, ns: 1e3, us: 1e6 };
const TO_V: Prefixes = { mv: 1e-3, v: 1 };

/**
 * Reads the units of a library. Area has none in Liberty; every library here states µm².
 * @throws InputError `file:line` if time, voltage or capacitance has no unit or a unit is unknown
 */
export function readUnits(library: LibertyGroup, file: string): LibraryUnits {
  const where = `${file}:${library.line}`;
  const capacitanceFf = readCapacitance(library, where);
  const voltageV = required(library, "voltage_unit", TO_V, "mV or V", where);
  return {
    voltageV,
    timePs: required(library, "time_unit", TO_PS, "fs, ps, ns or us", where),
    capacitanceFf,
    energyFj: capacitanceFf * voltageV ** 2,
    leakageNw: readUnit(library, "leakage_power_unit", TO_NW, "fW, pW, nW, uW, mW or W", where),
  };
}

function readCapacitance(library: LibertyGroup, where: string): number {
  const [amount = "", unit = ""] = library.complex.get("capacitive_load_unit") ?? [];
  const load = factorOf(TO_FF, unit);
  if (load !== undefined && Number(amount) > 0) return Number(amount) * load;
  const got = printable(shortened(`(${amount}, ${unit})`));
  throw InputError.at(where, `capacitive_load_unit: got ${got}, expected a number and ff, pf, nf or uf`);
}

function required(library: LibertyGroup, name: string, factors: Prefixes, legal: string, where: string): number {
  const factor = readUnit(library, name, factors, legal, where);
  if (factor === undefined) throw InputError.at(where, `${name}: got nothing, expected a number and ${legal}`);
  return factor;
}

/** `"10ps"` → 10 with ps as 1. */
function readUnit(
  library: LibertyGroup,
  name: string,
  factors: Prefixes,
  legal: string,
  where: string,
): number | undefined {
  const text = library.attributes.get(name);
  if (text === undefined) return undefined;
  const [, amount = "", unit = ""] = /^\s*([\d.eE+-]*)\s*([a-zA-Z]+)\s*$/.exec(text) ?? [];
  const factor = factorOf(factors, unit);
  const size = amount === "" ? 1 : Number(amount);
  if (factor === undefined || !(size > 0)) {
    throw InputError.at(where, `${name}: got "${printable(shortened(text))}", expected a number and ${legal}`);
  }
  return size * factor;
}

function factorOf(factors: Prefixes, unit: string): number | undefined {
  const name = unit.toLowerCase();
  return Object.hasOwn(factors, name) ? factors[name] : undefined;
}
