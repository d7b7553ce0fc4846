import { describe, expect, it } from "vitest";

import { didYouMean, nearestNames } from "../../src/json/did-you-mean.ts";

const NAMES = ["tables", "fetchers", "groupSize", "pipelineFetch"];

describe("nearestNames(name, candidates)", () => {
  it.each([
    ["table", "tables"],
    ["fetcehrs", "fetchers"],
    ["group-size", "groupSize"],
    ["GROUPSIZE", "groupSize"],
    ["pipelinefetch", "pipelineFetch"],
  ])("takes %s for %s", (name, expected) => {
    expect(nearestNames(name, NAMES)).toEqual([expected]);
  });

  it("finds the names that have the word, at most three", () => {
    expect(nearestNames("clock", ["name", "clockMhz", "blocks"])).toEqual(["clockMhz"]);
    expect(nearestNames("bitnet", ["bitnet-3b", "bitnet-large", "llama3"])).toEqual(["bitnet-3b", "bitnet-large"]);
    const energies = ["energyPerMacFj", "energyPerStepPj", "energyPerTokenUj", "systemEnergyPerTokenUj"];
    expect(nearestNames("energy", energies)).toEqual(energies.slice(0, 3));
  });

  it("offers a slip beside names that have the word", () => {
    expect(nearestNames("pcm", ["pcmo", "gst-pcm", "epiram"])).toEqual(["pcmo", "gst-pcm"]);
  });

  it("completes what was cut short, and cuts what is too long", () => {
    expect(nearestNames("tech", ["technology", "trace"])).toEqual(["technology"]);
    expect(nearestNames("clockFrequencyMhz", ["clockMhz", "fMaxMhz"])).toEqual(["clockMhz"]);
  });

  it("knows what users call things", () => {
    expect(nearestNames("frequency", ["clockMhz", "technology"])).toEqual(["clockMhz"]);
    expect(nearestNames("pdk", ["clockMhz", "technology"])).toEqual(["technology"]);
    expect(nearestNames("model", ["clockMhz", "workload"])).toEqual(["workload"]);
    expect(nearestNames("constructor", ["clockMhz", "workload"])).toEqual([]);
  });

  it("finds none when nothing is near", () => {
    expect(nearestNames("outputs", NAMES)).toEqual([]);
    expect(nearestNames("", NAMES)).toEqual([]);
    expect(nearestNames("t".repeat(101), NAMES)).toEqual([]);
  });
});

describe("didYouMean(name, candidates)", () => {
  it("asks about one, or about several", () => {
    expect(didYouMean("clock", ["clockMhz"])).toBe(' (did you mean "clockMhz"?)');
    expect(didYouMean("x1", ["x1-a", "x1-b"])).toBe(' (did you mean "x1-a" or "x1-b"?)');
    expect(didYouMean("x1", ["x1-a", "x1-b", "x1-c"])).toBe(' (did you mean "x1-a", "x1-b" or "x1-c"?)');
  });

  it("is empty when nothing is near", () => {
    expect(didYouMean("colour", NAMES)).toBe("");
  });
});
