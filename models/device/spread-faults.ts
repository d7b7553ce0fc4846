import { jsonPath } from "../../src/json/json-schema.ts";
import type { Fault } from "../../src/core/errors.ts";
import { DIRECTIONS, type Device, type DeviceToDevice, type Response } from "./device.ts";

/** What a device file says of spread and noise; what it lacks is left out. */
interface Spread extends Pick<Device, "ltp" | "ltd" | "zero"> {
  readonly cycleToCycle?: Device["cycleToCycle"];
  readonly deviceToDevice?: Partial<DeviceToDevice>;
}

/** Kinds whose step at `zero` is the nominal one, so that noise can be stated in it. */
const OF_NOMINAL_STEP: readonly Response["kind"][] = ["linear", "soft-bounds", "linear-step"];
const WITH_GAMMA: readonly Response["kind"][] = ["soft-bounds", "linear-step", "power-step"];

/** Spread and noise that the responses, or a missing `zero`, give no meaning to. */
export function spreadFaults(device: Spread, where: string): readonly Fault[] {
  const { deviceToDevice: spread = {}, cycleToCycle, zero } = device;
  const isAny = (...kinds: readonly Response["kind"][]): boolean =>
    DIRECTIONS.some((name) => kinds.includes(device[name].response.kind));
  const isAll = (...kinds: readonly Response["kind"][]): boolean =>
    DIRECTIONS.every((name) => kinds.includes(device[name].response.kind));
  const isInside = zero !== undefined && zero > 0 && zero < 1;
  const { nonlinearity = 0, gamma = 0, gammaUpDown = 0, curve } = spread;
  const faults: Fault[] = [];
  const expect = (holds: boolean, path: readonly string[], got: unknown, expected: string): void => {
    if (!holds) faults.push({ path: jsonPath(where, ...path), message: `got ${String(got)}, expected ${expected}` });
  };
  const own = (key: string): readonly string[] => ["deviceToDevice", key];
  expect(
    nonlinearity === 0 || isAny("exponential"),
    own("nonlinearity"),
    nonlinearity,
    "0: neither direction has a nonlinearity label",
  );
  expect(gamma === 0 || isAny(...WITH_GAMMA), own("gamma"), gamma, `0 without a response of ${WITH_GAMMA.join(", ")}`);
  expect(
    gamma === 0 || !isAny("linear-step", "soft-bounds") || isInside,
    own("gamma"),
    gamma,
    '"zero" between 0 and 1 with it: gamma is that of the step there',
  );
  expect(
    gammaUpDown === 0 || isAny("power-step"),
    own("gammaUpDown"),
    gammaUpDown,
    "0: neither direction is a power step",
  );
  expect(curve !== "stretches-from-zero" || isInside, own("curve"), curve, '"zero" between 0 and 1 with it');
  expect(curve !== "scales-about-zero" || zero !== undefined, own("curve"), curve, '"zero" with it');
  expect(
    cycleToCycle?.of !== "nominal-step" || (zero !== undefined && isAll(...OF_NOMINAL_STEP)),
    ["cycleToCycle", "of"],
    cycleToCycle?.of,
    `"zero" with it, and responses of ${OF_NOMINAL_STEP.join(", ")}`,
  );
  const { floor = 0, slope = 0 } = cycleToCycle ?? {};
  expect(
    floor + slope === 0 || (cycleToCycle?.of === "step" && zero !== undefined),
    ["cycleToCycle", slope > 0 ? "slope" : "floor"],
    slope > 0 ? slope : floor,
    '0 without noise of the "step" and "zero"',
  );
  expect(
    spread.reference === undefined || (isInside && isAll("soft-bounds") && curve === "stretches-from-zero"),
    own("reference"),
    spread.reference,
    "none without soft bounds that stretch from zero: others have no symmetry point in closed form",
  );
  return faults;
}
