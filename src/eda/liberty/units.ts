import { InputError } from "../../core/errors.ts";
import type { LibertyGroup } from "./parse.ts";

/** Factors from a library's own units to those of `Technology`. */
export interface LibraryUnits {
  /** Library capacitance × this = fF. */
  readonly capacitanceFf: number;
  /** Library leakage power × this = nW; undefined if the library states no unit. */
  readonly leakageNw: number | undefined;
}

const FEMTO: Readonly<Record<string, number>> = { ff: 1, pf: 1e3, nf: 1e6, uf: 1e9 };
const NANO: Readonly<Record<string, number>> = { fw: 1e-6, pw: 1e-3, nw: 1, uw: 1e3, mw: 1e6, w: 1e9 };

/**
 * Reads `capacitive_load_unit` and `leakage_power_unit`. Area has no unit in Liberty; every library here states µm².
 * @throws InputError `file:line` if the capacitance unit is missing or a unit is unknown
 */
export function readUnits(library: LibertyGroup, file: string): LibraryUnits {
  const where = `${file}:${library.line}`;
  const [amount = "", unit = ""] = library.complex.get("capacitive_load_unit") ?? [];
  const load = FEMTO[unit.toLowerCase()];
  if (load === undefined || !(Number(amount) > 0)) {
    throw InputError.at(
      where,
      `capacitive_load_unit: got (${amount}, ${unit}), expected a number and ff, pf, nf or uf`,
    );
  }
  return { capacitanceFf: Number(amount) * load, leakageNw: leakageFactor(library, where) };
}

function leakageFactor(library: LibertyGroup, where: string): number | undefined {
  const text = library.attributes.get("leakage_power_unit");
  if (text === undefined) return undefined;
  const [, amount = "", unit = ""] = /^\s*([\d.eE+-]*)\s*([a-zA-Z]+)\s*$/.exec(text) ?? [];
  const factor = NANO[unit.toLowerCase()];
  if (factor === undefined) {
    throw InputError.at(where, `leakage_power_unit: got "${text}", expected a number and fW, pW, nW, uW, mW or W`);
  }
  return (amount === "" ? 1 : Number(amount)) * factor;
}
