import { describe, expect, test } from "vitest";
import { linearScale, logScale, metricAxis } from "../../../reports/draw/axis.ts";
import { axisPosition, placeLabels, stepVertices } from "../../../reports/client/geometry.js";

describe("axisPosition", () => {
  test("axisPosition on a log axis from 1 to 100 puts 10 in the middle", () => {
    expect(axisPosition({ kind: "log", domain: [1, 100] }, 10)).toBeCloseTo(0.5);
  });
  test("axisPosition on a linear axis from 0 to 4 puts 1 at a quarter", () => {
    expect(axisPosition({ kind: "linear", domain: [0, 4] }, 1)).toBe(0.25);
  });
  test("axisPosition is null for what a log axis cannot show", () => {
    for (const value of [0, -1, NaN, Infinity, null, undefined])
      expect(axisPosition({ kind: "log", domain: [1, 100] }, value)).toBeNull();
  });
});

describe("stepVertices", () => {
  test("stepVertices joins the points that none beats, smaller being better", () => {
    const points = [[3, 1], [1, 3], [3, 3], [2, 2]] as const; // prettier-ignore
    expect(stepVertices(points, "minimize", "minimize")).toEqual([
      [1, 3],
      [2, 3],
      [2, 2],
      [3, 2],
      [3, 1],
    ]);
  });
  test("stepVertices turns with the direction", () => {
    const points = [[1, 1], [2, 2]] as const; // prettier-ignore
    expect(stepVertices(points, "maximize", "minimize")).toEqual([
      [2, 2],
      [1, 2],
      [1, 1],
    ]);
  });
  test("stepVertices of no point, one point and equal points", () => {
    expect(stepVertices([], "minimize", "minimize")).toEqual([]);
    expect(stepVertices([[1, 1]], "minimize", "minimize")).toEqual([[1, 1]]);
    const equal = [[1, 1], [1, 1]] as const; // prettier-ignore
    expect(stepVertices(equal, "minimize", "minimize")).toEqual([[1, 1]]);
  });
});

describe("placeLabels", () => {
  const frame = { left: 0, top: 0, width: 400, height: 300 };
  test("placeLabels keeps labels of neighbouring points apart and inside the frame", () => {
    const anchors = [200, 204, 208].map((x) => ({ x, y: 150, width: 80 }));
    const boxes = placeLabels(anchors, [], frame).map(({ x, y, side }) => ({ left: side === 1 ? x : x - 80, y }));
    for (const [i, a] of boxes.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.left + 80).toBeLessThanOrEqual(400);
      for (const b of boxes.slice(i + 1))
        expect(Math.abs(a.y - b.y) >= 18 || Math.abs(a.left - b.left) >= 80).toBe(true);
    }
  });
  test("placeLabels turns a label at the right edge to the left", () => {
    expect(placeLabels([{ x: 395, y: 150, width: 80 }], [], frame)[0]?.side).toBe(-1);
  });
});

describe("scales", () => {
  test("linearScale of equal values leaves room on either side", () => {
    const { domain, ticks } = linearScale([5, 5], { factor: 1 });
    expect(domain).toEqual([2.5, 7.5]);
    expect(ticks.length).toBeGreaterThan(2);
  });
  test("linearScale of zeros is an axis all the same", () => {
    expect(linearScale([0, 0], { factor: 1 }).domain).toEqual([0, 1]);
  });
  test("logScale over two decades labels 1, 2 and 5", () => {
    const { ticks } = logScale([10, 1000], { factor: 1 });
    expect(ticks.map((tick) => tick.value)).toEqual([10, 20, 50, 100, 200, 500, 1000]);
  });
  test("logScale of equal values has distinct ends", () => {
    const { domain } = logScale([8, 8], { factor: 1 });
    expect(domain[1] / domain[0]).toBeGreaterThan(2);
  });
  test("metricAxis has no log scale where a value is zero, and prefers log over a factor of eight", () => {
    const metric = { name: "areaUm2", label: "area", unit: "µm²", better: "minimize" as const };
    expect(metricAxis(metric, [0, 1], []).all.log).toBeUndefined();
    expect(metricAxis(metric, [1, 9], []).preferred).toBe("log");
    expect(metricAxis(metric, [1, 7], []).preferred).toBe("linear");
  });
});
