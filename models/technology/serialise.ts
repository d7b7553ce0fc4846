import type { Technology } from "./technology.ts";

/** JSON text of a technology: the library's facts first, then one cell a line, so that a difference between two reads well. */
export function serialiseTechnology(technology: Technology): string {
  const { cells, skipped, ...facts } = technology;
  const head = Object.entries(facts).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  return [
    "{",
    ...head,
    `  "cells": [`,
    rows(cells),
    `  ],`,
    `  "skipped": [`,
    ...(skipped.length === 0 ? [] : [rows(skipped)]),
    `  ]`,
    "}",
    "",
  ].join("\n");
}

function rows(items: readonly unknown[]): string {
  return items.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
}
