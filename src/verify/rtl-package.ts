import type { Generator } from "../../generators/contract/index.ts";
import { TOOL_VERSION } from "../core/version.ts";
import type { Design } from "../core/result.ts";
import { file, name, pass, printScript, remark } from "../eda/yosys/index.ts";
import type { Module } from "../hdl/index.ts";
import type { DesignHeader } from "../hdl/verilog-file.ts";
import { printVerilog } from "../hdl/verilog.ts";
import { benchOf, type BenchWork } from "./verify-design.ts";

/** What stands in the manifest beside generated Verilog. */
export interface RtlManifest {
  readonly tool: { readonly name: "tritforge"; readonly version: string };
  readonly generator: string;
  readonly parameters: Design["parameters"];
  /** Name of the top module; its file is `rtl/<top>.v`. */
  readonly top: string;
  /** Verilog files, children first. */
  readonly rtl: readonly string[];
  readonly testbench: { readonly file: string; readonly seed: number } & BenchWork;
}

/** A design as files. */
export interface RtlPackage {
  readonly top: Module;
  /** Verilog file name → text. */
  readonly rtl: Record<string, string>;
  readonly manifest: RtlManifest;
  /** Everything to be written: relative file name → text. */
  readonly files: Record<string, string>;
}

/** Everything that `tritforge generate` writes: relative file name → text. */
export function rtlPackage(
  design: Design,
  generator: Generator,
  options: { readonly count: number; readonly seed: number },
): RtlPackage {
  const top = generator.elaborate(design.parameters);
  const rtl = printVerilog(top, headerOf(design, generator));
  const bench = benchOf({ generator, parameters: design.parameters, top, ...options });
  const manifest: RtlManifest = {
    tool: { name: "tritforge", version: TOOL_VERSION },
    ...design,
    top: top.name,
    rtl: Object.keys(rtl).map((name) => `rtl/${name}`),
    testbench: { file: "tb/tb.v", ...bench.work, seed: options.seed },
  };
  const prefixed = (folder: string, files: Record<string, string>): [string, string][] =>
    Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]);
  return {
    top,
    rtl,
    manifest,
    files: {
      ...Object.fromEntries([...prefixed("rtl", rtl), ...prefixed("tb", bench.files)]),
      "synth.ys": synthesisScript(top.name, Object.keys(rtl)),
      "manifest.json": `${JSON.stringify(manifest, null, 2)}\n`,
    },
  };
}

/** On top of every module: the command that made the file, and the parameters. */
function headerOf({ parameters }: Design, generator: Generator): DesignHeader {
  const kind = generator.kind === "core" ? "core" : "unit";
  const made = `${generator.name} ${kind}, made by tritforge ${TOOL_VERSION}: tritforge generate DESIGN.json --out DIR`;
  return { made, parameters };
}

/** A plain script for any Yosys and any library: set LIBERTY, run in this folder. */
function synthesisScript(top: string, files: readonly string[]): string {
  return printScript([
    remark(
      "Portable synthesis for any Yosys and library: put the path of your Liberty file for your.lib, then run  yosys synth.ys  here.",
    ),
    remark(
      'tritforge synth uses a better recipe (adder cells, output polarities); see the "script" field of its --json output.',
    ),
    pass("read_verilog", ...files.map((verilog) => file(`rtl/${verilog}`))),
    pass("hierarchy", "-check", "-top", name(top)),
    pass("synth", "-top", name(top)),
    pass("dfflibmap", "-liberty", file("your.lib")),
    pass("abc", "-liberty", file("your.lib")),
    pass("opt_clean", "-purge"),
    pass("stat", "-liberty", file("your.lib")),
    pass("write_verilog", "-noattr", file(`${top}_mapped.v`)),
  ]);
}
