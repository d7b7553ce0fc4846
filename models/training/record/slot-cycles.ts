import type { UnitShape } from "../../../generators/contract/index.ts";
import { InputError, type Fault } from "../../../src/core/errors.ts";
import { widthCycles, type Device } from "../../device/index.ts";
import type { SlotCycles } from "./statistics.ts";

/**
 * Widths of a device's pulses in cycles of a unit's clock, rounded up; a device without electrical data has pulses of one
 * cycle. The reset is as long as the device says, else as an LTD pulse. No gap.
 * @throws {InputError} if the width counter is too short
 */
export function slotCycles({ widthBits }: UnitShape, { name, electrical }: Device, clockMhz: number): SlotCycles {
  if (electrical === undefined) return { ltpWidth: 1, ltdWidth: 1, resetWidth: 1, gap: 0 };
  const { ltp, ltd, reset = ltd } = electrical;
  const faults: Fault[] = [];
  const cyclesOf = (what: string, widthNs: number): number => {
    const cycles = widthCycles(widthNs, clockMhz);
    const needed = Math.ceil(Math.log2(cycles + 1));
    if (needed > widthBits) {
      const why = `${what} pulses of ${name} are ${widthNs} ns, ${cycles} cycles at ${clockMhz} MHz`;
      faults.push({ path: "widthBits", message: `got ${widthBits}, expected at least ${needed}: ${why}` });
    }
    return cycles;
  };
  const cycles = {
    ltpWidth: cyclesOf("LTP", ltp.widthNs),
    ltdWidth: cyclesOf("LTD", ltd.widthNs),
    resetWidth: cyclesOf("reset", reset.widthNs),
    gap: 0,
  };
  if (faults.length > 0) throw new InputError(faults);
  return cycles;
}
