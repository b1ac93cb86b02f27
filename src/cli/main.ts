import './hooks.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { didYouMean } from '../text/suggestion.ts'
import { type Command, UsageError } from './command.ts'
import { ROOT } from './place.ts'
import { systemFault } from './system-fault.ts'

/** Loaded when called, because hooks.ts affects only modules loaded later. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  start: {
    summary: 'run the gateway on this machine (npm start)',
    load: async () => (await import('./start.ts')).start,
  },
  order: {
    summary: 'send it a signed order, and show what came out (npm run order)',
    load: async () => (await import('./order.ts')).order,
  },
  render: {
    summary: 'write an order as a route would, without a gateway',
    load: async () => (await import('./render.ts')).render,
  },
  poll: {
    summary: "read a supplier's order API now, and tell what was found",
    load: async () => (await import('./poll.ts')).poll,
  },
  backfill: {
    summary: 'compare a span of days with the order API, and deliver what is missing',
    load: async () => (await import('./backfill.ts')).backfill,
  },
  export: {
    summary: 'write orders, with all that was said and sent, into a folder',
    load: async () => (await import('./export.ts')).exportOrders,
  },
  restore: {
    summary: 'give a gateway back what an export holds',
    load: async () => (await import('./restore.ts')).restore,
  },
  'fake-apicbase': {
    summary: 'serve a made-up Apicbase, for trying out the order API',
    load: async () => (await import('./fake-apicbase.ts')).fakeApicbase,
  },
  doctor: {
    summary: 'try every connection, short of delivering; say what to do about what fails',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  courier: {
    summary: 'bring what waits in a mailbox into a folder that an ERP reads',
    load: async () => (await import('./courier.ts')).courier,
  },
  deploy: {
    summary: 'deploy, unless a route that is renamed or dropped has deliveries under way',
    load: async () => (await import('./deploy.ts')).deploy,
  },
  config: {
    summary: 'check the configuration and write what the Worker reads',
    load: async () => (await import('./config.ts')).config,
  },
}

const HELP = `orderbridge <command> [options]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
  .join('\n')}

orderbridge <command> --help tells its options.`

async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    console.log(HELP)
    return 0
  }
  if (name === '--version') {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
    console.log(version)
    return 0
  }
  const known = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!known) {
    const problem = name === undefined ? 'Say what to do.' : `There is no command '${name}'.`
    console.error(`${problem}${didYouMean(name ?? '', Object.keys(COMMANDS))}\n\n${HELP}`)
    return 2
  }
  const command = await known.load()
  if (words.includes('--help') || words.includes('-h')) {
    console.log(command.help)
    return 0
  }
  try {
    return await command.run(words)
  } catch (error) {
    const fault = systemFault(error)
    if (fault !== null) {
      console.error(fault)
      return 1
    }
    if (!(error instanceof UsageError)) throw error
    console.error(`${error.message}\n\n${command.help}`)
    return 2
  }
}

// `npm run order | head` closes the output early, which is no failure.
process.stdout.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1))
process.exitCode = await main(process.argv.slice(2))
