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

/**
 * What each folder may import, itself apart; a folder with rows of its own inside stands for all of them. Dependencies flow one way:
 * src/core ← src/json, src/run; src/core ← src/hdl ← generators ← models ← src/explore ← src/learn, src/characterise ← src/reproduce ← src/cli; reports read results only.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "src/core": [],
  "src/json": ["src/core"],
  "src/run": ["src/core", "src/json"],
  "src/hdl": ["src/core"],
  "src/eda": ["src/core", "src/json", "src/run", "src/hdl", "models/technology"],
  "generators/numeric": ["src/core"],
  "generators/arithmetic": ["src/hdl", "generators/numeric"],
  "generators/contract": ["src/core", "src/hdl", "generators/numeric"],
  "generators/streaming-core": ["src/core", "src/hdl", ...SHARED_BY_GENERATORS],
  "generators/ternary-lut": ["src/core", "src/hdl", ...SHARED_BY_GENERATORS, "generators/streaming-core"],
  "generators/add-sub": ["src/hdl", ...SHARED_BY_GENERATORS, "generators/streaming-core"],
  "generators/multiplier": ["src/hdl", ...SHARED_BY_GENERATORS, "generators/streaming-core"],
  "generators/update-unit": ["src/core", ...SHARED_BY_GENERATORS],
  "generators/synapse-update": ["src/core", "src/hdl", ...SHARED_BY_GENERATORS, "generators/update-unit"],
  // The registry, the only file that knows the families.
  generators: [
    "generators/contract",
    "generators/ternary-lut",
    "generators/add-sub",
    "generators/multiplier",
    "generators/synapse-update",
  ],
  "models/technology": ["src/core", "src/json"],
  models: ["src/core", "src/json", "src/run", "src/hdl", "generators", "models/technology"],
  "src/config": ["src/core", "src/json", "generators"],
  "src/verify": ["src/core", "src/run", "src/hdl", "src/eda", "generators", "models/technology"],
  "src/explore": [
    "src/core",
    "src/json",
    "src/run",
    "src/hdl",
    "src/config",
    "src/eda",
    "src/verify",
    "generators",
    "models",
    "models/technology",
  ],
  "src/learn": ["src/core", "src/json", "src/run", "src/config", "src/explore", "generators", "models"],
  "src/characterise": [
    "src/core",
    "src/json",
    "src/run",
    "src/hdl",
    "src/config",
    "src/eda",
    "src/explore",
    "generators",
    "models",
    "models/technology",
  ],
  "src/reproduce": [
    "src/core",
    "src/json",
    "src/run",
    "src/hdl",
    "src/config",
    "src/eda",
    "src/explore",
    "src/characterise",
    "generators",
    "models",
    "models/technology",
  ],
  reports: ["src/core"],
  "src/cli": [
    "src/core",
    "src/json",
    "src/run",
    "src/hdl",
    "src/config",
    "src/eda",
    "src/verify",
    "src/explore",
    "src/learn",
    "src/characterise",
    "src/reproduce",
    "generators",
    "models",
    "models/technology",
    "reports",
  ],
};

/** Edges that the table does not allow, each with its reason. */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  // The first guess of the prices of primitives comes from the cells that synthesis is given.
  "models/cost/calibration-priors.ts -> src/eda",
  "models/cost/delay/pin-loads.ts -> src/eda",
  "models/cost/primitive-priors.ts -> src/eda",
  // A technology file holds the coefficients of the cost model, named by its features.
  "models/technology/primitives.ts -> models",
  // A space may describe its memory.
  "src/config/space-schema.ts -> models",
  "src/config/space.ts -> models",
]);

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

/** Folders as they lie on disk, each level for itself. */
function folderGraph(): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [file, targets] of FILE_GRAPH) {
    const to = graph.get(dirname(file)) ?? new Set();
    for (const target of targets) if (dirname(target) !== dirname(file)) to.add(dirname(target));
    graph.set(dirname(file), to);
  }
  return graph;
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

/**
 * TEMPORARY: circles that are being untangled while this check is new. Nothing is to be added; the list goes when it is
 * empty.
 */
const STILL_CIRCLES: readonly RegExp[] = [
  /^src\/hdl\/(expressions|module|signal)\.ts$/,
  /^generators(\/|$)/,
  /^models\/(cost|cost\/delay|device|memory|technology|training|update)$/,
  /^models\/cost\/evaluate(-unit)?\.ts$/,
  /^src\/eda\/liberty$/,
  /^src\/explore(\/training|\/context\.ts|\/training\/stage\.ts)?$/,
  /^src\/reproduce(\/|$)/,
];

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
        .filter(({ to }) => !EXCEPTIONS.has(`${file} -> ${to}`))
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

  it("need every exception", () => {
    const edges = FILES.flatMap((file) => importsOf(file).map((target) => `${file} -> ${folderOf(target)}`));
    for (const exception of EXCEPTIONS) expect(edges).toContain(exception);
  });

  it.each([
    ["files, types included", FILE_GRAPH],
    ["folders", folderGraph()],
  ])("make no circle of %s", (_, graph) => {
    expect(onCircles(graph).filter((node) => !STILL_CIRCLES.some((pattern) => pattern.test(node)))).toEqual([]);
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
