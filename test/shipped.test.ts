import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { GENERATORS } from "../generators/registry.ts";
import { loadAccuracy } from "../models/cost/accuracy.ts";
import { loadCharacterised } from "../models/cost/characterised-table.ts";
import { unitAccuracy } from "../models/cost/unit-accuracy.ts";
import { BUILT_IN, loadTechnology } from "../models/technology/index.ts";
import { calibrationTasks } from "../src/characterise/calibrate.ts";
import {
  circuitsFingerprint,
  fingerprintOfCircuits,
  fingerprintOfMeasured,
  ledgersFingerprint,
} from "../src/characterise/fingerprint.ts";
import { componentsOfSpace } from "../src/characterise/space-components.ts";
import { loadSpace } from "../src/config/load-space.ts";
import { anyName } from "./support/any-name.ts";
import { accuracyFingerprint, unitFingerprint } from "./validation/fingerprint.ts";
import { groupTable } from "./validation/report.ts";

/**
 * Shipped tables against what they describe: circuits, what is counted and priced, recipe, library. If one is older, `npm run
 * remake` makes it anew.
 */
const REMAKE = "older than what it describes: npm run remake";

let calibrated = "";
let characterised = "";

beforeAll(() => {
  calibrated = circuitsFingerprint(calibrationTasks());
  const { space } = loadSpace("examples/bitnet-small.json", GENERATORS, anyName);
  characterised = ledgersFingerprint(componentsOfSpace(space, GENERATORS));
}, 300_000);

describe.each(BUILT_IN)("what comes with tritforge of %s", (name) => {
  const technology = loadTechnology(name);
  const { sourceSha256 } = technology;

  it("has prices of the calibration modules as they are now", () => {
    const now = fingerprintOfCircuits(calibrated, sourceSha256);
    expect(technology.primitives?.fingerprint, `models/technology/${name}.json: ${REMAKE}`).toBe(now);
  });

  it("has measured modules as they are now", () => {
    const now = fingerprintOfMeasured(characterised, sourceSha256);
    expect(loadCharacterised(technology)?.fingerprint, `models/cost/characterised/${name}.json: ${REMAKE}`).toBe(now);
  });

  it("has expected errors of the prices as they are now", () => {
    const { fingerprint } = loadAccuracy(technology);
    expect(fingerprint, `models/cost/accuracy/${name}.json: ${REMAKE}`).toBe(accuracyFingerprint(technology));
  });

  it("has expected errors of update units as they are now", () => {
    const { fingerprint, units = 0 } = unitAccuracy().technologies[name] ?? {};
    expect(fingerprint, `models/cost/unit-accuracy.json: ${REMAKE}`).toBe(unitFingerprint(technology, units));
  }, 120_000);
});

it("docs/validation.md prints the expected errors that come with tritforge", () => {
  const page = existsSync("docs/validation.md") ? readFileSync("docs/validation.md", "utf8") : "";
  const rows = (text: string): readonly string[] => text.split("\n").map((line) => line.replaceAll(/\s+/g, " ").trim());
  const table = rows(groupTable(BUILT_IN.map((name) => loadAccuracy(loadTechnology(name))))).slice(2);
  expect(rows(page), `docs/validation.md: ${REMAKE}`).toEqual(expect.arrayContaining(table));
});
