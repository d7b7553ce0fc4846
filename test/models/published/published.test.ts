import { describe, expect, it } from "vitest";
import {
  factsOf,
  FIELDS,
  loadPublished,
  numbersOf,
  parsePublished,
  publishedDesigns,
  publishedNames,
  wordsOf,
} from "../../../models/published/index.ts";
import { attempt } from "../../../src/core/errors.ts";

describe("publishedDesigns()", () => {
  it("are the rows of the survey: engines with tables, without, neighbours", () => {
    const titlesOf = (group: string) =>
      publishedDesigns()
        .filter((design) => design.group === group)
        .map(({ title }) => title);
    expect(titlesOf("tables").toSorted()).toEqual(
      [
        "ternary-lut-dse",
        "TENET",
        "Platinum",
        "LUT Tensor Core",
        "LUT Tensor Core, RTL",
        "FIGLUT",
        "UNPU",
        "Slim-Llama",
        "T-SAR",
        "LUT-DLA",
        "TeLLMe v2",
        "EVA",
      ].toSorted(),
    );
    expect(titlesOf("no-tables")).toHaveLength(14);
    // Eleven works, and two of which nothing usable was found.
    expect(titlesOf("neighbours")).toHaveLength(13);
  });

  it.each(publishedNames())("%s has its own name, a source, and a source for every value", (name) => {
    const design = loadPublished(name);
    expect(design.name).toBe(name);
    expect(design.source).toMatch(/\w/);
    for (const { facts } of [design, ...(design.points ?? [])])
      for (const { of, source } of facts) expect(source, of).toMatch(/\w/);
  });

  it("state no field that can be worked out from others in another way", () => {
    // A density is the throughput by the area, and a mirrored table of ternary groups has (3^µ − 1)/2 entries.
    for (const design of publishedDesigns())
      for (const point of [undefined, ...(design.points ?? [])]) {
        const only = (field: "areaMm2" | "throughputGops" | "topsPerMm2" | "groupSize" | "entries") => {
          const values = numbersOf(design, field, point);
          return values.length === 1 ? values[0] : undefined;
        };
        const [area, gops, density] = [only("areaMm2"), only("throughputGops"), only("topsPerMm2")];
        if (area !== undefined && gops !== undefined && density !== undefined)
          expect(density / (gops / 1000 / area), design.name).toBeCloseTo(1, 1);
        const [groupSize, entries] = [only("groupSize"), only("entries")];
        const isMirrored = wordsOf(design, "symmetry").some((text) => text.startsWith("mirror"));
        if (isMirrored && groupSize !== undefined && entries !== undefined)
          expect(entries, design.name).toBe((3 ** groupSize - 1) / 2);
      }
  });
});

describe("loadPublished(name)", () => {
  it("has LUT Tensor Core as the survey has it", () => {
    const design = loadPublished("lut-tensor-core");
    const numbers = (["groupSize", "entries", "fetchers", "nodeNm", "clockMhz", "areaMm2", "powerMw"] as const).map(
      (field) => numbersOf(design, field),
    );
    // K = 4: 2^3 entries; N64; TSMC28, 1 GHz; MNK = 512, W2A8: 11 991 µm², 16.2 mW.
    expect(numbers).toEqual([[4], [8], [64], [28], [1000], [11_991 / 1e6], [16.2]]);
    expect(numbersOf(design, "topsPerMm2")).toEqual([61.6]);
    expect(numbersOf(design, "topsPerWatt")).toEqual([63.8]);
    expect(wordsOf(design, "activations")).toEqual(["fp16", "fp8", "int8"]);
    expect(factsOf(design, "areaMm2")[0]?.trust).toBe("secondary");
    expect(numbersOf(design, "tables")).toEqual([]);
  });

  it("keeps figures that do not agree apart", () => {
    // Press 1.31 TOPS/W, a survey 189.8; two papers on VitaLLM.
    expect(numbersOf(loadPublished("slim-llama"), "topsPerWatt")).toEqual([1.31, 189.8]);
    expect(numbersOf(loadPublished("vitallm"), "areaMm2")).toEqual([0.223, 0.214]);
  });

  it("has the tiles of the generator paper's Table IV as points", () => {
    const design = loadPublished("ternary-lut-dse");
    const areas = (design.points ?? []).map((point) => [point.label, numbersOf(design, "areaMm2", point)]);
    expect(areas).toEqual([
      ["32×32, int8, tables", []],
      ["32×32, fp16, tables", [0.12]],
      ["32×32, fp16, sign flip", [0.197]],
      ["32×32, fp16, multipliers", [0.268]],
    ]);
  });

  it("names what was probably meant", () => {
    const { faults } = attempt(() => loadPublished("tennet"));
    expect(faults).toEqual([
      { path: "name", message: expect.stringMatching(/^got "tennet", expected one of .*\(did you mean "tenet"\?\)$/) },
    ]);
  });
});

describe("parsePublished(json, where)", () => {
  const fact = (of: string, value: unknown) => ({ of, value, trust: "primary", source: "a test" });
  const faultsOf = (...facts: readonly unknown[]) =>
    attempt(() => parsePublished({ name: "d", title: "D", group: "tables", source: "a test", facts }, "D.json")).faults;

  it("takes one value or several", () => {
    expect(faultsOf(fact("areaMm2", 0.5), fact("groupSize", [2, 3]), fact("activations", ["int8", "fp16"]))).toEqual(
      [],
    );
  });

  it("refuses a value of another kind, out of range, or without a source, each with its place", () => {
    const { source: _, ...nameless } = fact("year", 2025);
    expect(
      faultsOf(
        fact("areaMm2", -1),
        fact("clockMhz", "fast"),
        fact("groupSize", 2.5),
        fact("architecture", "magic"),
        fact("areaum2", 1),
        fact("groupSize", [2, 99]),
        nameless,
      ).map(({ path, message }) => `${path}: ${message}`),
    ).toEqual([
      "D.json: /facts/0/value: got -1, expected a number from 0.0001 to 1000 mm²",
      'D.json: /facts/1/value: got "fast", expected a number from 1 to 10000 MHz',
      "D.json: /facts/2/value: got 2.5, expected an integer from 1 to 16 activation",
      expect.stringMatching(/^D\.json: \/facts\/3\/value: got "magic", expected one of ternary-tables, /),
      expect.stringMatching(/^D\.json: \/facts\/4\/of: got "areaum2", .*\(did you mean "areaMm2"/),
      "D.json: /facts/5/value/1: got 99, expected an integer from 1 to 16 activation",
      'D.json: /facts/6: got no "source", expected where it is from: one line of 1 to 4000 printable characters',
    ]);
  });
});

describe("FIELDS", () => {
  it("have a range, and a unit unless they count years", () => {
    for (const [name, field] of Object.entries(FIELDS)) {
      if (field.kind !== "number") continue;
      expect(field.minimum, name).toBeLessThan(field.maximum);
      expect(field.unit === "", name).toBe(name === "year");
    }
  });
});
