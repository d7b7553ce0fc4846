import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { GENERATORS } from "../generators/registry.ts";
import { parseSpace } from "../src/config/load-space.ts";
import { anyName } from "./support/any-name.ts";

const ROOT = new URL("../", import.meta.url);
const FILES = ["src", "models", "reports"].flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith(".d.ts")),
);

interface Example {
  readonly file: string;
  readonly call: string;
  readonly given: readonly unknown[];
  readonly expected: string;
}

/** Examples like `12345` → `12 345` in the comment of an exported function. */
function examplesOf(file: string): readonly Example[] {
  const text = readFileSync(new URL(file, ROOT), "utf8");
  const documented = text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport function (\w+)\(/g);
  return [...documented].flatMap(([, comment = "", call = ""]) =>
    [...comment.matchAll(/`([^`]+)` → `([^`]+)`/g)].map(([, given = "", expected = ""]) => {
      return { file, call, given: argumentsOf(given), expected };
    }),
  );
}

/** Numbers and quoted texts with commas between, or one text as it stands. */
function argumentsOf(given: string): readonly unknown[] {
  try {
    return JSON.parse(`[${given}]`) as readonly unknown[];
  } catch {
    return [given];
  }
}

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("the example in the comment of", () => {
  const examples = FILES.flatMap(examplesOf);

  it.each(examples)("$call($given) in $file is true", async ({ file, call, given, expected }) => {
    const module = (await import(fileURLToPath(new URL(file, ROOT)))) as Readonly<
      Record<string, (...given: readonly unknown[]) => unknown>
    >;
    expect(plain(String(module[call]?.(...given)))).toBe(plain(expected));
  });

  it("is found", () => {
    expect(new Set(examples.map(({ call }) => call)).size).toBeGreaterThan(7);
  });
});

describe("the spaces in the comment of Space", () => {
  const text = readFileSync(new URL("src/config/space.ts", ROOT), "utf8");
  const [cores = "", units = ""] = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = ""]) =>
    block.replaceAll(/^ \* ?/gm, "").replaceAll(/\/\/.*$/gm, ""),
  );

  it("are spaces: one of cores, and what one of update units has in its place", () => {
    const space = parseSpace(JSON.parse(cores), "SPACE.json", GENERATORS, anyName);
    expect(space.blocks[0]?.parameters["tables"]).toEqual({ from: 1, to: 64, factor: 2 });
    const {
      workload: _,
      equalThroughput: __,
      memory: ___,
      pick: ____,
      ...rest
    } = JSON.parse(cores) as object & {
      readonly [Key in "workload" | "equalThroughput" | "memory" | "pick"]?: unknown;
    };
    const own = JSON.parse(`{${units}}`) as object;
    const objectives = [{ metric: "accuracy" }];
    expect(parseSpace({ ...rest, ...own, objectives }, "SPACE.json", GENERATORS, anyName).training?.runs).toBe(200);
  });
});
