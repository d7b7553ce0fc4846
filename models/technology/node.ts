/** The process node that the words about a process state, e.g. 7 of `7 nm predictive FinFET` [nm]; the first, if there are several. */
export function statedNodeNm(process: string): number | undefined {
  const node = /(\d+(?:\.\d+)?) ?nm\b/.exec(process)?.[1];
  return node === undefined ? undefined : Number(node);
}
