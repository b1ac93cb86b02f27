import { readFileSync } from 'node:fs'

interface Keys {
  defineCacheKeyGenerator(generator: () => string): void
}

/**
 * A plugin that adds these files to the key of each transformed module, which vitest keeps for later runs. By itself the
 * key lacks `tsconfig.json`, which names the factory of JSX: pages of an earlier factory would answer 503.
 */
export const transformKey = (...files: readonly string[]) => ({
  name: 'transform-key',
  configureVitest({ defineCacheKeyGenerator }: Keys): void {
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
    defineCacheKeyGenerator(() => text)
  },
})
