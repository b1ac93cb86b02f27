import '../src/cli/hooks.ts'

// Load after the hooks, because the outbox imports templates.
await import('./million-orders.ts')
