import { describe, expect, test, vi } from "vitest";
import { renderReport } from "../../reports/index.ts";
import { findings } from "../../reports/sections/findings.ts";
import type { ParetoFile } from "../../src/core/sweep-result.ts";
import { sampleSweep } from "./sample.ts";
import { ADD_SUB, EMPTY_PARETO, KNEE, LARGE_LUT, SMALL_MANIFEST, SMALL_PARETO } from "./small-sweep.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const words = (html: string) =>
  html.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>|<[^>]*>/g, "").replace(/[\u202f\u00a0\s]+/g, " ");

describe("renderReport", () => {
  const { manifest, pareto } = sampleSweep();
  const page = renderReport(manifest, pareto);

  test("renderReport gives the same bytes twice", () => {
    expect(renderReport(manifest, pareto)).toBe(page);
  });
  test("renderReport names nothing outside the file and forbids the network", () => {
    expect(page).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"`,
    );
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).not.toMatch(/@import|url\(|fetch\(|XMLHttpRequest|import\(/);
  });
  test("renderReport has no number that is none", () => {
    expect(page).not.toMatch(/NaN|Infinity[^;,) ]|>undefined|\[object Object\]/);
  });
  test("renderReport stays below 1 MB with 1000 front designs", () => {
    const front = Array.from({ length: 1000 }, (_, i) => ({ ...pareto.front[i % pareto.front.length]!, index: i }));
    expect(Buffer.byteLength(renderReport(manifest, { ...pareto, front }))).toBeLessThan(1_000_000);
  });
  test("renderReport thins a front of 4000 designs, says so, and keeps the picks", () => {
    const front = Array.from({ length: 4000 }, (_, i) => ({ ...SMALL_PARETO.front[0]!, index: i + 100 }));
    const large = renderReport(SMALL_MANIFEST, { ...SMALL_PARETO, front: [...front, LARGE_LUT] });
    expect(words(large)).toContain("of 4 001 non-dominated designs");
    expect(large).toContain(`<th>${LARGE_LUT.index}<td>`);
  });
  test("renderReport escapes names everywhere", () => {
    const nasty = `</script><img src=x onerror="alert(1)">`;
    const record = { ...LARGE_LUT, generator: nasty, parameters: { [nasty]: nasty } };
    const picks = [
      { ...KNEE, label: nasty, record, breakdown: [{ ...KNEE.breakdown[0]!, module: nasty, role: nasty }] },
    ];
    const html = renderReport(
      {
        ...SMALL_MANIFEST,
        name: nasty,
        space: nasty,
        model: nasty,
        counts: { ...SMALL_MANIFEST.counts, failed: { [nasty]: 1 } },
      },
      { ...SMALL_PARETO, front: [record, ADD_SUB], picks },
    );
    expect(html).not.toContain("<img");
    expect(html.match(/<\/script>/g)).toHaveLength(2);
  });
});

describe("renderReport in the corner cases", () => {
  const render = (pareto: Partial<ParetoFile>) => words(renderReport(SMALL_MANIFEST, { ...SMALL_PARETO, ...pareto }));

  test("renderReport without feasible designs says why", () => {
    const text = words(renderReport(SMALL_MANIFEST, EMPTY_PARETO));
    expect(text).toContain(
      "None of the 10 designs is feasible. The most frequent reason: area above its maximum (5 designs).",
    );
    expect(text).toContain("there is no front to draw");
    expect(text).toContain("the table is empty");
  });
  test("renderReport with one front design, one cloud point and no picks is whole", () => {
    const text = render({ front: [ADD_SUB], picks: [], equalThroughput: [] });
    expect(text).toContain("1 design is not beaten by any other; no knee was picked among them.");
    expect(text).toContain("No design was picked in this sweep.");
    expect(text).not.toContain("NaN");
  });
  test("renderReport with equal values on every axis is whole", () => {
    const front = [0, 1, 2].map((index) => ({ ...ADD_SUB, index }));
    const html = renderReport(SMALL_MANIFEST, {
      ...SMALL_PARETO,
      front,
      picks: [],
      cloud: { total: 0, shown: 0, records: [] },
    });
    expect(html).not.toMatch(/NaN|Infinity[^;,) ]/);
  });
  test("renderReport with one metric only has no scatter and says so", () => {
    const front = [{ ...ADD_SUB, metrics: { areaUm2: 5 } }];
    expect(render({ front, picks: [], cloud: { total: 0, shown: 0, records: [] } })).toContain(
      "No feasible design with two metrics",
    );
  });
  test("renderReport without synthesis and verification claims neither", () => {
    const { synthesis: _, ...unsynthesised } = KNEE;
    const text = render({ picks: [unsynthesised] });
    expect(text).toContain("No design here has been synthesised: every area is the model's estimate.");
    expect(text).toContain("No design here has been verified by simulation.");
    expect(text).not.toContain("verified bit for bit");
  });
});

describe("findings", () => {
  test("findings compares the knee with the smallest design of equal throughput", () => {
    const { headline } = findings(SMALL_MANIFEST, SMALL_PARETO);
    expect(words(headline)).toBe(
      "The knee of the front, a ternary-lut design, takes 33 % less area than the smallest add-sub design, at the same 64 MACs per cycle.",
    );
  });
  test("findings without a baseline at the knee's throughput states the objectives only", () => {
    const { headline } = findings(SMALL_MANIFEST, { ...SMALL_PARETO, equalThroughput: [] });
    expect(words(headline)).toBe(
      "The knee of the front is a ternary-lut design: area 2 000 µm², latency per token 100 µs.",
    );
  });
  test("findings says more where the knee is larger", () => {
    const row = SMALL_PARETO.equalThroughput[0]!;
    const small = { ...row.best["add-sub"]!, metrics: { areaUm2: 1000 } };
    const best = { ...row.best, "add-sub": small };
    const { headline } = findings(SMALL_MANIFEST, { ...SMALL_PARETO, equalThroughput: [{ ...row, best }] });
    expect(words(headline)).toContain("takes 100 % more area than the smallest add-sub design");
  });
  test("findings reports the failure of a verification", () => {
    const verification = { simulator: "embedded", products: 3, beats: 9, passed: false };
    const { points } = findings(SMALL_MANIFEST, { ...SMALL_PARETO, picks: [{ ...KNEE, verification }] });
    expect(words(points.join(" "))).toContain("1 of 1 picked design failed verification.");
  });
});
