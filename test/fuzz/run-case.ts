import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "./answer.ts";
import { judgeAnswer, judgeNeutral, type Judgement } from "./judge.ts";
import type { Files, FuzzCase, FuzzKind } from "./kind.ts";
import { MARKER } from "./mutate/payloads.ts";

/**
 * Hands cases of one kind to the product, each in a folder of its own, and judges what comes back. What the seeds
 * themselves give is found first: they must be accepted, and neutral changes must give the same.
 */
export class CaseRunner {
  readonly #kind: FuzzKind;
  readonly #expected: ReadonlyMap<string, Answer>;

  private constructor(kind: FuzzKind, expected: ReadonlyMap<string, Answer>) {
    this.#kind = kind;
    this.#expected = expected;
  }

  /** @throws {Error} if a seed is refused */
  static async start(kind: FuzzKind, seeds: Readonly<Record<string, Files>>): Promise<CaseRunner> {
    const expected = new Map<string, Answer>();
    for (const [name, files] of Object.entries(seeds)) {
      const { answer } = await runIn(kind, files);
      const { verdict, why } = judgeAnswer(answer);
      if (verdict !== "accepted")
        throw new Error(`seed ${kind.name} ${name}: ${verdict}: ${why} ${answer.errors.join("; ")}`);
      expected.set(name, answer);
    }
    return new CaseRunner(kind, expected);
  }

  async run({ files, seed, isNeutral }: FuzzCase): Promise<Judgement> {
    try {
      const { answer, left } = await runIn(this.#kind, files);
      if (existsSync(MARKER)) return { verdict: "wrong", why: `an injected command ran: ${MARKER} is there` };
      if (answer.code !== 0 && left.length > 0)
        return { verdict: "half-written", why: `refused (${answer.errors[0]}), and yet there is ${left.join(", ")}` };
      const expected = this.#expected.get(seed);
      return isNeutral && expected !== undefined ? judgeNeutral(answer, expected) : judgeAnswer(answer);
    } catch (error) {
      return { verdict: "stack trace", why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
}

/** The answer, with the folder's name taken out of it, and what was written beside the input files. */
async function runIn(
  kind: FuzzKind,
  files: Files,
): Promise<{ readonly answer: Answer; readonly left: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-fuzz-"));
  const [input, output] = [join(folder, "in"), join(folder, "out")];
  try {
    for (const made of [input, output]) mkdirSync(made);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(input, name), bytes);
    const { code, stdout, errors } = await kind.run(input, output);
    const written = [...readdirSync(input).filter((name) => !(name in files)), ...readdirSync(output)];
    const anonymous = (text: string): string => text.replaceAll(folder, "FOLDER");
    return { answer: { code, stdout: anonymous(stdout), errors: errors.map(anonymous) }, left: written };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
