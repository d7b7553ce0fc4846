import { InputError } from "../../src/core/errors.ts";
import type { Technology } from "../technology/technology.ts";

/** A bit of a small memory built from flip-flops. */
export interface FlipFlopBit {
  /** With its part of the write enable and of the read multiplexer. */
  readonly areaUm2: number;
  /** Of reading or writing this bit; bits of other words rest, their clock gated. */
  readonly accessEnergyFj: number;
  readonly leakageNw: number;
}

/** Gates beside the flip-flop: within 10 % of the fitted memory bits of the three built-in technologies. */
const NAND2_PER_BIT = 3;

/**
 * The bit of a technology, from its smallest flip-flop: its area and that of three NAND2, its leakage and, as the energy of
 * an access, C·V² over its clock and data pins (fF · V² = fJ), which leaves out what happens inside the cell.
 * @throws {InputError} if the technology has no flip-flop with leakage and pin capacitances
 */
export function flipFlopBitOf(technology: Technology): FlipFlopBit {
  const flipFlops = technology.cells.filter((cell) => cell.kind === "flip-flop" && cell.leakageNw !== undefined);
  const smallest = flipFlops.toSorted((a, b) => a.areaUm2 - b.areaUm2)[0];
  const pinsFf = smallest?.pins.reduce((sum, pin) => sum + (pin.capacitanceFf ?? 0), 0);
  if (smallest?.leakageNw === undefined || pinsFf === undefined || !(pinsFf > 0)) {
    const missing = "no flip-flop with leakage and pin capacitances";
    throw InputError.at("technology", `got ${technology.name} with ${missing}, which small memories are priced with`);
  }
  return {
    areaUm2: smallest.areaUm2 + NAND2_PER_BIT * technology.nand2AreaUm2,
    accessEnergyFj: pinsFf * technology.voltageV ** 2,
    leakageNw: smallest.leakageNw,
  };
}
