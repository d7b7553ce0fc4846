import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The warnings and errors of Verilator, one line each. */
export function lint(top: string, files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-lint-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const args = ["--lint-only", "-Wall", "--top-module", top, ...Object.keys(files)];
    const { stderr } = spawnSync("verilator", args, { cwd: folder, encoding: "utf8" });
    return stderr.split("\n").filter((line) => /^%(Warning|Error)-/.test(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
