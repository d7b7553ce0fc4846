/**
 * What synthesis maps a module for, by what the generators call modules. `speed`: the gates stay as they are written, as those of
 * prefix adders and of masks, whose comparisons with all positions of a tile would become chains. `area`: gates are restructured
 * first, also in tables built with prefix adders, which gain nothing by staying what they are.
 */
export function mappedFor(module: string): "area" | "speed" {
  const isFast = (module.includes("_prefix") && !module.startsWith("build_")) || /^(input|output)_mask_/.test(module);
  return isFast ? "speed" : "area";
}
