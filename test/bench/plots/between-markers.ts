/**
 * Puts text between two comments of a Markdown page, `<!-- NAME -->` and `<!-- /NAME -->`, in place of what stands there.
 * @throws {Error} if the page does not hold each of them once, in this order
 */
export function betweenMarkers(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before = "", ...afterBegin] = page.split(begin);
  const [, ...afterEnd] = afterBegin.join(begin).split(end);
  if (afterBegin.length !== 1 || afterEnd.length !== 1)
    throw new Error(`page: got no one ${begin} before one ${end}, expected both`);
  return `${before}${begin}\n\n${text}\n\n${end}${afterEnd.join(end)}`;
}
