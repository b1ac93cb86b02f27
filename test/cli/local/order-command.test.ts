import { expect, it } from 'vitest'
import { orderCommand } from '../../../src/cli/local/order-command.ts'

it.each([
  [8787, undefined, undefined, 'npm run order'],
  [8931, undefined, undefined, 'npm run order -- --url http://localhost:8931'],
  [8787, 'gateway.json', 'my.vars', 'npm run order -- --config gateway.json --vars my.vars'],
  [8931, 'my gateway.ts', undefined, 'npm run order -- --url http://localhost:8931 --config "my gateway.ts"'],
])('reaches a gateway on port %i with configuration %s and secrets %s', (port, config, vars, command) => {
  expect(orderCommand(port, { config, vars })).toBe(command)
})
