import type { TileShape } from "../../generators/contract/index.ts";

/** Outputs of a layer that each of some cores works out. */
export interface Share {
  readonly outputs: number;
  readonly cores: number;
}

/**
 * How the outputs of a layer are dealt to cores, largest share first; the shares add up to the outputs. They are dealt in whole
 * tiles of a step (shape `runtime`) or in whole products (shape `fixed`, which always runs a full one), as evenly as goes; the
 * last tile or product, which may be smaller, goes to the last core that gets any. Cores that get none are not listed.
 */
export function dealtOutputs(outputs: number, tile: TileShape, cores: number): readonly Share[] {
  if (cores === 1) return [{ outputs, cores }];
  const unit = tile.shape === "fixed" ? tile.maxOutputs : tile.outputsPerStep;
  const units = Math.ceil(outputs / unit);
  const least = Math.floor(units / cores);
  const withMore = units % cores;
  const missing = units * unit - outputs;
  const full: readonly Share[] = [
    { outputs: (least + 1) * unit, cores: withMore },
    { outputs: least * unit, cores: least > 0 ? cores - withMore : 0 },
  ];
  const shares = full.filter((share) => share.cores > 0);
  const last = shares.at(-1);
  if (last === undefined || missing === 0) return shares;
  const whole = { ...last, cores: last.cores - 1 };
  return [...shares.slice(0, -1), ...(whole.cores > 0 ? [whole] : []), { outputs: last.outputs - missing, cores: 1 }];
}
