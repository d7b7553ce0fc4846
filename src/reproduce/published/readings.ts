import { ACTIVATION_BITS } from "../../../generators/streaming-core/shape.ts";
import {
  numbersOf,
  wordsOf,
  type FieldName,
  type PublishedDesign,
  type PublishedPoint,
} from "../../../models/published/index.ts";

/** What a publication states of a circuit, as far as a generator of ours can build it. */

/** The generators that circuits are built with. */
export type ReadingGenerator = "ternary-lut" | "add-sub" | "multiplier";

/** A circuit at its own parameters. */
export interface Reading {
  readonly design: PublishedDesign;
  readonly point?: PublishedPoint;
  readonly generator: ReadingGenerator;
  readonly activation: string;
  /** µ; 1 without tables. */
  readonly groupSize: number;
  /** Inputs and outputs of a step; undefined if they are not stated. */
  readonly tile: Tile | undefined;
  /** Words of fields that are choices of a core, where they are stated. */
  readonly stated: Readonly<Partial<Record<ChoiceField, string>>>;
}

/** Fields that are parameters of a core under the same name. */
export type ChoiceField = "tableStorage" | "loopOrder" | "reduction" | "accumulator";
const CHOICE_FIELDS: readonly ChoiceField[] = ["tableStorage", "loopOrder", "reduction", "accumulator"];

/** Inputs × outputs of a step. */
export interface Tile {
  readonly inputs: number;
  readonly outputs: number;
}

/** A circuit that cannot be built, and why. */
export interface Refusal {
  readonly design: PublishedDesign;
  readonly reason: string;
  /** Fields that nothing is known of. */
  readonly missing: readonly FieldName[];
}

const GENERATOR_OF: Readonly<Record<string, ReadingGenerator>> = {
  "ternary-tables": "ternary-lut",
  "sign-flip": "add-sub",
  multiplier: "multiplier",
};

/**
 * The circuits of a design that can be built, one for each group size and type of activations that it offers: those of its
 * points, if it has some. Or why there is none. A tile may lack, where all else is known; nothing else may.
 */
export function readingsOf(design: PublishedDesign): readonly Reading[] | Refusal {
  const points = design.points ?? [undefined];
  const found = points.map((point) => readingsOfPoint(design, point));
  return (
    found.find((each): each is Refusal => "reason" in each) ?? found.flatMap((each) => ("reason" in each ? [] : each))
  );
}

function readingsOfPoint(design: PublishedDesign, point: PublishedPoint | undefined): readonly Reading[] | Refusal {
  const words = wordsOf(design, "architecture", point);
  const generator = words.map((word) => GENERATOR_OF[word]).find((each) => each !== undefined);
  if (words.length > 0 && generator === undefined)
    return { design, reason: `${words.join(", ")}: no generator here builds that`, missing: [] };
  const types = wordsOf(design, "activations", point);
  const known = types.filter((type) => Object.hasOwn(ACTIVATION_BITS, type));
  const needed: readonly FieldName[] =
    generator === "ternary-lut" ? ["groupSize", "activations"] : ["architecture", "activations"];
  const missing = needed.filter(
    (field) => [...numbersOf(design, field, point), ...wordsOf(design, field, point)].length === 0,
  );
  if (missing.length > 0 || generator === undefined) return { design, reason: "not stated", missing };
  if (known.length === 0)
    return { design, reason: `activations ${types.join(", ")}: no type of the cores here`, missing: [] };
  const tile = tileOf(design, point);
  if (tile === undefined && generator !== "ternary-lut")
    return { design, reason: "not stated", missing: ["tileInputs", "tileOutputs"] };
  const sizes = generator === "ternary-lut" ? numbersOf(design, "groupSize", point) : [1];
  return known.flatMap((activation) =>
    sizes.map((groupSize) => ({
      design,
      ...(point === undefined ? {} : { point }),
      generator,
      activation,
      groupSize,
      tile,
      stated: statedOf(design, point),
    })),
  );
}

/** The tile, if it is one and not several. */
function tileOf(design: PublishedDesign, point: PublishedPoint | undefined): Tile | undefined {
  const only = (field: FieldName): number | undefined => {
    const values = numbersOf(design, field, point);
    return values.length === 1 ? values[0] : undefined;
  };
  const [tables, groupSize] = [only("tables"), only("groupSize")];
  const inputs =
    only("tileInputs") ?? (tables === undefined || groupSize === undefined ? undefined : tables * groupSize);
  const outputs = only("tileOutputs") ?? only("fetchers");
  return inputs === undefined || outputs === undefined ? undefined : { inputs, outputs };
}

function statedOf(design: PublishedDesign, point: PublishedPoint | undefined): Reading["stated"] {
  return Object.fromEntries(
    CHOICE_FIELDS.flatMap((field) => {
      const [word, ...more] = wordsOf(design, field, point);
      return word === undefined || more.length > 0 ? [] : [[field, word]];
    }),
  );
}
