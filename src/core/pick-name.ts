/** The name of the files of a picked design: `smallest-areaUm2` of `smallest areaUm2, knee`. */
export function pickName(label: string): string {
  return (label.split(",")[0] ?? "").replaceAll(/\W+/g, "-");
}
