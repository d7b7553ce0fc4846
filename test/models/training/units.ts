import type { UnitShape } from "../../../generators/contract/index.ts";
import { UNIT_PARAMETERS, unitShape } from "../../../generators/update-unit/parameters.ts";
import { NO_SPREAD, type Device, type Response } from "../../../models/device/index.ts";
import { withUsual, type ParameterValues } from "../../../src/core/parameters.ts";

/** A unit by what differs from the defaults. */
export function unit(values: ParameterValues): UnitShape {
  return unitShape(withUsual(UNIT_PARAMETERS, values));
}

/** A device without any variation; linear with 64 states unless said otherwise. */
export function device({
  pulses = 64,
  ltp = { kind: "linear" },
  ltd = { kind: "linear" },
  ...rest
}: Partial<Omit<Device, "ltp" | "ltd">> & { pulses?: number; ltp?: Response; ltd?: Response } = {}): Device {
  return {
    name: "test",
    title: "a device of a test",
    source: "made up",
    polarity: "bidirectional",
    ltp: { pulses, response: ltp },
    ltd: { pulses, response: ltd },
    cycleToCycle: { of: "range", sigma: 0 },
    deviceToDevice: NO_SPREAD,
    stuck: { fraction: 0, at: "either" },
    ...rest,
  };
}

/** NeuroSim's saturating exponential with its label. */
export const exponential = (nonlinearity: number): Response => ({ kind: "exponential", nonlinearity });
