// TypeScript to JavaScript by esbuild, kept in a folder. In every process and every worker thread, to have esbuild start and
// read some hundred files takes as long as all else that a command does before it works.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { digestOf } from "./own-cache.mjs";

const OPTIONS = { loader: "ts", format: "esm", target: "node20", sourcemap: "inline", sourcesContent: false };

const { version } = createRequire(import.meta.url)("esbuild/package.json");
const MAKER = `esbuild ${version} ${JSON.stringify(OPTIONS)}`;

/** One entry a file, of which the last line names what it was made of: the folder grows no further than the code does. */
export async function stripTypes(file, text, cache) {
  const entry = join(cache, `${digestOf(file)}.mjs`);
  const madeOf = `\n// ${digestOf(MAKER, file, text)}\n`;
  const known = readIfThere(entry);
  if (known?.endsWith(madeOf)) return known;
  const { transform } = await import("esbuild");
  const { code } = await transform(text, { ...OPTIONS, sourcefile: file });
  keep(cache, entry, code + madeOf);
  return code + madeOf;
}

function readIfThere(entry) {
  try {
    return readFileSync(entry, "utf8");
  } catch {
    return undefined;
  }
}

/** Whole or not at all, since others read at the same time; where there is no room or no right to write, it goes without. */
function keep(cache, entry, code) {
  const partial = `${entry}.${process.pid}-${threadId}`;
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(partial, code);
    renameSync(partial, entry);
  } catch {
    // Then the next one makes it again.
  }
}
