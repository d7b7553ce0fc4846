import { createHash } from "node:crypto";
import type { TopInstance, TopSource } from "../../generators/contract/index.ts";

/** Equal for instances of equal timing that the same outputs drive, whatever their number is. */
export function timingKey(instance: TopInstance): string {
  return `${instance.timing ?? instance.moduleName} ${wiresKey(instance)}`;
}

/** Equal for instances of one name that the same outputs drive. */
export function wiresKey({ name, inputs }: TopInstance): string {
  const wires = Object.entries(inputs).map(([port, source]) => `${port}=${sourceKey(source)}`);
  return `${name} ${wires.join()}`;
}

function sourceKey({ instance, port, low = 0, bits }: TopSource): string {
  return `${instance}.${port}@${low}+${bits ?? "all"}`;
}

/** A short name of some content. */
export function digestOf(content: string | Float64Array): string {
  return createHash("sha256").update(content).digest("base64url").slice(0, 22);
}
