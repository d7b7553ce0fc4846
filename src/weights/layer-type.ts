/** What a layer does in its block. Ternary models that are fused or not transformers have words of their own. */
export type LayerType = (typeof TYPES)[number][0] | "other";

/** Types and the names that they go by, without `.weight`: of Transformers (LLaMA, OLMo, MMfreeLM), then of GGUF. */
const TYPES = [
  ["q", ["q_proj", "attn_q"]],
  ["k", ["k_proj", "attn_k"]],
  ["v", ["v_proj", "attn_v"]],
  ["qkv", ["qkv_proj", "att_proj", "attn_qkv"]],
  ["o", ["o_proj", "attn_out", "attn_output"]],
  ["gate", ["gate_proj", "ffn_gate"]],
  ["up", ["up_proj", "ffn_up"]],
  ["gate_up", ["gate_up_proj", "ff_proj"]],
  ["down", ["down_proj", "ff_out", "ffn_down"]],
  ["i", ["i_proj"]],
  ["f", ["f_proj"]],
  ["g", ["g_proj"]],
  ["embedding", ["embed_tokens", "token_embd"]],
  ["head", ["lm_head", "output"]],
] as const satisfies readonly (readonly [string, readonly string[]])[];

/** All types, in the order in which they are listed. */
export const LAYER_TYPES: readonly LayerType[] = [...TYPES.map(([type]) => type), "other"];

/** A name's parts: `model.layers.0.mlp.up_proj.weight` → before `model.layers.0.mlp`, base `up_proj`. */
export function nameParts(name: string): { readonly before: string; readonly base: string } {
  const parts = name.split(".");
  if (parts.at(-1) === "weight") parts.pop();
  const base = parts.pop() ?? "";
  return { before: parts.join("."), base };
}

/** What the layer of this name does; `other` if nothing says so. */
export function layerTypeOf(name: string): LayerType {
  const { base } = nameParts(name);
  return TYPES.find(([, names]) => names.some((each) => each === base))?.[0] ?? "other";
}
