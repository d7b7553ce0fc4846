/** A file in safetensors: the length of the header, the header, the bytes of the tensors. */
export function safetensorsBytes(header: object, bytes: readonly number[]): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.from(bytes)]);
}
