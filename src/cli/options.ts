import type { Argv } from "yargs";
import { findGenerator } from "../../generators/registry.ts";
import type { CoreGenerator, Generator, UpdateUnitGenerator } from "../../generators/contract/index.ts";
import { FLOAT_NAMES, type FloatName } from "../../generators/numeric/float-format.ts";
import { CORES, GENERATORS } from "../../generators/registry.ts";
import { loadTechnology, type Technology } from "../../models/technology/index.ts";
import { loadDesign } from "../config/design.ts";
import { jsonPath } from "../json/json-schema.ts";
import { InputError } from "../core/errors.ts";
import type { Design } from "../core/result.ts";
import { importLiberty } from "../eda/liberty/index.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { checkName } from "./check-name.ts";
import { note } from "./output.ts";
import { waiting } from "./refused.ts";

/** Options that several commands share, and the reading of what they name. */

/** What `withJson` adds. */
export interface JsonOption {
  readonly json: boolean;
}

/** Adds `--json` to a command. */
export function withJson<T>(yargs: Argv<T>): Argv<T & JsonOption> {
  return yargs.option("json", { type: "boolean", default: false, describe: "print one JSON document on stdout" });
}

/** Adds the positional DESIGN.json to a command; `readDesign` reads it. */
export function withDesign<T>(yargs: Argv<T>): Argv<T & { design: string }> {
  return yargs.positional("design", {
    type: "string",
    demandOption: true,
    describe: 'DESIGN.json: {"generator": ..., "parameters": {...}}',
  });
}

/** Reads a number option strictly: what is no number, or out of range, is an error and never a NaN. */
export function numberIn(
  option: string,
  range: { readonly minimum: number; readonly maximum: number; readonly isWhole: boolean },
) {
  return waiting((raw: number | string): number => {
    const value = typeof raw === "string" && raw.trim() !== "" ? Number(raw) : raw;
    const { minimum, maximum, isWhole } = range;
    if (typeof value === "number" && value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value)))
      return value;
    const kind = isWhole ? "an integer" : "a number";
    throw InputError.at(`--${option}`, `got ${raw}, expected ${kind} from ${minimum} to ${maximum}`);
  });
}

/** Reads an option that names a floating-point format. */
export function floatNamed(option: string) {
  return waiting((raw: number | string): FloatName => {
    const name = FLOAT_NAMES.find((each) => each === raw);
    if (name !== undefined) return name;
    const note = /^int\d/.test(`${raw}`) ? " (sums of integers are exact)" : "";
    throw InputError.at(`--${option}`, `got ${raw}, expected one of ${FLOAT_NAMES.join(", ")}${note}`);
  });
}

/** `--yosys`. */
export const YOSYS_OPTION = {
  choices: ["embedded", "native"] as const satisfies readonly YosysEngine[],
  default: "embedded" as const satisfies YosysEngine,
  describe: "the npm package, or yosys on the PATH",
};

/** `--workers`; undefined for all cores. */
export const WORKERS_OPTION = {
  coerce: numberIn("workers", { minimum: 1, maximum: 256, isWhole: true }),
  describe: "threads (default: all cores)",
};

/** `--vectors` and `--seed`, for commands that make test vectors. */
export function withVectors<T>(yargs: Argv<T>, products: number): Argv<T & VectorOptions> {
  const vectors = numberIn("vectors", { minimum: 1, maximum: 1_000_000, isWhole: true });
  return withSeed(yargs).option("vectors", {
    coerce: vectors,
    default: products,
    describe: "matrix products (or update operations) to run, corners first",
  });
}

/** `--seed`. */
export function withSeed<T>(yargs: Argv<T>): Argv<T & Pick<VectorOptions, "seed">> {
  const seed = numberIn("seed", { minimum: 0, maximum: 2 ** 31 - 1, isWhole: true });
  return yargs.option("seed", { coerce: seed, default: 1, describe: "seed of random values and stalls" });
}

/** How many operations or products a test bench runs, and the seed that draws them. */
export interface VectorOptions {
  readonly vectors: number;
  readonly seed: number;
}

/** A design of a file with its generator. @throws {InputError} with one fault per mistake. */
export function readDesign(file: string): { readonly design: Design; readonly generator: Generator } {
  const design = loadDesign(file, GENERATORS, checkName);
  const generator = findGenerator(design.generator);
  if (generator === undefined) throw InputError.at(file, `got generator ${design.generator}`);
  return { design, generator };
}

/** The generator, if it makes cores. @throws {InputError} naming the file, and `reason`: what asks for a core */
export function requireCore(generator: Generator, file: string, reason: string): CoreGenerator {
  switch (generator.kind) {
    case "core":
      return generator;
    case "update-unit": {
      const names = CORES.map(({ name }) => name).join(", ");
      const message = `got ${generator.name}, an update unit, expected a core (${names}): ${reason}`;
      throw InputError.at(jsonPath(file, "generator"), message);
    }
  }
}

/** The generator, if it makes update units. @throws {InputError} naming the file, and `reason`: what asks for one */
export function requireUpdateUnit(generator: Generator, file: string, reason: string): UpdateUnitGenerator {
  switch (generator.kind) {
    case "update-unit":
      return generator;
    case "core": {
      const names = GENERATORS.filter(({ kind }) => kind === "update-unit").map(({ name }) => name);
      const message = `got ${generator.name}, a core, expected an update unit (${names.join(", ")}): ${reason}`;
      throw InputError.at(jsonPath(file, "generator"), message);
    }
  }
}

/** The technology that `--technology` or `--liberty` names; a Liberty file is read as `tritforge tech import` would. */
export function readTechnology(options: {
  readonly technology?: string | undefined;
  readonly liberty?: string | undefined;
}): Technology {
  if (options.liberty === undefined) return loadTechnology(options.technology ?? "asap7");
  if (options.technology !== undefined)
    throw InputError.at("--liberty", "got --technology too, expected one of the two");
  const technology = importLiberty(options.liberty);
  for (const { name, reason } of technology.skipped) note(`${options.liberty}: cell ${name} not used: ${reason}`);
  return technology;
}

/**
 * A technology file (or built-in name), its cells and tables read afresh from the Liberty file that it was made of, if
 * one is given. @throws {InputError} if the two do not belong together
 */
export function readTechnologyWithLiberty(name: string, liberty: string | undefined): Technology {
  const stated = loadTechnology(name);
  if (liberty === undefined) return stated;
  const { sourceSha256, cells, tables, fanOutBuffer, nand2AreaUm2, skipped } = importLiberty(liberty);
  if (sourceSha256 !== stated.sourceSha256) {
    throw InputError.at(
      "--liberty",
      `got a file with SHA-256 ${sourceSha256.slice(0, 12)}…, expected ${stated.sourceSha256.slice(0, 12)}… of ${name}`,
    );
  }
  return { ...stated, cells, tables, fanOutBuffer, nand2AreaUm2, skipped };
}
