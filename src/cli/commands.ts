import type { Command } from './command.ts'

/** Each command is the only `Command` that the file of its name exports. */
const SUMMARIES: Readonly<Record<string, string>> = {
  init: 'write a configuration for your own supplier',
  start: 'run the gateway on this machine (npm start)',
  order: 'send it a signed order, and show what came out (npm run order)',
  orders: 'list and show orders; retry, release, discard them, or mark them as done',
  routes: 'list routes; pause or resume one',
  catalogue: 'pull customers and articles into CSV files, compare files with the gateway, push them',
  tail: 'watch orders, deliveries and actions as they happen',
  open: 'open the console, or the page of an order, in the browser',
  render: 'write an order as a route would, without a gateway',
  apicbase: 'list what Apicbase needs before it can send, and check what can be checked',
  poll: "read a supplier's order API now, and tell what was found",
  backfill: 'compare a span of days with the order API, and deliver what is missing',
  export: 'write orders, with their bodies and documents, into a folder',
  restore: 'give a gateway back what an export holds',
  'fake-apicbase': 'serve a made-up Apicbase, for trying out the order API',
  doctor: 'try every connection, short of delivering; say what to do about what fails',
  courier: 'bring what waits in a mailbox into a folder that an ERP reads',
  rename: 'move the orders of a supplier that has a new name',
  deploy: 'deploy, unless a route or supplier that is renamed or dropped has orders under way',
  config: 'check the configuration and write what the Worker reads',
  completion: 'print the script that lets bash, zsh or fish complete the commands',
}

/** Loaded when called, because hooks.ts affects only modules loaded later. */
export const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> =
  Object.fromEntries(
    Object.entries(SUMMARIES).map(([name, summary]) => [name, { summary, load: () => loadCommand(name) }]),
  )

async function loadCommand(name: string): Promise<Command> {
  const exported: Readonly<Record<string, unknown>> = await import(`./${name}.ts`)
  const command = Object.values(exported).find(isCommand)
  if (!command) throw new Error(`The file of the command ${name} exports no command.`)
  return command
}

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'help' in value && 'run' in value
