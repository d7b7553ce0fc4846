import type { UnitRegisters, UnitShape } from "../../../generators/contract/index.ts";
import { hasFixedSlots, registerFaults, resetRegisters } from "../../../generators/update-unit/index.ts";
import { InputError } from "../../../src/core/errors.ts";
import type { Device } from "../../device/index.ts";
import type { LoopRegisters } from "./closed-loop.ts";

/** What a user states of registers; the rest is worked out from unit and device. */
export interface RegisterSettings {
  /** Most pulses of an update (register `pulses`); absent: maxPulses. */
  readonly pulses?: number;
  /** Updates from one refresh to the next; 0: never. */
  readonly refreshPeriod: number;
  /** Parts of the range that the larger and the smaller conductance must exceed (AIHWKit: 0.75 and 0.25). */
  readonly refreshUpper: number;
  readonly refreshLower: number;
  /** Largest distance that is good enough [codes]. */
  readonly verifyWindow: number;
  /** Most rounds of pulse and read. */
  readonly verifyAttempts: number;
}

/** Refresh every 32 updates with the thresholds of AIHWKit, verify to the code. */
export const USUAL_REGISTERS: RegisterSettings = {
  refreshPeriod: 32,
  refreshUpper: 0.75,
  refreshLower: 0.25,
  verifyWindow: 0,
  verifyAttempts: 127,
};

/** Largest value of the register `rewriteGain` [quarters of a pulse per code]. */
const MOST_GAIN = 15;

/**
 * Registers of the loops. Open-loop rewriting gives the nominal pulses of the difference, as AIHWKit does (anchors, section
 * 3.4: an ordinary update with learning rate 1): states over codes, in quarters, 1 to 15. A nonlinear device gets more than
 * the difference that way, which makes up for what differences lose while both conductances saturate.
 * @throws {InputError} if thresholds are in the wrong order or do not fit
 */
export function loopRegisters(shape: UnitShape, device: Device, settings: RegisterSettings): LoopRegisters {
  const { refreshPeriod, refreshUpper, refreshLower, verifyWindow, verifyAttempts, pulses } = settings;
  const code = (part: number): number => Math.min(2 ** shape.adcBits - 1, Math.floor(part * 2 ** shape.adcBits));
  const registers: LoopRegisters = {
    refreshPeriod,
    refreshUpper: code(refreshUpper),
    refreshLower: code(refreshLower),
    rewriteGain: rewriteGain(shape, device),
    verifyWindow,
    verifyAttempts,
  };
  const usual = resetRegisters(shape);
  const all: UnitRegisters = { ...usual, ...onlyThose(shape, registers), pulses: pulses ?? usual.pulses };
  const faults = [...registerFaults(shape, all)];
  if (pulses !== undefined && hasFixedSlots(shape))
    faults.push({
      path: "pulses",
      message: `got ${pulses}, expected none: ${shape.encoding} trains have maxPulses slots`,
    });
  if (faults.length > 0) throw new InputError(faults);
  return registers;
}

/** Those that the unit has; the others stay as after reset. */
function onlyThose(shape: UnitShape, registers: LoopRegisters): Partial<UnitRegisters> {
  const { verifyWindow, verifyAttempts, rewriteGain: gain, ...refresh } = registers;
  const verifies = shape.refresh === "verified" || shape.writeVerify === "on";
  return {
    ...(shape.refresh === "none" ? {} : refresh),
    ...(shape.refresh === "open-loop" ? { rewriteGain: gain } : {}),
    ...(verifies ? { verifyWindow, verifyAttempts } : {}),
  };
}

/** What open-loop rewriting of this unit cannot do right, in words; undefined if all is well. */
export function rewriteNotice(shape: UnitShape, device: Device): string | undefined {
  if (shape.refresh !== "open-loop") return undefined;
  const [wanted, set] = [(4 * device.ltp.pulses) / 2 ** shape.adcBits, rewriteGain(shape, device)];
  if (wanted >= 0.7 * set && wanted <= 1.3 * set) return undefined;
  return `rewriting gives ${set / 4} pulses a code, ${Number((wanted / 4).toPrecision(3))} are wanted for ${device.ltp.pulses} states and codes of ${shape.adcBits} bits (rewriteGain holds 1 to ${MOST_GAIN} quarters)`;
}

function rewriteGain({ adcBits }: UnitShape, { ltp }: Device): number {
  return Math.min(MOST_GAIN, Math.max(1, Math.round((4 * ltp.pulses) / 2 ** adcBits)));
}
