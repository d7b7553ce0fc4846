import { runInNewContext } from "node:vm";
import { D3Node } from "d3-node";
import { describe, expect, test, vi } from "vitest";
import { clientScript } from "../../../reports/page/client-script.ts";
import { renderReport } from "../../../reports/index.ts";
import { PHYSICAL_MANIFEST, PHYSICAL_PARETO } from "../physical-sweep.ts";
import { SMALL_MANIFEST, SMALL_PARETO } from "../small-sweep.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** The part of an element that these tests touch; the compiler settings leave the DOM's types out. */
interface TestElement {
  value: string;
  checked: boolean;
  hidden: boolean;
  readonly textContent: string;
  querySelector(selector: string): TestElement;
  querySelectorAll(selector: string): Iterable<TestElement>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  dispatchEvent(event: object): void;
  click(): void;
}

const GLOBALS = [
  "document",
  "Element",
  "HTMLElement",
  "SVGElement",
  "Option",
  "Event",
  "navigator",
  "innerWidth",
  "innerHeight",
];

/** The page of the small sweep in jsdom with its script run; `downloads` collects the files it offers. */
function openPage(page = renderReport(SMALL_MANIFEST, SMALL_PARETO)) {
  const node = new D3Node({ container: page });
  const window = node.window as Record<string, unknown>;
  const downloads: string[] = [];
  class Download {
    constructor(parts: readonly string[]) {
      downloads.push(parts.join(""));
    }
  }
  const urls = { createObjectURL: () => "#file", revokeObjectURL: () => undefined };
  const globals = Object.fromEntries(GLOBALS.map((name) => [name, window[name]]));
  runInNewContext(clientScript(), { ...globals, Blob: Download, URL: urls });
  const document = node.document as TestElement;
  const Event = window["Event"] as new (type: string, options?: object) => object;
  const fire = (selector: string, type: string) =>
    document.querySelector(selector).dispatchEvent(new Event(type, { bubbles: true }));
  const choose = (selector: string, value: string, type = "change") => {
    document.querySelector(selector).value = value;
    fire(selector, type);
  };
  const rows = () => [...document.querySelectorAll("#designs tbody tr")].filter((row) => !row.hidden);
  const indices = () => rows().map((row) => Number(row.querySelector("th").textContent));
  return { document, fire, choose, indices, downloads };
}

describe("the page's script", () => {
  test("clientScript has no import or export left", () => {
    expect(clientScript()).not.toMatch(/^\s*(?:import|export) /m);
  });
  test("a click on a column head sorts the table, a second one turns it", () => {
    const { document, indices } = openPage();
    expect(indices()).toEqual([7, 3, 5]);
    document.querySelector("th[data-key=latencyUs]").click();
    expect(indices()).toEqual([5, 3, 7]);
    document.querySelector("th[data-key=latencyUs]").click();
    expect(indices()).toEqual([7, 3, 5]);
  });
  test.each([
    ["areaUm2<=1000", [7, 3]],
    ["generator=ternary-lut latencyUs<200", [5]],
    ["tables!=2", [5]],
    ["add-sub", [7]],
    ["fetchers>3 fetchers<8", [3]],
    ["nosuch=1", []],
  ])("the filter %s keeps %j", (filter, kept) => {
    const { choose, indices, document } = openPage();
    choose("#filter", filter, "input");
    expect(indices()).toEqual(kept);
    expect(document.querySelector("#kept").textContent).toBe(`${kept.length} of 3`);
  });
  test("the filter dims marks and lines of the designs it drops, and clearing brings them back", () => {
    const { choose, document } = openPage();
    choose("#filter", "add-sub", "input");
    expect([...document.querySelectorAll(".marks [data-off]")].map((mark) => mark.getAttribute("data-i"))).toEqual([
      "0",
      "1",
    ]);
    expect([...document.querySelectorAll(".lines [data-off]")]).toHaveLength(2);
    document.querySelector("#clear").click();
    expect([...document.querySelectorAll(".marks [data-off]")]).toHaveLength(0);
  });
  test("a legend entry switches its generator off in table and charts", () => {
    const { fire, indices } = openPage();
    fire("#pareto-front .legend [data-series='0']", "click");
    expect(indices()).toEqual([7]);
  });
  test("download gives the kept designs as CSV", () => {
    const { choose, document, downloads } = openPage();
    choose("#filter", "tables=4", "input");
    document.querySelector("#download").click();
    expect(downloads).toEqual([
      "index,generator,groupSize,tables,fetchers,tileInputs,tileOutputs,areaUm2,macsPerCycle,latencyUs\n5,ternary-lut,2,4,8,,,2000,64,100\n",
    ]);
  });
  test("a click on a mark opens its details with a DESIGN.json that can be used again", () => {
    const { document, fire } = openPage();
    fire(".marks [data-i='2']", "click");
    const panel = document.querySelector("#details");
    expect(panel.hidden).toBe(false);
    expect(JSON.parse(panel.querySelector("pre").textContent)).toEqual({
      generator: "add-sub",
      parameters: { tileInputs: 4, tileOutputs: 2 },
    });
    expect(panel.textContent).toContain("npx tritforge synth designs/7.json --technology asap7");
    panel.querySelector("button").click();
    expect(panel.hidden).toBe(true);
  });
  test("settings are columns, filters and choices of a design, and no part of its DESIGN.json", () => {
    const label = (clockMhz: number) => ({ clockMhz });
    const front = SMALL_PARETO.front.map((record, i) => ({ ...record, setting: label(i === 2 ? 200 : 100) }));
    const { clockMhz: _, technology, workload, memory, ...manifest } = SMALL_MANIFEST;
    const list = [100, 200].map((clockMhz) => ({ label: label(clockMhz), clockMhz, technology: 0, workload: 0 }));
    const settings = { technologies: [technology!], workloads: [workload!], memories: [memory!], list };
    const pareto = { ...SMALL_PARETO, front, picks: [], equalThroughput: [] };
    const { document, fire, choose, indices, downloads } = openPage(renderReport({ ...manifest, settings }, pareto));
    choose("#filter", "clockMhz=200", "input");
    expect(indices()).toEqual([7]);
    document.querySelector("#download").click();
    expect(downloads[0]).toMatch(/^index,generator,clockMhz,groupSize,.*\n7,add-sub,200,,/);
    fire(".marks [data-i='2']", "click");
    const panel = document.querySelector("#details");
    expect(JSON.parse(panel.querySelector("pre").textContent).parameters).toEqual({ tileInputs: 4, tileOutputs: 2 });
    expect(panel.textContent).toContain("clockMhz200");
    expect(panel.textContent).toContain("--clock 200");
    fire(".marks [data-i='0']", "click");
    expect(panel.textContent).toContain("--clock 100");
  });
  test("other axes move the marks and rename the axis", () => {
    const { document, choose } = openPage();
    const before = document.querySelector(".marks [data-i='1']").getAttribute("x");
    choose("#axis-x", "macsPerCycle");
    expect(document.querySelector(".title-x").textContent).toBe("MACs per cycle, larger is better");
    expect(document.querySelector(".marks [data-i='1']").getAttribute("x")).not.toBe(before);
    choose("#axis-x", "areaUm2");
    expect(document.querySelector(".marks [data-i='1']").getAttribute("x")).toBe(before);
  });
  test("a packed column is unpacked: download gives ge, twice the area, and the constant critical path", () => {
    const { document, downloads } = openPage(renderReport(PHYSICAL_MANIFEST, PHYSICAL_PARETO));
    document.querySelector("#download").click();
    const [header, first] = (downloads[0] ?? "").split("\n").map((line) => line.split(","));
    expect(first?.[header?.indexOf("ge") ?? -1]).toBe("2000");
    expect(first?.[header?.indexOf("criticalPathPs") ?? -1]).toBe("800");
  });
  test("sorting by another column moves the marks of uncertain order there", () => {
    const { document } = openPage(renderReport(PHYSICAL_MANIFEST, PHYSICAL_PARETO));
    const marks = () =>
      [...document.querySelectorAll("#designs tbody tr")].flatMap((row) =>
        [...row.querySelectorAll("td i")].map((mark) => `${row.querySelector("th").textContent} ${mark.textContent}`),
      );
    expect(marks()).toEqual(["1 ≈1", "2 ≈1"]);
    document.querySelector("th[data-key=energyPerTokenUj]").click();
    expect(marks()).toEqual(["2 ≈1", "3 ≈1"]);
    document.querySelector("th[data-key=latencyUs]").click();
    expect(marks()).toEqual([]);
  });
  test("a hovered mark shows its error bars, and the choice of all error bars draws or clears the rest", () => {
    const { document, fire } = openPage(renderReport(PHYSICAL_MANIFEST, PHYSICAL_PARETO));
    const bars = (name: string) => document.querySelector(`.whiskers${name}`).getAttribute("d")?.match(/[HV]/g) ?? [];
    expect(bars(".focus")).toHaveLength(0);
    fire(".marks [data-i='2']", "pointerover");
    expect(bars(".focus")).toHaveLength(2);
    expect(bars("")).toHaveLength(6);
    document.querySelector("#show-whiskers").click();
    expect(bars("")).toHaveLength(0);
    expect(bars(".picked")).toHaveLength(4);
  });
  test("redrawing with the first axes changes nothing that the renderer drew", () => {
    const stored = renderReport(SMALL_MANIFEST, SMALL_PARETO);
    const { document } = openPage();
    for (const selector of [".steps", ".cloud path"])
      expect(stored).toContain(`d="${document.querySelector(`#pareto-front ${selector}`).getAttribute("d")}"`);
  });
});
