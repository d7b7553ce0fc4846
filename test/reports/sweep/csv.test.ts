import { describe, expect, test } from "vitest";
import { paretoCsv, pointsCsvHeader, pointsCsvRow } from "../../../reports/index.ts";
import { FAST, PHYSICAL_PARETO } from "../physical-sweep.ts";
import { ADD_SUB, EMPTY_PARETO, SMALL_PARETO } from "../small-sweep.ts";

describe("pointsCsvHeader and pointsCsvRow", () => {
  test("pointsCsvHeader names the columns, metrics with their unit, then fidelity and errors", () => {
    expect(pointsCsvHeader(["tileInputs"], ["areaUm2", "tops"])).toBe(
      "index,generator,status,reason,tileInputs,areaUm2,tops,fidelity,areaUm2Error",
    );
  });
  test("pointsCsvRow writes fidelity and the errors of area, delay and energy", () => {
    const metrics = ["areaUm2", "criticalPathPs", "energyPerStepPj", "energyPerTokenUj"];
    expect(pointsCsvRow(FAST, [], metrics)).toBe(
      "2,ternary-lut,feasible,,1040,800,10,200,characterised,0.03,0.05,0.08",
    );
  });
  test("pointsCsvRow leaves what a record does not have empty", () => {
    expect(pointsCsvRow(ADD_SUB, ["groupSize", "tileInputs"], ["areaUm2", "ge"])).toBe("7,add-sub,feasible,,,4,500,,,");
  });
  test("pointsCsvRow quotes commas and quotes as RFC 4180, on one line", () => {
    const failed = { ...ADD_SUB, status: "failed" as const, reason: 'got "9",\nexpected 1', metrics: {} };
    expect(pointsCsvRow(failed, [], [])).toBe('7,add-sub,failed,"got ""9"", expected 1",');
  });
  test("pointsCsvRow writes numbers in full and nothing for those that are not finite", () => {
    const record = { ...ADD_SUB, metrics: { areaUm2: 0.1 + 0.2, ge: NaN } };
    expect(pointsCsvRow(record, [], ["areaUm2", "ge"])).toBe("7,add-sub,feasible,,0.30000000000000004,,,");
  });
});

describe("paretoCsv", () => {
  test("paretoCsv ends with fidelity and the expected errors, if the designs have them", () => {
    const [header, first] = paretoCsv(PHYSICAL_PARETO).split("\n");
    expect(header).toMatch(
      /,systemTokensPerSecond,fidelity,areaUm2Error,criticalPathPsError,energyPerStepPjError,energyPerTokenUjError$/,
    );
    expect(first).toMatch(/^1,smallest areaUm2,ternary-lut,.*,characterised,0\.03,0\.05,0\.08,0\.08$/);
  });
  test("paretoCsv has one line a design with the union of the parameters", () => {
    expect(paretoCsv(SMALL_PARETO).split("\n")).toEqual([
      "index,pick,generator,groupSize,tables,fetchers,tileInputs,tileOutputs,areaUm2,macsPerCycle,latencyUs",
      "3,,ternary-lut,2,2,4,,,1000,16,400",
      "5,knee,ternary-lut,2,4,8,,,2000,64,100",
      "7,,add-sub,,,,4,2,500,8,800",
      "",
    ]);
  });
  test("paretoCsv of an empty front is a header", () => {
    expect(paretoCsv(EMPTY_PARETO)).toBe("index,pick,generator\n");
  });
});
