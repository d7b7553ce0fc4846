// The code of the command in few files of JavaScript, made of the TypeScript by esbuild and kept in a folder. Node would take
// more than a second to have some 300 files of TypeScript read by a hook, one after the other, before a command does anything.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CACHE, digestOf, keptFolder } from "./own-cache.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where the code is. */
const FOLDERS = ["src", "generators", "models", "reports"];

/** What is loaded by name: all else is loaded by these. Every `worker.ts` belongs to them. */
const ENTRIES = [
  "src/cli/main.ts",
  "src/cli/train-worker.ts",
  "src/run/interrupt.ts",
  "src/run/worker-answer.ts",
  "generators/registry.ts",
  "models/cost/sources.ts",
];

/** What `import.meta.url` becomes. */
const OWN_URL = "tritforgeOwnUrl";

const OPTIONS = {
  define: { "import.meta.url": OWN_URL },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: "linked",
  sourcesContent: false,
  logLevel: "silent",
};

/** A day: nothing that still runs loads code of an older bundle that nobody has asked for since [ms]. */
const OLD_MS = 86_400_000;

/** The folder of the bundle, made if the code has changed; undefined where it cannot be kept: then each file is read by itself. */
export async function bundled() {
  const files = FOLDERS.flatMap((folder) => filesOf(join(ROOT, folder)));
  const { version } = createRequire(import.meta.url)("esbuild/package.json");
  return keptFolder(`bundle-${digestOf(ROOT, version, OPTIONS, ENTRIES, files)}`, async (folder) => {
    await build(files, folder);
    removeOld();
  });
}

/** Where a module of ours is loaded from: its file in a bundle, if it is loaded by name there. */
export function placeIn(bundle, url) {
  if (bundle === undefined || !url.startsWith("file:")) return url;
  const file = join(bundle, relative(ROOT, fileURLToPath(url)).replace(/\.ts$/, ".js"));
  return existsSync(file) ? pathToFileURL(file).href : url;
}

async function build(files, outdir) {
  const { build: make } = await import("esbuild");
  const workers = files.map(({ name }) => name).filter((name) => /^src\/.*\/worker\.ts$/.test(name));
  await make({
    ...OPTIONS,
    entryPoints: [...ENTRIES, ...workers].map((name) => join(ROOT, name)),
    absWorkingDir: ROOT,
    outbase: ROOT,
    outdir,
    plugins: [OWN_PLACE],
  });
}

/** Code that asks where it is, to find the data beside it, is told where it was written. */
const OWN_PLACE = {
  name: "own place",
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:ts|mjs)$/ }, ({ path }) => {
      if (FOLDERS.every((folder) => !path.startsWith(join(ROOT, folder)))) return undefined;
      const place = `const ${OWN_URL} = ${JSON.stringify(pathToFileURL(path).href)};`;
      const contents = `${place} ${readFileSync(path, "utf8")}`; // in its first line: the others keep their numbers
      return { contents, loader: path.endsWith(".ts") ? "ts" : "js", resolveDir: dirname(path) };
    });
  },
};

/** Names, sizes and times of all files of code below a folder; a file that is written anew has another time. */
function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesOf(path);
      if (!/\.(?:ts|mjs|js)$/.test(entry.name)) return [];
      const { size, ctimeMs } = statSync(path);
      return [{ name: relative(ROOT, path).replaceAll("\\", "/"), size, ctimeMs }];
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Takes away bundles that nobody has made lately, and what was killed while it was made. */
function removeOld() {
  for (const name of readdirSync(CACHE).filter((each) => /^(?:bundle|making)-/.test(each))) {
    const path = join(CACHE, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity; // another process may have taken it away
    if (Date.now() - made > OLD_MS) rmSync(path, { recursive: true, force: true });
  }
}
