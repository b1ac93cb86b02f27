import '../src/cli/hooks.ts'

// Loaded when the hooks are in place: the outbox reaches templates.
await import('./year-outbox.ts')
