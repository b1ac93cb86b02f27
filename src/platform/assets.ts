import type { ReadAsset } from '../ports.ts'

/** Kept in the memory of this instance. Other texts come with another version of the Worker, in another instance. */
const texts = new Map<string, string>()

/**
 * Reads the files of `templates/console/`, which `[assets]` in wrangler.toml uploads beside the Worker. In the Worker
 * itself, each start would load the files.
 */
export const assetsIn =
  (env: Env): ReadAsset =>
  async (name) => {
    const known = texts.get(name)
    if (known !== undefined) return known
    const text = await fetchAsset(env, name)
    texts.set(name, text)
    return text
  }

async function fetchAsset(env: Env, name: string): Promise<string> {
  const binding: unknown = Reflect.get(env, 'ASSETS')
  if (binding === undefined) console.error(NO_BINDING)
  const response = await env.ASSETS.fetch(`https://assets/${name}`)
  if (!response.ok) throw new Error(`The asset ${name} cannot be read: the answer was ${response.status}.`)
  // Local workerd gives a file no type of text, and `text()` would warn.
  return new TextDecoder().decode(await response.arrayBuffer())
}

const NO_BINDING =
  'The console has no words: wrangler.toml lacks [assets]. Copy [assets] from the wrangler.toml of Orderbridge, and deploy.'
