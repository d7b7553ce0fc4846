import { describe, expect, it } from "vitest";
import { renderReport } from "../../../reports/index.ts";
import { drawSvg, rectangle, text } from "../../../reports/draw/svg.ts";
import { sampleSweep } from "../sample.ts";

/** The elements that are open at the end of well-formed markup: none. Throws at an end tag that closes nothing. */
function openElements(markup: string): string[] {
  const open: string[] = [];
  for (const [tag, end, name, selfClosing] of markup.matchAll(/<(\/?)([\w-]+)[^<>]*?(\/?)>/g)) {
    if (end === "/") expect(`${tag} closes ${open.pop()}`).toBe(`</${name}> closes ${name}`);
    else if (selfClosing === "") open.push(name ?? "");
  }
  return open;
}

describe("drawSvg(canvas, draw)", () => {
  it("closes every element, also one that holds a title", () => {
    const svg = String(
      drawSvg({ id: "x", height: 10, title: "x" }, (root) => {
        rectangle(root, "a", 0, 0, 1, 1).append("title").text("inside");
        rectangle(root, "b", 0, 0, 1, 1);
        text(root, "c", 0, 0, "last");
      }),
    );
    expect(svg).toContain('<title>inside</title></rect><rect class="b" x="0" y="0" width="1" height="1"/><text');
    expect(openElements(svg)).toEqual([]);
  });

  it("draws every chart of the sample page well-formed", () => {
    const { manifest, pareto } = sampleSweep();
    const drawings = renderReport(manifest, pareto).match(/<svg.*?<\/svg>/gs) ?? [];
    expect(drawings.length).toBeGreaterThanOrEqual(5);
    for (const drawing of drawings) expect(openElements(drawing)).toEqual([]);
  });
});
