import type { Command } from './command.ts'

/** Loaded when called, because hooks.ts affects only modules loaded later. */
export const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  init: {
    summary: 'write a configuration for your own supplier',
    load: async () => (await import('./init.ts')).init,
  },
  start: {
    summary: 'run the gateway on this machine (npm start)',
    load: async () => (await import('./start.ts')).start,
  },
  order: {
    summary: 'send it a signed order, and show what came out (npm run order)',
    load: async () => (await import('./order.ts')).order,
  },
  orders: {
    summary: 'list and show orders; retry, release, discard them, or mark them as done',
    load: async () => (await import('./orders.ts')).orders,
  },
  routes: {
    summary: 'list routes; pause or resume one',
    load: async () => (await import('./routes.ts')).routes,
  },
  catalogue: {
    summary: 'pull customers and articles into CSV files, compare files with the gateway, push them',
    load: async () => (await import('./catalogue.ts')).catalogue,
  },
  tail: {
    summary: 'watch orders, deliveries and actions as they happen',
    load: async () => (await import('./tail.ts')).tail,
  },
  open: {
    summary: 'open the console, or the page of an order, in the browser',
    load: async () => (await import('./open.ts')).open,
  },
  render: {
    summary: 'write an order as a route would, without a gateway',
    load: async () => (await import('./render.ts')).render,
  },
  apicbase: {
    summary: 'list what Apicbase needs before it can send, and check what can be checked',
    load: async () => (await import('./apicbase.ts')).apicbase,
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
    summary: 'write orders, with their bodies and documents, into a folder',
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
  rename: {
    summary: 'move the orders of a supplier that has a new name',
    load: async () => (await import('./rename.ts')).rename,
  },
  deploy: {
    summary: 'deploy, unless a route or supplier that is renamed or dropped has orders under way',
    load: async () => (await import('./deploy.ts')).deploy,
  },
  config: {
    summary: 'check the configuration and write what the Worker reads',
    load: async () => (await import('./config.ts')).config,
  },
  completion: {
    summary: 'print the script that lets bash, zsh or fish complete the commands',
    load: async () => (await import('./completion.ts')).createCompletion(COMMANDS),
  },
}
