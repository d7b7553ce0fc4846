import type { KnownUpdates } from "../../models/update/known-updates.ts";
import type { UnitPool } from "./pool.ts";
import type { UnitPoint } from "./unit-points.ts";

/**
 * Prices the circuit of each point in each of some technologies, side by side; those that have no price are left out.
 * @param technologies how many the pool's job has
 * @param onDone circuits done so far, each counted in every technology
 * @returns costs by technology
 */
export async function priceCircuits(
  circuits: readonly UnitPoint[],
  technologies: number,
  pool: UnitPool,
  onDone: (done: number) => void,
): Promise<readonly KnownUpdates["unitCosts"][]> {
  let done = 0;
  const price = async (request: number, { circuit, generator, values }: UnitPoint) => {
    const answer = await pool.run({ kind: "price", request, generator: generator.name, parameters: values });
    onDone(++done);
    return answer.kind === "price" && answer.cost !== undefined ? [[circuit, answer.cost] as const] : [];
  };
  const priced = Array.from({ length: technologies }, (_, request) =>
    Promise.all(circuits.map((point) => price(request, point))),
  );
  return (await Promise.all(priced)).map((costs) => costs.flat());
}
