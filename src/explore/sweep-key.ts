import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TOOL_VERSION } from "../core/version.ts";
import { contentKey } from "../run/content-cache.ts";
import type { SweepJob } from "./context.ts";
import { contextsOf } from "./setting-options.ts";

/**
 * A hash of all that the chunks of a sweep depend on: space, technology, workload, memory, trainings and so on, how they are cut (the
 * key of a ChunkPlan), the version of tritforge, its very code (a checkout changes between releases) and the machine's arithmetic.
 */
export function sweepKey({ space, context, updates }: SweepJob, chunks: string): string {
  const { version, arch } = process;
  return contentKey(
    JSON.stringify(space),
    textOf(contextsOf(context)),
    textOf(updates ?? []),
    chunks,
    TOOL_VERSION,
    codeHash(),
    version,
    arch,
  );
}

/** Fields of what belongs to each setting as text; one that is shared, as a technology is, is read once. */
function textOf(settings: readonly object[]): string {
  const known = new Map<object, string>();
  const text = (value: unknown): string => {
    if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
    const key = known.get(value) ?? contentKey(JSON.stringify(value));
    known.set(value, key);
    return key;
  };
  return JSON.stringify(
    settings.map((setting) => Object.entries(setting).map(([name, value]: [string, unknown]) => [name, text(value)])),
  );
}

const ROOT = new URL("../../", import.meta.url);

let code: string | undefined;

/** A hash of the code that makes all numbers. */
export function codeHash(): string {
  return (code ??= hashOfCode());
}

function hashOfCode(): string {
  const hash = createHash("sha256");
  for (const folder of ["generators", "models", "src"]) {
    const path = fileURLToPath(new URL(`${folder}/`, ROOT));
    const files = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.(?:ts|wasm)$/.test(name),
    );
    for (const name of files.toSorted()) hash.update(`${folder}/${name}\n`).update(readFileSync(`${path}${name}`));
  }
  return hash.digest("hex");
}
