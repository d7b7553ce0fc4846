import { verilogComment } from "./verilog-text.ts";

/** What stands above the modules of a generated design. */
export interface DesignHeader {
  /** What the design is and how it was made. */
  readonly made: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The design that a file belongs to. */
export interface FileOptions {
  readonly header?: DesignHeader | undefined;
  /** Name of the design's top module; without one, the module stands for itself. */
  readonly top?: string;
}

/**
 * A file of one module: licence, which design it is a part of, what it does, and the module itself between two directives that
 * make an undeclared net an error here and leave other files alone.
 */
export function verilogFile(name: string, comment: readonly string[], text: string, options: FileOptions): string {
  const head = ["SPDX-License-Identifier: Apache-2.0", ...designLines(name, options), ...comment].map(verilogComment);
  return [...head, "`default_nettype none", "", text, "", "`default_nettype wire", ""]
    .join("\n")
    .replaceAll(/ +$/gm, "");
}

/** The parameters of the design: a line each in the file of the top module, in few lines elsewhere. */
function designLines(name: string, { header, top }: FileOptions): string[] {
  if (header === undefined) return [];
  const parameters = Object.entries(header.parameters);
  if (name === top) return [header.made, ...parameters.map(([parameter, value]) => `  ${parameter} = ${value}`)];
  return [
    `Module ${name} of ${top},`,
    header.made,
    ...wrapped(parameters.map(([parameter, value]) => `${parameter}=${value}`)).map((line) => `  ${line}`),
  ];
}

/** Words as lines of at most 110 characters. */
export function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= 110) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
