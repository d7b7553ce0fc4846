import { InputError } from "../../src/core/errors.ts";
import type { SramMacro, SramTable } from "./sram-table.ts";
import { uwOfMw } from "../../src/core/units.ts";

/** The quantities of a table over capacity, one point per capacity, smallest first. */
export interface SramCurve {
  readonly logBits: readonly number[];
  /** Natural logarithms of µm², pJ (for a word of one bit, see `curveOf`) and µW. */
  readonly logArea: readonly number[];
  readonly logRead: readonly number[];
  readonly logWrite: readonly number[];
  readonly logLeakage: readonly number[];
}

/**
 * Makes macros a function of capacity: macros of equal capacity become one point, their geometric mean. Energies are
 * brought to a word of one bit by E / wordBits^a, a the table's exponent; area and leakage are taken to depend on the
 * capacity alone (over the IHP macros of equal capacity, a word four times as wide costs 2 to 17 % of area).
 * @throws {InputError} if a macro has no read energy, or a larger memory would cost less
 */
export function curveOf(table: SramTable): SramCurve {
  const capacities = [...new Set(table.macros.map((macro) => macro.bits))].toSorted((a, b) => a - b);
  const points = (quantity: string, valueOf: (macro: SramMacro) => number): readonly number[] => {
    const logs = capacities.map((bits) =>
      mean(table.macros.filter((macro) => macro.bits === bits).map((macro) => Math.log(valueOf(macro)))),
    );
    const index = logs.findIndex((value, i) => value < (logs[i - 1] ?? -Infinity));
    if (index > 0) {
      const which = `less ${quantity} for ${capacities[index]} bits than for ${capacities[index - 1]}`;
      throw InputError.at(`sram table ${table.name}`, `got ${which}, expected it to rise with capacity`);
    }
    return logs;
  };
  const perWord = (macro: SramMacro, energyPj: number) => energyPj / macro.wordBits ** table.wordExponent.value;
  const read = (macro: SramMacro) => readEnergyOf(macro, table);
  return {
    logBits: capacities.map(Math.log),
    logArea: points("area", (macro) => macro.areaUm2),
    logRead: points("read energy", (macro) => perWord(macro, read(macro))),
    logWrite: points("write energy", (macro) => perWord(macro, macro.writeEnergyPj ?? read(macro))),
    logLeakage: points("leakage", (macro) => uwOfMw(macro.leakageMw)),
  };
}

/** Value at a capacity inside the curve's range: straight lines in log-log. */
export function valueAt(curve: SramCurve, quantity: Exclude<keyof SramCurve, "logBits">, bits: number): number {
  const xs = curve.logBits;
  const ys = curve[quantity];
  const x = Math.log(bits);
  const right = Math.max(
    1,
    xs.findIndex((each) => each >= x),
  );
  const [x0, y0] = [xs[right - 1] ?? 0, ys[right - 1] ?? 0];
  const [x1, y1] = [xs[right] ?? x0, ys[right] ?? y0];
  return Math.exp(x1 === x0 ? y0 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0));
}

function readEnergyOf(macro: SramMacro, table: SramTable): number {
  if (macro.readEnergyPj !== undefined) return macro.readEnergyPj;
  const which = `sram table ${table.name}`;
  throw InputError.at(which, `got no readEnergyPj for ${macro.bits} bits of ${macro.wordBits}, expected it in pJ`);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
