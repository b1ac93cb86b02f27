import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const self = pathToFileURL(path.resolve(import.meta.dirname, '../config.ts')).href

/**
 * Does for Node what a bundler does for the Worker: a `.liquid` file is a module with its text. A configuration
 * outside this project finds `orderbridge`. The hooks affect only modules loaded later: load the rest with `import()`.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'orderbridge' ? { url: self, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => {
    if (!url.endsWith('.liquid')) return next(url, context)
    const text = readFileSync(fileURLToPath(url), 'utf8')
    return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(text)}` }
  },
})
