import { describe, expect, it } from "vitest";
import type { CoreGenerator, TileShape } from "../../generators/contract/index.ts";
import { GENERATORS } from "../../generators/registry.ts";
import type { Parameter, ParameterValues } from "../../src/core/parameters.ts";
import { Random } from "../../src/core/random.ts";

const CORES = GENERATORS.filter(
  (each): each is CoreGenerator => each.kind === "core" && each.dependencies !== undefined,
);
const CASES = CORES.map((generator): [string, CoreGenerator] => [generator.name, generator]);

/** Small sizes: lanes are built to learn their keys. */
const MOST: Readonly<Record<string, number>> = {
  tables: 6,
  tileInputs: 6,
  fetchers: 6,
  tileOutputs: 6,
  groupSize: 3,
  inputs: 40,
  outputs: 40,
};

function anyValue(parameter: Parameter, legal: readonly string[] | undefined, random: Random): number | string {
  switch (parameter.kind) {
    case "integer": {
      const most = Math.min(parameter.maximum, MOST[parameter.name] ?? Infinity);
      return random.integer(parameter.minimum, most);
    }
    case "choice": {
      const choices = legal ?? parameter.choices;
      return choices[random.integer(0, choices.length - 1)] ?? parameter.default;
    }
    case "name":
      return parameter.default;
  }
}

/** The same design but for one parameter. */
function changed(generator: CoreGenerator, values: ParameterValues, random: Random): ParameterValues {
  const { schema } = generator;
  const parameter = schema[random.integer(0, schema.length - 1)];
  if (parameter === undefined) return values;
  const next = { ...values, [parameter.name]: anyDesign(generator, random)[parameter.name] ?? "" };
  return generator.conflicts(next).length === 0 ? next : values;
}

/** A design for which what the generator says of its dependencies holds. */
function anyDesign(generator: CoreGenerator, random: Random): ParameterValues {
  const { schema, dependencies } = generator;
  for (;;) {
    const values = Object.fromEntries(
      schema.map((parameter) => [
        parameter.name,
        anyValue(parameter, dependencies?.onlyWith.values[parameter.name], random),
      ]),
    );
    for (const parameter of schema) if (parameter.onlyWith !== undefined) values[parameter.name] = parameter.default;
    if (generator.conflicts(values).length === 0) return values;
  }
}

/** The parameters and facts that `reads` names, facts as their values. */
function readOf({ dependencies }: CoreGenerator, reads: readonly string[], values: ParameterValues): string {
  return JSON.stringify(reads.map((name) => dependencies?.facts[name]?.of(values) ?? values[name]));
}

/** What a design has that depends on so little, by name: what it reads, and what comes of it. */
function piecesOf(generator: CoreGenerator, values: ParameterValues): [name: string, read: string, found: string][] {
  const { dependencies } = generator;
  if (dependencies === undefined) return [];
  const { facts, parts, tile, conflicts } = dependencies;
  const components = generator.components(values);
  const top = generator.top(values);
  return [
    ...Object.entries(facts).map(([name, { reads, of }]): [string, string, string] => [
      name,
      readOf(generator, reads, values),
      String(of(values)),
    ]),
    ...Object.entries(tile).map(([field, reads]): [string, string, string] => [
      field,
      readOf(generator, reads, values),
      String(generator.tile(values)[field as keyof TileShape]),
    ]),
    ...conflicts.map(({ reads, of }, i): [string, string, string] => [
      `conflict ${i}`,
      readOf(generator, reads, values),
      JSON.stringify(of(values)),
    ]),
    ...Object.entries(parts).flatMap(([name, { module, activity, ports, copies }]): [string, string, string][] => {
      const own = components.filter(({ part }) => part === name);
      const instance = top.find(({ part }) => part === name);
      const each = copies.reduce((product, parameter) => product * Number(values[parameter]), 1);
      const modules = own.map(({ key, count }) => [key, count / each]);
      const seen = Object.keys(instance?.inputs ?? {}).map((port) => instance?.activity.ofPort?.(port)?.key);
      return [
        [name, readOf(generator, module, values), JSON.stringify([modules, instance?.inputs, instance?.timing])],
        [
          `${name} activity`,
          readOf(generator, [...module, ...activity], values),
          JSON.stringify(own.map((component) => component.activity.key)),
        ],
        [`${name} ports`, readOf(generator, [...module, ...activity, ...ports], values), JSON.stringify(seen)],
      ];
    }),
  ];
}

describe("dependencies of generators", () => {
  it.each(CASES)("of %s: designs that agree in what a piece reads agree in the piece", (_, generator) => {
    const random = new Random(5);
    const found = new Map<string, string>();
    let agreed = 0;
    let values = anyDesign(generator, random);
    for (let i = 0; i < 600; i++) {
      values = i % 10 === 0 ? anyDesign(generator, random) : changed(generator, values, random);
      for (const [name, read, piece] of piecesOf(generator, values)) {
        const key = `${name} ${read}`;
        if (found.has(key)) agreed++;
        expect(found.get(key) ?? piece, `${key} of ${JSON.stringify(values)}`).toBe(piece);
        found.set(key, piece);
      }
    }
    expect(agreed).toBeGreaterThan(1000);
  });

  it.each(CASES)("of %s: every part of a design is among them", (_, generator) => {
    const random = new Random(6);
    for (let i = 0; i < 50; i++)
      for (const { part } of generator.components(anyDesign(generator, random)))
        expect(Object.keys(generator.dependencies?.parts ?? {})).toContain(part);
  });

  it.each(CASES)("of %s: parts stand in the order of the top, each with one instance", (_, generator) => {
    const random = new Random(7);
    const names = Object.keys(generator.dependencies?.parts ?? {});
    for (let i = 0; i < 50; i++) {
      const top = generator.top(anyDesign(generator, random)).map(({ part }) => part ?? "");
      expect(top).toEqual(names.filter((name) => top.includes(name)));
    }
  });
});
