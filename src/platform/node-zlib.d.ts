/** The part of `node:zlib` that decompression needs: see node-net.d.ts. */
declare module 'node:zlib' {
  export function inflateSync(
    bytes: Uint8Array,
    options: { readonly maxOutputLength: number; readonly finishFlush: number },
  ): Uint8Array
  export const constants: { readonly Z_FINISH: number; readonly Z_SYNC_FLUSH: number }
}
