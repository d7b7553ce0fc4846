import type { KnownUpdates } from "../../models/update/known-updates.ts";
import type { UnitPool } from "./pool.ts";
import type { UnitPoint } from "./unit-points.ts";

/** Prices the circuit of each point, side by side; those that have no price are left out. @param onDone - circuits done so far */
export async function priceCircuits(
  circuits: readonly UnitPoint[],
  pool: UnitPool,
  onDone: (done: number) => void,
): Promise<KnownUpdates["unitCosts"]> {
  let done = 0;
  const priced = await Promise.all(
    circuits.map(async ({ circuit, generator, values }) => {
      const answer = await pool.run({ kind: "price", generator: generator.name, parameters: values });
      onDone(++done);
      return answer.kind === "price" && answer.cost !== undefined ? [[circuit, answer.cost] as const] : [];
    }),
  );
  return priced.flat();
}
