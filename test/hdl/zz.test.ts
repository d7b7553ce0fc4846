import fc from "fast-check";
import { it } from "vitest";
import { printVerilog } from "/work/main/src/hdl/verilog.ts";
import { anyModule, moduleOf } from "/work/main/test/support/random-module.ts";
import { expectedCellsOf, wordCells } from "/work/main/test/support/word-cells.ts";
it("x", async () => {
    const recipes = fc.sample(anyModule, { seed: 77, numRuns: 2500 });
    const modules = recipes.map((recipe, i) => moduleOf(recipe, `random${i}`));
    const files = Object.assign({}, ...modules.map((top) => printVerilog(top)));
    const got = await wordCells(files);
    const want = expectedCellsOf(modules);
    let n = 0;
    for (const [name, cells] of Object.entries(want)) {
      const keys = new Set([...Object.keys(cells), ...Object.keys(got[name]!)]);
      const bad = [...keys].filter((k) => cells[k] !== got[name]![k]);
      if (bad.length) { n++; if (n < 6) console.log(files[`${name}.v`], bad.map((k) => `${k} want ${cells[k]} got ${got[name]![k]}`)); else console.log(name, bad.map((k) => `${k} want ${cells[k]} got ${got[name]![k]}`)); }
    }
    console.log(n);
}, 100000);
