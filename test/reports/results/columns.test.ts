import { describe, expect, test } from "vitest";
import { errorColumnsOf, metricColumnsOf, packColumns } from "../../../reports/results/columns.ts";
import { ADD_SUB } from "../small-sweep.ts";
import { FAST, SLOW } from "../physical-sweep.ts";

describe("metricColumnsOf and errorColumnsOf", () => {
  test("metricColumnsOf rounds to significant digits and gives null for what is absent or no number", () => {
    const record = { ...ADD_SUB, metrics: { areaUm2: 1234.5678, ge: NaN } };
    expect(metricColumnsOf([record], ["areaUm2", "ge", "tops"], 6)).toEqual({
      areaUm2: [1234.57],
      ge: [null],
      tops: [null],
    });
  });
  test("errorColumnsOf leaves out metrics that are exact in all designs", () => {
    expect(errorColumnsOf([SLOW, ADD_SUB], ["areaUm2", "latencyUs"])).toEqual({ areaUm2: [0.03, 0] });
  });
});

describe("packColumns", () => {
  test("packColumns stores a constant once and a multiple by its factor", () => {
    const columns = metricColumnsOf([SLOW, FAST], ["areaUm2", "ge", "criticalPathPs", "latencyUs"], 6);
    expect(packColumns(columns, 6)).toEqual({
      areaUm2: [1000, 1040],
      ge: { of: "areaUm2", times: 2 },
      criticalPathPs: 800,
      latencyUs: [4000, 1000],
    });
  });
  test("packColumns keeps columns that are nearly multiples, and those with gaps elsewhere", () => {
    const columns = { a: [100, 200], b: [200, 400.1], c: [null, 400], d: [null, null] };
    expect(packColumns(columns, 6)).toEqual(columns);
  });
  test("packColumns of no designs", () => expect(packColumns({ a: [] }, 6)).toEqual({ a: [] }));
});
