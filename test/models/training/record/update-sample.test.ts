import { describe, expect, it } from "vitest";
import { sampledPlaces, SampleRecorder } from "../../../../models/training/record/update-sample.ts";
import { pulseScale } from "../../../../models/training/planners/pulse-scale.ts";
import { unit } from "../units.ts";

describe("sampledPlaces(count)", () => {
  it("takes all of a short training", () => {
    expect(sampledPlaces(24)).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(sampledPlaces(0)).toEqual([]);
  });

  it("takes six runs of four from the middles of sixths: of 600 those around 50, 150, …", () => {
    const places = sampledPlaces(600);
    expect(places).toHaveLength(24);
    expect(places.slice(0, 8)).toEqual([48, 49, 50, 51, 148, 149, 150, 151]);
    expect(places.at(-1)).toBe(551);
  });
});

describe("SampleRecorder", () => {
  it("keeps operations example by example, and counts the pulses of refreshes by layer", () => {
    const recorder = new SampleRecorder(2, 2);
    const scale = pulseScale(unit({}), { x: 1, delta: 1, pulsesPerUnit: 1 });
    const [first, second] = [recorder.listener(0), recorder.listener(1)];
    for (const apply of [false, true])
      for (const [layer, each] of [first, second].entries())
        each.start(Int16Array.of(layer), Int16Array.of(apply ? 2 : 1), scale, apply);
    const { registers } = scale;
    expect(recorder.sample()).toEqual([
      [0, 1].map((x) => ({ x: [x], delta: [1], registers, apply: false })),
      [0, 1].map((x) => ({ x: [x], delta: [2], registers, apply: true })),
    ]);
    // Two of the three entries are in use: 3 up, 4 down.
    second.rewrite(new Int32Array(3), Int32Array.of(3, -4, 100), 2, {} as never, 0);
    expect(recorder.loopPulses).toEqual([0, 7]);
  });
});
