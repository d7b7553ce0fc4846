import { readFileSync } from "node:fs";

/** Files of `client/`, and those that it shares, in the order in which they are joined; a constant stands before the code that runs with it. */
const FILES = [
  "number-text", "quantity-text", "geometry", "order", "whiskers", "csv", "page-data", "selection", "legend", "error-bars", "scatter", "parallel", "filter", "table",
  "details", "main",
]; // prettier-ignore

/** Of these, what the renderer and the commands write numbers with, too. */
const SHARED = ["number-text", "quantity-text"];

/**
 * The page's script: the modules of `client/` joined into one. Imports and the word `export` go; that is enough because
 * the modules import nothing but each other, rename nothing, and have no two top-level names alike.
 */
export function clientScript(): string {
  const sources = FILES.map((name) => readFileSync(placeOf(name), "utf8"));
  const joined = sources
    .map((source) => source.replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, ""))
    .map((source) => source.replace(/^[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n/gm, "").replace(/^[ \t]*\/\/.*\n/gm, ""))
    .join("\n");
  return `(() => {\n"use strict";\n${joined}\n})();`;
}

function placeOf(name: string): URL {
  return new URL(SHARED.includes(name) ? `../../src/core/${name}.js` : `../client/${name}.js`, import.meta.url);
}

/** The page's style sheets, as they stand on disk; print overrides what stands before it. */
export function styleSheet(): string {
  const names = ["page", "charts", "roofline", "tables", "errors", "controls", "print"];
  return names.map((name) => readFileSync(new URL(`../client/${name}.css`, import.meta.url), "utf8")).join("");
}
