import { expect, it } from "vitest";
import { html } from "../../../reports/page/html.ts";
import { columnHead, table } from "../../../reports/page/table.ts";

it("table(name, heads, rows) is a head of rows of cells above the rows, in a frame that scrolls", () => {
  const rows = [html`<tr><td>1</td></tr>`, html`<tr><td>2</td></tr>`]; // prettier-ignore
  const made = table({ class: "counts" }, [columnHead("<n>", "number"), columnHead("of")], rows);
  expect(String(made)).toBe(
    '<div class="scroll"> <table class="counts"> <thead> <tr> <th scope="col" class="n">&lt;n&gt;</th> </tr> ' +
      '<tr> <th scope="col">of</th> </tr> </thead> <tbody> <tr><td>1</td></tr>\n<tr><td>2</td></tr> </tbody> </table> </div>',
  );
  expect(String(table({ id: "designs", isTall: true }, [], []))).toMatch(
    /^<div class="scroll tall"> <table id="designs">/,
  );
});
