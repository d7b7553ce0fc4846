import { InputError, type Fault } from "../../../src/core/errors.ts";
import { compileSchema, jsonPath, show } from "../../../src/json/json-schema.ts";
import { valueAt } from "../../../src/json/value-at.ts";
import { printable } from "../../../src/core/printable.ts";
import { expandModel } from "./expand.ts";
import { MODEL_SCHEMA } from "./model-schema.ts";
import type { BlockGroup, FeedForward, Mixer, Model } from "./model.ts";

const checked = compileSchema<Model>(MODEL_SCHEMA);

/** In the place of what is missing, so that the rest is looked at. */
const STAND_INS = {
  name: "name",
  title: "title",
  source: "source",
  hidden: 1,
  vocabulary: 1,
  head: { format: "unknown" },
  embedding: { format: "unknown" },
  scales: { per: "unknown" },
};

/** A model from a JSON value. Throws InputError with one fault per mistake; `where` (the file) opens every path. */
export function parseModel(json: unknown, where: string): Model {
  const { faults: ofSchema, left, putBack } = checked.look(json, where, STAND_INS);
  const ofRules =
    left === undefined
      ? []
      : [
          ...groupFaults(left, where),
          ...scaleFaults(left, where),
          ...zeroFaults(left, where),
          ...markFaults(left, json, where),
        ];
  const faults = [...ofSchema, ...ofRules.map(putBack)];
  if (left === undefined || faults.length > 0) throw new InputError(faults);
  return left;
}

function groupFaults({ blocks }: Model, where: string): readonly Fault[] {
  const names = blocks.map(({ name }) => name);
  return blocks.flatMap((group, place) => {
    const at = (...keys: readonly string[]): string => jsonPath(where, "blocks", place, ...keys);
    return [
      ...nameFaults(group, names.indexOf(group.name) < place, blocks.length, at),
      ...headFaults(group.mixer, at("mixer", "keyValueHeads")),
      ...(group.cross === undefined ? [] : headFaults(group.cross, at("cross", "keyValueHeads"))),
      ...expertFaults(group.feedForward, at("feedForward", "experts", "active")),
    ];
  });
}

function nameFaults(
  { name }: BlockGroup,
  isRepeated: boolean,
  groups: number,
  at: (...keys: readonly string[]) => string,
): readonly Fault[] {
  if (name === undefined)
    return groups === 1
      ? []
      : [{ path: at(), message: `got no "name", expected one: the layers of ${groups} groups are told apart by it` }];
  return isRepeated ? [{ path: at("name"), message: `got "${name}" again, expected each name once` }] : [];
}

function headFaults(mixer: Mixer, path: string): readonly Fault[] {
  if (mixer.kind !== "attention" || mixer.heads % mixer.keyValueHeads === 0) return [];
  return [{ path, message: `got ${mixer.keyValueHeads}, expected a divisor of heads, ${mixer.heads}` }];
}

function expertFaults({ experts }: FeedForward, path: string): readonly Fault[] {
  if (experts === undefined || experts.active <= experts.count) return [];
  return [{ path, message: `got ${experts.active}, expected at most count, ${experts.count}` }];
}

function scaleFaults({ scales }: Model, where: string): readonly Fault[] {
  if (scales.inputs === undefined || scales.per === "group") return [];
  const message = `got ${scales.inputs}, expected none: only a group has a number of inputs`;
  return [{ path: jsonPath(where, "scales", "inputs"), message }];
}

/** Parts of zeros of layers that are not there. */
function zeroFaults(model: Model, where: string): readonly Fault[] {
  const names = expandModel(model).layers.map(({ name }) => name);
  return Object.keys(model.zeros?.byLayer ?? {}).flatMap((name) =>
    names.includes(name)
      ? []
      : [
          {
            path: jsonPath(where, "zeros", "byLayer"),
            message: `got "${printable(name)}", expected names of layers: ${names.join(", ")}`,
          },
        ],
  );
}

/** Marks of what is not in the file, legal or not, and of what has one already. */
function markFaults(model: Model, json: unknown, where: string): readonly Fault[] {
  const isThere = (pointer: string): boolean =>
    pointer.startsWith("/") &&
    [json, model].some((each) => valueAt(each, ...pointer.slice(1).split("/")) !== undefined);
  const seen = new Set<string>();
  return (model.marks ?? []).flatMap(({ of }, mark) =>
    of.flatMap((pointer, place) => {
      const path = jsonPath(where, "marks", mark, "of", place);
      if (seen.has(pointer)) return [{ path, message: `got ${show(pointer)} again, expected each place once` }];
      seen.add(pointer);
      if (isThere(pointer)) return [];
      return [
        { path, message: `got ${show(pointer)}, expected a place in this file, as "/hidden" or "/blocks/0/count"` },
      ];
    }),
  );
}
