import { describe, expect, it } from "vitest";
import { ArrivalModel } from "../../../../models/cost/delay/arrivals.ts";
import { TopModel } from "../../../../models/cost/delay/critical-path.ts";
import { pinLoads } from "../../../../models/cost/delay/pin-loads.ts";
import { delayPriors } from "../../../../models/cost/calibration/delay-priors.ts";
import { loadTechnology } from "../../../../models/technology/index.ts";
import { fanOutOf } from "../../../../src/hdl/fan-out.ts";
import { randomDesigns, SMALL } from "../../../support/random-design.ts";

const technology = loadTechnology("asap7");
const arrivals = new ArrivalModel(delayPriors(technology), pinLoads(technology));
const top = new TopModel(arrivals);
/** Large enough for buffers on every net of the top. */
const LARGE = { ...SMALL, tables: 24, fetchers: 24, tileInputs: 40, tileOutputs: 24, inputs: 200, outputs: 90 };
const designs = [...randomDesigns(90, 11, SMALL), ...randomDesigns(30, 12, LARGE)];

describe("TopModel.analyse(generator.top(values)) agrees with generator.elaborate(values)", () => {
  it.each(designs)("about the longest path and the buffers: $label", ({ generator, parameters }) => {
    const { criticalPathPs, nets } = top.analyse(generator.top(parameters));
    const whole = generator.elaborate(parameters);
    expect(criticalPathPs).toBe(arrivals.longestPath(whole));
    expect(nets.reduce((sum, { buffers }) => sum + buffers, 0)).toBe(fanOutOf(whole).buffers);
  });
});
