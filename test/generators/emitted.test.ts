import { beforeAll, describe, expect, it } from "vitest";
import { VERILOG_KEYWORDS } from "../../src/core/identifier.ts";
import { rtlPackage } from "../../src/verify/rtl-package.ts";
import { campaignDesigns } from "../campaign/designs.ts";

/** One generated file of one design. */
interface Emitted {
  readonly design: string;
  readonly top: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly name: string;
  readonly text: string;
}

let files: readonly Emitted[] = [];

beforeAll(() => {
  files = campaignDesigns(200, 11).flatMap(({ generator, parameters, seed }) => {
    const made = rtlPackage({ generator: generator.name, parameters }, generator, { count: 1, seed });
    const design = `${generator.name} ${JSON.stringify(parameters)}`;
    return Object.entries(made.rtl).map(([name, text]) => ({ design, top: made.top.name, parameters, name, text }));
  });
}, 120_000);

/** The files of which something is wrong, a few of them with what it is. */
function faults(found: (file: Emitted) => readonly string[]): string[] {
  return files.flatMap((file) => found(file).map((fault) => `${file.name}: ${fault} (${file.design})`)).slice(0, 5);
}

/** Lines of the module without comments. */
function code(text: string): string[] {
  return text
    .replaceAll(/\/\*.*?\*\//g, "")
    .split("\n")
    .map((line) => line.replace(/\/\/.*$/, "").trimEnd())
    .filter((line) => line !== "" && !line.startsWith("`"));
}

describe("rtlPackage(design).rtl, of 200 random designs", () => {
  it("has files of every generator", () => {
    expect(files.length).toBeGreaterThan(1500);
  });

  it("says above every module its licence, its design and all parameters", () => {
    expect(
      faults(({ text, top, name, parameters }) => {
        const head = text.slice(0, text.indexOf("`default_nettype none")).split("\n");
        const said = head.join(" ");
        const assigned = name === `${top}.v` ? " = " : "=";
        return [
          ...(head[0] === "// SPDX-License-Identifier: Apache-2.0" ? [] : ["no licence"]),
          ...(name === `${top}.v` || said.includes(`// Module ${name.replace(/\.v$/, "")} of ${top},`)
            ? []
            : ["no design"]),
          ...Object.entries(parameters)
            .filter(([parameter, value]) => !said.includes(` ${parameter}${assigned}${value}`))
            .map(([parameter]) => `no ${parameter}`),
        ];
      }),
    ).toEqual([]);
  });

  it("makes undeclared nets an error inside each file, and nowhere else", () => {
    expect(
      faults(({ text }) =>
        /^(\/\/.*\n)+`default_nettype none\n\nmodule [^`]*endmodule\n\n`default_nettype wire\n$/.test(text)
          ? []
          : ["not between the two directives"],
      ),
    ).toEqual([]);
  });

  it("says beside every port what it is", () => {
    expect(
      faults(({ text }) => {
        const ports = text.slice(text.indexOf("\nmodule "), text.indexOf("\n);\n")).split("\n");
        return ports.filter((line) => /^ {2}(input|output) /.test(line) && !/ \/\/ \w/.test(line));
      }),
    ).toEqual([]);
  });

  it("declares every net above the lines that read it", () => {
    expect(faults(({ text }) => undeclared(code(text)))).toEqual([]);
  });

  it("names the states of a controller: no bare number is compared with, or assigned to, the state", () => {
    const controllers = files.filter(({ text }) => text.includes("state_q"));
    expect(controllers.length).toBeGreaterThan(40);
    expect(
      faults(({ text }) => {
        const lines = code(text).join("\n").split(";\n");
        return lines.filter((line) => /(state_q (==|<=)|goes_to =)/.test(line) && /\d'[dh]/.test(line));
      }),
    ).toEqual([]);
    for (const { text } of controllers) expect(text).toMatch(/localparam (\[\d:0\] )?STATE_IDLE = \d'd0;/);
  });

  it("has names of at most 72 letters, and _cg behind them where clocks are gated", () => {
    expect(faults(({ text }) => (text.match(/\b[a-z]\w{75,}\b/g) ?? []).filter((word) => isCode(text, word)))).toEqual(
      [],
    );
  });

  it("calls not_… only what is a complement, and nothing else after an operator that it is not", () => {
    const operators = { plus: " + ", minus: " - ", below: " < " };
    expect(
      faults(({ text }) =>
        [...text.matchAll(/^ {2}wire (?:\[.*?\] )?(\w+) = (.*);$/gm)].flatMap(([, name = "", definition = ""]) => [
          ...(/^not_[a-z]+(_\d+)*$/.test(name) && !definition.startsWith("~") ? [`${name} = ${definition}`] : []),
          ...Object.entries(operators)
            .filter(
              ([word, operator]) =>
                new RegExp(`^(?!for_|shared_)[a-z]+_${word}_\\w+$`).test(name) && !definition.includes(operator),
            )
            .map(() => `${name} = ${definition}`),
        ]),
      ),
    ).toEqual([]);
  });

  it("prints the adders of a tree column by column", () => {
    let trees = 0;
    expect(
      faults(({ text }) => {
        const columns = [...text.matchAll(/^ {2}(?:full|half)_adder c(\d+)_\d+ /gm)].map(([, column]) =>
          Number(column),
        );
        if (columns.length > 1) trees++;
        return columns.some((column, i) => column < (columns[i - 1] ?? 0)) ? [columns.join(" ")] : [];
      }),
    ).toEqual([]);
    expect(trees).toBeGreaterThan(50);
  });
});

function isCode(text: string, word: string): boolean {
  return code(text).some((line) => line.includes(word));
}

const WORDS = /'[bdh][0-9a-f]+|[.A-Za-z_]\w*/g;

/** Names that are read above their declaration, or that have none. */
function undeclared(lines: readonly string[]): string[] {
  const declared = new Set<string>(lines[0]?.match(/\w+/g) ?? []);
  const found: string[] = [];
  for (const line of lines) {
    const [, kind, names = ""] =
      /^ +(input +wire|output wire|output reg|wire|reg|localparam|genvar)(?: +\[.*?\])? +([\w, ]+)/.exec(line) ?? [];
    // A module and its instance, in one line or a loop.
    const instance = /^ +([a-z]\w*) (\w+) \(/.exec(line);
    const loop = /begin : (\w+)$/.exec(line);
    if (kind !== undefined) for (const name of names.split(",")) declared.add(name.trim());
    if (instance !== null) for (const name of instance.slice(1)) declared.add(name);
    if (loop !== null) declared.add(loop[1] ?? "");
    for (const word of line.match(WORDS) ?? []) {
      if (/^['.]/.test(word) || VERILOG_KEYWORDS.has(word) || declared.has(word)) continue;
      found.push(`${word} in ${line.trim()}`);
    }
  }
  return found;
}
