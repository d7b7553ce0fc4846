import { describe, expect, it } from "vitest";
import type { CoreGenerator } from "../../generators/contract/index.ts";
import { CORES } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { FAN_OUT_ROLE } from "../../models/evaluate/breakdown.ts";
import type { CharacterisedTable } from "../../models/cost/characterised.ts";
import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import type { Evaluator } from "../../models/evaluate/evaluation.ts";
import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import { costModels, NOT_CHARACTERISED } from "../../models/cost/sources.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { SystemModel } from "../../models/memory/system.ts";
import { createErrorTerms, type ErrorTerms } from "../../models/precision/error-terms.ts";
import { BUILT_IN, loadTechnology, serialiseTechnology, validateTechnology } from "../../models/technology/index.ts";
import { prepareWorkload } from "../../models/workload/mapping.ts";
import { parseWorkload } from "../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { isPossible } from "../../src/core/metric.ts";
import { metricsOf } from "../../src/core/metrics.ts";
import { hasEffect, type Parameter, type ParameterValues } from "../../src/core/parameters.ts";
import { synthesise } from "../../src/eda/yosys/index.ts";
import { Random } from "../../src/core/random.ts";
import { randomDesigns, SMALL, type RandomDesign } from "../support/random-design.ts";

const SECONDS = 1000;
const CLOCK_MHZ = 50;
const technologies = BUILT_IN.map((name) => loadTechnology(name));
const LIMITS = { ...SMALL, inputs: 90, outputs: 40, tables: 6, fetchers: 6, tileInputs: 12, tileOutputs: 6 };

/** Small enough for every design, so that the metrics of tokens and memory are all there. */
const workload = parseWorkload(
  { name: "one", title: "One", source: "a test", layers: [{ name: "all", inputs: 1, outputs: 1, count: 3 }] },
  "one",
);

function evaluatorOf(
  technology: (typeof technologies)[number],
  characterised?: CharacterisedTable,
  precision?: ErrorTerms,
): Evaluator {
  const memory = loadMemorySystem({}, { technology, directory: ".", where: "memory" });
  const source = characterised === undefined ? {} : { characterised, fidelity: "characterised" as const };
  return createEvaluator({
    generators: CORES,
    nand2AreaUm2: technology.nand2AreaUm2,
    models: costModels({ technology, statistics: STANDARD_STATISTICS, ...source }),
    whyUnknown: NOT_CHARACTERISED,
    accuracy: loadAccuracy(technology),
    workload,
    memory: new SystemModel(memory, prepareWorkload(workload), CLOCK_MHZ),
    ...(precision === undefined ? {} : { precision }),
    clockMhz: CLOCK_MHZ,
  });
}

const ERROR_TERMS = createErrorTerms(STANDARD_STATISTICS);
const asap7 = technologies[0] as (typeof technologies)[number];
const evaluator = evaluatorOf(asap7);

describe("a parameter that a generator declares", () => {
  const cases = CORES.flatMap((generator) => generator.schema.map((parameter) => ({ generator, parameter })));

  it.each(cases)(
    "moves a metric: $parameter.name of $generator.name",
    ({ generator, parameter }) => {
      const moved = pairsOf(generator, parameter).find(([one, other]) => {
        const [a, b] = [rowOf(generator, one), rowOf(generator, other)];
        return a.some((value, i) => !Object.is(value, b[i]));
      });
      expect(moved).toBeDefined();
    },
    60_000,
  );
});

const BASES = 15;

/** Random legal designs in which `parameter` has an effect, each with one that differs in `parameter` alone. */
function pairsOf(generator: CoreGenerator, parameter: Parameter): (readonly [ParameterValues, ParameterValues])[] {
  const random = new Random(7);
  const bases = randomDesigns(300, 71, LIMITS)
    .filter((design) => design.generator === generator && hasEffect(parameter, design.parameters))
    .slice(0, BASES);
  return bases.flatMap(({ parameters }) => {
    const changed = withoutIdle(generator, { ...parameters, [parameter.name]: valueOf(parameter, random) });
    const isPair = changed[parameter.name] !== parameters[parameter.name] && generator.conflicts(changed).length === 0;
    return isPair ? [[parameters, changed] as const] : [];
  });
}

/** What has no effect beside a new value is not stated. */
function withoutIdle(generator: CoreGenerator, values: ParameterValues): ParameterValues {
  const kept = generator.schema.map((each) => [each.name, hasEffect(each, values) ? values[each.name] : each.default]);
  return Object.fromEntries(kept) as ParameterValues;
}

function valueOf(parameter: Parameter, random: Random): number | string {
  if (parameter.kind === "name") return parameter.default;
  if (parameter.kind === "choice") return parameter.choices[random.integer(0, parameter.choices.length - 1)] ?? "";
  return random.integer(parameter.minimum, Math.min(parameter.maximum, parameter.minimum + 8));
}

function rowOf(generator: CoreGenerator, values: ParameterValues): Float64Array {
  const row = new Float64Array(METRIC_COUNT);
  evaluator.evaluateMetrics(generator, values, row);
  return row;
}

describe("evaluator.evaluateMetrics(generator, values, row)", () => {
  it.each(technologies)(
    "fills in every metric, finite and above zero (errors: or zero, if sums are exact), for random designs in $name",
    (technology) => {
      const each = evaluatorOf(technology, undefined, ERROR_TERMS);
      const row = new Float64Array(METRIC_COUNT);
      const all = randomDesigns(45, 72, LIMITS);
      // What designs have is the same in every technology; prices are not, and two of each kind meet all of them.
      for (const { generator, parameters, label } of technology === asap7 ? all : twoOfEachKind(all)) {
        const unfit = each.evaluateMetrics(generator, parameters, row);
        const names = metricsOf("core").flatMap(({ name, range }) => {
          const value = row[metricColumn(name)] ?? Number.NaN;
          return isPossible(range, value) ? [] : [`${name} ${value}`];
        });
        expect({ label, names, unfit: unfit ?? "" }).toEqual({ label, names: [], unfit: expect.toSatisfy(isSlow) });
      }
    },
    60 * SECONDS,
  );

  it.each(technologies)("prices every component above zero in $name: area, leakage, energy", (technology) => {
    const each = evaluatorOf(technology);
    for (const { generator, parameters, label } of randomDesigns(15, 73, LIMITS)) {
      for (const row of each.evaluate({ generator: generator.name, parameters }).breakdown) {
        const { switching, internal, clock, leakage } = row.energyPj;
        // The table of a single activation is built by wires; a single one is aligned to its vector by its element.
        if (row.module.startsWith("build_u1_") || /^align_t1_.*_vector$/.test(row.module)) continue;
        // Buffers on a control signal that never falls while the core works take no energy.
        // Neither does the mask of the outputs if all fit into one tile, so that their count rests.
        const tile = generator.tile(parameters);
        const rests = row.module.startsWith("output_mask_") && tile.maxOutputs <= tile.outputsPerStep;
        // Nor does what hears whether an activation lies beyond the exponent of its vector, which none does.
        const hears = /^align_t\d+_.*_vector$/.test(row.module);
        const energy = row.role === FAN_OUT_ROLE || rests || hears ? [] : [switching + internal + clock];
        for (const value of [row.areaUm2, leakage, ...energy])
          expect(value > 0 && value < Infinity, `${label}: ${JSON.stringify(row)}`).toBe(true);
      }
    }
  });
});

/** Kinds: generator, and integer, native or aligned arithmetic. */
function twoOfEachKind(designs: readonly RandomDesign[]): readonly RandomDesign[] {
  const kinds = new Map<string, RandomDesign[]>();
  for (const design of designs) {
    const { activation, arithmetic } = design.parameters;
    const kind = `${design.generator.name} ${String(activation).startsWith("int") ? "integer" : arithmetic}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), design].slice(0, 2));
  }
  expect(kinds.size).toBe(CORES.length * 3);
  return [...kinds.values()].flat();
}

function isSlow(reason: string): boolean {
  return reason === "" || reason.startsWith("critical path longer than the clock period");
}

describe("a memory without a price", () => {
  it(
    "is refused by what is left of it: words that are written without a clock are latches",
    async () => {
      const verilog = `module top(input en, input [1:0] a, input d, output q);
  reg words[0:3];
  always @* if (en) words[a] = d;
  assign q = words[a];
endmodule
`;
      const request = { top: "top", technology: asap7, hierarchy: "keep", yosys: "embedded" } as const;
      const synthesis = synthesise({ ...request, verilog: { "top.v": verilog } });
      await expect(synthesis).rejects.toThrow(/module top: 4 × \$_DLATCH_N_ \(latch\)/);
    },
    60 * SECONDS,
  );
});

describe("a price that is not there", () => {
  const [design] = randomDesigns(1, 74, LIMITS) as [RandomDesign];

  it.each(technologies)("is refused by name, whichever of the prices of $name it is", (technology) => {
    const text = serialiseTechnology(technology);
    const json = (): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
    const groups = ["areaUm2", "leakageNw", "delay", "switchingFj", "internalFj"];
    for (const group of groups) {
      const prices = Object.keys((json()["primitives"] as Record<string, object>)[group] ?? {});
      expect(prices.length).toBeGreaterThan(5);
      for (const price of prices) {
        const broken = json();
        delete ((broken["primitives"] as Record<string, Record<string, unknown>>)[group] ?? {})[price];
        expect(() => validateTechnology(broken, "mine.json")).toThrow(
          `mine.json: /primitives/${group}: got no "${price}"`,
        );
      }
    }
  });

  // Of the energies, single terms may be 0: what a net costs is then in its readers.
  it.each([
    ["areaUm2", 0],
    ["areaUm2", -1],
    ["leakageNw", 0],
    ["delay", 0],
    ["switchingFj", -1],
    ["internalFj", -1],
  ] as const)("is no price: a %s of %d", (group, value) => {
    const broken = JSON.parse(serialiseTechnology(asap7)) as Record<string, Record<string, Record<string, unknown>>>;
    const prices = broken["primitives"]?.[group] ?? {};
    const [price = ""] = Object.keys(prices);
    prices[price] = value;
    expect(() => validateTechnology(broken, "mine.json")).toThrow(`/primitives/${group}/${price}`);
  });

  it("makes a technology unusable for estimates if there are none at all, saying what to run", () => {
    const { primitives: _, ...bare } = asap7;
    expect(() => evaluatorOf(bare)).toThrow("technology asap7: has no prices of its own; run `tritforge calibrate");
  });

  it("makes a design infeasible, with the reason and without metrics, if its module was not measured", () => {
    const { name, sourceSha256 } = asap7;
    const table: CharacterisedTable = {
      schemaVersion: 1,
      technology: name,
      librarySha256: sourceSha256,
      tool: "",
      recipe: 1,
      modules: {},
      energies: {},
    };
    const { generator, parameters } = design;
    const found = evaluatorOf(asap7, table).evaluate({ generator: generator.name, parameters });
    expect([found.metrics, found.breakdown, found.unfit]).toEqual([{}, [], NOT_CHARACTERISED]);
    const row = new Float64Array(METRIC_COUNT);
    expect(evaluatorOf(asap7, table).evaluateMetrics(generator, parameters, row)).toBe(NOT_CHARACTERISED);
    expect(row.every((value) => Number.isNaN(value))).toBe(true);
  });

  it("makes it infeasible, too, if only the energy of one module is missing", () => {
    const { generator, parameters } = design;
    const components = generator.components(parameters);
    const modules = components.map(({ key }) => [key, { areaUm2: 1, leakageNw: 1, delayPs: 1, flipFlops: 1 }] as const);
    const energies = components.map(
      ({ key, activity }) => [`${key}|${activity.key}`, { load: [1, 1, 1], hold: [1, 1, 1] }] as const,
    );
    const table = (known: typeof energies): CharacterisedTable => ({
      schemaVersion: 1,
      technology: asap7.name,
      librarySha256: asap7.sourceSha256,
      tool: "",
      recipe: 1,
      modules: Object.fromEntries(modules),
      energies: Object.fromEntries(known) as CharacterisedTable["energies"],
    });
    const evaluate = (known: typeof energies) =>
      evaluatorOf(asap7, table(known)).evaluate({ generator: generator.name, parameters });
    expect(evaluate(energies).fidelity).toBe("characterised");
    expect(evaluate(energies.slice(1)).unfit).toBe(NOT_CHARACTERISED);
  });
});
