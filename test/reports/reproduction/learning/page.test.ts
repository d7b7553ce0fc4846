import { describe, expect, test, vi } from "vitest";
import { learningCsv, renderLearningReproduction } from "../../../../reports/index.ts";
import { EMPTY_LEARNING, SMALL_LEARNING, WIDER_LEARNING } from "./sample-learning.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe("renderLearningReproduction(reproduction)", () => {
  const page = renderLearningReproduction(SMALL_LEARNING);
  const wider = renderLearningReproduction(WIDER_LEARNING);

  test("needs no script and nothing from elsewhere", () => {
    expect(page).not.toMatch(/<script|src=|href="http|@import|url\(/);
  });
  test("says in title, heading and at the top that it is a reconstruction", () => {
    expect(page).toContain("<title>lim2017 reconstructed: tritforge</title>");
    expect(page).toMatch(/<h1>.*our reconstruction<\/h1>/);
    expect(page).toContain("This is our reconstruction, not the paper.");
  });
  test("has a row for each claim, with its verdict", () => {
    const verdicts = [...page.matchAll(/class="verdict [a-z-]+">([a-z ]+)</g)].map(([, verdict]) => verdict);
    expect(verdicts).toEqual(SMALL_LEARNING.claims.map(({ verdict }) => verdict));
    expect(verdicts.length).toBeGreaterThan(2);
  });
  test("opens with the accuracies on the asymmetric device", () => {
    expect(page).toContain("potentiating only reaches <em>78.0\u00a0%</em>, a bidirectional pair 68.0\u00a0%");
  });
  test("lists accuracy, pulses per device, refreshes and clipped updates of a condition", () => {
    expect(page).toMatch(/<td>16<\/td> <td class="number">90\.0<\/td>.*<td class="number">20 \(90\)<\/td>/);
  });
  test("lists passes through converters, of the one method that was trained with them, and says whose bits they are", () => {
    expect(wider).toMatch(/<td>8, noise<\/td> <td class="number">90\.0<\/td><td class="number"><\/td>/);
    expect(wider).toContain("of 8 bits with read noise of σ 0.2: 2.0 ± 0.2 (they cost 1.0 ± 0)");
    expect(wider).toMatch(/bits are ours, the paper’s are unknown.*σ = 0\.2 to every/s);
  });
  test("lists verified refresh beside open loop, and what of both decides C6", () => {
    const heads = [...wider.matchAll(/<th>([a-z. ]+)<\/th>/g)].map(([, head]) => head);
    expect(heads.slice(0, 5)).toEqual([
      "one device",
      "bidirectional",
      "unidirectional",
      "unidir. verified",
      "one fixed",
    ]);
    expect(wider).toMatch(/<td>50\s%<\/td>.*<b>86\.0 ± 2\.6<\/b>/);
    expect(wider).toMatch(
      /refreshed with verification, 1\.0 .* points; what it costs others less that: .*; less that in open loop/,
    );
    expect(wider).toContain(
      "(75.0\u00a0%, with verified refresh 86.0\u00a0%, against 80.0\u00a0% of the bidirectional pair)",
    );
  });
  test("says so where there is nothing to show", () => {
    expect(renderLearningReproduction(EMPTY_LEARNING)).toContain("Nothing of this was trained.");
  });
});

describe("learningCsv(reproduction)", () => {
  test("has a line for each training, with its condition", () => {
    const [header, first, ...others] = learningCsv(SMALL_LEARNING).trim().split("\n");
    expect(header).toMatch(/^condition,method,ltpLabel,ltdLabel,.*,seed,accuracy,/);
    expect(first).toMatch(/^linear,single,0,0,64,64,1,0,0,0,0,0,0,0,0,0,0.05,1,/);
    const converted = learningCsv(WIDER_LEARNING)
      .split("\n")
      .find((line) => line.startsWith("linear-passes"));
    expect(converted).toMatch(/,64,64,1,0,0,0,0,0,8,8,8,0.2,0.05,1,/);
    expect(others).toHaveLength(3 * SMALL_LEARNING.points.length - 1);
  });
});
