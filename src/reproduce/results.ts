import type { NumberKind, ReproductionPoint } from "../core/reproduction.ts";

/** Square tiles of one technology, looked up by what they are. */
export interface SquareTile extends NumberKind {
  readonly technology: string;
  readonly tile: number;
}

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
