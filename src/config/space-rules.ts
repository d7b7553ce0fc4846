import { resolve } from "node:path";
import { USUAL_ARRAY } from "../core/array-model.ts";
import { USUAL_TRAINING } from "../core/training.ts";
import type { Generator } from "../../generators/contract/index.ts";
import type { Fault } from "../core/errors.ts";
import { projectPath } from "../core/project-path.ts";
import { usualAxis } from "./usual-axis.ts";
import { dependencies, isConditional, type Axis } from "./axis.ts";
import { MOST_POINTS, plainBlockSize, tooManyPoints } from "./axis-size.ts";
import { requireGenerator } from "./find-generator.ts";
import { folderOf } from "../json/standard-input.ts";
import { jsonPath, show } from "../json/json-schema.ts";
import { kindFaults } from "./space-kind.ts";
import { betterOf, fillFormulas } from "./space-metrics.ts";
import { resolveNamesOfAxes, type CheckName, type NamePlace } from "./names.ts";
import { coresOf, countSettings, MOST_SETTINGS, workloads } from "./settings.ts";
import type { Space, StatedSpace } from "./space.ts";

/** The rules of a space that a JSON Schema cannot state: all that are broken. */
export function spaceFaults(space: StatedSpace, where: string, generators: readonly Generator[]): readonly Fault[] {
  return [
    ...kindFaults(space, where, generators),
    ...settingFaults(space, where),
    ...space.blocks.flatMap((block, index) =>
      blockFaults(block.parameters ?? {}, [where, "blocks", index, "parameters"]),
    ),
    ...(space.constraints ?? []).flatMap((constraint, index) =>
      constraintFaults(constraint, jsonPath(where, "constraints", index)),
    ),
    ...repeatedObjectives(space, where),
    ...missingBaselines(space, where),
    ...ownBestFaults(space, where),
    ...(space.search === "bounded" && space.equalThroughput !== undefined
      ? [{ path: jsonPath(where, "equalThroughput"), message: COMPARES_ALL }]
      : []),
  ];
}

const COMPARES_ALL =
  'got it with a bounded search, expected "search": "exhaustive": all designs are compared at equal throughput';

/** Every parameter, direction and option stated; key order fixed, so that equal spaces give equal bytes. */
export function fillDefaults(stated: StatedSpace, generators: readonly Generator[]): Space {
  return {
    name: stated.name,
    technology: stated.technology,
    ...(stated.workload === undefined ? {} : { workload: stated.workload }),
    clockMhz: stated.clockMhz,
    seed: stated.seed ?? 1,
    ...(stated.fidelity === undefined ? {} : { fidelity: stated.fidelity }),
    ...(stated.search === undefined ? {} : { search: stated.search }),
    blocks: stated.blocks.map((block) => {
      const generator = requireGenerator(block.generator, generators, block.generator);
      const axes = generator.schema.map((parameter) => {
        const { name, default: usual } = parameter;
        return [name, withOtherwise(block.parameters?.[name] ?? usualAxis(parameter, block.parameters), usual)];
      });
      return { generator: block.generator, parameters: Object.fromEntries(axes) };
    }),
    ...(stated.metrics === undefined ? {} : { metrics: fillFormulas(stated.metrics) }),
    constraints: stated.constraints ?? [],
    objectives: stated.objectives.map(({ metric, direction }) => ({
      metric,
      direction: direction ?? betterOf(metric, stated),
    })),
    ...(stated.equalThroughput === undefined ? {} : { equalThroughput: stated.equalThroughput }),
    ...(stated.ownBest === undefined ? {} : { ownBest: stated.ownBest }),
    ...(stated.memory === undefined ? {} : { memory: stated.memory }),
    ...(stated.cores === undefined ? {} : { cores: stated.cores }),
    ...(stated.zeros === undefined ? {} : { zeros: stated.zeros }),
    ...(stated.training === undefined
      ? {}
      : { training: { ...USUAL_TRAINING, ...stated.training }, array: { ...USUAL_ARRAY, ...stated.array } }),
    pick: stated.pick ?? ["knee"],
  };
}

/** The space with the names in its axes looked up, and all that name nothing. */
export function withNames(
  space: StatedSpace,
  where: string,
  generators: readonly Generator[],
  check: CheckName,
): { readonly named: StatedSpace; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const blocks = space.blocks.map((block, index) => {
    if (block.parameters === undefined) return block;
    const { schema } = requireGenerator(block.generator, generators, where);
    const place: NamePlace = { directory: folderOf(where), keys: [where, "blocks", index, "parameters"], check };
    const resolved = resolveNamesOfAxes(schema, block.parameters, place);
    faults.push(...resolved.faults);
    return { ...block, parameters: resolved.values };
  });
  const data = space.training?.data;
  if (data === undefined || data === USUAL_TRAINING.data) return { named: { ...space, blocks }, faults };
  const training = { ...space.training, data: projectPath(resolve(folderOf(where), data)) };
  return { named: { ...space, blocks, training }, faults };
}

function withOtherwise(axis: Axis, usual: number | string): Axis {
  return isConditional(axis) && axis.otherwise === undefined ? { ...axis, otherwise: usual } : axis;
}

function settingFaults(space: StatedSpace, where: string): readonly Fault[] {
  const ranges = [
    ...rangeFaults(space.clockMhz, [where, "clockMhz"]),
    ...rangeFaults(space.cores ?? 1, [where, "cores"]),
    ...weightFaults(space, where),
    ...oneCoreFaults(space, where),
  ];
  const count = ranges.length > 0 ? 0 : countSettings(space);
  if (count <= MOST_SETTINGS) return ranges;
  const what = "settings (technologies × clocks × memories × workloads × cores)";
  return [{ path: where, message: `got ${count} ${what}, expected at most ${MOST_SETTINGS}` }];
}

/** Metrics of the circuit, that is of one core, which grow with it: with several cores, none of them says what a chip takes. */
const OF_ONE_CORE = [
  "areaUm2",
  "ge",
  "macsPerCycle",
  "tops",
  "keyBitsPerStep",
  "leakageUw",
  "powerMw",
  "energyPerStepPj",
];

function oneCoreFaults(space: StatedSpace, where: string): readonly Fault[] {
  if (coresOf(space).every((cores = 1) => cores === 1)) return [];
  return space.objectives.flatMap(({ metric }, place) =>
    OF_ONE_CORE.includes(metric)
      ? [
          {
            path: jsonPath(where, "objectives", place, "metric"),
            message: `got ${metric}, which is of one core, expected a metric of all cores where "cores" is stated: systemAreaUm2, or one per token or second`,
          },
        ]
      : [],
  );
}

function weightFaults(space: StatedSpace, where: string): readonly Fault[] {
  return workloads(space).flatMap((workload, place) => {
    if (typeof workload !== "object" || workload.weights === undefined) return [];
    const path = jsonPath(where, "workload", ...(Array.isArray(space.workload) ? [place] : []), "weights");
    const { of, combine = "worst", weights } = workload;
    if (combine === "worst")
      return [{ path, message: "got weights, expected none with the worst: they would not count" }];
    if (of.length === weights.length) return [];
    return [{ path, message: `got ${weights.length} weights, expected one for each of ${of.length} workloads` }];
  });
}

type Place = readonly [string, ...(string | number)[]];

function blockFaults(parameters: Readonly<Record<string, Axis>>, place: Place): readonly Fault[] {
  const size = plainBlockSize(parameters) ?? 0;
  if (size > MOST_POINTS) return [{ path: jsonPath(...place), message: tooManyPoints(size) }];
  return Object.entries(parameters).flatMap(([name, axis]) => [
    ...rangeFaults(axis, [...place, name]),
    ...dependencies(axis)
      .filter((dependency) => reaches(dependency.name, name, parameters))
      .map(({ name: other, keys }) => ({
        path: jsonPath(...place, name, ...keys),
        message: `got "${other}", expected a parameter that does not depend on ${name} itself`,
      })),
  ]);
}

/** Whether `target` is found by following dependencies from `start`. */
function reaches(start: string, target: string, parameters: Readonly<Record<string, Axis>>): boolean {
  const seen = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === target) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    const axis = parameters[name];
    if (axis !== undefined) open.push(...dependencies(axis).map((dependency) => dependency.name));
  }
  return false;
}

function rangeFaults(axis: Axis, place: Place): readonly Fault[] {
  if (isConditional(axis)) {
    return [
      ...rangeFaults(axis.values, [...place, "values"]),
      ...rangeFaults(axis.otherwise ?? 0, [...place, "otherwise"]),
    ];
  }
  if (typeof axis !== "object" || !("from" in axis) || axis.from <= axis.to) return [];
  return [{ path: jsonPath(...place, "to"), message: `got ${axis.to}, expected at least "from", ${axis.from}` }];
}

function constraintFaults(
  constraint: { readonly minimum?: number; readonly maximum?: number },
  path: string,
): readonly Fault[] {
  const { minimum, maximum } = constraint;
  if (minimum === undefined && maximum === undefined)
    return [{ path, message: `got ${show(constraint)}, expected a "minimum" or a "maximum"` }];
  if (minimum === undefined || maximum === undefined || minimum <= maximum) return [];
  return [{ path, message: `got minimum ${minimum} and maximum ${maximum}, expected minimum ≤ maximum` }];
}

function repeatedObjectives(space: StatedSpace, where: string): readonly Fault[] {
  const metrics = space.objectives.map((objective) => objective.metric);
  return metrics.flatMap((metric, index) =>
    metrics.indexOf(metric) === index
      ? []
      : [
          {
            path: jsonPath(where, "objectives", index, "metric"),
            message: `got "${metric}" again, expected each metric once`,
          },
        ],
  );
}

function missingBaselines(space: StatedSpace, where: string): readonly Fault[] {
  const names = new Set(space.blocks.map((block) => block.generator));
  return (space.equalThroughput?.baselines ?? []).flatMap((name, index) =>
    names.has(name)
      ? []
      : [
          {
            path: jsonPath(where, "equalThroughput", "baselines", index),
            message: `got "${name}", expected a generator that has a block: ${[...names].join(", ")}`,
          },
        ],
  );
}

function ownBestFaults({ ownBest, objectives, workload }: StatedSpace, where: string): readonly Fault[] {
  if (ownBest === undefined) return [];
  const path = jsonPath(where, "ownBest");
  const names = objectives.map(({ metric }) => metric);
  return [
    ...(names.includes(ownBest)
      ? []
      : [{ path, message: `got ${show(ownBest)}, expected one of the objectives: ${names.join(", ")}` }]),
    ...(typeof workload === "object" && !Array.isArray(workload)
      ? []
      : [
          {
            path,
            message: 'got it with single workloads, expected one "workload": {"of": [...]} that its designs serve',
          },
        ]),
  ];
}
