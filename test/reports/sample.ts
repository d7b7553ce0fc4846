import type { BreakdownRow, DesignRecord, Metrics } from "../../src/core/result.ts";
import type { EqualThroughputRow, ParetoFile, PickedDesign, SweepManifest } from "../../src/core/sweep-result.ts";
import { AREA_LIMIT_UM2, CLOCK_MHZ, MACS_PER_TOKEN, OBJECTIVES, sampleManifest } from "./sample-manifest.ts";
import { energyOf, errorsOf, physicsOf } from "./sample-physics.ts";

/**
 * A made-up sweep of realistic size and shape for the report's tests and for looking at the page. The costs are rough
 * arithmetic, not the product's model.
 */

interface Costed {
  readonly generator: string;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly breakdown: readonly BreakdownRow[];
  readonly macs: number;
  readonly bitsPerWeight: number;
}

const row = (module: string, role: string, instances: number, areaUm2Each: number): BreakdownRow => ({
  module,
  role,
  instances,
  areaUm2Each,
  areaUm2: instances * areaUm2Each,
  areaError: role === "control" ? 0.06 : 0.02,
  energyPj: energyOf(role, instances * areaUm2Each),
  energyError: role === "fetch" ? 0.05 : 0.09,
});

const SHARED = {
  activation: "int8",
  inputs: 6912,
  outputs: 64,
  shape: "runtime",
  reduction: "compressor",
} as const;

function lut(µ: number, tables: number, fetchers: number, storage: string, order: string, pipe: number): Costed {
  const entries = (3 ** µ - 1) / 2;
  const width = 8 + Math.ceil(Math.log2(µ + 1));
  const tableUm2 = (entries - µ) * width * 0.36 + (storage === "register" ? entries * width * 0.31 : µ * 8 * 0.31);
  const fetchUm2 = entries * width * 0.092 + width * 0.16;
  const reduceUm2 = tables * (width + 2) * 0.42 + pipe * (width + 4) * 0.31;
  return {
    generator: "ternary-lut",
    parameters: {
      activation: SHARED.activation, groupSize: µ, tables, fetchers, inputs: SHARED.inputs, outputs: SHARED.outputs,
      shape: SHARED.shape, loopOrder: order, tableStorage: storage, reduction: SHARED.reduction,
      pipelineFetch: pipe, pipelineReduce: 0,
    }, // prettier-ignore
    breakdown: [
      row(`lut_table_m${µ}`, "table", tables, tableUm2),
      row(`lut_fetch_m${µ}`, "fetch", tables * fetchers, fetchUm2),
      row(`reduce_${tables}x${width}`, "reduce", fetchers, reduceUm2),
      row("accumulator_21", "accumulate", fetchers, 21 * 0.78 + 6),
      row(
        "result_store",
        "store",
        1,
        order === "table-stationary" ? Math.max(64, fetchers) * 21 * 0.31 : fetchers * 6.6,
      ),
      row("ternary_lut_core", "control", 1, 210 + 4 * tables),
    ],
    macs: µ * tables * fetchers,
    bitsPerWeight: (Math.ceil(Math.log2(entries + 1)) + 1) / µ,
  };
}

function baseline(generator: "add-sub" | "multiplier", tileInputs: number, tileOutputs: number, pipe: number): Costed {
  const lanes = tileInputs * tileOutputs;
  const laneUm2 = generator === "add-sub" ? 3.1 : 11.4;
  return {
    generator,
    parameters: {
      activation: SHARED.activation, tileInputs, tileOutputs, inputs: SHARED.inputs, outputs: SHARED.outputs,
      shape: SHARED.shape, loopOrder: "output-stationary", reduction: SHARED.reduction,
      pipelineFetch: pipe, pipelineReduce: 0,
    }, // prettier-ignore
    breakdown: [
      row(`${generator.replace("-", "_")}_lane`, generator === "multiplier" ? "multiply" : "select", lanes, laneUm2),
      row(`reduce_${tileInputs}x9`, "reduce", tileOutputs, tileInputs * 11 * 0.4 + pipe * 4),
      row("accumulator_21", "accumulate", tileOutputs, 21 * 0.78 + 6),
      row("result_store", "store", 1, tileOutputs * 6.6),
      row(`${generator.replace("-", "_")}_core`, "control", 1, 190 + 3 * tileInputs),
    ],
    macs: lanes,
    bitsPerWeight: 2,
  };
}

function space(): Costed[] {
  const designs: Costed[] = [];
  for (const µ of [1, 2, 3, 4, 5])
    for (const tables of [2, 4, 8, 16, 32])
      for (const fetchers of [4, 8, 16, 32, 64, 128])
        for (const storage of ["register", "combinational"])
          for (const order of ["table-stationary", "output-stationary"])
            for (const pipe of [0, 1]) designs.push(lut(µ, tables, fetchers, storage, order, pipe));
  for (const inputs of [4, 6, 8, 12, 16, 24, 32, 48, 64, 96])
    for (const outputs of [4, 8, 16, 32, 64, 128])
      for (const pipe of [0, 1])
        for (const generator of ["add-sub", "multiplier"] as const)
          designs.push(baseline(generator, inputs, outputs, pipe));
  return designs;
}

function metricsOf(design: Costed): Metrics {
  const areaUm2 = design.breakdown.reduce((sum, { areaUm2: area }) => sum + area, 0);
  const pipe = Number(design.parameters["pipelineFetch"]);
  const steps = Math.ceil((MACS_PER_TOKEN / design.macs) * (1 + design.macs / 60_000));
  const reload = design.parameters["loopOrder"] === "output-stationary" ? 1.06 : 1.01;
  const cycles = Math.ceil(steps * reload) + 210 * (3 + pipe);
  const latencyUs = cycles / CLOCK_MHZ;
  const counted: Metrics = {
    areaUm2,
    ge: areaUm2 / 0.08748,
    macsPerCycle: design.macs,
    areaPerMacUm2: areaUm2 / design.macs,
    tops: (2 * design.macs * CLOCK_MHZ) / 1e6,
    topsPerMm2: (2 * design.macs * CLOCK_MHZ) / areaUm2,
    keyBitsPerStep: design.macs * design.bitsPerWeight,
    weightBitsPerToken: steps * design.macs * design.bitsPerWeight,
    stepsPerToken: steps,
    cyclesPerToken: cycles,
    latencyUs,
    tokensPerSecond: 1e6 / latencyUs,
    utilisation: MACS_PER_TOKEN / (cycles * design.macs),
  };
  return { ...counted, ...physicsOf(counted, design.breakdown, pipe) };
}

function dominates(a: Metrics, b: Metrics): boolean {
  const pairs = OBJECTIVES.map(({ metric }) => [a[metric] ?? 0, b[metric] ?? 0] as const);
  return pairs.every(([x, y]) => x <= y) && pairs.some(([x, y]) => x < y);
}

/** The error of the pretended synthesis for the n-th module: between −7 % and +9 %, always the same. */
const deviation = (n: number) => (((n * 37 + 11) % 17) - 7) / 110;

function pickOf(label: string, record: DesignRecord, breakdown: readonly BreakdownRow[]): PickedDesign {
  const modules = breakdown.map(
    (each, i) => [each.module, each.areaUm2Each * (1 - deviation(i + record.index))] as const,
  );
  const areas = Object.fromEntries(modules);
  return {
    label,
    record,
    breakdown,
    rtl: {
      directory: `rtl/${label.replaceAll(" ", "-")}`,
      top: "tritforge_core",
      files: ["tritforge_core.v", "leaves.v"],
    },
    verification: { simulator: "embedded", products: 42, beats: 18_204, passed: true },
    synthesis: {
      areaUm2: breakdown.reduce((sum, each) => sum + (areas[each.module] ?? 0) * each.instances, 0),
      hierarchy: "keep",
      modules: areas,
      tool: "Yosys 0.55 (embedded, @yowasp/yosys 0.55.944)",
      library: "asap7 TT 0.70 V 25 °C",
      criticalPathPs: (record.metrics["criticalPathPs"] ?? 0) * (1 - deviation(record.index) / 2),
      energyPerStepPj: (record.metrics["energyPerStepPj"] ?? 0) * (1 + deviation(record.index + 3)),
      reference: "static timing and power analysis of the mapped netlist",
    },
  };
}

function equalThroughput(records: readonly DesignRecord[]): EqualThroughputRow[] {
  const rows = new Map<number, Record<string, DesignRecord>>();
  for (const record of records) {
    const best = rows.get(record.metrics["macsPerCycle"] ?? 0) ?? {};
    const known = best[record.generator];
    const area = record.metrics["areaUm2"] ?? 0;
    if (known === undefined || area < (known.metrics["areaUm2"] ?? 0)) best[record.generator] = record;
    rows.set(record.metrics["macsPerCycle"] ?? 0, best);
  }
  return [...rows]
    .filter(([, best]) => Object.keys(best).length > 1)
    .sort(([a], [b]) => a - b)
    .map(([macsPerCycle, best]) => ({
      macsPerCycle,
      best: Object.fromEntries(
        Object.entries(best).map(([name, { index, generator, parameters, metrics }]) => [
          name,
          { index, design: { generator, parameters }, metrics },
        ]),
      ),
    }));
}

/** The two files of the sample sweep. */
export function sampleSweep(): { readonly manifest: SweepManifest; readonly pareto: ParetoFile } {
  const designs = space();
  const all = designs.map(({ generator, parameters }, index): DesignRecord => {
    const metrics = metricsOf(designs[index]!);
    const isFeasible = (metrics["areaUm2"] ?? 0) <= AREA_LIMIT_UM2;
    return {
      index,
      generator,
      parameters,
      metrics,
      status: isFeasible ? "feasible" : "infeasible",
      ...(isFeasible ? { fidelity: index % 9 === 0 ? "counts" : "characterised", errors: errorsOf(index) } : {}),
    };
  });
  const feasible = all.filter((record) => record.status === "feasible");
  const front = feasible.filter((record) => !feasible.some((other) => dominates(other.metrics, record.metrics)));
  const onFront = new Set(front);
  const cloud = feasible.filter((record) => !onFront.has(record));
  const by = (metric: string) => [...front].sort((a, b) => (a.metrics[metric] ?? 0) - (b.metrics[metric] ?? 0))[0]!;
  const product = (record: DesignRecord) => (record.metrics["areaUm2"] ?? 0) * (record.metrics["latencyUs"] ?? 0);
  const knee = [...front].sort((a, b) => product(a) - product(b))[0]!;
  const pick = (label: string, record: DesignRecord) => pickOf(label, record, designs[record.index]!.breakdown);
  const pareto: ParetoFile = {
    schemaVersion: 1,
    objectives: OBJECTIVES,
    front,
    picks: [
      pick("knee", knee),
      pick("smallest areaUm2", by("areaUm2")),
      pick("smallest latencyUs", by("latencyUs")),
      pick("smallest energyPerTokenUj", by("energyPerTokenUj")),
    ],
    equalThroughput: equalThroughput(feasible),
    cloud: { total: 18_211, shown: cloud.length, records: cloud },
  };
  return { manifest: sampleManifest(all.length, feasible.length, front.length), pareto };
}
