import { gzipSync } from "node:zlib";
import type { Random } from "../../../src/core/random.ts";
import { pick } from "./pick.ts";

/** Bytes (IDX files) changed by one to three steps: cut, dropped, repeated, overwritten, lengths changed; sometimes zipped. */
export function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed: Buffer = Buffer.from(bytes);
  for (let changes = random.integer(1, 3); changes > 0; changes--) changed = changedBytes(changed, random);
  return random.integer(0, 5) === 0 ? zipped(changed, random) : changed;
}

function changedBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.integer(0, Math.max(0, bytes.length - 1));
  const header = random.integer(0, Math.min(15, Math.max(0, bytes.length - 1)));
  return pick<() => Buffer>(
    [
      () => bytes.subarray(0, at),
      () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + pick([1, 4, 50], random))]),
      () => Buffer.concat([bytes, bytes.subarray(at)]),
      () => overwritten(bytes, at, random.integer(0, 255)),
      () => overwritten(bytes, header, pick([0, 1, 2, 3, 8, 13, 127, 128, 255], random)),
      () => overwritten(bytes, header, random.integer(0, 255)),
    ],
    random,
  )();
}

function overwritten(bytes: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  if (at < changed.length) changed[at] = value;
  return changed;
}

/** Compressed, sometimes cut off or followed by more. */
function zipped(bytes: Uint8Array, random: Random): Buffer {
  const whole = gzipSync(bytes);
  return pick(
    [whole, whole, whole.subarray(0, random.integer(2, whole.length)), Buffer.concat([whole, Buffer.from("x")])],
    random,
  );
}

let bomb: Buffer | undefined;

/** A small gzip file of 600 MB of blanks. */
export function gzipBomb(): Buffer {
  bomb ??= gzipSync(Buffer.alloc(600 * 2 ** 20, " "), { level: 1 });
  return bomb;
}
