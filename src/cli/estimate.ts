import { plusMinus } from "../core/number-text.js";
import { quantityParts } from "../core/quantity-text.js";
import { USUAL_ARRAY } from "../core/array-model.ts";
import { USUAL_TRAINING } from "../core/training.ts";
import type { CommandModule } from "yargs";
import type { Generator } from "../../generators/contract/index.ts";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import type { Evaluation } from "../../models/evaluate/evaluation.ts";
import { costModels, NOT_CHARACTERISED } from "../../models/cost/sources.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { SystemModel } from "../../models/memory/system.ts";
import { createErrorTerms } from "../../models/precision/error-terms.ts";
import { loadDevice } from "../../models/device/index.ts";
import { loadTechnology, type Technology } from "../../models/technology/index.ts";
import { loadReference, loadTask } from "../../models/training/index.ts";
import { createUntrainedTerms } from "../../models/update/untrained-terms.ts";
import { updateConditions } from "../../models/update/update-conditions.ts";
import { prepareWorkload } from "../../models/workload/mapping.ts";
import { loadWorkload, type Workload } from "../../models/workload/workload.ts";
import { attempt, InputError } from "../core/errors.ts";
import { findMetric } from "../core/metrics.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { costRequest, withFidelity, type FidelityOptions } from "./fidelity.ts";
import { numberIn, readDesign, requireCore, withDesign, withJson, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";
import { statedMemory } from "./stated-memory.ts";
import { askedZeros, dataOf, withZeros, zerosText, type ZerosOption } from "./zeros.ts";

interface Options extends JsonOption, FidelityOptions, ZerosOption {
  readonly design: string;
  readonly technology: string;
  readonly workload: string | undefined;
  readonly clock: number;
  readonly memory: string | undefined;
  readonly cores: number | undefined;
}

const command: CommandModule<object, Options> = {
  command: "estimate <design>",
  describe: "score a design with the analytical model",
  builder: (yargs) =>
    withZeros(withFidelity(withJson(withDesign(yargs))))
      .option("technology", { type: "string", default: "asap7", describe: "built-in name or technology file" })
      .option("workload", { type: "string", describe: "built-in name or workload file; adds the metrics per token" })
      .option("memory", {
        type: "string",
        describe: 'memory around the core as in a space file, e.g. \'{"dram": "hbm2e"}\' (with --workload)',
      })
      .option("cores", {
        coerce: numberIn("cores", { minimum: 1, maximum: 1024, isWhole: true }),
        describe: "equal cores that share each token (with --workload; default 1)",
      })
      .option("clock", {
        coerce: numberIn("clock", { minimum: 0.001, maximum: 100_000, isWhole: false }),
        default: 500,
        describe: "clock [MHz]",
      }),
  handler: ({ design: file, technology: name, workload, clock, memory, cores, json, zeros, ...fidelity }) => {
    const asked = [
      attempt(() => readDesign(file)),
      attempt(() => loadTechnology(name)),
      attempt(() => (workload === undefined ? undefined : loadWorkload(workload))),
      attempt(() => askedZeros(zeros, "--zeros")),
    ] as const;
    const [{ value: read }, { value: technology }, { value: served }, { value: counted }] = asked;
    const others = [
      ...attempt(() => refuseWithoutWorkload(workload, { memory, cores })).faults,
      ...(memory === undefined ? [] : attempt(() => statedMemory(memory)).faults),
    ];
    const faults = [...asked.flatMap((each) => each.faults), ...others];
    if (read === undefined || technology === undefined || counted === undefined || faults.length > 0)
      throw new InputError(faults);
    const { design, generator } = read;
    if (workload !== undefined) requireCore(generator, file, "a workload is made of matrix products");
    if (zeros !== undefined) requireCore(generator, file, "--zeros are those of ternary weights");
    const data = dataOf(served, counted);
    const request = costRequest(technology, fidelity, data.statistics);
    const evaluator = createEvaluator({
      generators: GENERATORS,
      nand2AreaUm2: technology.nand2AreaUm2,
      models: costModels(request),
      whyUnknown: NOT_CHARACTERISED,
      accuracy: loadAccuracy(technology),
      clockMhz: clock,
      ...(isExact(generator, design.parameters) ? {} : { precision: createErrorTerms(request.statistics) }),
      ...(served === undefined ? {} : tokenOptions({ workload: served, memory, cores: cores ?? 1 }, technology, clock)),
      ...unitOptions(generator, design.parameters, clock),
    });
    const found = evaluator.evaluate(design);
    const { metrics, breakdown, unfit, fidelity: used, errors } = found;
    if (Object.keys(metrics).length === 0) throw InputError.at(file, unfit ?? "cannot be estimated");
    const { model } = request;
    const document = {
      ...design,
      technology: technology.name,
      clockMhz: clock,
      workload,
      ...(generator.kind === "core" ? { zeroWeights: data.statistics.zeroWeights } : {}),
      fidelity: used,
      metrics,
      errors,
      breakdown,
      unfit,
      model,
    };
    print(json, document, () =>
      [
        metricsTable(found),
        ...(unfit === undefined ? [] : [`\ncannot be used as asked: ${unfit}`]),
        `\n${breakdownTable(found)}`,
        generator.kind === "core" ? `\n${zerosText(data)}` : `\n${UNIT_NOTE}`,
        `\nfidelity: ${used}\nmodel: ${model}`,
      ].join("\n"),
    );
  },
};
export default command;

/** Of a number with its sign and four digits, or with a power of ten. */
const NUMBER_WIDTH = 7;

/** Options that say more about a workload need one. @throws {InputError} */
function refuseWithoutWorkload(
  workload: string | undefined,
  { memory, cores }: Pick<Options, "memory" | "cores">,
): void {
  if (memory !== undefined && workload === undefined)
    throw InputError.at("--memory", "got a memory, expected --workload beside it: metrics of memory are per token");
  if (cores !== undefined && workload === undefined)
    throw InputError.at("--cores", `got ${cores}, expected --workload beside it: cores share the products of a token`);
}

function metricsTable({ metrics, errors }: Evaluation): string {
  const rows = Object.entries(metrics).map(([key, value]) => {
    const error = errors[key] === undefined ? "" : plusMinus(errors[key]);
    const [number, unit] = quantityParts(value, findMetric(key)?.unit ?? "");
    return [key, number.padStart(NUMBER_WIDTH), unit, error];
  });
  return table(["metric", "value", "unit", "expected error"], rows);
}

function breakdownTable({ breakdown }: Evaluation): string {
  const energies = ["switching", "internal", "clock", "leakage"].map((label) => ({ label, unit: "pJ" }));
  const areas = ["each", "area"].map((label) => ({ label, unit: "µm²" }));
  const heads = ["module", "role", "instances", ...areas, ...energies];
  const rows = breakdown.map(({ module, role, instances, areaUm2Each, areaUm2, energyPj }) => {
    const { switching, internal, clock, leakage } = energyPj;
    return [module, role, instances, areaUm2Each, areaUm2, switching, internal, clock, leakage];
  });
  return table(heads, rows);
}

const UNIT_NOTE =
  `updates: a ${USUAL_TRAINING.layers.join("-")} perceptron on built-in digits, as a floating-point training would ask for them; ` +
  "accuracy, wear and refresh need a training (tritforge train, tritforge sweep). Module energies are those of a working cycle.";

/** Whether its sums are exact, so that it has no errors of arithmetic. */
function isExact(generator: Generator, values: ParameterValues): boolean {
  switch (generator.kind) {
    case "core":
      return generator.arithmetic(values) === undefined;
    case "update-unit":
      return true;
  }
}

/** Energy and latency of updates for the usual task, before any training; `train` and `sweep` know accuracy. */
function unitOptions(generator: Generator, parameters: ParameterValues, clockMhz: number) {
  switch (generator.kind) {
    case "core":
      return {};
    case "update-unit": {
      const task = loadTask(USUAL_TRAINING);
      const reference = loadReference(USUAL_TRAINING, SEED);
      const name = String(parameters["device"]);
      const devices = [[name, loadDevice(name)] as const];
      const conditions = updateConditions(task, reference, { array: USUAL_ARRAY, clockMhz, devices });
      return { updates: createUntrainedTerms(conditions, { task, reference, seed: SEED }) };
    }
  }
}

/** Seed of the usual task. */
const SEED = 1;

/** What the metrics per token rest on. */
function tokenOptions(
  asked: { readonly workload: Workload; readonly memory: string | undefined; readonly cores: number },
  technology: Technology,
  clockMhz: number,
) {
  const workload = { ...asked.workload, cores: asked.cores };
  const stated = asked.memory === undefined ? {} : statedMemory(asked.memory);
  const memory = loadMemorySystem(stated, { technology, directory: ".", where: "--memory" });
  return { workload, memory: new SystemModel(memory, prepareWorkload(workload), clockMhz) };
}
