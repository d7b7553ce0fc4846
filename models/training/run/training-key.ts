import { createHash } from "node:crypto";
import type { DataSet, Examples } from "../data/data-set.ts";
import { USUAL_REGISTERS } from "../devices/registers.ts";
import type { TrainingRun } from "./train-on-device.ts";

/** Raised when the same run gives other numbers than before. */
const TRAINING_VERSION = 4;

const digests = new WeakMap<Uint8Array, string>();

/**
 * A key for all that a training's result depends on, for caches: SHA-256 of device, unit, task, seed and settings, the data
 * by their content. Names, titles and sources do not count.
 */
export function trainingKey({
  device,
  unit,
  task,
  seed,
  registers = USUAL_REGISTERS,
}: Omit<TrainingRun, "reference" | "listener">): string {
  const { name: _name, title: _title, source: _source, notes: _notes, electrical: _electrical, ...physics } = device;
  const { data, ...settings } = task;
  const { rows: _rows, columns: _columns, counters: _counters, ...pulsed } = unit;
  const { widthBits: _widthBits, prescale: _prescale, clockGating: _gating, ...circuit } = pulsed;
  const floor = _electrical === undefined ? null : _electrical.minimumS / (_electrical.maximumS - _electrical.minimumS);
  const content = {
    version: TRAINING_VERSION,
    physics,
    floor,
    circuit,
    settings,
    data: dataDigest(data),
    seed,
    registers,
  };
  return createHash("sha256").update(canonical(content)).digest("hex");
}

function dataDigest({ train, test, classes }: DataSet): readonly unknown[] {
  return [classes, examplesDigest(train), examplesDigest(test)];
}

function examplesDigest({ inputs, pixels, labels }: Examples): string {
  let digest = digests.get(pixels);
  if (digest === undefined) {
    digest = createHash("sha256").update(pixels).update(labels).update(`${inputs}`).digest("hex");
    digests.set(pixels, digest);
  }
  return digest;
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}
