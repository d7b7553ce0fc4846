import { describe, expect, it } from "vitest";
import type { CheckName } from "../../src/config/names.ts";
import { parseDesign } from "../../src/config/design.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { InputError } from "../../src/core/errors.ts";
import { isLegal, legalValues, type NameParameter } from "../../src/core/parameters.ts";
import { pointsOf } from "../../src/config/points.ts";
import { GENERATORS as FAKES } from "../explore/fake-generators.ts";

const DEVICE: NameParameter = {
  kind: "name",
  name: "device",
  of: "device",
  description: "the device driven",
  default: "ideal",
};
const [fake] = FAKES.filter(({ name }) => name === "plain").map((plain) => ({
  ...plain,
  schema: [DEVICE, ...plain.schema],
}));
const GENERATORS = fake === undefined ? [] : [fake];

const KNOWN = new Set(["ideal", "rram", "lab/devices/mine.json"]);
const check: CheckName = (of, name, path) => {
  if (!KNOWN.has(name)) throw InputError.at(path, `got ${name}, expected a ${of}`);
};

describe("a name parameter", () => {
  it("takes any word that is not empty, and says where the words come from", () => {
    expect([isLegal(DEVICE, "rram"), isLegal(DEVICE, ""), isLegal(DEVICE, 3)]).toEqual([true, false, false]);
    expect(legalValues(DEVICE)).toBe("a device preset (tritforge device list) or the path of a DEVICE.json");
  });
});

describe("parseDesign(json, where, generators, checkName)", () => {
  const parse = (device: unknown) =>
    parseDesign({ generator: "plain", parameters: { device } }, "lab/D.json", GENERATORS, check);

  it("keeps a word, and takes a path from the folder of the file", () => {
    expect(parse("rram").parameters["device"]).toBe("rram");
    expect(parse("devices/mine.json").parameters["device"]).toBe("lab/devices/mine.json");
  });

  it("refuses what the registry does not know at its place", () => {
    expect(() => parse("rrma")).toThrow("lab/D.json: /parameters/device: got rrma, expected a device");
    expect(() => parse(7)).toThrow(/device preset/);
  });
});

describe("parseSpace(json, where, generators, checkName)", () => {
  const parse = (parameters: Record<string, unknown>) =>
    parseSpace(
      {
        name: "names",
        technology: "asap7",
        workload: "bitnet-b1.58-2b-4t",
        clockMhz: 500,
        blocks: [{ generator: "plain", parameters }],
        objectives: [{ metric: "areaUm2" }],
      },
      "lab/S.json",
      GENERATORS,
      check,
    );

  it("makes an axis of a list of names", () => {
    const space = parse({ device: ["ideal", "devices/mine.json"] });
    const points = pointsOf(space, GENERATORS);
    expect([0, 1].map((index) => points.at(index).parameters["device"])).toEqual(["ideal", "lab/devices/mine.json"]);
  });

  it("takes paths in conditions from the same folder, so that they meet the axis", () => {
    const space = parse({
      device: ["ideal", "devices/mine.json"],
      tileInputs: { when: { device: "devices/mine.json" }, values: 4, otherwise: 8 },
    });
    const points = pointsOf(space, GENERATORS);
    expect(points.count).toBe(2);
    const pairs = [0, 1]
      .map((index) => points.at(index).parameters)
      .map((each) => [each["device"], each["tileInputs"]]);
    expect(Object.fromEntries(pairs)).toEqual({ ideal: 8, "lab/devices/mine.json": 4 });
  });

  it("lists every unknown name with its place", () => {
    const faulty = { device: ["x", "ideal", "y"], tileInputs: { when: { device: "z" }, values: 4 } };
    expect(() => parse(faulty)).toThrow(
      [
        "lab/S.json: /blocks/0/parameters/device/0: got x, expected a device",
        "lab/S.json: /blocks/0/parameters/device/2: got y, expected a device",
        "lab/S.json: /blocks/0/parameters/tileInputs/when/device: got z, expected a device",
      ].join("\n"),
    );
  });
});
