import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isInnerName } from "./inner-name.ts";

/** The files of a result that say that it is whole: taken away first and put in place last when a result is replaced. */
export const SEALS: readonly string[] = ["manifest.json", "reproduction.json"];

const SWEEP = ["manifest.json", "pareto.json", "pareto.csv", "points.csv", "report.html"];
const REPRODUCTION = ["reproduction.json", "points.csv", "runs.csv", "report.html"];

/**
 * Names of the files in `directory` that belong to a result that tritforge wrote there before. Everything else is the
 * user's: a file counts as ours only where a manifest (or reproduction.json) of ours says what kind of result it belongs
 * to, and of Verilog only the files that the manifest lists. So nobody's `rtl/mine.v` is ever touched.
 */
export function earlierFiles(directory: string): readonly string[] {
  const names = new Set<string>();
  const manifest = ownJson(directory, "manifest.json");
  if (manifest !== undefined) for (const name of manifestFiles(directory, manifest)) names.add(name);
  if (ownJson(directory, "reproduction.json") !== undefined) for (const name of REPRODUCTION) names.add(name);
  return [...names].filter((name) => isInnerName(name) && existsSync(join(directory, name)));
}

function manifestFiles(directory: string, manifest: object): readonly string[] {
  if ("objectives" in manifest) return [...SWEEP, ...designFiles(directory)];
  if ("rtl" in manifest) return packageFiles(directory, "", manifest.rtl);
  if ("keyFiles" in manifest) return ["manifest.json", ...keyFiles(manifest.keyFiles)];
  return [];
}

/** Verilog of picked designs, below `designs/`. */
function designFiles(directory: string): readonly string[] {
  return subfolders(join(directory, "designs")).flatMap((name) => {
    const manifest = ownJson(directory, `designs/${name}/manifest.json`);
    if (manifest === undefined || !("rtl" in manifest)) return [];
    return [`designs/${name}/design.json`, ...packageFiles(directory, `designs/${name}/`, manifest.rtl)];
  });
}

/** What `rtlPackage` writes: the Verilog listed, the test bench and the vectors that it reads. */
function packageFiles(directory: string, prefix: string, rtl: unknown): readonly string[] {
  const listed = Array.isArray(rtl) ? rtl.map(String).filter((name) => /^rtl\/\w+\.v$/.test(name)) : [];
  const vectors = Array.from(textOf(join(directory, `${prefix}tb/tb.v`)).matchAll(/\$readmemh\("(\w+\.hex)"/g));
  const bench = ["tb/tb.v", ...vectors.map(([, file = ""]) => `tb/${file}`)];
  return ["manifest.json", "synth.ys", ...listed, ...bench].map((name) => `${prefix}${name}`);
}

/** A JSON object that says that tritforge wrote it; undefined for anything else. */
function ownJson(directory: string, name: string): object | undefined {
  try {
    const value: unknown = JSON.parse(textOf(join(directory, name)));
    if (typeof value !== "object" || value === null || !("tool" in value)) return undefined;
    const { tool } = value;
    return typeof tool === "object" && tool !== null && "name" in tool && tool.name === "tritforge" ? value : undefined;
  } catch {
    return undefined;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** What `weights pack` writes: the key files listed. */
function keyFiles(listed: unknown): readonly string[] {
  const names = Array.isArray(listed)
    ? listed.map((each: unknown) => (isRecord(each) ? String(each["file"]) : ""))
    : [];
  return names.filter((name) => /^keys\/[\w.-]+\.hex$/.test(name));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function subfolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
