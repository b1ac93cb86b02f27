import { enableCompileCache } from 'node:module'
import path from 'node:path'

// Loading is most of the work of a short command. The cache affects only modules loaded later.
enableCompileCache(path.join(import.meta.dirname, '../../.orderbridge/compile-cache'))
const { main } = await import('./command-line.ts')

// `npm run order | head` closes the output early, which is no failure.
process.stdout.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1))
process.exitCode = await main(process.argv.slice(2))
