import type { UnitShape } from "../../../generators/contract/index.ts";
import { isUnidirectional } from "../../../generators/update-unit/index.ts";
import { InputError, type Fault } from "../../../src/core/errors.ts";
import { durationInWords, widthCycles, type Device } from "../../device/index.ts";
import type { SlotCycles } from "./statistics.ts";

/** Part by which whole ticks may make a pulse longer than its whole cycles are: less than pulses of most devices scatter. */
const LONGER = 0.01;
/** Largest prescaler that is looked at for advice. */
const MOST_PRESCALE = 65_536;

type Electrical = NonNullable<Device["electrical"]>;
type Timer = Pick<UnitShape, "widthBits" | "prescale">;

/**
 * Cycles of a unit's clock that the pulses of a device last: whole ticks of `prescale` cycles, rounded up, at least one. The reset
 * is as long as the device says, else as an LTD pulse. No gap. Faults are those of pulses that the unit sends (a unidirectional
 * pair is never depressed): too long for the counter, or made longer by more than 1 % by whole ticks.
 */
export function slotTiming(
  shape: UnitShape,
  { ltp, ltd, reset = ltd }: Electrical,
  clockMhz: number,
): { readonly cycles: SlotCycles; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const timed = (what: string, widthNs: number, isSent: boolean): number => {
    const cycles = widthCycles(widthNs, clockMhz);
    const why = `${what} pulse of ${durationInWords(widthNs, 4)} is ${cycles} cycles at ${clockMhz} MHz`;
    const fault = isSent ? timingFault(shape, cycles, why) : undefined;
    if (fault !== undefined) faults.push(fault);
    return inTicks(cycles, shape.prescale) * shape.prescale;
  };
  const cycles = {
    ltpWidth: timed("LTP", ltp.widthNs, true),
    ltdWidth: timed("LTD", ltd.widthNs, !isUnidirectional(shape)),
    resetWidth: timed("reset", reset.widthNs, shape.refresh !== "none"),
    gap: 0,
  };
  return { cycles, faults };
}

/** The same, of any device: one that states no widths has pulses of one tick. @throws {InputError} at a fault */
export function slotCycles(shape: UnitShape, { name, electrical }: Device, clockMhz: number): SlotCycles {
  const { prescale: tick } = shape;
  if (electrical === undefined) return { ltpWidth: tick, ltdWidth: tick, resetWidth: tick, gap: 0 };
  const { cycles, faults } = slotTiming(shape, electrical, clockMhz);
  if (faults.length > 0)
    throw new InputError(faults.map(({ path, message }) => ({ path, message: `${message} (device ${name})` })));
  return cycles;
}

function inTicks(cycles: number, prescale: number): number {
  return Math.ceil(cycles / prescale);
}

function timingFault({ widthBits, prescale }: Timer, cycles: number, why: string): Fault | undefined {
  const ticks = inTicks(cycles, prescale);
  const inWords = prescale === 1 ? why : `${why}, ${ticks} ticks of ${prescale}`;
  if (ticks > 2 ** widthBits - 1) {
    const bits = Math.ceil(Math.log2(ticks + 1));
    const advice = fittingPrescale(cycles, widthBits);
    const or = advice === undefined ? "" : `, or prescale ${advice}`;
    return { path: "widthBits", message: `got ${widthBits}, expected at least ${bits}${or}: ${inWords}` };
  }
  if (isFine(cycles, prescale)) return undefined;
  const message = `got ${prescale}, expected ticks that make no pulse more than ${100 * LONGER} % longer: ${inWords}`;
  return { path: "prescale", message };
}

function isFine(cycles: number, prescale: number): boolean {
  return inTicks(cycles, prescale) * prescale <= cycles * (1 + LONGER);
}

/** The shortest tick with which a counter of so many bits times a pulse; undefined: none that there is. */
function fittingPrescale(cycles: number, widthBits: number): number | undefined {
  const least = Math.ceil(cycles / (2 ** widthBits - 1));
  for (let prescale = least; prescale <= MOST_PRESCALE; prescale++) if (isFine(cycles, prescale)) return prescale;
  return undefined;
}
