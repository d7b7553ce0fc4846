import type { UnitShape, UpdateUnitGenerator } from "../../generators/contract/index.ts";
import { circuitKey } from "../../models/evaluate/evaluate-unit.ts";
import { accuracyKey } from "../../models/training/run/accuracy-key.ts";
import { pulsesInWords } from "../core/encodings.ts";
import { InputError } from "../core/errors.ts";
import type { ParameterValues } from "../core/parameters.ts";
import type { Points } from "../config/points.ts";

/** A point of a space of update units that is a design. */
export interface UnitPoint {
  readonly index: number;
  /** Position of its setting. */
  readonly setting: number;
  readonly generator: UpdateUnitGenerator;
  readonly values: ParameterValues;
  readonly shape: UnitShape;
  readonly device: string;
  /** Equal for points with one circuit. */
  readonly circuit: string;
  /** Equal for points that share a training. */
  readonly accuracy: string;
}

/** All points are held in memory and screened before training: more would take hours. */
const MOST_POINTS = 200_000;

/** The points that are designs, in order; others fail later with their reasons. @throws {InputError} if there are too many */
export function unitPoints(points: Points): readonly UnitPoint[] {
  if (points.count > MOST_POINTS)
    throw InputError.at(
      "blocks",
      `got ${points.count} points, expected at most ${MOST_POINTS} where units are trained`,
    );
  const designs: UnitPoint[] = [];
  points.visit(0, points.count, (index, generator, values, illegal, { setting }) => {
    if (illegal !== undefined || generator.kind !== "update-unit" || generator.conflicts(values).length > 0) return;
    const { shape, device } = generator.unit(values);
    const accuracy = accuracyKey(shape, device);
    const circuit = circuitKey(generator, values);
    designs.push({ index, setting, generator, values, shape, device, circuit, accuracy });
  });
  return designs;
}

/** What a training of the point is about: device, scheme, and how its pulses are made. */
export function unitInWords(point: Pick<UnitPoint, "device" | "shape"> | undefined): string {
  if (point === undefined) return "a unit";
  const { scheme, maxPulses } = point.shape;
  return `${point.device}, ${scheme}, ${pulsesInWords(point.shape)}, maxPulses ${maxPulses}`;
}
