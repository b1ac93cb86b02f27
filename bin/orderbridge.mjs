#!/usr/bin/env node
// The command line, for `npx orderbridge …` and for the build command in wrangler.toml.
process.argv.splice(2, 0, 'src/cli/main.ts')
await import('./launch.mjs')
