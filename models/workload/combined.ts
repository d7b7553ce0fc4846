import type { Combination, Workload } from "./workload.ts";

/**
 * Several workloads as one, for a design that serves them all: it must fit every layer of each. What a token takes is worked
 * out for each (see `EachWorkload`); `combination` says how that becomes one number.
 */
export function combinedWorkload(combination: Combination): Workload {
  const { of, combine, weights } = combination;
  const names = of.map(({ name }, place) => (combine === "worst" ? name : `${weights[place]} ${name}`));
  return {
    name: `${combine} of ${names.join(", ")}`,
    title: `${combine} of ${of.map(({ title }) => title).join(", ")}`,
    source: of.map(({ title, source }) => `${title}: ${source}`).join("; "),
    layers: of.flatMap(({ name, layers }) => layers.map((layer) => ({ ...layer, name: `${layer.name} of ${name}` }))),
    combination,
  };
}
