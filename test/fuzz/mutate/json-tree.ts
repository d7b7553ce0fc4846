/** A JSON text as a tree that can also say what JSON values cannot: keys twice, numbers of any spelling, broken text. */
export type JsonTree =
  | { readonly kind: "object"; readonly members: readonly (readonly [string, JsonTree])[] }
  | { readonly kind: "list"; readonly items: readonly JsonTree[] }
  | { readonly kind: "raw"; readonly text: string };

/** The tree of a JSON value. */
export function treeOf(value: unknown): JsonTree {
  if (Array.isArray(value)) return { kind: "list", items: value.map(treeOf) };
  if (typeof value === "object" && value !== null)
    return { kind: "object", members: Object.entries(value).map(([key, inner]) => [key, treeOf(inner)]) };
  return { kind: "raw", text: JSON.stringify(value) ?? "null" };
}

/** How a tree is written down; none of it means anything. */
export interface Spelling {
  /** What stands between any two tokens. */
  readonly blank: () => string;
  readonly key: (key: string) => string;
}

const PLAIN: Spelling = { blank: () => "", key: (key) => JSON.stringify(key) };

/** The text of a tree. */
export function textOf(tree: JsonTree, spelling: Spelling = PLAIN): string {
  const { blank, key } = spelling;
  switch (tree.kind) {
    case "raw":
      return tree.text;
    case "list":
      return `[${blank()}${tree.items.map((item) => textOf(item, spelling)).join(`${blank()},${blank()}`)}${blank()}]`;
    case "object": {
      const members = tree.members.map(
        ([name, inner]) => `${key(name)}${blank()}:${blank()}${textOf(inner, spelling)}`,
      );
      return `{${blank()}${members.join(`${blank()},${blank()}`)}${blank()}}`;
    }
  }
}

/** Places in a tree: from each node to its children, by position. */
export type Place = readonly number[];

/** All places of a tree, the root first. */
export function placesOf(tree: JsonTree, from: Place = []): readonly Place[] {
  return [from, ...childrenOf(tree).flatMap((child, i) => placesOf(child, [...from, i]))];
}

/** The tree with the node at `place` replaced by what `change` makes of it. */
export function changedAt(tree: JsonTree, place: Place, change: (node: JsonTree) => JsonTree): JsonTree {
  const [first, ...rest] = place;
  if (first === undefined) return change(tree);
  switch (tree.kind) {
    case "raw":
      return tree;
    case "list":
      return { kind: "list", items: tree.items.map((item, i) => (i === first ? changedAt(item, rest, change) : item)) };
    case "object":
      return {
        kind: "object",
        members: tree.members.map(([key, inner], i) => [key, i === first ? changedAt(inner, rest, change) : inner]),
      };
  }
}

function childrenOf(tree: JsonTree): readonly JsonTree[] {
  switch (tree.kind) {
    case "raw":
      return [];
    case "list":
      return tree.items;
    case "object":
      return tree.members.map(([, inner]) => inner);
  }
}
