import type { CommandModule } from "yargs";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { costModels, NOT_CHARACTERISED } from "../../models/cost/sources.ts";
import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { memorySummary } from "../../models/memory/summary.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import {
  completeRequest,
  contextsUpTo,
  KEPT_BITS,
  PHASES,
  tokenNotes,
  tokenPoint,
  tokenSystem,
  WEIGHT_PLACES,
  wholeModel,
  type KeptFormat,
  type Phase,
  type WeightPlace,
} from "../../models/token/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { attempt, InputError } from "../core/errors.ts";
import { costRequest, withFidelity, type FidelityOptions } from "./fidelity.ts";
import { askedZeros, dataOf, withZeros, zerosText, type ZerosOption } from "./zeros.ts";
import { numberIn, readDesign, requireCore, withDesign, withJson, type JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { statedMemory } from "./stated-memory.ts";
import { tokenText } from "./token-text.ts";

interface Options extends JsonOption, FidelityOptions, ZerosOption {
  readonly design: string;
  readonly workload: string;
  readonly context: number | undefined;
  readonly phase: Phase;
  readonly tokens: number | undefined;
  readonly batch: number;
  readonly speculative: number;
  readonly chunk: number | undefined;
  readonly kv: KeptFormat;
  readonly weights: WeightPlace;
  readonly cores: number;
  readonly memory: string | undefined;
  readonly technology: string;
  readonly clock: number;
}

/** An option that counts things. */
function countIn(option: string, maximum: number) {
  return { coerce: numberIn(option, { minimum: 1, maximum, isWhole: true }) };
}

const MOST_TOKENS = 2 ** 24;
const MOST_AT_ONCE = 1024;

const command: CommandModule<object, Options> = {
  command: "token <design>",
  describe: "a whole token of a language model on a design: speed, energy, traffic, by context length",
  builder: (yargs) =>
    withZeros(withFidelity(withJson(withDesign(yargs))))
      .option("workload", { type: "string", demandOption: true, describe: "built-in model or its file" })
      .option("context", {
        ...countIn("context", MOST_TOKENS),
        describe: "longest context of the table, the token included (default: that of the model, or 4096)",
      })
      .option("phase", { choices: PHASES, default: "decode" as const, describe: "token by token, or a prompt at once" })
      .option("tokens", {
        ...countIn("tokens", MOST_TOKENS),
        describe:
          "tokens that each sequence is decoded by from each context on, exact mean over them (default: one pass)",
      })
      .option("batch", {
        ...countIn("batch", MOST_AT_ONCE),
        default: 1,
        describe: "sequences that share each reading of the weights, each with keys and values of its own",
      })
      .option("speculative", {
        ...countIn("speculative", MOST_AT_ONCE),
        default: 1,
        describe: "tokens of a sequence that one reading of the weights verifies",
      })
      .option("chunk", {
        ...countIn("chunk", MOST_TOKENS),
        describe: "tokens of a prompt that one reading of the weights serves (default: all)",
      })
      .option("kv", {
        choices: Object.keys(KEPT_BITS) as KeptFormat[],
        default: "int8" as const,
        describe: "how keys and values, or a constant state, are kept",
      })
      .option("weights", {
        choices: WEIGHT_PLACES,
        default: "dram" as const,
        describe: "where the ternary weights are kept",
      })
      .option("cores", { ...countIn("cores", 1024), default: 1, describe: "equal cores that share each product" })
      .option("memory", { type: "string", describe: 'memory as in a space file, e.g. \'{"dram": "hbm2e"}\'' })
      .option("technology", { type: "string", default: "asap7", describe: "built-in name or technology file" })
      .option("clock", {
        coerce: numberIn("clock", { minimum: 0.001, maximum: 100_000, isWhole: false }),
        default: 500,
        describe: "clock [MHz]",
      }),
  handler: (options) => {
    const { design: file, json, clock: clockMhz, cores, kv, weights, phase, batch, speculative } = options;
    const asked = [
      attempt(() => readDesign(file)),
      attempt(() => loadTechnology(options.technology)),
      attempt(() => {
        const workload = loadWorkload(options.workload);
        return { workload, model: wholeModel(workload, "workload") };
      }),
      attempt(() => (options.memory === undefined ? {} : statedMemory(options.memory))),
      attempt(() => askedZeros(options.zeros, "--zeros")),
    ] as const;
    const [{ value: read }, { value: technology }, { value: served }, { value: stated }, { value: zeros }] = asked;
    const model = served?.model;
    const completed = model === undefined ? undefined : completeRequest(options, model);
    const faults = [...asked.flatMap((each) => each.faults), ...(completed?.faults ?? [])];
    if (!read || !technology || !served || !model || !stated || !zeros || !completed || faults.length > 0)
      throw new InputError(faults);
    const { design } = read;
    const generator = requireCore(read.generator, file, "a language model is made of matrix products");
    const data = dataOf(served.workload, zeros);
    const costs = costRequest(technology, options, data.statistics);
    const evaluator = createEvaluator({
      generators: GENERATORS,
      nand2AreaUm2: technology.nand2AreaUm2,
      models: costModels(costs),
      whyUnknown: NOT_CHARACTERISED,
      accuracy: loadAccuracy(technology),
      clockMhz,
    });
    const { fidelity, unfit, errors } = evaluator.evaluate(design);
    const terms = evaluator.termsOf(generator, design.parameters);
    if (terms === undefined) throw InputError.at(file, unfit ?? "cannot be estimated");
    const memory = loadMemorySystem(stated, { technology, directory: ".", where: "--memory" });
    const given = { model, terms, memory, cores, kept: kv, weights };
    const system = tokenSystem({ generator, values: design.parameters, where: file }, given);
    const { request, context } = completed;
    const points = contextsUpTo(context).map((each) => tokenPoint(system, request, each));
    const document = {
      ...design,
      technology: technology.name,
      clockMhz,
      cores,
      coreAreaUm2: cores * terms.areaUm2,
      workload: model.name,
      phase,
      batch,
      speculative,
      chunk: options.chunk,
      kv,
      weights,
      fidelity,
      errors,
      points,
      zeroWeights: data.statistics.zeroWeights,
      notes: [...tokenNotes(system, request), zerosText(data)],
      memory: memorySummary(memory),
      unfit,
      model: costs.model,
    };
    print(json, document, () => tokenText(document));
  },
};
export default command;
