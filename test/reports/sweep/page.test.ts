import { describe, expect, test, vi } from "vitest";
import { paretoFront } from "../../../reports/charts/pareto-front.ts";
import { paretoCsv, renderReport } from "../../../reports/index.ts";
import { findings } from "../../../reports/sections/findings.ts";
import type { DesignRecord } from "../../../src/core/result.ts";
import type { ParetoFile } from "../../../src/core/sweep-result.ts";
import { FAST_PICK, PHYSICAL_MANIFEST, PHYSICAL_PARETO } from "../physical-sweep.ts";
import { sampleSweep } from "../sample.ts";
import { ADD_SUB, EMPTY_PARETO, KNEE, LARGE_LUT, SMALL_MANIFEST, SMALL_PARETO } from "../small-sweep.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const words = (html: string) =>
  html.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>|<[^>]*>/g, "").replace(/(?:[\u202f\u00a0\s]|&nbsp;)+/g, " ");

/** The same design with other values of every metric, as long to write as real ones. */
function distinct(record: DesignRecord, index: number): DesignRecord {
  const metrics = Object.entries(record.metrics).map(
    ([name, value]) => [name, value * (1 + index * 1.234_567e-5)] as const,
  );
  return { ...record, index, metrics: Object.fromEntries(metrics) };
}

describe("renderReport", () => {
  const { manifest, pareto } = sampleSweep();
  const page = renderReport(manifest, pareto);

  test("renderReport gives the same bytes twice", () => {
    expect(renderReport(manifest, pareto)).toBe(page);
  });
  test("renderReport names nothing outside the file and forbids the network", () => {
    expect(page).toContain(`content="default-src 'none'; script-src 'sha256-`);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).not.toMatch(/@import|url\(|fetch\(|XMLHttpRequest|import\(/);
  });
  test("renderReport has no number that is none", () => {
    expect(page).not.toMatch(/NaN|Infinity[^;,) ]|>undefined|\[object Object\]/);
  });
  test("renderReport stays below 1.5 MB with 1200 front designs, 2000 others, and all metrics and errors", () => {
    const front = Array.from({ length: 1200 }, (_, i) => distinct(pareto.front[i % pareto.front.length]!, i));
    const others = Array.from({ length: 2000 }, (_, i) => distinct(pareto.cloud.records[i % 1000]!, i));
    const cloud = { total: 100_000, shown: 2000, records: others };
    expect(Buffer.byteLength(renderReport(manifest, { ...pareto, front, cloud }))).toBeLessThan(1_500_000);
  });
  test("renderReport thins a front of 4000 designs, says so, and keeps the picks", () => {
    const front = Array.from({ length: 4000 }, (_, i) => ({ ...SMALL_PARETO.front[0]!, index: i + 100 }));
    const large = renderReport(SMALL_MANIFEST, { ...SMALL_PARETO, front: [...front, LARGE_LUT] });
    expect(words(large)).toContain("of 4 001 non-dominated designs");
    expect(large).toContain(`<th>${LARGE_LUT.index}</th>`);
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

describe("renderReport of designs that serve several workloads", () => {
  test("renderReport shows each one's metrics beside what they come to, and pareto.csv has them, too", () => {
    const perWorkload = { "model a": { latencyUs: 90 }, "model b": { latencyUs: 123.25 } };
    const front = SMALL_PARETO.front.map((record) => ({ ...record, perWorkload }));
    const picks = [{ ...KNEE, record: { ...KNEE.record, perWorkload } }];
    const served = { ...SMALL_PARETO, front, picks };
    const page = renderReport(SMALL_MANIFEST, served);
    expect(page).toContain('data-key="latencyUs@model b"');
    expect(words(page)).toContain("latency per token (model a) 90 µs");
    const [head, line] = paretoCsv(served)
      .split("\n")
      .map((row) => row.split(","));
    expect(line?.[head?.indexOf("latencyUs@model b") ?? -1]).toBe("123.25");
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
    expect(text).toContain("No design here has been synthesised: every number is the model's estimate.");
    expect(text).toContain("No design here has been verified by simulation.");
    expect(text).not.toContain("verified bit for bit");
  });
});

describe("renderReport with delay, energy, memory and errors", () => {
  const text = words(renderReport(PHYSICAL_MANIFEST, PHYSICAL_PARETO));
  test("renderReport marks the designs of the sorted column whose order is uncertain", () => {
    const html = renderReport(PHYSICAL_MANIFEST, PHYSICAL_PARETO);
    expect(html).toContain("<td><i>≈1</i>1\u202f000</td>");
    expect(html).toContain("<td>2\u202f000</td>");
  });
  test("renderReport says in the picks section what lies within the error", () => {
    expect(text).toContain("within the error: area: smallest area; energy per token: 1 front design");
  });
  test("renderReport shows the measured errors with the command, what is left out, and the memory's sources", () => {
    for (const part of [
      "npm run validate",
      "Wires and placement.",
      "Glitches.",
      "data sheet",
      "Weights are read once.",
    ])
      expect(text).toContain(part);
  });
  test("renderReport without hold-out errors says how to measure them", () => {
    const { accuracy: _, ...manifest } = PHYSICAL_MANIFEST;
    expect(words(renderReport(manifest, PHYSICAL_PARETO))).toContain("No hold-out error is known for asap7.");
  });
  test("renderReport of a sweep without delay, energy and memory says that they are absent", () => {
    const { memory: _, ...manifest } = SMALL_MANIFEST;
    const plain = words(renderReport(manifest, SMALL_PARETO));
    for (const part of ["Energy is not modelled", "Delay is not modelled", "Memory is not modelled in this sweep"])
      expect(plain).toContain(part);
  });
});

describe("findings", () => {
  test("findings states the errors, the knee's uncertain comparisons, the bound and what was measured", () => {
    const text = words(findings(PHYSICAL_MANIFEST, PHYSICAL_PARETO).points.join(" "));
    expect(text).toContain("Expected error of the estimates: area ±3.0 %, energy per token ±8.0 %.");
    expect(text).toContain(
      "of the 2 other front designs, the knee has no certain order against 1 on area, 1 on energy per token.",
    );
    expect(text).toContain("At 100 GB/s (DRAM), 2 of 3 front designs wait for weights instead of computing.");
    expect(text).toContain(
      "on one picked design: area +4.0 %, critical path \u221220.0 %, energy per step \u221220.0 %.",
    );
  });
  test("findings does not call a difference within the error a saving", () => {
    const design = { generator: "add-sub", parameters: {} };
    const best = { "add-sub": { index: 9, design, metrics: { areaUm2: 1050 } } };
    const record = { ...FAST_PICK.record, metrics: { ...FAST_PICK.record.metrics, macsPerCycle: 64 } };
    const picks = [{ ...FAST_PICK, record }];
    const cloud = { total: 1, shown: 1, records: [ADD_SUB] };
    const compared = { ...PHYSICAL_PARETO, picks, cloud, equalThroughput: [{ macsPerCycle: 64, best }] };
    expect(words(String(findings(PHYSICAL_MANIFEST, compared).headline))).toContain(
      "takes as much area, within the expected error, as the smallest add-sub design",
    );
  });
  test("findings compares the knee with the smallest design of equal throughput", () => {
    const { headline } = findings(SMALL_MANIFEST, SMALL_PARETO);
    expect(words(String(headline))).toBe(
      "The knee of the front, a ternary-lut design, takes 33 % less area than the smallest add-sub design, at the same 64 MACs per cycle.",
    );
  });
  test("findings without a baseline at the knee's throughput states the objectives only", () => {
    const { headline } = findings(SMALL_MANIFEST, { ...SMALL_PARETO, equalThroughput: [] });
    expect(words(String(headline))).toBe(
      "The knee of the front is a ternary-lut design: area 2 000 µm², latency per token 100 µs.",
    );
  });
  test("findings says more where the knee is larger", () => {
    const row = SMALL_PARETO.equalThroughput[0]!;
    const small = { ...row.best["add-sub"]!, metrics: { areaUm2: 1000 } };
    const best = { ...row.best, "add-sub": small };
    const { headline } = findings(SMALL_MANIFEST, { ...SMALL_PARETO, equalThroughput: [{ ...row, best }] });
    expect(words(String(headline))).toContain("takes 100 % more area than the smallest add-sub design");
  });
  test("findings reports the failure of a verification", () => {
    const verification = { simulator: "embedded", products: 3, beats: 9, passed: false };
    const { points } = findings(SMALL_MANIFEST, { ...SMALL_PARETO, picks: [{ ...KNEE, verification }] });
    expect(words(points.join(" "))).toContain("1 of 1 picked design failed verification.");
  });
});

describe("renderReport of a space with formulas", () => {
  const formula = "areaUm2 * latencyUs <&";
  const edp = { formula, unit: "µm²·µs", label: "area–delay product", direction: "minimize" as const };
  const withProduct = (record: DesignRecord): DesignRecord => {
    const { areaUm2 = 0, latencyUs = 0 } = record.metrics;
    return { ...record, metrics: { ...record.metrics, adp: areaUm2 * latencyUs } };
  };
  const pareto: ParetoFile = {
    ...SMALL_PARETO,
    metrics: { adp: edp },
    objectives: [
      { metric: "adp", direction: "minimize" },
      { metric: "areaUm2", direction: "minimize" },
    ],
    front: SMALL_PARETO.front.map(withProduct),
    picks: [{ ...KNEE, label: "smallest adp", record: withProduct(LARGE_LUT) }],
    cloud: { ...SMALL_PARETO.cloud, records: SMALL_PARETO.cloud.records.map(withProduct) },
  };
  const infeasible = { "adp > 5": 5 };
  const manifest = {
    ...SMALL_MANIFEST,
    objectives: pareto.objectives,
    counts: { ...SMALL_MANIFEST.counts, infeasible },
  };
  const page = renderReport(manifest, pareto);
  const text = words(page);

  test("states the formula, escaped, with its unit and direction", () => {
    expect(page).toContain("<code>adp = areaUm2 * latencyUs &lt;&amp;</code> area–delay product, [µm²·µs], minimize");
  });
  test("calls it by its label: as an objective, a pick, a reason and a column", () => {
    expect(text).toContain("minimize area–delay product");
    expect(text).toContain("smallest area–delay product");
    expect(text).toContain("area–delay product > 5".replace(">", "&gt;"));
    expect(page).toMatch(/<th scope="col" data-key="adp" title="adp \[µm²·µs\]: = areaUm2 \* latencyUs[^"]*"/);
  });
  test("lays it along the first axis of the scatter, with its values", () => {
    const values = paretoFront.data(manifest, pareto);
    expect(values?.x).toBe("adp");
    expect(values?.front.columns["adp"]).toEqual([400_000, 200_000, 400_000]);
    expect(values?.axes.find(({ metric }) => metric === "adp")).toMatchObject({ unit: "µm²·µs", better: "minimize" });
  });
  test("has it in pareto.csv", () => {
    expect(paretoCsv(pareto).split("\n")[0]).toMatch(/,adp$/);
  });
});
