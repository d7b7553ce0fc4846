import { describe, expect, it } from "vitest";
import { BUILT_IN, loadTechnology, serialiseTechnology, validateTechnology } from "../../../models/technology/index.ts";
import { cellsInUse } from "../../../models/technology/synthesis-cells.ts";

const TEXT = serialiseTechnology(loadTechnology("sg13g2"));
const broken = (from: string | RegExp, to: string) => () => {
  const text = TEXT.replace(from, to);
  expect(text).not.toBe(TEXT);
  validateTechnology(JSON.parse(text), "x.json");
};
const INVERTER = "x.json: /tables/cells/sg13g2_inv_1";

describe("tables of the built-in technologies", () => {
  it.each(BUILT_IN)("%s: are there for exactly the cells that synthesis and fan-out trees use", (name) => {
    const technology = loadTechnology(name);
    const used = [...cellsInUse(technology)].map((cell) => cell.name);
    expect(Object.keys(technology.tables.cells).toSorted()).toEqual(used.toSorted());
  });

  it("have a pace that grows with the process", () => {
    const delaysPs = BUILT_IN.map((name) => loadTechnology(name).tables.fo4.delayPs);
    expect(delaysPs).toEqual([26.32, 111.8, 61.58]);
  });

  it("name a buffer for nets with many readers", () => {
    const buffers = BUILT_IN.map((name) => loadTechnology(name).fanOutBuffer);
    expect(buffers).toEqual(["BUFx2_ASAP7_75t_R", "sky130_fd_sc_hd__buf_2", "sg13g2_buf_2"]);
  });

  it("know that ASAP7's full adder makes its sum from its carry", () => {
    const arcs = loadTechnology("asap7").tables.cells["FAx1_ASAP7_75t_R"]?.arcs ?? [];
    const from = new Set(arcs.filter(({ to }) => to === "SN").map((arc) => arc.from));
    expect([...from]).toEqual(["A", "B", "CI", "CON"]);
  });
});

describe("validateTechnology(json) checks tables", () => {
  it("that are missing as a whole", () => {
    const { tables: _, ...others } = loadTechnology("sg13g2");
    expect(() => validateTechnology(others, "x.json")).toThrow(
      'x.json: got no "tables", expected timing and power tables; import the Liberty file again',
    );
  });

  it.each([
    ["a value too many", /("sg13g2_inv_1": .*?"rise":\[\d+,\d+),/, "$1,1,", `${INVERTER}/arcs/0/rise: got`],
    [
      "a value that is none",
      /("sg13g2_inv_1": .*?"fall":\[\d+,\d+),/,
      "$1,null,",
      `${INVERTER}/arcs/0/fall/2: got null`,
    ],
    [
      "an axis that is none",
      /("sg13g2_inv_1": .*?"riseSlew":)\[\d+,/,
      "$1[999,",
      `${INVERTER}/arcs/0/riseSlew: got axes 999`,
    ],
    [
      "a sense that is none",
      /("sg13g2_inv_1": .*?"sense":)"negative"/,
      '$1"down"',
      `${INVERTER}/arcs/0/sense: got "down"`,
    ],
    ["no arc", /("sg13g2_inv_1": .*?"to":)"Y"/, '$1"A"', `${INVERTER}/arcs: got none to pin Y, expected its delays`],
    ["no energy", /("sg13g2_inv_1": .*?"pin":)"Y"/, '$1"A"', `${INVERTER}/energy: got none of pin Y`],
    ["no setup time", /"setup":\{.*?\},/, "", "x.json: /tables/cells/sg13g2_dfrbp_1/setup: got nothing"],
    ["an unknown cell", '"sg13g2_inv_1": {"arcs"', '"INV": {"arcs"', "x.json: /tables/cells/INV: is no cell"],
    [
      "a buffer without tables",
      '"fanOutBuffer": "sg13g2_buf_2"',
      '"fanOutBuffer": "X"',
      'x.json: /fanOutBuffer: got "X"',
    ],
    [
      "no pace",
      /"slewPs":[\d.]+/,
      '"slewPs":0',
      "x.json: /tables/fo4/slewPs: got 0, expected a slew [ps], a number above 0",
    ],
    ["an axis that does not rise", '"axes": [[', '"axes": [[9999,', "x.json: /tables/axes/0: got"],
  ])("for %s", (_, from, to, message) => {
    expect(broken(from, to)).toThrow(message);
  });
});
