import { describe, expect, it } from "vitest";
import { html } from "../../../reports/page/html.ts";
import { figure, keyList, renderReportPage, section } from "../../../reports/page/report-page.ts";

const PAGE = { title: "t", kicker: "k", heading: "h", facts: ["a < b"], parts: [] };

describe("renderReportPage(page)", () => {
  it("numbers figures by their place, and only figures", () => {
    const drawn = (number: number) => figure(number, undefined, html`<svg></svg>`, "");
    const parts = [drawn, section("between", "no figure", "text"), undefined, drawn];
    const page = renderReportPage({ ...PAGE, parts });
    expect([...page.matchAll(/Figure \d+\./g)].map(([words]) => words)).toEqual(["Figure 1.", "Figure 2."]);
  });

  it("lists its sections as links to them, in order, and nothing for a single one", () => {
    const parts = [section("one", "First & last", "text"), undefined, (n: number) => section("two", `Figure ${n}`, "")];
    const page = renderReportPage({ ...PAGE, parts });
    const links = [...page.matchAll(/<a href="#(\w+)">([^<]*)<\/a>/g)].map(([, id, title]) => [id, title]);
    expect(links).toEqual([
      ["one", "First &amp; last"],
      ["two", "Figure 1"],
    ]);
    for (const [id] of links) expect(page).toContain(`<section id="${id}">`);
    expect(renderReportPage({ ...PAGE, parts: parts.slice(0, 1) })).not.toContain("<nav");
  });

  it("opens with kicker, heading and facts, escaped; what is around stands outside the main part", () => {
    const page = renderReportPage({ ...PAGE, around: ["before", html`<aside></aside>`] });
    expect(page).toMatch(
      /before <header> <p class="kicker">k<\/p> <h1>h<\/h1> <p class="facts"><span>a &lt; b<\/span>/,
    );
    expect(page).toMatch(/<\/main> <aside><\/aside>/);
  });
});

describe("keyList(entries)", () => {
  it("is a line for each entry, and nothing for none", () => {
    expect(String(keyList([{ mark: "dot", colour: "u1", label: "µ = 1" }]))).toContain(
      '<li><i class="mark-dot u1"></i>µ = 1</li>',
    );
    expect(keyList([])).toBeUndefined();
  });
});
