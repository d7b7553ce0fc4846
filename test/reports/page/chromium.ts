import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const CHROMIUM = "/usr/bin/chromium";

const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --dump-dom";

/** What stands too far to the left or right in a page of some width. */
export interface Overflow {
  /** Width that the page was laid out in [px]. */
  readonly width: number;
  /** Elements outside of it that no scroll container holds, with their edges. */
  readonly outside: readonly string[];
}

/** Runs in the page: finds what lies outside, and tells the page around it. */
const PROBE = `addEventListener("load", () => {
  const width = document.documentElement.clientWidth;
  const isHeld = (element) => {
    for (let outer = element.parentElement; outer !== null && outer !== document.body; outer = outer.parentElement) {
      if (/auto|scroll|hidden/.test(getComputedStyle(outer).overflowX)) return true;
    }
    return false;
  };
  const outside = [...document.body.querySelectorAll("*")].flatMap((element) => {
    const { left, right, width: own } = element.getBoundingClientRect();
    const isIn = own === 0 || (right <= width + 0.5 && left >= -0.5);
    if (isIn || getComputedStyle(element).clipPath !== "none" || isHeld(element)) return [];
    const name = [element.tagName.toLowerCase(), element.id, element.getAttribute("class")].filter(Boolean).join(" ");
    return [name + ": " + Math.round(left) + " to " + Math.round(right)];
  });
  parent.postMessage(JSON.stringify({ width, outside }), "*");
});`;

/** Runs around it: the frame has any width, a window has not. */
const LISTENER = `addEventListener("message", ({ data }) => document.documentElement.setAttribute("data-found", data));`;

/** Lays a page out in a width, for a screen or as it is printed, and finds what is cut off. */
export function overflowOf(page: string, width: number, medium: "screen" | "print"): Overflow {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-overflow-"));
  try {
    writeFileSync(
      join(folder, "page.html"),
      inMedium(page, medium).replace("</body>", () => `<script>${PROBE}</script></body>`),
    );
    const frame = `<iframe src="page.html" width="${width}" height="800" frameborder="0" scrolling="no"></iframe>`;
    writeFileSync(join(folder, "frame.html"), `<!doctype html><script>${LISTENER}</script>${frame}`);
    const url = pathToFileURL(join(folder, "frame.html")).href;
    const options = [...FLAGS.split(" "), "--window-size=1600,900", `--user-data-dir=${join(folder, "profile")}`, url];
    const { stdout } = spawnSync(CHROMIUM, options, { encoding: "utf8", timeout: 90_000 });
    const [, found] = /data-found="([^"]*)"/.exec(stdout) ?? [];
    if (found === undefined) throw new Error("Chromium found nothing: the page did not load");
    return JSON.parse(found.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The page without the policy that keeps the probe out; in print, its rules for print hold, and those for a screen do not. */
function inMedium(page: string, medium: "screen" | "print"): string {
  const open = page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  return medium === "screen"
    ? open
    : open.replaceAll("@media print", "@media all").replaceAll("@media screen", "@media (max-width: 0px)");
}
