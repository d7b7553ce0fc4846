import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { GENERATORS } from "../generators/registry.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FILES = ["src", "generators", "models", "reports"].flatMap((folder) =>
  filesBelow(folder).filter((file) => /\.(ts|mjs|js)$/.test(file) && !file.endsWith(".d.ts")),
);

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`);
}

/** What every generator may import of `generators/`, families never each other. */
const SHARED_BY_GENERATORS = ["generators/contract", "generators/numeric", "generators/arithmetic"];

/** The shared doors: words, JSON, files. */
const BASE = ["src/core", "src/json", "src/run"];

/** All of `models/`: what a command may put together. */
const MODELS = [
  "technology",
  "cost",
  "evaluate",
  "workload",
  "memory",
  "token",
  "precision",
  "device",
  "training",
  "update",
  "published",
].map((folder) => `models/${folder}`);

/**
 * What each folder may import, itself apart; a folder with rows of its own inside stands for all of them. Dependencies flow
 * one way: src/core ← src/json ← src/run; src/core ← src/hdl ← generators ← models/technology ← src/eda; models/technology ←
 * models/cost ← models/update ← models/evaluate; these ← src/characterise ← src/explore ← src/learn ← src/cli, and
 * src/characterise ← src/reproduce ← src/cli. Reports read results only. No exceptions.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "src/core": [],
  "src/json": ["src/core"],
  "src/run": ["src/core", "src/json"],
  "src/formula": ["src/core", "src/json"],
  "src/hdl": ["src/core"],
  "generators/numeric": ["src/core"],
  "generators/arithmetic": ["src/hdl", "generators/numeric"],
  "generators/contract": ["src/core", "src/hdl", "generators/numeric"],
  "generators/streaming-core": ["src/core", "src/hdl", ...SHARED_BY_GENERATORS],
  "generators/ternary-lut": ["src/core", "src/hdl", ...SHARED_BY_GENERATORS, "generators/streaming-core"],
  "generators/add-sub": ["src/hdl", "generators/contract", "generators/numeric", "generators/streaming-core"],
  "generators/multiplier": ["src/hdl", ...SHARED_BY_GENERATORS, "generators/streaming-core"],
  "generators/update-unit": ["src/core", "generators/contract", "generators/arithmetic"],
  "generators/synapse-update": [
    "src/core",
    "src/hdl",
    "generators/contract",
    "generators/arithmetic",
    "generators/update-unit",
  ],
  // The registry, the only file that knows the families.
  generators: [
    "generators/contract",
    "generators/ternary-lut",
    "generators/add-sub",
    "generators/multiplier",
    "generators/synapse-update",
  ],
  "models/technology": ["src/core", "src/json", "src/hdl"],
  "models/cost": ["src/core", "src/json", "src/hdl", "generators", "models/technology"],
  "models/workload": ["src/core", "src/json", "generators/contract"],
  "models/memory": ["src/core", "src/json", "generators/contract", "models/technology", "models/workload"],
  "models/precision": ["src/core", "generators"],
  "models/published": ["src/core", "src/json"],
  "models/device": ["src/core", "src/json", "models/memory"],
  "models/training": ["src/core", "src/json", "generators", "models/device"],
  "models/update": ["src/core", "generators", "models/cost", "models/device", "models/training"],
  "models/evaluate": [
    "src/core",
    "generators/contract",
    "models/cost",
    "models/memory",
    "models/precision",
    "models/update",
    "models/workload",
  ],
  "models/token": ["src/core", "generators/contract", "models/evaluate", "models/memory", "models/workload"],
  "models/compiled": [
    "src/core",
    "src/hdl",
    "generators/contract",
    "models/cost",
    "models/evaluate",
    "models/workload",
  ],
  "src/config": ["src/core", "src/json", "src/formula", "generators", "models/memory"],
  "src/eda": [...BASE, "src/hdl", "models/technology"],
  "src/verify": ["src/core", "src/run", "src/hdl", "src/eda", "generators"],
  "src/characterise": [...BASE, "src/hdl", "src/config", "src/eda", "generators", "models/cost", "models/technology"],
  "src/weights": [...BASE, "src/verify", "generators/contract", "generators/numeric"],
  reports: ["src/core"],
  "src/explore": [
    ...BASE,
    "src/formula",
    "src/config",
    "src/eda",
    "src/verify",
    "src/characterise",
    "generators/contract",
    "models/compiled",
    "models/cost",
    "models/evaluate",
    "models/memory",
    "models/precision",
    "models/technology",
    "models/update",
    "models/workload",
    "reports",
  ],
  "src/learn": [
    ...BASE,
    "src/formula",
    "src/config",
    "src/explore",
    "generators/contract",
    "models/cost",
    "models/device",
    "models/evaluate",
    "models/training",
    "models/update",
  ],
  "src/reproduce": [
    ...BASE,
    "src/config",
    "src/eda",
    "src/characterise",
    "generators",
    "models/cost",
    "models/device",
    "models/evaluate",
    "models/published",
    "models/technology",
    "models/training",
  ],
  "src/cli": [
    ...BASE,
    "src/hdl",
    "src/config",
    "src/eda",
    "src/verify",
    "src/characterise",
    "src/explore",
    "src/learn",
    "src/reproduce",
    "src/weights",
    "generators",
    ...MODELS,
    "reports",
  ],
};

function folderOf(file: string): string {
  const folders = Object.keys(ALLOWED).toSorted((a, b) => b.length - a.length);
  return folders.find((folder) => file.startsWith(`${folder}/`)) ?? `outside: ${file}`;
}

/** The project's own files that a file imports, statically or not. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const found = text.matchAll(/(?:from|import|import\()\s*"(\.[^"]+)"/g);
  return [...found]
    .map(([, target]) => normalize(join(dirname(file), target ?? "")))
    .filter((target) => /\.(ts|mjs|js)$/.test(target));
}

/** What imports what. */
type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const FILE_GRAPH: Graph = new Map(FILES.map((file) => [file, new Set(importsOf(file))]));

/** Folders as they lie on disk. A folder puts together what the folders inside it are parts of: between them is no arrow. */
function folderGraph(): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [file, targets] of FILE_GRAPH) {
    const from = dirname(file);
    const to = graph.get(from) ?? new Set();
    for (const target of [...targets].map(dirname))
      if (!isPartOf(from, target) && !isPartOf(target, from)) to.add(target);
    graph.set(from, to);
  }
  return graph;
}

/** Whether a folder is another one or lies in it. */
function isPartOf(inner: string, outer: string): boolean {
  return `${inner}/`.startsWith(`${outer}/`);
}

/** All that can be reached from a node, itself only if it lies on a circle. */
function reach(graph: Graph, start: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(graph.get(start) ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...(graph.get(node) ?? []));
  }
  return seen;
}

/** The nodes that lie on a circle. */
function onCircles(graph: Graph): readonly string[] {
  return [...graph.keys()].filter((node) => reach(graph, node).has(node)).toSorted();
}

describe("import statements", () => {
  it("are found: the registry imports its generators", () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(importsOf("generators/registry.ts")).toContain("generators/ternary-lut/index.ts");
  });

  it("lead to files that exist, in folders with a rule", () => {
    for (const file of FILES) {
      expect(folderOf(file)).not.toMatch(/^outside/);
      for (const target of importsOf(file)) expect(existsSync(join(ROOT, target)), `${file} -> ${target}`).toBe(true);
    }
  });

  it("point only where the folder may look", () => {
    const wrong = FILES.flatMap((file) => {
      const from = folderOf(file);
      return importsOf(file)
        .map((target) => ({ target, to: folderOf(target) }))
        .filter(({ to }) => to !== from && !(ALLOWED[from] ?? []).some((each) => `${to}/`.startsWith(`${each}/`)))
        .map(({ target }) => `${file} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("enter update units and their families through their index.ts only", () => {
    const doors = ["generators/update-unit/", "generators/synapse-update/"];
    const wrong = FILES.filter((file) => !file.startsWith("generators/")).flatMap((file) =>
      importsOf(file)
        .filter((target) => doors.some((door) => target.startsWith(door) && target !== `${door}index.ts`))
        .map((target) => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ["files, types included", FILE_GRAPH],
    ["folders", folderGraph()],
  ])("make no circle of %s", (_, graph) => {
    expect(onCircles(graph)).toEqual([]);
  });

  it("have a row for each folder of models, and for each of src", () => {
    const folders = ["src", "models", "generators"].flatMap((top) => [
      ...new Set(
        FILES.filter((file) => file.startsWith(`${top}/`) && file.split("/").length > 2).map((file) =>
          file.split("/").slice(0, 2).join("/"),
        ),
      ),
    ]);
    expect(folders.filter((folder) => ALLOWED[folder] === undefined)).toEqual([]);
  });

  it("use every arrow of the table", () => {
    const used = new Set(
      FILES.flatMap((file) => importsOf(file).map((target) => `${folderOf(file)} -> ${folderOf(target)}`)),
    );
    const unused = Object.entries(ALLOWED).flatMap(([from, allowed]) =>
      allowed
        .filter(
          (to) =>
            ![...used].some(
              (arrow) => arrow.startsWith(`${from} -> `) && isPartOf(arrow.slice(`${from} -> `.length), to),
            ),
        )
        .map((to) => `${from} -> ${to}`),
    );
    expect(unused).toEqual([]);
  });

  it("onCircles(graph) finds what lies on one, and not what leads to it", () => {
    const graph = new Map(Object.entries({ a: ["b"], b: ["c"], c: ["b", "d"], d: [], e: ["e"] })).entries();
    expect(onCircles(new Map([...graph].map(([node, targets]) => [node, new Set(targets)])))).toEqual(["b", "c", "e"]);
  });
});

describe("GENERATORS", () => {
  it("have a folder with a test each", () => {
    for (const { name } of GENERATORS)
      expect(filesBelow(`test/generators/${name}`).join(" "), name).toMatch(/\.test\.ts/);
  });
});

describe("errors", () => {
  it("are classes of src/core/errors.ts only", () => {
    const others = FILES.filter((file) => file !== "src/core/errors.ts");
    const declared = others.filter((file) =>
      /class \w+ extends \w*Error\b/.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(declared).toEqual([]);
  });
});
