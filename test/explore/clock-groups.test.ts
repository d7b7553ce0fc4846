import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { pointsOf } from "../../src/config/points.ts";
import { clockGroups } from "../../src/explore/clock-groups.ts";
import { anyName } from "../support/any-name.ts";

/** Clocks of the groups of a space of one generator. */
function clocksOf(changes: object): readonly (readonly number[])[] {
  const json = {
    name: "clocks",
    technology: "asap7",
    workload: "bitnet-b1.58-2b-4t",
    clockMhz: [500, 200, 900],
    blocks: [{ generator: "add-sub" }],
    objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }],
    ...changes,
  };
  const space = parseSpace(json, "clocks", GENERATORS, anyName);
  const points = pointsOf(space, GENERATORS);
  return clockGroups(points, space).map((group) => group.map((part) => points.settings[part.setting]!.clockMhz));
}

const minimize = (...metrics: readonly string[]) => metrics.map((metric) => ({ metric }));
const EACH = [[500], [200], [900]];

describe("clockGroups(points, space)", () => {
  it("takes together what differs in its clock alone, slowest first", () => {
    expect(clocksOf({})).toEqual([[200, 500, 900]]);
    expect(clocksOf({ technology: ["asap7", "sky130hd"], clockMhz: [2, 1] })).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(clocksOf({ objectives: minimize("energyPerTokenUj", "tokensPerSecond") })).toEqual([[200, 500, 900]]);
    expect(clocksOf({ constraints: [{ metric: "latencyUs", maximum: 5 }, { metric: "areaUm2", minimum: 5 }] })).toEqual([[200, 500, 900]]); // prettier-ignore
  });

  it.each<readonly [string, object]>([
    ["no objective is surely better with a faster clock", { objectives: minimize("areaUm2", "energyPerTokenUj") }],
    ["an objective is worse", { objectives: minimize("powerMw", "latencyUs") }],
    ["an objective is taken the other way", { objectives: [{ metric: "latencyUs", direction: "maximize" }] }],
    ["an objective takes memories", { objectives: minimize("systemTokensPerSecond", "latencyUs") }],
    ["a bound may break", { constraints: [{ metric: "powerMw", maximum: 1 }] }],
    ["a bound wants slow designs", { constraints: [{ metric: "latencyUs", minimum: 1 }] }],
    [
      "nothing is known of a formula",
      { metrics: { edp: "latencyUs * areaUm2" }, objectives: minimize("edp", "latencyUs") },
    ],
    ["several workloads are served", { workload: { of: ["bitnet-b1.58-2b-4t", "bitnet-b1.58-large"] } }],
  ])("takes each part alone where %s", (_, changes) => {
    expect(clocksOf(changes)).toEqual(EACH);
  });
});
