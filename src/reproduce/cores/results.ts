import type { Architecture, NumberKind, ReproductionPoint, SynthesisedCore } from "../../core/reproduction.ts";

/** Side of the tile at which the paper compares architectures (its Table IV). */
export const COMPARED_TILE = 32;

/** Square tiles of one technology, looked up by what they are. */
export interface SquareTile extends NumberKind {
  readonly technology: string;
  readonly tile: number;
}

/** Whether a point has the activations and the arithmetic of a kind. */
export function isKind(point: NumberKind, { activation, arithmetic }: NumberKind): boolean {
  return point.activation === activation && point.arithmetic === arithmetic;
}

/** Table cores of a square tile, one a group size. */
export function lutsOf(points: readonly ReproductionPoint[], square: SquareTile): readonly ReproductionPoint[] {
  return points.filter(
    (point) =>
      point.sweep === "tile" &&
      point.architecture === "lut" &&
      point.technology === square.technology &&
      point.tile === square.tile &&
      isKind(point, square),
  );
}

/** The point with least area per weight, the first one of equals; undefined if there is none. */
export function smallest<T extends Pick<ReproductionPoint, "areaPerWeightUm2">>(points: readonly T[]): T | undefined {
  return points.reduce<T | undefined>(
    (best, each) => (best === undefined || each.areaPerWeightUm2 < best.areaPerWeightUm2 ? each : best),
    undefined,
  );
}

/** The core without tables of a square tile. */
export function baselineOf(
  points: readonly ReproductionPoint[],
  square: SquareTile,
  architecture: "sign-flip" | "multiplier",
): ReproductionPoint | undefined {
  return points.find(
    (point) =>
      point.architecture === architecture &&
      point.technology === square.technology &&
      point.tile === square.tile &&
      isKind(point, square),
  );
}

/** What both an estimate and a synthesis say of a core. */
type Area = Pick<ReproductionPoint, "architecture" | "groupSize" | "areaPerWeightUm2">;

/** The cores of one type at the compared tile, from one source. */
export interface Comparison {
  readonly source: "synthesised" | "model";
  /** Best table core. */
  readonly lut: Area;
  /** Table core of single activations. */
  readonly single: Area | undefined;
  readonly signFlip: Area | undefined;
  readonly multiplier: Area | undefined;
}

/** The comparison by synthesis if there is one, then that by the model; empty without table cores. */
export function comparisonsOf(
  points: readonly ReproductionPoint[],
  cores: readonly SynthesisedCore[],
  square: Omit<SquareTile, "tile">,
): readonly Comparison[] {
  const isHere = (each: ReproductionPoint | SynthesisedCore): boolean =>
    each.technology === square.technology && each.tile === COMPARED_TILE && isKind(each, square);
  const estimates = points.filter((point) => point.sweep === "tile" && isHere(point));
  return [...comparisonOf("synthesised", cores.filter(isHere)), ...comparisonOf("model", estimates)];
}

function comparisonOf(source: Comparison["source"], areas: readonly Area[]): Comparison[] {
  const luts = areas.filter(({ architecture }) => architecture === "lut");
  const find = (wanted: Architecture): Area | undefined => areas.find(({ architecture }) => architecture === wanted);
  const lut = smallest(luts);
  if (lut === undefined) return [];
  const single = luts.find(({ groupSize }) => groupSize === 1);
  return [{ source, lut, single, signFlip: find("sign-flip"), multiplier: find("multiplier") }];
}
