// `npm start` and `npm test` on a fresh clone: install what the lock file says if it is not there yet, then go on.
// Plain JavaScript without dependencies, because nothing is installed when it starts.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

const JOBS = {
  start: [["src/cli/tritforge.mjs", "sweep", "examples/bitnet.json", "--out", "out/bitnet", "--complete"]],
  test: [["node_modules/vitest/vitest.mjs", "run", "--testTimeout=120000", "--hookTimeout=120000"]],
};

/** npm writes node_modules/.package-lock.json last; it is older than the lock file after a pull that changed it. */
function isInstalled() {
  const done = `${root}node_modules/.package-lock.json`;
  if (!existsSync(done)) return false;
  const names = (file) => Object.keys(JSON.parse(readFileSync(file, "utf8")).packages).filter((name) => name !== "");
  if (statSync(done).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs) return true;
  const installed = new Set(names(done));
  return names(`${root}package-lock.json`).every((name) => installed.has(name) || name.includes("@"));
}

function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

if (!isInstalled()) {
  process.stderr.write("tritforge: installing dependencies (npm ci), once\n");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { shell: process.platform === "win32" });
}
const job = JOBS[process.argv[2]];
for (const args of job) run(process.execPath, [...args, ...process.argv.slice(3)]);
