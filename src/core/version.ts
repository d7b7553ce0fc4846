import { readFileSync } from "node:fs";

const { version }: { readonly version: string } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

/** Version of tritforge, as in package.json; stands in every file that it writes. */
export const TOOL_VERSION = version;
