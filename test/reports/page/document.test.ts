import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { embedJson, renderPage } from "../../../reports/page/document.ts";
import { renderLearningReproduction, renderReport, renderReproduction } from "../../../reports/index.ts";
import { HOSTILE_STRINGS, replaced, type Json } from "../../support/mutate-json.ts";
import { SMALL_LEARNING } from "../reproduction/learning/sample-learning.ts";
import { PHYSICAL_MANIFEST, PHYSICAL_PARETO } from "../physical-sweep.ts";
import { SMALL_REPRODUCTION } from "../reproduction/cores/sample-reproduction.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The physical sweep with markup in every text that is not a word of the format. */
function hostilePage(): string {
  let turn = 0;
  const words = /^(?:feasible|counts|characterised|minimize|maximize|keep|knee|tritforge)$/;
  const change = (old: number | string, path: readonly (string | number)[]): Json =>
    typeof old === "number" || words.test(old) || path.at(-1) === "metric" ? old : (HOSTILE_STRINGS[turn++ % 6] ?? old);
  return renderReport(
    replaced(PHYSICAL_MANIFEST as unknown as Json, change) as never,
    replaced(PHYSICAL_PARETO as unknown as Json, change) as never,
  );
}

const PAGES: readonly (readonly [string, () => string])[] = [
  ["renderReport(…)", () => renderReport(PHYSICAL_MANIFEST, PHYSICAL_PARETO)],
  ["renderReport(hostile)", hostilePage],
  ["renderReproduction(…)", () => renderReproduction(SMALL_REPRODUCTION)],
  ["renderLearningReproduction(…)", () => renderLearningReproduction(SMALL_LEARNING)],
];

describe.each(PAGES)("the page of %s", (_, render) => {
  const page = render();
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
  const tags = page.replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, "").match(/<[a-z][^>]*>/gi) ?? [];

  it("allows its own style and script by hash and nothing else", () => {
    const hash = (text: string | undefined) =>
      `'sha256-${createHash("sha256")
        .update(text ?? "")
        .digest("base64")}'`;
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => hash(text));
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => hash(text));
    expect(styles).toHaveLength(1);
    expect(scripts.length).toBeLessThanOrEqual(1);
    const script = scripts.map((each) => `script-src ${each}; `).join("");
    expect(policy).toBe(
      `default-src 'none'; ${script}style-src ${styles.join("")}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });
  it("has no event, style or loading attribute, and no script but its own", () => {
    expect(tags.length).toBeGreaterThan(50);
    for (const tag of tags) {
      expect(tag).not.toMatch(/ href="(?!#)/);
      expect(tag.replaceAll(/"[^"]*"/g, "")).not.toMatch(/\s(?:on\w+|style|src|srcdoc|action|formaction)\s*=/i);
    }
    expect(page.match(/<script/g)?.length ?? 0).toBeLessThanOrEqual(2);
  });
});

describe("renderPage(page)", () => {
  it("refuses a style or script that would end its own element", () => {
    expect(() => renderPage({ title: "x", style: "a{}</STYLE >", body: "" })).toThrow("ends itself");
    const script = { source: "'</script>'", data: 1 };
    expect(() => renderPage({ title: "x", style: "", body: "", script })).toThrow("ends itself");
  });
  it("gives the same policy for a checkout with other line ends", () => {
    expect(renderPage({ title: "x", style: "a{}\r\nb{}", body: "" })).toBe(
      renderPage({ title: "x", style: "a{}\nb{}", body: "" }),
    );
  });
});

describe("embedJson(value)", () => {
  it("ends neither the element nor a line", () => {
    const value = ["</script>", "<!--", "\u2028\u2029"];
    expect(embedJson(value)).not.toMatch(/[<\u2028\u2029]/);
    expect(JSON.parse(embedJson(value))).toEqual(value);
  });
});

const CHROMIUM = "/usr/bin/chromium";
const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --enable-logging=stderr --v=0 --dump-dom";

describe.skipIf(!existsSync(CHROMIUM))("in Chromium (skipped where it is missing)", () => {
  it("the page of a hostile sweep runs its own script, nothing else, and breaks no rule of its policy", () => {
    const folder = mkdtempSync(join(tmpdir(), "tritforge-page-"));
    try {
      const file = join(folder, "page.html");
      writeFileSync(file, hostilePage());
      const profile = `--user-data-dir=${join(folder, "profile")}`;
      const run = spawnSync(CHROMIUM, [...FLAGS.split(" "), profile, pathToFileURL(file).href], {
        encoding: "utf8",
        timeout: 50_000,
      });
      expect(run.stdout).toContain('<html lang="en" class="script">');
      expect(run.stdout).toMatch(/<title>(?!owned)[^<]*tritforge report<\/title>/);
      expect(run.stderr).not.toMatch(/Content Security Policy|CONSOLE/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
