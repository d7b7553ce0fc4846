import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TOOL_VERSION } from "../core/version.ts";
import { contentKey } from "../run/content-cache.ts";
import type { SweepJob } from "./context.ts";

/**
 * A hash of all that the chunks of a sweep depend on: space, technology, workload, memory, trainings and so on, where they begin,
 * the version of tritforge, its very code (a checkout changes between releases) and the machine's arithmetic.
 */
export function sweepKey({ space, context, updates }: SweepJob, chunks: readonly number[]): string {
  const { version, arch } = process;
  return contentKey(textOf({ space, context, updates }), chunks.join(), TOOL_VERSION, codeHash(), version, arch);
}

/** As JSON.stringify, but an object that stands in several places is written once: technologies are large. */
function textOf(value: unknown): string {
  const seen = new Map<object, number>();
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== "object" || part === null) return part;
    const first = seen.get(part);
    if (first !== undefined) return { "same as": first };
    seen.set(part, seen.size);
    return part;
  });
}

const ROOT = new URL("../../", import.meta.url);

function codeHash(): string {
  const hash = createHash("sha256");
  for (const folder of ["generators", "models", "src"]) {
    const path = fileURLToPath(new URL(`${folder}/`, ROOT));
    const files = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    for (const name of files.toSorted()) hash.update(`${folder}/${name}\n`).update(readFileSync(`${path}${name}`));
  }
  return hash.digest("hex");
}
