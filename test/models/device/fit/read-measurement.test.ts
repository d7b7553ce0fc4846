import { describe, expect, it } from "vitest";
import { parseMeasurement, readMeasurement } from "../../../../models/device/fit/read-measurement.ts";
import { InputError } from "../../../../src/core/errors.ts";

const HEADER = "direction,pulse,conductance_S";
const rows = (direction: string, points: number): string =>
  Array.from({ length: points }, (_, p) => `${direction},${p},${(p + 1) * 1e-6}`).join("\n");
const GOOD = `${HEADER}\n${rows("ltp", 10)}\n${rows("ltd", 12)}\n`;

/** The lines a user would see. */
function faultsOf(text: string): readonly string[] {
  try {
    parseMeasurement(text, "m.csv");
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("parseMeasurement(text, file)", () => {
  it("reads columns in any order, comments, blank lines and the line ends of Windows", () => {
    const turned = GOOD.split("\n").map((line) => (line === "" ? "" : line.split(",").toReversed().join(", ")));
    const text = `\uFEFF# device 7\r\n${turned.join("\r\n")}\r\n\r\n# end`;
    expect(parseMeasurement(text, "m.csv")).toEqual(parseMeasurement(GOOD, "m.csv"));
    expect(parseMeasurement(GOOD, "m.csv").ltp[3]).toEqual({ pulse: 3, conductanceS: 4e-6, cycle: 1 });
  });

  it("sorts by cycle and pulse", () => {
    const lines = rows("ltp", 10).split("\n").toReversed().join("\n");
    const { ltp } = parseMeasurement(`${HEADER}\n${lines}\n${rows("ltd", 10)}`, "m.csv");
    expect(ltp.map(({ pulse }) => pulse)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("refuses fewer than 10 points in a direction, by name", () => {
    expect(faultsOf(`${HEADER}\n${rows("ltp", 9)}\n${rows("ltd", 10)}`)).toEqual([
      "m.csv: ltp: got 9 different pulse numbers, expected at least 10",
    ]);
    expect(faultsOf(`${HEADER}\n${rows("ltp", 10)}`)).toEqual([
      "m.csv: ltd: got 0 different pulse numbers, expected at least 10",
    ]);
  });

  it("refuses a dynamic range of zero", () => {
    const flat = Array.from({ length: 10 }, (_, p) => `ltd,${p},1e-6`).join("\n");
    expect(faultsOf(`${HEADER}\n${rows("ltp", 10)}\n${flat}`)).toEqual([
      "m.csv: ltd: got 0.000001 S everywhere, expected a dynamic range above 0",
    ]);
  });

  it("names the line of everything that is corrupt, all at once", () => {
    const text = `# a comment\n${HEADER}\nltp,0,1e-6\nup,1,2e-6\nltp,2.5,x\nltp,3\nltp,0,1e-6\nltp,4,-1\nltp,,nan\n`;
    expect(faultsOf(text)).toEqual([
      'm.csv:4: got direction "up", expected ltp or ltd',
      'm.csv:5: got pulse "2.5", expected a whole number from 0 to 20000',
      'm.csv:5: got conductance_S "x", expected a number from 0 [S]',
      "m.csv:6: got 2 columns, expected 3",
      'm.csv:7: got pulse 0 of ltp again, expected it once (or a column "cycle")',
      'm.csv:8: got conductance_S "-1", expected a number from 0 [S]',
      'm.csv:9: got pulse "", expected a whole number from 0 to 20000',
      'm.csv:9: got conductance_S "nan", expected a number from 0 [S]',
    ]);
  });

  it("shows twenty faults and counts the rest", () => {
    const faults = faultsOf(`${HEADER}\n${"x,y,z\n".repeat(30)}`);
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toBe("m.csv: 70 more faults");
  });

  it("refuses unknown, missing and repeated columns, and an empty file", () => {
    expect(faultsOf("direction,pulse,conductance\n")).toEqual([
      expect.stringMatching(/^m\.csv:1: got column "conductance", expected direction, .*did you mean "conductance_S"/),
      'm.csv:1: got no column "conductance_S"',
    ]);
    expect(faultsOf(`${HEADER},pulse\n`)).toEqual(["m.csv:1: got a column twice, expected each once"]);
    expect(faultsOf("# nothing\n")).toEqual(["m.csv: got no header, expected direction,pulse,conductance_S,cycle"]);
  });

  it("tells the faults of the header and, as far as its columns are known, those of the rows in one round", () => {
    const wrong = "ltp,0,1e-6\nltp,0,1e-6\nup,1.5,-1\nltp,2\n";
    expect(faultsOf(`direction,pulses,conductance_S\n${wrong}`)).toEqual([
      expect.stringMatching(/^m\.csv:1: got column "pulses", expected direction, .*did you mean "pulse"/),
      'm.csv:1: got no column "pulse"',
      'm.csv:4: got direction "up", expected ltp or ltd',
      'm.csv:4: got conductance_S "-1", expected a number from 0 [S]',
      "m.csv:5: got 2 columns, expected 3",
    ]);
    expect(faultsOf("direction,conductance_S\nltp,1e-6\nltp,1e-6\nltp,x\n")).toEqual([
      'm.csv:1: got no column "pulse"',
      'm.csv:4: got conductance_S "x", expected a number from 0 [S]',
    ]);
    expect(faultsOf("direction,pulse,pulse,conductance_S\nltp,0,0.5,1\nltd,x,0,y\n")).toEqual([
      "m.csv:1: got a column twice, expected each once",
      'm.csv:3: got conductance_S "y", expected a number from 0 [S]',
    ]);
  });

  it("readMeasurement(file) names a missing file", () => {
    expect(() => readMeasurement("/nowhere/m.csv")).toThrow(
      "/nowhere/m.csv: got no such file, expected a readable CSV",
    );
  });
});
