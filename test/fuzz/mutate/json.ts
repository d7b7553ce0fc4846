import type { Random } from "../../../src/core/random.ts";
import { changedAt, placesOf, textOf, treeOf, type JsonTree } from "./json-tree.ts";
import { INJECTIONS, STRANGE_NUMBERS, STRANGE_TEXTS, STRANGE_VALUES } from "./payloads.ts";
import { pick, shuffled } from "./pick.ts";
import { brokenText } from "./text.ts";

/** A JSON text that says something else: one to three changes of its structure, sometimes of its letters too. */
export function mutatedJson(text: string, random: Random): string {
  let tree = treeOf(JSON.parse(text));
  for (let changes = random.integer(1, 3); changes > 0; changes--) {
    const place = pick(placesOf(tree), random);
    tree = changedAt(tree, place, (node) => pick(CHANGES, random)(node, random));
  }
  const written = textOf(tree);
  return random.integer(0, 7) === 0 ? brokenText(written, random) : written;
}

/** The same JSON value in another text: order of keys, blanks, spelling of numbers and letters. */
export function respelledJson(text: string, random: Random): string {
  const blank = (): string => pick(["", "", " ", "\n", "\t\r\n  "], random);
  const letters = (value: string): string =>
    JSON.stringify(value).replaceAll(/[a-z]/g, (letter) => escaped(letter, random));
  const respelled = (node: JsonTree): JsonTree => {
    switch (node.kind) {
      case "list":
        return { kind: "list", items: node.items.map(respelled) };
      case "object":
        return {
          kind: "object",
          members: shuffled(node.members, random).map(([key, inner]) => [key, respelled(inner)]),
        };
      case "raw":
        return { kind: "raw", text: respelledScalar(node.text, letters, random) };
    }
  };
  const start = random.integer(0, 3) === 0 ? "\uFEFF" : "";
  return start + textOf(respelled(treeOf(JSON.parse(text))), { blank, key: letters }) + blank();
}

function escaped(letter: string, random: Random): string {
  // A letter behind a backslash must stay; those are few, so escapes are made of letters that no escape has.
  if (!"adeghijklmopqsvwxyz".includes(letter) || random.integer(0, 9) > 0) return letter;
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function respelledScalar(text: string, letters: (value: string) => string, random: Random): string {
  const value: unknown = JSON.parse(text);
  if (typeof value === "string") return value.includes("\\") ? text : letters(value);
  if (typeof value !== "number") return text;
  return pick(
    [text, Number.isInteger(value) && !/e/i.test(text) ? `${text}.0` : text, /e/i.test(text) ? text : `${text}e0`],
    random,
  );
}

type Change = (node: JsonTree, random: Random) => JsonTree;

const raw = (text: string): JsonTree => ({ kind: "raw", text });

const CHANGES: readonly Change[] = [
  (_, random) => raw(pick(STRANGE_VALUES, random)),
  (_, random) => raw(pick(STRANGE_NUMBERS, random)),
  (_, random) => raw(JSON.stringify(pick(STRANGE_TEXTS, random))),
  (_, random) => raw(JSON.stringify(pick(INJECTIONS, random))),
  (node, random) => (isText(node) ? raw(JSON.stringify(JSON.parse(node.text) + pick(INJECTIONS, random))) : node),
  (node, random) =>
    isNumber(node) ? raw(String(Number(node.text) * pick([-1, 2, 10, 1e-6, 1e6, 1e12], random))) : node,
  (node, random) => (isNumber(node) ? raw(String(Number(node.text) + pick([-1, 1, 0.5], random))) : node),
  withoutOne,
  withOneTwice,
  withManyTimes,
  withOtherKey,
  withTwoSwapped,
];

function isText(node: JsonTree): node is JsonTree & { readonly kind: "raw" } {
  return node.kind === "raw" && node.text.startsWith('"');
}

function isNumber(node: JsonTree): node is JsonTree & { readonly kind: "raw" } {
  return node.kind === "raw" && /^-?\d/.test(node.text);
}

function withoutOne(node: JsonTree, random: Random): JsonTree {
  switch (node.kind) {
    case "raw":
      return raw("null");
    case "list":
      return { kind: "list", items: node.items.toSpliced(random.integer(0, node.items.length), 1) };
    case "object":
      return { kind: "object", members: node.members.toSpliced(random.integer(0, node.members.length), 1) };
  }
}

function withOneTwice(node: JsonTree, random: Random): JsonTree {
  if (node.kind === "list" && node.items.length > 0)
    return { kind: "list", items: [...node.items, pick(node.items, random)] };
  if (node.kind === "object" && node.members.length > 0)
    return { kind: "object", members: [...node.members, pick(node.members, random)] };
  return { kind: "list", items: [node, node] };
}

function withManyTimes(node: JsonTree, random: Random): JsonTree {
  const items = node.kind === "list" && node.items.length > 0 ? node.items : [node];
  return {
    kind: "list",
    items: Array.from({ length: pick([20, 3000], random) }, (_, i) => items[i % items.length] ?? node),
  };
}

function withOtherKey(node: JsonTree, random: Random): JsonTree {
  if (node.kind !== "object" || node.members.length === 0) return raw("{}");
  const at = random.integer(0, node.members.length - 1);
  const rename = (key: string): string =>
    pick([`${key}s`, key.slice(1), key.toUpperCase(), ...STRANGE_TEXTS, ...INJECTIONS], random);
  return { kind: "object", members: node.members.map(([key, inner], i) => [i === at ? rename(key) : key, inner]) };
}

function withTwoSwapped(node: JsonTree, random: Random): JsonTree {
  if (node.kind !== "object" || node.members.length < 2) return node;
  const values = shuffled(
    node.members.map(([, inner]) => inner),
    random,
  );
  return { kind: "object", members: node.members.map(([key], i) => [key, values[i] ?? raw("null")]) };
}
