/** Where a value of a template stands. */
export type Hole =
  | { readonly kind: "text" }
  | {
      readonly kind: "attribute";
      readonly name: string;
      /** Whether the value is all there is between the quotes. */
      readonly isWhole: boolean;
      /** Characters from the blank before the attribute to its opening quote, both included. */
      readonly opening: number;
    };

/** Attributes that a template may write, beside `data-…` and `aria-…`. None runs code, none loads anything. */
const ATTRIBUTES = new Set(
  (
    "autocomplete charset checked class colspan content d for height hidden href http-equiv id lang name placeholder " +
    "role rowspan scope spellcheck tabindex title type value viewBox width"
  ).split(" "),
);

/** Elements whose content is not text, or that load something; `document.ts` makes those of a page. */
const RAW_ELEMENTS =
  /^(?:script|style|iframe|noscript|noembed|noframes|plaintext|xmp|template|object|embed|base|link)$/i;

/** Stands for a value while a template is read. */
const MARK = "\u0000";

const TAG = /<!doctype html>|<\/?([a-z][a-z\d]*)((?:\s+[a-zA-Z][\w-]*(?:="[^"<>]*")?)*)\s*\/?>/y;
const TEXT = /[^<]+/y;
const ATTRIBUTE = /(\s+)([a-zA-Z][\w-]*)(?:="([^"<>]*)")?/g;

/** What there is to know about a template. */
export interface Template {
  /** The text around the values; a line break with its indentation is one blank. */
  readonly texts: readonly string[];
  readonly holes: readonly Hole[];
}

const known = new WeakMap<TemplateStringsArray, Template>();

/**
 * Reads a template, once for each place in the code. Throws TypeError for a template that is
 * not whole tags and text, writes an attribute without double quotes or one that is not listed (`style` and `on…` are
 * not), has a link that does not start with `#`, or opens an element whose content is not text.
 */
export function readTemplate(parts: TemplateStringsArray): Template {
  const seen = known.get(parts);
  if (seen !== undefined) return seen;
  const source = parts.join(MARK).replaceAll(/\n\s*/g, " ");
  const template = { texts: source.split(MARK), holes: holesOf(source) };
  known.set(parts, template);
  return template;
}

function holesOf(template: string): readonly Hole[] {
  const holes: Hole[] = [];
  for (let at = 0; at < template.length;) {
    TEXT.lastIndex = at;
    const text = TEXT.exec(template)?.[0];
    if (text !== undefined) {
      for (const letter of text) if (letter === MARK) holes.push({ kind: "text" });
      at += text.length;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(template);
    if (tag === null) throw broken("whole tags, attributes in double quotes", template.slice(at, at + 60));
    const [whole, element = "", attributes = ""] = tag;
    if (RAW_ELEMENTS.test(element)) throw broken("no element whose content is not text", whole);
    for (const attribute of attributes.matchAll(ATTRIBUTE)) holes.push(...holesIn(attribute));
    at += whole.length;
  }
  return holes;
}

function holesIn([whole, blank = "", name = "", value]: RegExpExecArray): readonly Hole[] {
  if (!ATTRIBUTES.has(name) && !/^(?:data|aria)-/.test(name)) throw broken("an attribute of the list", whole);
  if (name === "href" && value?.startsWith("#") !== true) throw broken("a link that starts with #", whole);
  if (value === undefined) return [];
  const opening = blank.length + name.length + 2;
  const hole = { kind: "attribute", name, isWhole: value === MARK, opening } as const;
  return value
    .split(MARK)
    .slice(1)
    .map(() => hole);
}

function broken(expected: string, found: string): TypeError {
  return new TypeError(`internal: got ${JSON.stringify(found.replaceAll(MARK, "${}"))}, expected ${expected}`);
}
