import { describe, expect, it } from "vitest";
import { drawResponse, responseValues, type ResponseInput } from "../../../reports/device/response-chart.ts";

const FEW: ResponseInput = {
  title: "Four states",
  subtitle: "a test",
  axis: "Conductance [µS]",
  ltp: { note: "linear", firstPulse: 0, curve: [1, 2, 3, 4], readings: [] },
  ltd: { note: "steep at first", firstPulse: 0, curve: [4, 2, 1.5, 1], readings: [] },
};

const MEASURED: ResponseInput = {
  ...FEW,
  range: [1, 4.1],
  ltp: {
    ...FEW.ltp,
    firstPulse: 1,
    readings: [
      { pulse: 1, value: 0.9 },
      { pulse: 4, value: 4.2 },
    ],
  },
};

describe("responseValues(input)", () => {
  it("puts both directions on one axis with some air, never below 0 for conductances", () => {
    const { domain, ticks, panels } = responseValues(FEW);
    expect(domain).toEqual([expect.closeTo(0.85, 9), expect.closeTo(4.15, 9)]);
    expect(ticks.map(({ label }) => label)).toEqual(["1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0"]);
    expect(panels.map(({ name }) => name)).toEqual(["LTP", "LTD"]);
    expect(responseValues({ ...FEW, ltp: { ...FEW.ltp, curve: [0, 1] } }).domain[0]).toBe(0);
  });

  it("counts pulses from the first reading, and shows states only where nothing was measured", () => {
    const [ltp, ltd] = responseValues(MEASURED).panels;
    expect(ltp?.pulses).toEqual([1, 4]);
    expect(ltp?.curve).toEqual([[1, 1], [2, 2], [3, 3], [4, 4]]); // prettier-ignore
    expect(ltp?.readings).toEqual([[1, 0.9], [4, 4.2]]); // prettier-ignore
    expect([ltp?.hasStates, ltd?.hasStates]).toEqual([false, true]);
    expect(ltd?.ticks.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
  });

  it("thins a long curve to 400 points, ends kept", () => {
    const curve = Array.from({ length: 10_001 }, (_, p) => p);
    const [ltp] = responseValues({ ...FEW, ltp: { ...FEW.ltp, curve } }).panels;
    expect(ltp?.curve).toHaveLength(400);
    expect([ltp?.curve[0], ltp?.curve.at(-1)]).toEqual([[0, 0], [10_000, 10_000]]); // prettier-ignore
  });
});

describe("drawResponse(values)", () => {
  it("draws states, or readings with the fitted curve and the device's range", async () => {
    await expect(drawResponse(responseValues(FEW))).toMatchFileSnapshot("../golden/device-states.svg");
    await expect(drawResponse(responseValues(MEASURED))).toMatchFileSnapshot("../golden/device-fit.svg");
  });
});
