import { describe, expect, it } from "vitest";
import { delayPriors } from "../../../../models/cost/calibration/delay-priors.ts";
import { ArrivalModel } from "../../../../models/cost/delay/arrivals.ts";
import { EndPaths } from "../../../../models/cost/delay/end-paths.ts";
import { pinLoads } from "../../../../models/cost/delay/pin-loads.ts";
import { loadTechnology } from "../../../../models/technology/index.ts";
import { wholeGrains } from "../../../../src/core/grains.ts";
import { Random } from "../../../../src/core/random.ts";
import { randomDesigns, SMALL } from "../../../support/random-design.ts";

const technology = loadTechnology("asap7");
const arrivals = new ArrivalModel(delayPriors(technology), pinLoads(technology));
const ends = new EndPaths(arrivals);
const random = new Random(5);

const modules = new Map(
  randomDesigns(60, 17, SMALL)
    .flatMap(({ generator, parameters }) => generator.components(parameters))
    .map((component) => [component.moduleName(), component.build()]),
);

describe("EndPaths of the modules of 60 random designs agree with walks forwards", () => {
  it.each([...modules])("%s: latest ends and whether outputs follow, for random arrivals at each port", (_, module) => {
    for (const { name, width } of module.inputs) {
      const bits = Float64Array.from({ length: width }, () => wholeGrains(-200 * random.next()));
      const shape = arrivals.shapes.profile(bits)?.shape ?? arrivals.shapes.even(width);
      const { endsPs, outputs } = arrivals.fromPort(module, name, shape);
      expect(ends.latest(module, name, shape)).toBe(endsPs);
      expect(ends.reachesOutputs(module, name)).toBe(outputs.size > 0);
    }
  });
});
