// A module hook that strips the types of .ts files and leaves everything else as it is.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CACHE } from "./own-cache.mjs";
import { stripTypes } from "./strip-types.mjs";

export async function load(url, context, nextLoad) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return nextLoad(url, context);
  const file = fileURLToPath(url);
  return { format: "module", source: await stripTypes(file, readFileSync(file, "utf8"), CACHE), shortCircuit: true };
}
