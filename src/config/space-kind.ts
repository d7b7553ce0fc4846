import type { Generator } from "../../generators/contract/index.ts";
import type { Fault } from "../core/errors.ts";
import type { DesignKind } from "../core/metric.ts";
import { requireGenerator } from "./find-generator.ts";
import { jsonPath } from "../json/json-schema.ts";
import { KIND_NAMES } from "./kind-names.ts";
import type { StatedSpace } from "./space.ts";
import { metricFaults } from "./space-metrics.ts";

/** The kind of all designs of a space; undefined if it mixes kinds. */
export function kindOf(
  { blocks }: Pick<StatedSpace, "blocks">,
  generators: readonly Generator[],
  where: string,
): DesignKind | undefined {
  const kinds = new Set(blocks.map(({ generator }) => requireGenerator(generator, generators, where).kind));
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}

/** What only one kind of space may state: what its designs are scored on. */
const OWN_KEYS = {
  core: ["workload", "memory", "cores", "zeros", "equalThroughput", "ownBest"],
  "update-unit": ["training", "array"],
} as const satisfies Record<DesignKind, readonly (keyof StatedSpace)[]>;

/** Faults of a space whose keys, or metrics, are not those of its kind; of one that mixes kinds only that. */
export function kindFaults(space: StatedSpace, where: string, generators: readonly Generator[]): readonly Fault[] {
  const kind = kindOf(space, generators, where);
  if (kind === undefined) return [mixed(space, where, generators)];
  return [
    ...missing(space, where, kind),
    ...foreign(space, where, kind),
    ...metricFaults(space, where, kind, generators),
  ];
}

function mixed({ blocks }: StatedSpace, where: string, generators: readonly Generator[]): Fault {
  const namesOf = (kind: DesignKind): string =>
    [...new Set(blocks.map(({ generator }) => generator))]
      .filter((name) => requireGenerator(name, generators, where).kind === kind)
      .join(", ");
  const got = `cores (${namesOf("core")}) and update units (${namesOf("update-unit")})`;
  return {
    path: jsonPath(where, "blocks"),
    message: `got ${got}, expected one kind: they are scored on different things`,
  };
}

function missing(space: StatedSpace, where: string, kind: DesignKind): readonly Fault[] {
  switch (kind) {
    case "core":
      if (space.workload !== undefined) return [];
      return [
        {
          path: where,
          message: 'got no "workload", expected the name of a built-in workload or the path of a workload JSON',
        },
      ];
    case "update-unit":
      if (space.training !== undefined) return [];
      return [{ path: where, message: 'got no "training", expected what is trained, {} for the usual' }];
  }
}

function foreign(space: StatedSpace, where: string, kind: DesignKind): readonly Fault[] {
  const other: DesignKind = kind === "core" ? "update-unit" : "core";
  return OWN_KEYS[other].flatMap((key) =>
    space[key] === undefined
      ? []
      : [{ path: jsonPath(where, key), message: `got "${key}", expected only what ${KIND_NAMES[kind]} have` }],
  );
}
