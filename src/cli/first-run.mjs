// `npm start`, `npm test` and `npm run test:long` on a fresh clone: install what the lock file says if it is not there yet, then go on.
// Plain JavaScript without dependencies, because nothing is installed when it starts.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

const VITEST = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--no-isolate", // test files share a process on each core, which loads every module once
  "--maxWorkers=100%",
  "--testTimeout=120000",
  "--hookTimeout=120000",
];

/** Tests of minutes are named *.long.test.ts and have a command of their own. */
const JOBS = {
  start: ["src/cli/tritforge.mjs", "sweep", "examples/bitnet.json", "--out", "out/bitnet", "--complete"],
  test: [...VITEST, "--exclude=**/*.long.test.ts"],
  "test:long": [...VITEST, ".long.test.ts"],
};

/** What npm installed last (it keeps the list in node_modules) against the lock file; optional packages may be missing. */
function isInstalled() {
  const installed = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const have = packagesOf(installed);
  return Object.entries(packagesOf(`${root}package-lock.json`)).every(
    ([path, { version, optional }]) => path === "" || optional === true || have[path]?.version === version,
  );
}

function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

// `npm install --no-save` takes the versions of the lock file and leaves it alone. `npm ci` would refuse a lock file that
// was written where a registry lacks the packages of other platforms.
if (!isInstalled()) {
  process.stderr.write("tritforge: installing dependencies, once\n");
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    shell: process.platform === "win32",
  });
}
run(process.execPath, [...JOBS[process.argv[2]], ...process.argv.slice(3)]);
