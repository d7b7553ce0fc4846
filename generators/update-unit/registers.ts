import type { Fault } from "../../src/core/errors.ts";
import type { EventCounter, RegisterField, RegisterName, UnitRegisters, UnitShape } from "../contract/index.ts";
import {
  bitsFor,
  hasFixedSlots,
  isRowSerial,
  isUnidirectional,
  mostShift,
  roundedBits,
  verifies,
  xMagnitudeBits,
  deltaMagnitudeBits,
} from "./shape.ts";

/** Bits of the counter of updates between refreshes. */
const PERIOD_BITS = 16;
/** Bits of the counter of attempts (as in the RRAM controller ember-digital). */
const ATTEMPT_BITS = 8;

/** What widths and gaps are counted in. */
function timeUnit({ prescale }: UnitShape): string {
  return prescale === 1 ? "cycles" : `ticks of ${prescale} cycles`;
}

/** The registers that a unit has, by address. */
export function registerFields(shape: UnitShape): readonly RegisterField[] {
  const { widthBits, adcBits, maxPulses, refresh } = shape;
  const unit = timeUnit(shape);
  const serial = isRowSerial(shape);
  const thresholdBits =
    serial && shape.rounding === "threshold"
      ? roundedBits(shape)
      : Math.max(xMagnitudeBits(shape), deltaMagnitudeBits(shape));
  const hasThreshold = serial ? shape.rounding === "threshold" : shape.encoding === "sign";
  const hasShift = serial && shape.rounding !== "threshold";
  const hasRefresh = refresh !== "none";
  const fields: readonly (RegisterField & { readonly has: boolean })[] = [
    { has: true, ...field("ltpWidth", 0, widthBits, 1, `width of a potentiation pulse [${unit}], 0 counts as 1`) },
    { has: !isUnidirectional(shape), ...field("ltdWidth", 1, widthBits, 1, `width of a depression pulse [${unit}]`) },
    {
      has: true,
      ...field(
        "gap",
        2,
        widthBits,
        0,
        `low ${unit} between pulses, beside the ${shape.prescale === 1 ? "one" : "cycle"} that decides`,
      ),
    },
    {
      has: !hasFixedSlots(shape),
      ...field("pulses", 3, bitsFor(maxPulses), maxPulses, "most pulses, or slots of a train"),
    },
    { has: hasShift, ...field("shift", 4, bitsFor(mostShift(shape)), 0, "binary point of the product") },
    { has: hasThreshold, ...field("threshold", 5, thresholdBits, 1, "least value that gives a pulse") },
    { has: hasRefresh, ...field("refreshPeriod", 6, PERIOD_BITS, 0, "updates between refreshes, 0: never") },
    {
      has: hasRefresh,
      ...field("refreshUpper", 7, adcBits, Math.floor(0.75 * 2 ** adcBits), "code that the larger must exceed"),
    },
    {
      has: hasRefresh,
      ...field("refreshLower", 8, adcBits, Math.floor(0.25 * 2 ** adcBits), "code that the smaller must exceed"),
    },
    {
      has: refresh === "open-loop",
      ...field("rewriteGain", 9, 4, 4, "pulses per code of difference [quarters]"),
    },
    { has: hasRefresh, ...field("resetWidth", 10, widthBits, 1, `width of a reset pulse [${unit}]`) },
    { has: verifies(shape), ...field("verifyWindow", 11, adcBits, 0, "distance that is near enough [codes]") },
    { has: verifies(shape), ...field("verifyAttempts", 12, ATTEMPT_BITS, 8, "most rounds of pulse and read") },
  ];
  return fields.flatMap(({ has, ...rest }) => (has ? [rest] : []));
}

function field(name: RegisterName, address: number, bits: number, reset: number, meaning: string): RegisterField {
  return { name, address, bits, reset, meaning };
}

/** All registers after reset; those that the unit does not have are 0. */
export function resetRegisters(shape: UnitShape): UnitRegisters {
  const none: Record<RegisterName, number> = {
    ltpWidth: 0,
    ltdWidth: 0,
    gap: 0,
    pulses: 0,
    shift: 0,
    threshold: 0,
    refreshPeriod: 0,
    refreshUpper: 0,
    refreshLower: 0,
    rewriteGain: 0,
    resetWidth: 0,
    verifyWindow: 0,
    verifyAttempts: 0,
  };
  for (const { name, reset } of registerFields(shape)) none[name] = reset;
  return none;
}

/** Values that do not fit their register, or contradict each other. Paths are register names. */
export function registerFaults(shape: UnitShape, registers: UnitRegisters): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { name, bits } of registerFields(shape)) {
    const most = name === "pulses" ? shape.maxPulses : name === "shift" ? mostShift(shape) : 2 ** bits - 1;
    const value = registers[name];
    if (!Number.isInteger(value) || value < 0 || value > most) {
      const holds = name === "pulses" ? ": the pulse counter holds no more (maxPulses)" : "";
      faults.push({ path: name, message: `got ${value}, expected an integer from 0 to ${most}${holds}` });
    }
  }
  const { refreshLower, refreshUpper } = registers;
  if (shape.refresh !== "none" && refreshLower >= refreshUpper)
    faults.push({
      path: "refreshLower",
      message: `got ${refreshLower}, expected less than refreshUpper = ${refreshUpper}`,
    });
  return faults;
}

/** The event counters of a unit, 32 bits each, read at these addresses; they wrap around. */
export const EVENT_COUNTERS = [
  { name: "updates", address: 16, meaning: "update operations done" },
  { name: "ltp_slots", address: 17, meaning: "slots with potentiation pulses" },
  { name: "ltd_slots", address: 18, meaning: "slots with depression pulses" },
  { name: "skipped", address: 19, meaning: "rows and batches without a pulse" },
  { name: "refreshed", address: 20, meaning: "batches in which pairs were reset and rewritten" },
  { name: "reads", address: 21, meaning: "conductance reads" },
  { name: "unverified", address: 22, meaning: "batches that were out of attempts" },
] as const satisfies readonly { readonly name: EventCounter; readonly address: number; readonly meaning: string }[];
/** Bits of an event counter. */
export const COUNTER_BITS = 32;

/** Address bits of the map. */
export const ADDRESS_BITS = 5;
