import type { Bucket, Buckets } from '../ports.ts'

/** R2 bindings. The names come from the configuration, so the generated `Env` cannot know the bindings. */
export const bucketsIn = (env: Env): Buckets => ({
  get(name) {
    const binding: unknown = Reflect.get(env, name)
    return isBucket(binding) ? over(binding) : undefined
  },
})

const over = (bucket: R2Bucket): Bucket => ({
  async put(key, { bytes, mediaType }) {
    // R2 refuses bytes with another digest.
    const sha256 = await crypto.subtle.digest('SHA-256', bytes)
    await bucket.put(key, bytes, { httpMetadata: { contentType: mediaType }, sha256 })
  },
  async get(key) {
    const found = await bucket.get(key)
    return found && new Uint8Array(await found.arrayBuffer())
  },
})

/** KV has `put` too, but no `head`. */
const isBucket = (binding: unknown): binding is R2Bucket =>
  typeof binding === 'object' && binding !== null && 'head' in binding && 'createMultipartUpload' in binding
