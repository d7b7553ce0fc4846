import { OutputFolder } from "../../src/run/output-folder.ts";

/** `publish-script.ts DIR WORD FILE …`: a result in small, each file holding WORD and its own name; some are manifests. */
const [directory = "", word = "", ...names] = process.argv.slice(2);
const folder = OutputFolder.prepare(directory);
for (const name of names) folder.append(name, contentOf(name));
folder.commit();

function contentOf(name: string): string {
  const manifest = { tool: { name: "tritforge" }, objectives: [], word };
  return name === "manifest.json" ? JSON.stringify(manifest) : `${word} ${name}\n`;
}
